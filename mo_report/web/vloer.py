"""What a worker has at hand for its job."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from mo_report.engine.rekenen import Result
from mo_report.invoer import Reading, read_input
from mo_report.web.gesprek import Afgewezen
from mo_report.web.volgen import Volger
from mo_report.web.watals import Proef

HERSTEL = "Herstel eerst de fouten in de invoer; dan kan het programma rekenen."


@dataclass
class Vloer:
    """What a worker has at hand: its folder, and the input once it was read."""

    map: Path
    _gelezen: dict[str, Reading] = field(default_factory=dict)

    def lees(self, bestand: str) -> Reading:
        """The input of this job, read once. The name is the server's own, never a user's."""
        if bestand not in self._gelezen:
            self._gelezen[bestand] = read_input(self.map / bestand)
        return self._gelezen[bestand]

    def resultaat(self, bestand: str) -> Result:
        """Raises Afgewezen where the input has errors."""
        found = self.lees(bestand).resultaat
        if found is None:
            raise Afgewezen(HERSTEL)
        self._bestand = bestand
        return found

    @cached_property
    def volger(self) -> Volger:
        return Volger(self.resultaat(self._bestand))

    @cached_property
    def proef(self) -> Proef:
        return Proef(self.resultaat(self._bestand))
