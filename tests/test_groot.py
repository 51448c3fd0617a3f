"""More locaties than the example has: formulas stay short, totals stay ranges."""

from __future__ import annotations

from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
from controlelijst import PUNTEN, Boek
from motoren import IronCalc, cached, formulas, same

from mo_report.engine.rekenen import calculate
from mo_report.invoer import read_input
from mo_report.model import Aanbieder
from mo_report.model.voorbeeld.gegevens import haarlem
from mo_report.werkboek.boeken import write_overzicht, write_tariefblad
from mo_report.werkboek.invoerboek import write_input

AANTAL = 16


def veel() -> dict[str, Any]:
    """The example with many locaties, those of the aanbieders in turn, and one with none."""
    data = haarlem()
    sheets = data["bladen"]
    sheets["Aanbieders"].append({"aanbieder": "Zonder locaties"})
    base = {r["locatie"]: r for r in sheets["Locaties"]}
    one, other = base["Velserpoort 1: OGGZ"], base["Kennemerhof"]
    own = {name: deepcopy(sheets[name]) for name in ("Locatiekosten", "Trajecten")}
    for n in range(AANTAL):
        source = (one, other)[n % 2]
        name = f"Een locatie met een lange naam {n}"
        sheets["Locaties"].append({**source, "locatie": name, "team": None})
        for sheet, rows in own.items():
            same = [r for r in rows if r["locatie"] == source["locatie"]]
            sheets[sheet] += [{**r, "locatie": name} for r in same]
    return data


@pytest.fixture(scope="module")
def boeken(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    folder = tmp_path_factory.mktemp("groot")
    write_input(folder / "invoer.xlsx", veel(), hoogstens=20)
    gelezen = read_input(folder / "invoer.xlsx")
    assert gelezen.resultaat is not None, gelezen.fouten[:3]
    write_overzicht(gelezen.resultaat, folder / "overzicht.xlsx")
    found = [folder / "overzicht.xlsx"]
    # The first has half of the locaties, the last has none; the other one is like the first.
    first, *_, last = gelezen.resultaat.dossier[Aanbieder]
    for n, aanbieder in enumerate((first, last)):
        path = folder / f"tariefblad-{n}.xlsx"
        own = calculate(gelezen.resultaat.dossier.per_aanbieder(aanbieder))
        write_tariefblad(own, path)
        found.append(path)
    return found


@pytest.mark.long
def test_many_locaties_keep_every_point(boeken: list[Path]) -> None:
    assert len(boeken) == 3
    for path in boeken:
        book = Boek(path)
        found = {p.__name__: p(book)[:3] for p in PUNTEN}
        assert not {k: v for k, v in found.items() if v}, path.name


@pytest.mark.long
def test_many_locaties_are_computed_alike(boeken: list[Path]) -> None:
    for path in boeken:
        values, engine = cached(path), IronCalc(path)
        assert not [w for w in formulas(path) if not same(values.get(w), engine.value(*w))]
