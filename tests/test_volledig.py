"""Nothing is half added: chapters, homes of values, terms of sums, optional values."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from decimal import Decimal
from pathlib import Path

import pytest
from motoren import IronCalc, cached, formulas, same
from uit_data import lees_data
from vol import vol

from mo_report.engine.dossier import Record, is_text
from mo_report.engine.expression import Given, Node, When, terms_of, variables_of
from mo_report.engine.plek import start_of
from mo_report.engine.rekenen import Result, calculate
from mo_report.engine.schema import Block, Column, Line
from mo_report.engine.units import DATUM
from mo_report.model import INVOERBLADEN, MODEL, Aanbieder, Bandbreedte, Bron, Budget, Locatietarief, Opbouw, ReelePrijs
from mo_report.model.algemeen import COMPONENT
from mo_report.model.etmaaltarief import COMPONENTEN
from mo_report.model.indexering import Indexjaar
from mo_report.model.voorbeeld.gegevens import haarlem
from mo_report.verhaal import HOOFDSTUKKEN, vorm
from mo_report.verhaal.vorm import Lezer, Rol
from mo_report.werkboek.boeken import write_overzicht
from mo_report.werkboek.weergave import sheets_for

#: Chapters that stand on pages or on sheets only, and why.
ALLEEN_PAGINA = {
    "Hoe komt de prijs van een uur begeleiding tot stand?": "the sheets show each step apart",
    "Wat wordt ingekocht, en wat valt onder elke soort kosten?": "words only; those of the input have their sheet",
}
ALLEEN_BLAD = {
    "Wat als er één vast budget is voor alle taken samen?": "with two aanbieders a total tells the other's",
    "Hoe staat de gemeente naast andere gemeenten?": "figures of others, that the gemeente filled in",
    "Met welke cijfers is gerekend?": "each chapter of the annex shows the figures it is about",
}


@pytest.fixture(scope="module")
def voorbeeld() -> Result:
    result = lees_data(haarlem()).resultaat
    assert result is not None
    return result


@pytest.fixture(scope="module")
def gevuld() -> Result:
    """The example in which every optional parameter is given, and is not zero."""
    read = lees_data(vol())
    assert read.resultaat is not None, read.fouten
    return read.resultaat


def test_every_chapter_has_a_sheet_and_a_page(gevuld: Result) -> None:
    """A chapter that lacks one says so here, with the reason."""
    d = gevuld.dossier
    readers = [calculate(d.zonder_aanbieders()), calculate(d.per_aanbieder(d[Aanbieder][0]))]
    for chapter in HOOFDSTUKKEN:
        pages = [page for own in readers for page in chapter.paginas(own)]
        has = bool(chapter.bladen), bool(pages)
        wanted = (chapter.vraag not in ALLEEN_PAGINA, chapter.vraag not in ALLEEN_BLAD)
        assert has == wanted, f"{chapter.vraag}: give it a Blad and a Pagina, or an exemption above"


def test_chapters_do_not_share_a_place() -> None:
    places = [c.volgorde for c in HOOFDSTUKKEN]
    assert len(places) == len(set(places))
    for reader in Lezer:
        own = [(b.stroom, b.plaats) for c in HOOFDSTUKKEN for b in c.bladen if reader in b.lezers]
        assert len(own) == len(set(own)), "two sheets of a reader have the same stroom and plaats"


def test_every_input_block_has_one_home() -> None:
    sheets = [b for c in HOOFDSTUKKEN for b in c.bladen if b.rol is Rol.INVOER]
    for block in INVOERBLADEN:
        homes = [b.naam for b in sheets if block in b.thuis]
        assert len(homes) == (block is not Bron), f"{block.title}: name it on one sheet of verhaal/gegevens.py"


def test_a_finding_about_any_block_points_at_a_sheet_that_users_have() -> None:
    sheets = {b.title for b in INVOERBLADEN}
    assert {start_of(b).blad for b in MODEL} <= sheets


def test_every_part_has_a_medium_that_shows_it() -> None:
    """A part of a kind that nobody renders would be left out, or stop a run."""
    from mo_report.bijlage.weergave import _STUK
    from mo_report.werkboek.weergave import _TOON

    kinds = {k for k in _kinds(vorm.Deel) if not _kinds(k) - {k} and k is not vorm.Deel}
    assert kinds - set(_STUK) - set(_TOON) == set(), "give it a function in a weergave.py"


def _kinds(kind: type) -> set[type]:
    return {kind, *(k for sub in kind.__subclasses__() for k in _kinds(sub))}


def test_every_block_is_read_or_shown() -> None:
    """A computed block that no formula reads and no sheet shows is dead."""
    read = {
        v.block  # type: ignore[attr-defined]
        for b in MODEL
        for line in b.lines()
        for v in variables_of(line.formula)
        if v.block is not b  # type: ignore[attr-defined]
    }
    own = [(c, sheet) for c in HOOFDSTUKKEN for sheet in c.bladen if sheet.rol is not Rol.INVOER]
    shown = {b for chapter, sheet in own for b in (*chapter.blokken, *sheet.thuis)}
    unseen = {b.title for b in MODEL if b.lines() and b not in read | shown}
    assert not unseen, "show it on the sheet of a chapter, a file in verhaal/"


@pytest.mark.parametrize("reader", [Lezer.GEMEENTE, Lezer.OPENBAAR, Lezer.AANBIEDER])
def test_every_sheet_has_a_name_of_its_own(reader: Lezer, voorbeeld: Result) -> None:
    d = voorbeeld.dossier
    own = {
        Lezer.GEMEENTE: voorbeeld,
        Lezer.OPENBAAR: calculate(d.zonder_aanbieders()),
        Lezer.AANBIEDER: calculate(d.per_aanbieder(d[Aanbieder][0])),
    }[reader]
    names = [blad.naam for blad, _ in sheets_for(own, reader)]
    assert len(names) == len(set(names))


# what adds up


def waarden(result: Result, record: Record, line: Line) -> list[Decimal]:
    """The terms of a sum, each with its sign."""
    found = []
    for sign, term in terms_of(line.formula):
        value = result.value(record, term)  # type: ignore[arg-type]
        found.append(sign * value if isinstance(value, Decimal) else Decimal(0))
    return found


@pytest.mark.parametrize(
    "line",
    [
        ReelePrijs.samen,
        Opbouw.samen,
        Locatietarief.tarief_per_plek_per_etmaal,
        Budget.totaal,
        Indexjaar.tarief,
    ],
    ids=lambda c: f"{c.block.__name__}.{c.name}",
)
def test_a_sum_is_what_its_terms_are(line: Line, gevuld: Result) -> None:
    records = gevuld.dossier[line.block]
    assert records
    for record in records:
        total = gevuld.number(record, line)
        assert abs(sum(waarden(gevuld, record, line)) - total) <= Decimal("0.005"), record


def test_every_component_is_in_the_tariff_and_in_the_index() -> None:
    assert [t for _, t in terms_of(Locatietarief.tarief_per_plek_per_etmaal.formula)] == [c.line for c in COMPONENTEN]
    under = {v for _, part in terms_of(Indexjaar.tarief.formula) for v in variables_of(part.formula)}  # type: ignore[attr-defined]
    assert {c.line for c in COMPONENTEN} <= under


def test_every_cost_of_a_locatie_is_a_component() -> None:
    """A cost that can be filled in, and that no component reads, would be lost without a word."""
    read = {dict(c.line.formula.ref.fixed)["component"] for c in COMPONENTEN if isinstance(c.line.formula, Given)}
    assert read == set(COMPONENT.fixed), "give it a _component in model/etmaaltarief.py"


def _choices(node: Node) -> Iterator[Column]:
    """The text columns that a formula looks at."""
    if isinstance(node, When):
        assert isinstance(node.variable, Column)
        yield node.variable
    for value in (getattr(node, field.name) for field in fields(node)) if is_dataclass(node) else ():
        for part in value if isinstance(value, tuple) else (value,):
            if isinstance(part, Node):
                yield from _choices(part)


def _texts(block: type[Block]) -> Iterator[Column]:
    """The text columns that a record of a block has of its sources."""
    for source in block.sources:
        yield from (c for c in source.columns if is_text(c))
        yield from _texts(source)


def test_a_choice_is_not_taken_for_another_of_the_same_name() -> None:
    """A record has the texts of its sources: a name that stands there means theirs, whoever else has it too."""
    wrong = [
        f"{line!r} looks at {column!r}, and its record has {other!r}: give one of these another name"
        for block in MODEL
        for line in block.lines()
        for column in _choices(line.formula)
        for other in _texts(block)
        if column.block is not block and other.name == column.name and other is not column
    ]
    assert not wrong


# an example in which everything is given


def test_every_optional_parameter_is_given_and_not_zero(gevuld: Result) -> None:
    for block in INVOERBLADEN:
        for p in block.parameters():
            if not p.optional:
                continue
            there = [r for r in gevuld.dossier[block] if p in r.values]
            given = [r.values[p].waarde if p.unit is DATUM else gevuld.value(r, p) for r in there]
            assert any(given), f"{block.title}: {p.label} has no value but zero in tests/vol.py"


def test_every_check_holds_when_everything_is_given() -> None:
    """A term that a sum lacks shows here: the check names the sum."""
    wrong = [b.wat for b in lees_data(vol()).fouten]
    assert not wrong, "a parameter counts in one sum and not in the other: add its term"


def test_every_parameter_counts(gevuld: Result) -> None:
    """A parameter that no formula reads does nothing: it is not finished, or it may go."""
    read = {v for b in MODEL for line in b.lines() for v in variables_of(line.formula)}
    read |= {v for c in gevuld.toetsen for side in (c.check.left, c.check.right) for v in variables_of(side)}
    unused = {f"{b.title}: {p.label}" for b in INVOERBLADEN for p in b.parameters() if p not in read}
    told = {"Algemeen: datum", "Algemeen: prijspeil", "Algemeen: reageren tot en met"}
    told |= {"Dagopvang per locatie: stoelen", "Benchmark: tarief per etmaal"}
    # No formula reads bounds: figures are drawn between them.
    told |= {f"{Bandbreedte.title}: {p.label}" for p in Bandbreedte.parameters()}
    assert unused == told, "use it in a formula, or add it to what is only told"


def test_engines_agree_when_everything_is_given(gevuld: Result, tmp_path: Path) -> None:
    path = tmp_path / "overzicht.xlsx"
    write_overzicht(gevuld, path)
    values, engine = cached(path), IronCalc(path)
    assert not [w for w in formulas(path) if not same(values.get(w), engine.value(*w))]
