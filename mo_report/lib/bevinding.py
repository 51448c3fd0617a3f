"""What is wrong or odd in an input: a value, never an exception on its way to the user."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, order=True)
class Finding:
    """One finding: where (sheet and cell), what is wrong, what is expected, how to mend it."""

    blad: str
    cel: str
    wat: str
    verwacht: str
    herstel: str = ""
    ernst: Literal["fout", "waarschuwing"] = "fout"

    @property
    def is_fout(self) -> bool:
        return self.ernst == "fout"


def warning(blad: str, cel: str, wat: str, verwacht: str, herstel: str = "") -> Finding:
    return Finding(blad, cel, wat, verwacht, herstel, "waarschuwing")
