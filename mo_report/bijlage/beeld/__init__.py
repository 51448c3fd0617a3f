"""Pictures as shapes in millimetres: drawn here, written out as SVG by a template.

Measured against Matplotlib: that too gives live text in the bundled font, but no title that a
screen reader can say, 20 kB a picture, and numpy with 0.8 s of start-up in every process. These
are bars, cells and texts; that is all that is asked.
"""

from mo_report.bijlage.beeld.hitte import Hittekaart, Rij, Vak
from mo_report.bijlage.beeld.stapel import Stapel, Stapelgrafiek
from mo_report.bijlage.beeld.staven import Groep, Staafgrafiek
from mo_report.bijlage.beeld.vorm import Beeld, Deel, Tekenaar, Tekst, Vlak
from mo_report.bijlage.beeld.waterval import Trede, Waterval

__all__ = [
    "Beeld",
    "Deel",
    "Groep",
    "Hittekaart",
    "Rij",
    "Staafgrafiek",
    "Stapel",
    "Stapelgrafiek",
    "Tekenaar",
    "Tekst",
    "Trede",
    "Vak",
    "Vlak",
    "Waterval",
]
