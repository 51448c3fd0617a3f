"""What an aanbieder answered: the values that it disputes, and its remarks."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal

from mo_report.lib.bevinding import Finding, warning
from mo_report.verhaal.reactie.punten import Punt
from mo_report.werkboek.rollen import REACTIE


@dataclass(frozen=True)
class Reactie:
    """One disputed value: the figure or choice, what the aanbieder says it should be, and why.

    `over` is what it was about, where that was another value than it is now.
    """

    aanbieder: str
    punt: Punt
    waarde: Decimal | str
    reden: str
    over: str = ""


@dataclass
class Antwoord:
    """What one file says; without an aanbieder it could not be read as an answer.

    ronde      the round of the input that it is an answer to
    opgeslagen when the file says that it was saved last
    te_laat    whether that was after the round had closed
    telt       whether it is the newest one of its aanbieder
    """

    bestand: str
    aanbieder: str = ""
    invuller: str = ""
    ronde: str = ""
    opgeslagen: datetime | None = None
    te_laat: bool = False
    telt: bool = True
    reacties: list[Reactie] = field(default_factory=list)
    opmerkingen: list[tuple[str, str]] = field(default_factory=list)
    bevindingen: list[Finding] = field(default_factory=list)

    def wrong(self, cel: str, wat: str, verwacht: str, herstel: str) -> None:
        self.bevindingen.append(Finding(f"{self.bestand}: {REACTIE}", cel, wat, verwacht, herstel))

    def odd(self, cel: str, wat: str, verwacht: str, herstel: str) -> None:
        where = f"{self.bestand}: {REACTIE}"
        self.bevindingen.append(warning(where, cel, wat, verwacht, herstel))
