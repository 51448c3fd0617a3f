"""Do outputs belong to an input? All is computed anew, and every difference is a finding."""

from mo_report.uitvoer.verifieren.bewijs import Proof, verify

__all__ = ["Proof", "verify"]
