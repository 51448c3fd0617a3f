"""What a recipe is looked at with: a figure, a sheet, a page, the JSON."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from motoren import cached
from pagina import pagina
from uit_data import lees_data

from mo_report.engine.rekenen import Result, calculate
from mo_report.engine.schema import Line
from mo_report.model import Aanbieder
from mo_report.uitvoer.gegevens import as_data
from mo_report.verhaal.vorm import Lezer
from mo_report.werkboek.boeken import write_overzicht

_computed: dict[str, Result] = {}


def resultaat(data: dict[str, Any]) -> Result:
    key = repr(data)
    if key not in _computed:
        read = lees_data(data)
        assert read.resultaat is not None, read.fouten
        _computed[key] = read.resultaat
    return _computed[key]


def bedrag(result: Result, line: Line, *key: str) -> Decimal:
    (record,) = (r for r in result.dossier[line.block] if r.key == tuple(k.casefold() for k in key))
    return result.number(record, line)


def in_overzicht(data: dict[str, Any]) -> str:
    """Every text of the workbook of the gemeente."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "overzicht.xlsx"
        write_overzicht(resultaat(data), path)
        return "\n".join(map(str, cached(path).values()))


def in_json(data: dict[str, Any]) -> str:
    return json.dumps(as_data(resultaat(data)), default=str, ensure_ascii=False)


def in_bijlage(data: dict[str, Any]) -> str:
    """The public annex, as HTML."""
    return pagina(calculate(resultaat(data).dossier.zonder_aanbieders()), Lezer.OPENBAAR)


def in_tariefbijlage(data: dict[str, Any]) -> str:
    """The annex of the first aanbieder, as HTML."""
    d = resultaat(data).dossier
    own = d[Aanbieder][0]
    return pagina(calculate(d.per_aanbieder(own)), Lezer.AANBIEDER, own.name)
