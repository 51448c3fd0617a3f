"""Before a workbook is opened: is it one, and is it of a size and shape that can be read?

The file is read as a stream and refused at the first limit, so that no file takes long or needs
much memory. What reads workbooks afterwards (openpyxl, IronCalc) has no such limits.
"""

from mo_report.voorcontrole.grenzen import BESTAND, MB, Refused
from mo_report.voorcontrole.keuren import Inspected, inspect_file, inspect_ods

__all__ = ["BESTAND", "MB", "Inspected", "Refused", "inspect_file", "inspect_ods"]
