"""python -m mo_report."""

from mo_report.cli import main

main()
