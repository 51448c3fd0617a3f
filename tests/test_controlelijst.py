"""Every workbook we write has every point of the list of what a good model workbook has."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import HAARLEM
from controlelijst import PUNTEN, Boek
from motoren import IronCalc, formulas, libreoffice, same
from openpyxl import Workbook, load_workbook

BOEKEN = ("sjabloon", "voorbeeld", "overzicht.xlsx", "hvo-querido/tariefblad.xlsx")
#: The file that users get is the example with hundreds of blank rows more.
GELEVERD = "inputs/haarlem-2020.xlsx"


class Boeken(dict[str, Boek]):
    """The workbooks by name, each read when a test asks for it."""

    def __init__(self, folder: Path, **own: Path) -> None:
        super().__init__()
        self.folder, self.own = folder, {**own, GELEVERD: HAARLEM}

    def __missing__(self, name: str) -> Boek:
        self[name] = Boek(self.own.get(name, self.folder / name))
        return self[name]


@pytest.fixture(scope="module")
def boeken(werkboeken: Path, sjabloon: Path, invoer: Path) -> Boeken:
    return Boeken(werkboeken, sjabloon=sjabloon, voorbeeld=invoer)


@pytest.mark.parametrize("name", [*BOEKEN, pytest.param(GELEVERD, marks=pytest.mark.long)])
@pytest.mark.parametrize("point", PUNTEN, ids=lambda p: p.__name__)
def test_point(point: Callable[[Boek], list[str]], name: str, boeken: Boeken) -> None:
    assert not point(boeken[name])


def _without(path: Path, target: Path, change: Callable[[object], None]) -> Boek:
    book = load_workbook(path)
    change(book)
    book.save(target)
    return Boek(target, book)


#: What spoils a workbook, and the point that must see it.
BEDORVEN: dict[str, Callable[..., object]] = {
    "formulas_have_values": lambda b: b["Uurtarieven"].__setitem__("C8", "=1+1"),
    "sheets_have_one_role": lambda b: b["Parameters"].__setitem__("A8", "=Uurtarieven!C8*1"),
    "sheets_are_in_order": lambda b: b.move_sheet("Controle", -5),
    "only_input_is_unlocked": lambda b: setattr(b["Budget"].protection, "sheet", False),
    "input_is_guarded": lambda b: setattr(b["Parameters"].data_validations, "dataValidation", []),
    "formulas_hold_no_numbers": lambda b: b["Uurtarieven"].__setitem__("C9", "=C8*12"),
    "formulas_are_short": lambda b: b["Uurtarieven"].__setitem__("C9", "=NOW()"),
    "formulas_are_alike": lambda b: b["Uurtarieven"].__setitem__("D9", "=D8+D8+D8"),
    "names_are_valid": lambda b: b.defined_names.clear(),
    "one_verdict_on_every_sheet": lambda b: b["Budget"].__setitem__("B3", "goed"),
    "sheets_print_well": lambda b: setattr(b["Budget"], "freeze_panes", None),
    "headings_are_unique": lambda b: b["Budget"].merge_cells("A1:B1"),
    "it_says_what_it_is": lambda b: setattr(b.properties, "language", None),
    "status_is_in_words": lambda b: b["Controle"].__setitem__("H7", "groen"),
    "values_fit": lambda b: setattr(b["Controle"].column_dimensions["F"], "width", 2),
}


@pytest.mark.parametrize("name", BEDORVEN)
def test_a_spoiled_workbook_is_seen(name: str, kleine_uitvoer: Path, tmp_path: Path) -> None:
    """Each point can fail: it does when what it is about is taken away."""
    assert set(BEDORVEN) == {p.__name__ for p in PUNTEN}
    point = next(p for p in PUNTEN if p.__name__ == name)
    path = kleine_uitvoer / "overzicht.xlsx"
    assert point(_without(path, tmp_path / "bedorven.xlsx", BEDORVEN[name]))


@pytest.mark.parametrize("name", ["sjabloon", "voorbeeld"])
def test_the_checks_of_an_input_workbook_carry_their_values(name: str, boeken: Boeken) -> None:
    path = boeken[name].path
    found, values, engine = formulas(path), boeken[name].values, IronCalc(path)
    assert len(found) > 5_000
    assert not [w for w in found if not same(values.get(w), engine.value(*w))]


@pytest.mark.long
def test_so_they_do_in_libreoffice(boeken: Boeken, tmp_path: Path) -> None:
    books = [boeken[name] for name in ("sjabloon", "voorbeeld")]
    for book, other in zip(books, libreoffice([b.path for b in books], tmp_path), strict=True):
        assert not [w for w in formulas(book.path) if not same(book.values.get(w), other.get(w))]


#: A name of a value in a tariefblad, what is typed there, and what is then impossible.
ONMOGELIJK = {
    "parametersets.hhm_2020.opleidingsmix.woonbegeleiding_beperkt.mbo_4": 0.9,
    "parametersets.hhm_2020.overhead": -0.1,
    "parametersets.hhm_2020.vakantietoeslag": 1.5,
    "locaties.kennemerhof.plekken": -1,
    "parametersets.hhm_2020.declarabele_uren.verlof": 2000,
}


def place(book: Workbook, name: str) -> tuple[str, str]:
    """The sheet and cell that a defined name stands for."""
    ((sheet, cell),) = book.defined_names[name].destinations
    return sheet, cell.replace("$", "")


@pytest.mark.parametrize("name", ONMOGELIJK)
def test_something_impossible_turns_every_verdict(name: str, boeken: Boeken) -> None:
    boek = boeken["overzicht.xlsx"]
    engine = IronCalc(boek.path)
    assert engine.value("Samenvatting", "B3") == "goed"
    engine.change(*place(boek.book, name), ONMOGELIJK[name])
    for sheet in boek.book.sheetnames:
        assert engine.value(sheet, "B3") == "FOUT", sheet
