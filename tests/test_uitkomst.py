"""The sheet Uitkomst: the same figures as the program's, while somebody types, in any engine."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from string import ascii_uppercase, digits
from typing import Any

import pytest
from motoren import Cells, IronCalc, cached, gnumeric, libreoffice
from openpyxl import Workbook, load_workbook
from test_sjabloon import koppen, vul_in
from uit_data import CASES, KLEINSTE, KOPRIJ, lees_data, lees_gegevens, resultaat_van
from vol import vol

from mo_report.engine.dossier import Record
from mo_report.engine.rekenen import Result
from mo_report.engine.schema import PARAMETER, UITKOMSTBLAD, WAARDE
from mo_report.model import (
    INVOERBLADEN,
    Algemeen,
    Caotoeslag,
    Eigenset,
    Locatieort,
    Locatietarief,
    Opslagen,
    Ortplafond,
    Tariefvariant,
    Tredemix,
    Uurtarief,
)
from mo_report.model.voorbeeld.gegevens import haarlem
from mo_report.werkboek.invoerboek import write_input
from mo_report.werkboek.levend.kader import NOG_NIET

ANDERE = CASES / "andere-gemeente.toml"
#: The outcomes by name: of a product with its set, where there is more than one, or of a locatie.
Outcomes = dict[tuple[str, ...], object]


def _met_leidende(data: dict[str, Any], variant: str) -> dict[str, Any]:
    rows = data["bladen"][Algemeen.title]
    leads = Algemeen.tariefvariant.label
    data["bladen"][Algemeen.title] = [{**r, WAARDE: variant} if r[PARAMETER] == leads else r for r in rows]
    return data


#: Sheets that take more than the formulas on that sheet can look up; see `binding._ELDERS`.
ELDERS = (Tredemix.title, Caotoeslag.title, Ortplafond.title, Eigenset.title)


def zonder(data: dict[str, Any], *sheets: str) -> dict[str, Any]:
    data["bladen"] |= {key: [] for key in sheets}
    return data


def _gevallen() -> Iterator[tuple[str, dict[str, Any]]]:
    yield "kleinste", lees_gegevens(KLEINSTE)
    yield "vol", zonder(vol(), *ELDERS)
    for name, make in (("haarlem", haarlem), ("andere", lambda: lees_gegevens(ANDERE))):
        for n, row in enumerate(make()["bladen"][Tariefvariant.title]):
            yield f"{name}-{n}", _met_leidende(make(), row[Tariefvariant.tariefvariant.name])


GEVALLEN = dict(_gevallen())


def shown(cells: Cells) -> Outcomes:
    """The outcomes on the sheet, by name; rows that nobody began on are left out."""
    heads: dict[str, str] = {}
    for (sheet, cell), value in cells.items():
        if sheet == UITKOMSTBLAD and cell.lstrip(ascii_uppercase) == str(KOPRIJ):
            heads.setdefault(str(value), cell.rstrip(digits))
    found: Outcomes = {}
    for names, value, more in (
        (("parameterset", "product"), Uurtarief.uurtarief_afgerond, ()),
        (("locatie",), Locatietarief.tarief_per_plek_per_etmaal_afgerond, ()),
        (("locatie",), Locatietarief.jaarbedrag, ("per jaar",)),
    ):
        letters = [heads[n] for n in names if n in heads]
        for row in range(KOPRIJ + 1, 100):
            key = tuple(str(cells.get((UITKOMSTBLAD, f"{x}{row}")) or "") for x in letters)
            if any(key):
                found[(*key, *more)] = cells[UITKOMSTBLAD, f"{heads[value.label]}{row}"]
    return found


def by_roster(result: Result, rate: Record) -> bool:
    """Whether a tariff counts with the ORT of a dienstrooster."""
    wanted = {k.name: rate.name_of(k.name) for k in Locatieort.key_columns()}
    (own,) = result.dossier.matching(Locatieort, wanted)
    return result.number(own, Locatieort.telt) == 1 and result.value(own, Locatieort.ort_dienstrooster) is not None


def computed(result: Result, *, with_set: bool = True) -> Outcomes:
    """What the program makes of the same input, for the leading variant."""
    found: Outcomes = {}
    for r in result.dossier[Uurtarief]:
        key = (r.texts["parameterset"], r.texts["product"]) if with_set else (r.texts["product"],)
        found[key] = result.number(r, Uurtarief.uurtarief_afgerond)
    leads = result.dossier.one(Algemeen).texts[Algemeen.tariefvariant.name]
    for r in result.dossier[Locatietarief]:
        if r.texts["tariefvariant"] == leads:
            name = r.texts["locatie"]
            found[name,] = result.number(r, Locatietarief.tarief_per_plek_per_etmaal_afgerond)
            found[name, "per jaar"] = result.number(r, Locatietarief.jaarbedrag)
            if by_roster(result, r):
                # The hours of a roster by band of a cao: too much for the sheet, which then shows no number.
                found[name,] = found[name, "per jaar"] = NOG_NIET
    return found


def cents(outcomes: Outcomes) -> dict[tuple[str, ...], object]:
    return {k: round(Decimal(str(v)), 2) if isinstance(v, int | float | Decimal) else v for k, v in outcomes.items()}


@pytest.fixture(scope="module")
def geschreven(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("uitkomst")
    for name, data in GEVALLEN.items():
        write_input(folder / f"{name}.xlsx", data, hoogstens=10)
    return {name: folder / f"{name}.xlsx" for name in GEVALLEN}


@pytest.mark.parametrize("sheet", ELDERS)
def test_it_says_no_number_where_it_cannot_count(sheet: str, tmp_path: Path) -> None:
    data = zonder(vol(), *(s for s in ELDERS if s != sheet))
    write_input(tmp_path / "vol.xlsx", data, hoogstens=5)
    outcomes, wanted = shown(cached(tmp_path / "vol.xlsx")), cents(computed(resultaat_van(data)))
    assert NOG_NIET in outcomes.values()
    assert all(value in (NOG_NIET, wanted[name]) for name, value in cents(outcomes).items())


def test_it_says_what_the_program_says(geschreven: dict[str, Path]) -> None:
    for name, path in geschreven.items():
        assert cents(shown(cached(path))) == cents(computed(resultaat_van(GEVALLEN[name]))), name


@pytest.mark.long
def test_other_engines_say_the_same(geschreven: dict[str, Path], tmp_path: Path) -> None:
    names = ["haarlem-0", "haarlem-3", "andere-0", "vol"]
    for name, cells in zip(names, libreoffice([geschreven[n] for n in names], tmp_path / "lo"), strict=True):
        assert cents(shown(cells)) == cents(computed(resultaat_van(GEVALLEN[name]))), name
    cells = gnumeric(geschreven["haarlem-3"], tmp_path)
    assert cents(shown(cells)) == cents(computed(resultaat_van(GEVALLEN["haarlem-3"])))


def test_the_small_template_shows_it_too(tmp_path: Path) -> None:
    path = tmp_path / "invoer.xlsx"
    write_input(path, vragen=())
    data = lees_gegevens(KLEINSTE)
    vul_in(path, data)
    (cells,) = libreoffice([path], tmp_path / "lo")
    assert cents(shown(cells)) == cents(computed(resultaat_van(data), with_set=False))


def _given(data: dict[str, Any], path: Path) -> Iterator[tuple[str, dict[str, Any], str, str]]:
    """Each number that the input gives: its sheet, row, name and cell."""
    book = load_workbook(path)
    for block in INVOERBLADEN:
        sheet, labels = book[block.title], {c.name: c.label for c in block.parameters()}
        heads = koppen(sheet)
        for n, row in enumerate(data["bladen"].get(block.title, []), KOPRIJ + 1):
            for name in {WAARDE: WAARDE} if block.form == "lijst" else labels:
                if isinstance(row.get(name), int | float | Decimal):
                    heading = labels.get(name, name)
                    yield block.title, row, name, sheet.cell(n, heads[heading]).coordinate


@pytest.mark.long
def test_without_a_value_no_number_that_is_not_so(tmp_path: Path) -> None:
    """Each value is blanked in turn: what is still shown is what the program gives, or gave before."""
    path, data = tmp_path / "invoer.xlsx", lees_gegevens(ANDERE)
    write_input(path, data, hoogstens=10)
    engine, before = IronCalc(path), cents(computed(resultaat_van(data)))
    places = [w for w in cached(path) if w[0] == UITKOMSTBLAD]
    gone = 0
    for title, row, name, cell in list(_given(data, path))[::3]:
        old = row.pop(name)
        engine.type(title, cell, "")
        now = cents(shown({w: engine.value(*w) for w in places}))
        read = lees_data(data).resultaat
        after = before if read is None else cents(computed(read))
        assert all(v in (NOG_NIET, after[k]) for k, v in now.items()), (title, cell)
        gone += NOG_NIET in now.values()
        row[name] = old
        engine.change(title, cell, float(old))
    assert gone > 10
    assert cents(shown({w: engine.value(*w) for w in places})) == before


#: What somebody types, and where: the program then refuses, or reads something else than stands there.
VERGIST = {
    "a space that is none": ("Locatiekosten", 5, "locatie", "{was}\u00a0"),
    "a component that is none": ("Locatiekosten", 5, "component", "huisvestng"),
    "a way to pay that is none": ("Locatiekosten", 5, "bekostiging", "subsidies"),
    "a locatie that is none": ("Locatiekosten", 5, "locatie", "Nergens"),
    "a night that is none": ("Locaties", 5, "begeleiding in de nacht", "slapwacht"),
    "an answer that is none": ("Locaties", 5, "gezinnen", "jaa"),
    "a text for a number that may be blank": ("Opslagen", "opslag indexatie", "waarde", "0,05"),
    "another name for a value": ("Opslagen", "overhead", "parameter", "Overhead!"),
    "a row below those that are looked at": ("Locatiekosten", 1900, "locatie", "{was}"),
    "a name that stands twice": ("Locatiekosten", 6, "component", "{boven}"),
}


@pytest.fixture(scope="module")
def heel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An input that gives a value that may be blank, too."""
    path, data = tmp_path_factory.mktemp("heel") / "invoer.xlsx", lees_gegevens(ANDERE)
    rows = data["bladen"][Opslagen.title]
    more = {PARAMETER: "opslag indexatie", WAARDE: 1, "status": "aanname"}
    rows.append({"parameterset": rows[0]["parameterset"], **more})
    write_input(path, data, hoogstens=10)
    return path


@pytest.fixture(scope="module")
def bladen(heel: Path) -> Workbook:
    return load_workbook(heel)


@pytest.mark.parametrize("wat", VERGIST)
def test_a_mistake_never_gives_another_number(wat: str, heel: Path, bladen: Workbook) -> None:
    title, row, heading, text = VERGIST[wat]
    path, sheet = heel, bladen[title]
    heads = koppen(sheet)
    at = row if isinstance(row, int) else next(r for r in range(5, 40) if sheet.cell(r, heads[PARAMETER]).value == row)
    was, above = (sheet.cell(n, heads[heading]).value for n in (min(at, 5), max(at - 1, 5)))
    engine = IronCalc(path)
    before = cents(shown({w: engine.value(*w) for w in cached(path) if w[0] == UITKOMSTBLAD}))
    engine.type(title, sheet.cell(at, heads[heading]).coordinate, text.format(was=was, boven=above))
    after = cents(shown({w: engine.value(*w) for w in cached(path) if w[0] == UITKOMSTBLAD}))
    assert NOG_NIET in after.values()
    assert all(v in (NOG_NIET, before[k]) for k, v in after.items()), after
