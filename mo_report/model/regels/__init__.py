"""Rules of the domain between blocks: a file per subject; importing this declares them."""

from mo_report.model.regels import bandbreedte, eigensets, indexering, invoer, locaties, onderbouwing, uren

__all__ = ["bandbreedte", "eigensets", "indexering", "invoer", "locaties", "onderbouwing", "uren"]
