"""A typed formula counts with what an engine computes, never with what the file happens to keep."""

from __future__ import annotations

import zipfile
from decimal import Decimal
from pathlib import Path

import pytest
from lxml import etree
from motoren import IronCalc, cached, formulas, gnumeric, libreoffice, same
from mutantcellen import MAIN, WERKMAP, vul
from mutanten import ingepakt, uitgepakt
from openpyxl import load_workbook
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.table import Table

from mo_report.engine.rekenen import calculate
from mo_report.invoer import Reading, read_input
from mo_report.lib.bevinding import Finding
from mo_report.model import Aanbieder, Urennorm
from mo_report.werkboek.boeken import write_overzicht, write_tariefblad

#: The hours of a norm in the small example, which are 5,1 there; a sheet of the user's own.
BLAD, CEL, EIGEN = "Urennormen", "D5", "Kladblad"


@pytest.fixture(scope="module")
def basis(kleintje: Path, tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The small example with a sheet of the user's own, a table on it, and names."""
    book = load_workbook(kleintje)
    own = book.create_sheet(EIGEN)
    for row in (("wat", "uren"), ("dag", 3), ("avond", 2.5)):
        own.append(row)
    own["D1"], own["E1"], own["F1"] = "=TODAY()", "=E2", "=F1+1"
    own["E2"], own["G1"] = "=E1", '=IFERROR(WEBSERVICE("http://a"),5.5)'
    own.add_table(Table(displayName="Werk", ref="A1:B3"))
    names = {"uren_dag": f"{EIGEN}!$B$2", "uren": f"{EIGEN}!$B$2:$B$3"}
    names |= {"vandaag": "TODAY()", "vijf": "5.5"}
    for name, text in names.items():
        book.defined_names[name] = DefinedName(name, attr_text=text)
    path = tmp_path_factory.mktemp("basis") / "basis.xlsx"
    book.save(path)
    return path.read_bytes()


def met_formule(basis: bytes, formula: str, kept: str | None, blad: str = BLAD) -> bytes:
    """The workbook with this formula in the cell, and the value that the file keeps with it."""
    parts = uitgepakt(basis)
    name = _deel(parts, blad)
    root = etree.fromstring(parts[name])
    (cell,) = (c for c in root.iter(f"{{{MAIN}}}c") if c.get("r") == CEL)
    vul(cell, "n", kept, formula)
    parts[name] = etree.tostring(root)
    return ingepakt(parts)


def _deel(parts: dict[str, bytes], title: str) -> str:
    sheets = etree.fromstring(parts[WERKMAP]).iter(f"{{{MAIN}}}sheet")
    return f"xl/worksheets/sheet{[s.get('name') for s in sheets].index(title) + 1}.xml"


def lees_met(basis: bytes, tmp_path: Path, formula: str, kept: str | None = "5.5") -> Reading:
    path = tmp_path / "invoer.xlsx"
    path.write_bytes(met_formule(basis, formula, kept))
    return read_input(path)


def bij_de_cel(gelezen: Reading) -> list[Finding]:
    return [f for f in gelezen.bevindingen if (f.blad, f.cel) == (BLAD, CEL)]


#: Formulas without an outcome that can be told here, and what is said of them.
GEEN_UITKOMST = {
    "1/0": "geeft #DIV/0!",
    "#REF!": "geeft #REF!",
    "NA()": "geeft #N/A",
    "SQRT(-1)": "geeft #NUM!",
    "onbekend+1": "‘onbekend’, en dat is hier niet bekend",
    "vijf": "de naam ‘vijf’, die geen cel is",
    "vandaag*0+5.5": "geeft door TODAY niet altijd hetzelfde",
    f"{EIGEN}!D1*0+5.5": f"rust op {EIGEN}!D1, en die geeft door TODAY",
    "RAND()*0+5.5": "geeft door RAND niet altijd hetzelfde",
    CEL: "naar zichzelf",
    f"{EIGEN}!E1": "naar zichzelf",
    f"IFERROR({EIGEN}!F1,5.5)": "naar zichzelf",
    "MIJNFUNCTIE(1)": "gebruikt MIJNFUNCTIE",
    "IFERROR(MIJNFUNCTIE(1),5.5)": "gebruikt MIJNFUNCTIE",
    "[1]Blad1!A1": "naar een andere werkmap",
    "'C:\\map\\[ander.xlsx]Blad1'!A1": "naar een andere werkmap",
    "Weg!A1": "het blad ‘Weg’, dat er niet is",
    "Nergens[uren]": "de tabel ‘Nergens’, die er niet is",
    'WEBSERVICE("http://a")': "vraagt met WEBSERVICE",
    f"{EIGEN}!G1": f"rust op {EIGEN}!G1, en die vraagt met WEBSERVICE",
    'CUBEVALUE("a","b")': "vraagt met CUBEVALUE",
    'RTD("a",,"b")': "vraagt met RTD",
    'INDIRECT("B2")': "kiest met INDIRECT",
    "SUMPRODUCT(A1:ZZ100000*A1:ZZ100000)": "naar zichzelf",
    "SUMPRODUCT(AA1:ZZ100000*AA1:ZZ100000)": "te zwaar om na te rekenen",
    "1^" * 4_000 + "1": "te zwaar om na te rekenen",
}  # fmt: skip


@pytest.mark.parametrize("formula", GEEN_UITKOMST)
def test_what_cannot_be_computed_does_not_count(formula: str, basis: bytes, tmp_path: Path) -> None:
    gelezen = lees_met(basis, tmp_path, formula)
    (finding,) = bij_de_cel(gelezen)
    assert finding.is_fout
    assert GEEN_UITKOMST[formula] in finding.wat
    assert "5,5" in finding.wat
    assert "typ de waarde zelf" in finding.herstel.lower()
    assert gelezen.resultaat is None
    assert len(gelezen.fouten) == 1


UITKOMST = {
    "2.5+3": "5.5",
    "uren_dag+2.5": "5.5",
    "SUM(uren)": "5.5",
    "SUM(Werk[uren])": "5.5",
    f"SUM({EIGEN}!B:B)": "5.5",
    f"VLOOKUP(\"dag\",{EIGEN}!A2:B3,2,FALSE)+2.5": "5.5",
    "IFERROR(1/0,5.5)": "5.5",
}  # fmt: skip


@pytest.mark.parametrize("kept", ["5.5", None, "99"])
@pytest.mark.parametrize("formula", UITKOMST)
def test_what_can_be_computed_counts_whatever_is_kept(
    formula: str, kept: str | None, basis: bytes, tmp_path: Path
) -> None:
    gelezen = lees_met(basis, tmp_path, formula, kept)
    assert gelezen.resultaat is not None, gelezen.fouten
    record = next(r for r in gelezen.resultaat.dossier[Urennorm] if r.values[Urennorm.uren].formule)
    assert record.values[Urennorm.uren].waarde == Decimal(UITKOMST[formula])
    assert [f.wat.split(",")[0] for f in bij_de_cel(gelezen)] == (["De cel toont 99"] if kept == "99" else [])


def test_the_formula_at_fault_is_named_and_the_others_count(basis: bytes, tmp_path: Path) -> None:
    """A formula on which the engine does not come to an end, among ordinary ones."""
    path = tmp_path / "invoer.xlsx"
    path.write_bytes(met_formule(basis, "1^" * 4_000 + "1", "5.5"))
    book = load_workbook(path)
    for row in range(5, 10):
        book["Opslagen"].cell(row, 3).value = f"={book['Opslagen'].cell(row, 3).value}+0"
    book.save(path)
    gelezen = read_input(path)
    assert [(f.blad, f.cel) for f in gelezen.fouten] == [(BLAD, CEL)]


def test_many_formulas_at_fault_are_told_once(kleintje: Path, tmp_path: Path) -> None:
    book = load_workbook(kleintje)
    sheet = book["Urennormen"]
    for row in range(5, 305):
        for column, text in enumerate(("Haarlem", "24-uurs", f"Product {row}", "=1/0", "aanname"), 1):
            sheet.cell(row, column).value = text
    path = tmp_path / "invoer.xlsx"
    book.save(path)
    (finding,) = [f for f in read_input(path).fouten if f.blad == BLAD and f.cel.startswith("D")]
    assert "Dit komt 300 keer voor, tot en met D304." in finding.wat


@pytest.mark.parametrize(
    "formula", ["SUM(Werk[uren])", *(pytest.param(f, marks=pytest.mark.long) for f in ("uren_dag+2.5", "10/3"))]
)
def test_the_outputs_keep_what_engines_compute(formula: str, basis: bytes, tmp_path: Path) -> None:
    """For every workbook that we write: the kept value is the value after recalculation."""
    result = lees_met(basis, tmp_path, formula, "99").resultaat
    assert result is not None
    paths = [tmp_path / "overzicht.xlsx"]
    write_overzicht(result, paths[0])
    for n, record in enumerate(result.dossier[Aanbieder]):
        paths.append(tmp_path / f"tariefblad-{n}.xlsx")
        write_tariefblad(calculate(result.dossier.per_aanbieder(record)), paths[-1])
    for path in paths:
        values, engine = cached(path), IronCalc(path)
        assert not [w for w in formulas(path) if not same(values.get(w), engine.value(*w))]
    if formula == "10/3":
        values = cached(paths[0])
        (theirs,) = libreoffice(paths[:1], tmp_path / "libreoffice")
        for found in (theirs, gnumeric(paths[0], tmp_path / "gnumeric")):
            assert not [w for w in formulas(paths[0]) if not same(values.get(w), found.get(w))]


def test_a_formula_that_fills_more_cells_is_no_value(basis: bytes, tmp_path: Path) -> None:
    """What an array formula spills stands in the file as plain numbers."""
    parts = uitgepakt(met_formule(basis, "B5:B6*1", "5.5"))
    name = _deel(parts, BLAD)
    root = etree.fromstring(parts[name])
    cells = {c.get("r"): c for c in root.iter(f"{{{MAIN}}}c")}
    formula = cells["D5"].find(f"{{{MAIN}}}f")
    assert formula is not None
    formula.set("t", "array")
    formula.set("ref", "D5:D6")
    parts[name] = etree.tostring(root)
    path = tmp_path / "invoer.xlsx"
    path.write_bytes(ingepakt(parts))
    assert {"D5", "D6"} <= {f.cel for f in read_input(path).fouten if f.blad == BLAD}


def test_a_shared_formula_is_moved_to_its_cell(basis: bytes, tmp_path: Path) -> None:
    """Excel writes the text of a formula that was filled down once."""
    parts = uitgepakt(basis)
    name = _deel(parts, BLAD)
    root = etree.fromstring(parts[name])
    cells = {c.get("r"): c for c in root.iter(f"{{{MAIN}}}c")}
    for n, at in enumerate(("D5", "D6")):
        kind = {"t": "shared", "si": "0", **({"ref": "D5:D6"} if n == 0 else {})}
        vul(cells[at], "n", "1", f"{EIGEN}!B2" if n == 0 else None, **kind)
        if n:
            etree.SubElement(cells[at], f"{{{MAIN}}}f", kind)
    parts[name] = etree.tostring(root)
    path = tmp_path / "invoer.xlsx"
    path.write_bytes(ingepakt(parts))
    gelezen = read_input(path)
    assert gelezen.resultaat is not None, gelezen.fouten
    given = [r.values[Urennorm.uren] for r in gelezen.resultaat.dossier[Urennorm]]
    hours = {v.plek.cel: v.waarde for v in given}
    assert (hours["D5"], hours["D6"]) == (Decimal(3), Decimal("2.5"))


def test_nothing_of_a_link_is_used(basis: bytes, tmp_path: Path) -> None:
    """A workbook may keep the cells of another one: they are not read."""
    data = met_formule(basis, "[1]Blad1!A1", "9.5")
    path = tmp_path / "invoer.xlsx"
    with zipfile.ZipFile(path, "w") as target:
        for name, part in uitgepakt(data).items():
            target.writestr(name, part)
        target.writestr("xl/externalLinks/externalLink1.xml", b"<externalLink/>")
    gelezen = read_input(path)
    assert any("koppelingen naar andere werkmappen" in f.wat for f in gelezen.waarschuwingen)
    assert [f.cel for f in bij_de_cel(gelezen)] == [CEL]
    assert gelezen.resultaat is None
