"""The input workbook guides whoever fills it in, and survives being saved by other programs."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path

import pytest
from conftest import HAARLEM
from motoren import IronCalc, omgezet
from openpyxl import load_workbook

from mo_report.engine.rekenen import FOUT, GOED
from mo_report.invoer import Reading, read_input
from mo_report.model.velden import velden
from mo_report.werkboek.invoercontrole import LEEG, LET_OP, NIET_KLAAR, NOG_LEEG, OORDEEL
from mo_report.werkboek.rijcontrole import VUL_AAN


def fields(gelezen: Reading) -> list[dict[str, object]]:
    assert gelezen.resultaat is not None, gelezen.fouten[:3]
    return velden(gelezen.resultaat.dossier)


@pytest.mark.long
def test_edited_and_saved_by_libreoffice_it_reads_the_same(invoer: Path, gelezen: Reading, tmp_path: Path) -> None:
    once = omgezet(invoer, tmp_path / "een")
    found = read_input(once)
    assert fields(found) == fields(gelezen)
    assert [b.wat for b in found.bevindingen] == [b.wat for b in gelezen.bevindingen]
    book = load_workbook(once)
    assert book["Opslagen"].protection.sheet
    cell = next(
        row[2]
        for row in book["Opslagen"].iter_rows(min_row=5)
        if (row[0].value, row[1].value) == ("HHM 2020", "overhead")
    )
    cell.value = 0.35
    book.save(tmp_path / "haarlem.xlsx")
    twice = omgezet(tmp_path / "haarlem.xlsx", tmp_path / "twee")
    changed = {f["naam"]: f["waarde"] for f in fields(read_input(twice))}
    before = {f["naam"]: f["waarde"] for f in fields(gelezen)}
    assert {k for k in before if before[k] != changed[k]} == {"parametersets.hhm-2020.overhead"}
    assert changed["parametersets.hhm-2020.overhead"] == 0.35


def test_shared_formulas_as_excel_writes_them(invoer: Path, gelezen: Reading, tmp_path: Path) -> None:
    """Excel keeps a formula that is copied down only once."""
    names = load_workbook(invoer, read_only=True).sheetnames
    part = f"xl/worksheets/sheet{names.index('Salarisschalen') + 1}.xml"
    path = tmp_path / "gedeeld.xlsx"
    with zipfile.ZipFile(invoer) as source, zipfile.ZipFile(path, "w") as target:
        for name in source.namelist():
            data = source.read(name).decode() if name == part else source.read(name)
            if isinstance(data, str):
                first = '<f t="shared" ref="C5:C6" si="0">3000+ROW()</f><v>3005</v>'
                data, a = re.subn(r'(<c r="C5"[^>]*>)<v>[^<]*</v>', rf"\g<1>{first}", data)
                again = '<f t="shared" si="0"/><v>3006</v>'
                data, b = re.subn(r'(<c r="C6"[^>]*>)<v>[^<]*</v>', rf"\g<1>{again}", data)
                assert (a, b) == (1, 1)
            target.writestr(name, data)
    values = {(f["blad"], f["cel"]): f["waarde"] for f in fields(read_input(path))}
    before = {(f["blad"], f["cel"]): f["waarde"] for f in fields(gelezen)}
    changed = {k: v for k, v in values.items() if v != before[k]}
    assert changed == {("Salarisschalen", "C5"): 3005, ("Salarisschalen", "C6"): 3006}


class Invuller:
    """Somebody who types into the template, and looks at what it says."""

    def __init__(self, path: Path) -> None:
        self.engine, book = IronCalc(path), load_workbook(path)
        self.heads = {
            s.title: {str(c.value).split(" [")[0]: c.column_letter for c in s[4] if c.value} for s in book.worksheets
        }
        self.standen = {
            str(row[0].value): row[1].coordinate for row in book[OORDEEL.sheet].iter_rows(min_row=5) if row[0].value
        }

    def type(self, sheet: str, row: int, **values: object) -> None:
        for heading, value in values.items():
            letter = self.heads[sheet][heading.replace("_", " ")]
            if isinstance(value, str):
                self.engine.type(sheet, f"{letter}{row}", value)
            else:
                self.engine.change(sheet, f"{letter}{row}", float(str(value)))

    def says(self, sheet: str, row: int, check: str = "klaar?") -> object:
        return self.engine.value(sheet, f"{self.heads[sheet][check]}{row}")

    def stand(self, sheet: str) -> object:
        return self.engine.value(OORDEEL.sheet, self.standen[sheet])


@pytest.fixture(scope="module")
def invuller(sjabloon: Path) -> Invuller:
    return Invuller(sjabloon)


def test_a_row_turns_green_when_it_is_complete(invuller: Invuller) -> None:
    assert (invuller.says("Salarisschalen", 5), invuller.stand("Salarisschalen")) == ("", LEEG)
    invuller.type("Salarisschalen", 5, cao="GGZ", schaal="45", maximum=3437)
    assert invuller.says("Salarisschalen", 5) == VUL_AAN
    invuller.type("Salarisschalen", 5, status="bron")
    assert invuller.says("Salarisschalen", 5) == VUL_AAN  # a bron needs a document
    invuller.type("Salarisschalen", 5, status="aanname")
    assert invuller.says("Salarisschalen", 5) == GOED
    assert invuller.stand("Salarisschalen") == GOED
    assert invuller.engine.value(OORDEEL.sheet, "B3") == NIET_KLAAR


def test_the_same_name_twice_is_wrong(invuller: Invuller) -> None:
    assert invuller.stand("Aanbieders") == NOG_LEEG
    invuller.type("Aanbieders", 5, aanbieder="De Ark")
    assert invuller.stand("Aanbieders") == GOED
    invuller.type("Aanbieders", 60, aanbieder="de ark")
    assert invuller.says("Aanbieders", 5) == FOUT
    assert invuller.stand("Aanbieders") == FOUT
    assert invuller.engine.value(OORDEEL.sheet, "B3") == FOUT


def test_shares_that_are_no_whole_are_wrong(invuller: Invuller) -> None:
    for row, share in ((5, 0.6), (6, 0.3)):
        invuller.type("Caomix", row, parameterset="A", cao=f"cao {row}", status="aanname")
        invuller.type("Caomix", row, aandeel_cao=share)
    assert invuller.says("Caomix", 5, "samen goed?") == FOUT
    invuller.type("Caomix", 6, aandeel_cao=0.4)
    assert invuller.says("Caomix", 5, "samen goed?") == GOED


def test_a_value_that_cannot_be_is_wrong(invuller: Invuller) -> None:
    assert invuller.stand("maximum") == GOED
    invuller.type("Salarisschalen", 6, maximum=-5)
    assert invuller.stand("maximum") == FOUT
    assert invuller.stand("Salarisschalen") == FOUT
    invuller.type("Salarisschalen", 6, maximum=3000)
    assert invuller.stand("maximum") == GOED
    invuller.type("Salarisschalen", 6, maximum="ongeveer 3000")  # a text is no number
    assert invuller.stand("maximum") == FOUT


def test_a_set_without_a_value_that_must_be_there(invuller: Invuller) -> None:
    assert invuller.stand("overhead") == GOED
    for row in range(5, 13):
        invuller.type("Opslagen", row, parameterset="A")
    assert (invuller.stand("overhead"), invuller.stand("opslag indexatie")) == (VUL_AAN, GOED)
    assert invuller.stand("Opslagen") == NOG_LEEG
    letter = invuller.heads["Opslagen"]["parameter"]
    names = {invuller.engine.value("Opslagen", f"{letter}{r}"): r for r in range(5, 13)}
    invuller.type("Opslagen", names["overhead"], waarde="dertig procent")
    assert invuller.stand("overhead") == FOUT
    invuller.type("Opslagen", names["overhead"], waarde=0.3)
    assert invuller.stand("overhead") == GOED


def test_shares_of_a_mix_are_looked_at(invuller: Invuller) -> None:
    invuller.type("Opleidingsmix", 5, parameterset="A", product="B", opleidingsniveau="HBO")
    invuller.type("Opleidingsmix", 5, aandeel_niveau=0.9, status="aanname")
    assert invuller.says("Opleidingsmix", 5, "samen goed?") == FOUT
    assert invuller.stand("Opleidingsmix") == FOUT


def test_rows_below_the_checks_are_told(invuller: Invuller) -> None:
    invuller.type("Producten", 150, product="Ver weg")
    assert invuller.stand("Producten") == LET_OP


def test_there_is_room_for_many() -> None:
    """In the workbook that users get."""
    invuller = Invuller(HAARLEM)
    invuller.type("Locaties", 504, locatie="De vijfhonderdste")
    assert invuller.says("Locaties", 504) == VUL_AAN
    assert invuller.stand("Locaties") == VUL_AAN
