"""What is wrong or odd in an input: a value, never an exception on its way to the user."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, order=True)
class Finding:
    """One finding: where (sheet and cell), what is wrong, what is expected, how to mend it.

    A change that the program made in a copy is told in the same way: what it was, why, what is left to do.
    """

    blad: str
    cel: str
    wat: str
    verwacht: str
    herstel: str = ""
    ernst: Literal["fout", "waarschuwing", "wijziging"] = "fout"

    @property
    def is_fout(self) -> bool:
        return self.ernst == "fout"


def change(blad: str, cel: str, wat: str, waarom: str, nog: str = "") -> Finding:
    """A cell that the program changed in a copy: what, why, and what is left to do."""
    return Finding(blad, cel, wat, waarom, nog, "wijziging")


def warning(blad: str, cel: str, wat: str, verwacht: str, herstel: str = "") -> Finding:
    return Finding(blad, cel, wat, verwacht, herstel, "waarschuwing")
