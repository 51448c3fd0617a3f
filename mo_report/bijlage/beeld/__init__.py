"""Pictures as shapes in millimetres: drawn here, written out as SVG by a template.

Measured against Matplotlib: that too gives live text in the bundled font, but no title that a
screen reader can say, 20 kB a picture, and numpy with 0.8 s of start-up in every process. These
are bars, cells and texts; that is all that is asked.
"""

from mo_report.bijlage.beeld.hitte import Hittekaart
from mo_report.bijlage.beeld.stapel import Stapelgrafiek
from mo_report.bijlage.beeld.staven import Staafgrafiek
from mo_report.bijlage.beeld.vorm import Deel, Getekend, Tekenaar, Tekst, Vlak
from mo_report.bijlage.beeld.waterval import Waterval
from mo_report.verhaal import beelden

#: How each kind of picture is drawn.
_TEKENING: dict[type[beelden.Beeld], type[Getekend]] = {
    beelden.Kaart: Hittekaart,
    beelden.Stapels: Stapelgrafiek,
    beelden.Staven: Staafgrafiek,
    beelden.Trap: Waterval,
}


def getekend(beeld: beelden.Beeld, tekenaar: Tekenaar) -> list[Deel]:
    """The drawings of a picture."""
    drawn = _TEKENING[type(beeld)]
    return drawn(**vars(beeld)).delen(tekenaar)


__all__ = [
    "Deel",
    "Getekend",
    "Hittekaart",
    "Staafgrafiek",
    "Stapelgrafiek",
    "Tekenaar",
    "Tekst",
    "Vlak",
    "Waterval",
    "getekend",
]
