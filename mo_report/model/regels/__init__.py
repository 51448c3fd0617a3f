"""Rules of the domain between blocks: a file per subject; importing this declares them."""

from mo_report.model.regels import indexering, invoer, locaties, uren

__all__ = ["indexering", "invoer", "locaties", "uren"]
