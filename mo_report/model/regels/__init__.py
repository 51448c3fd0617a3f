"""Rules of the domain between blocks: a file per subject; importing this declares them."""

from mo_report.model.regels import indexering, locaties, uren

__all__ = ["indexering", "locaties", "uren"]
