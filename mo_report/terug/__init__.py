"""The findings in a copy of the user's own workbook, of which nothing else is touched."""

from mo_report.terug.markup import CannotMark
from mo_report.terug.schrijven import write_marked

__all__ = ["CannotMark", "write_marked"]
