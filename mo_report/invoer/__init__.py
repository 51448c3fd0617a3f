"""Reading an input workbook: records with the origin of every value, and a list of findings."""

from mo_report.invoer.lezen import Reading, read_input

__all__ = ["Reading", "read_input"]
