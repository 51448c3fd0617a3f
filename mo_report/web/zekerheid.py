"""What the tariffs can be, for the page: the chapter of the gemeente's own documents."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from mo_report.bijlage.huisstijl import default_style
from mo_report.bijlage.render import drawings, prose
from mo_report.bijlage.tabel import PageTable
from mo_report.bijlage.weergave import RenderedPart, rendered_parts
from mo_report.verhaal.beelden import Beeld
from mo_report.verhaal.vorm import Lezer
from mo_report.verhaal.zekerheid import ZEKERHEID
from mo_report.web.gesprek import Stap
from mo_report.web.vloer import Vloer

Gegevens = dict[str, Any]


def bandbreedte(vloer: Vloer, _: Stap, bestand: str) -> Gegevens:
    """The parts of the chapter in order, each as a kind and what it holds; without bounds none."""
    resultaat = vloer.resultaat(bestand)
    if not ZEKERHEID.aanwezig(resultaat):
        return {"stukken": []}
    page = next(p for p in ZEKERHEID.paginas(resultaat) if Lezer.GEMEENTE in p.lezers)
    front, behind = rendered_parts(resultaat, page)
    return {"stukken": [made for part in (*front, *behind) for made in _deel(part)]}


def _deel(part: RenderedPart) -> Iterator[Gegevens]:
    match part:
        case ("boodschap", str(zin)):
            yield {"soort": "boodschap", "zin": zin}
        case ("zinnen", zinnen):
            yield {"soort": "zinnen", "zinnen": list(zinnen)}
        case ("proza", (str(text), values)):
            yield {"soort": "proza", "html": prose(text, values)}
        case ("figuur", (beeld, table, _)):
            if beeld:
                yield {"soort": "beeld", **_vormen(beeld)}
            if table:
                yield {"soort": "tabel", **_tabel(table)}
        case ("tabel", table):
            yield {"soort": "tabel", **_tabel(table)}
        case _:
            raise TypeError(f"no part of this page: {part.macro}")


def _tabel(table: PageTable) -> Gegevens:
    def cells(row: tuple[Any, ...]) -> list[Gegevens]:
        return [{"tekst": cell.tekst, "getal": cell.getal, "kop": cell.kop} for cell in row]

    return {"titel": table.bijschrift, "koppen": cells(table.koppen), "rijen": [cells(r) for r in table.rijen]}


def _vormen(beeld: Beeld) -> Gegevens:
    shapes = [asdict(drawing) for drawing in drawings(beeld, default_style())]
    return {"titel": beeld.titel, "uitleg": beeld.uitleg, "delen": shapes}
