"""The findings in a copy of the user's own workbook, of which nothing else is touched."""

from mo_report.terug.markup import NietTeMarkeren
from mo_report.terug.schrijven import schrijf_terug

__all__ = ["NietTeMarkeren", "schrijf_terug"]
