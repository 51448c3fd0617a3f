"""The laws that a price must answer to, from kaders.toml: another law is another entry there."""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files
from typing import Any

from mo_report.engine.schema import Line, Options


@dataclass(frozen=True)
class Lid:
    """A part of an article: its name, what it asks, and the parts of the uurtarief that it is about."""

    naam: str
    vraagt: str
    delen: tuple[str, ...] = ()

    @property
    def letter(self) -> str:
        """What the elements of an article are called by."""
        return self.naam.rpartition(" ")[2]


@dataclass(frozen=True)
class Kader:
    """An article that says what a price must meet, as it held from a year on.

    elementen  the part of the article that lists the elements of a price
    uitleg     what the name stands for, where it is short for something
    """

    naam: str
    besluit: str
    artikel: str
    elementen: str
    vanaf: int
    leden: tuple[Lid, ...]
    uitleg: str = ""

    def __str__(self) -> str:
        return f"{self.besluit}, {self.artikel}, {self.elementen}"

    def lid_van(self, line: Line) -> Lid | None:
        """The part of the article that asks for a part of the uurtarief."""
        return next((lid for lid in self.leden if line.name in lid.delen), None)

    def benoemd(self, line: Line) -> str:
        """A part of the uurtarief with the letter that the article has for it."""
        lid = self.lid_van(line)
        return f"{lid.letter}. {line.label}" if lid else line.label


def _kader(data: Mapping[str, Any]) -> Kader:
    leden = tuple(Lid(**{**lid, "delen": tuple(lid.get("delen", ()))}) for lid in data["lid"])
    return Kader(leden=leden, **{k: v for k, v in data.items() if k != "lid"})


def lees_kaders(text: str) -> tuple[Kader, ...]:
    """The frames in a text as that of kaders.toml. Raises TypeError for a key that a frame does not have."""
    return tuple(_kader(data) for data in tomllib.loads(text)["kader"])


#: The frames that the program knows; the first holds where the input names none.
KADERS = lees_kaders((files("mo_report") / "model" / "kaders.toml").read_text("utf-8"))
KADER = Options("wettelijk kader", fixed=tuple(dict.fromkeys(k.naam for k in KADERS)))
LID = Options("lid van het artikel", fixed=tuple(dict.fromkeys(lid.naam for k in KADERS for lid in k.leden)))


def geldig(naam: str, jaar: int, kaders: Sequence[Kader] = KADERS) -> Kader:
    """The frame of this name (empty: the first) as it held in a year; before the first version that one."""
    wanted = (naam or kaders[0].naam).casefold()
    own = [k for k in kaders if k.naam.casefold() == wanted] or kaders[:1]
    return max((k for k in own if k.vanaf <= jaar), key=lambda k: k.vanaf, default=min(own, key=lambda k: k.vanaf))
