"""The nota van reacties for everybody, and for each aanbieder the answer to its own reactions."""

from mo_report.antwoorden.nota.maken import NOTA, Herkomst, make_nota

__all__ = ["NOTA", "Herkomst", "make_nota"]
