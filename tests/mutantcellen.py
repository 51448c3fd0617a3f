"""What may be changed in the cells, sheets, formulas and styles of a workbook, in its XML.

The XML is changed as it stands: a workbook that openpyxl would write holds too little that is odd.
"""

from __future__ import annotations

from collections.abc import Callable
from random import Random

from lxml import etree

Delen = dict[str, bytes]
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
WERKMAP, STIJLEN = "xl/workbook.xml", "xl/styles.xml"
#: Numbers as they stand in a file, of which the last few are none.
GETALLEN = (
    "0", "1", "-1", "0.5", "1e-300", "-0.0", "1e15", "1E+16", "999999999999999999", "1e308",
    "123456789.123456789", "0.1", "43831", "-43831", "2958466", "60", "0.3125", "1.5", "7", "37000",
    "2020", "3e7", "1e400", "-1e400", "9" * 400, "9" * 5_000, "NaN", "nan", "inf", "-inf", "1_000",
    "0x1F", " 5 ", "1,5", "٣", "1e", "--1", "1e-400",
)  # fmt: skip
TEKSTEN = (
    "", " ", "30%", "0,5", "1.000", "\u00a05", "€ 5", "ja", "nee", "bron", "aanname", "WAAR",
    "HHM 2020", "Kennemerhof", "woonbegeleiding beperkt", "_x0000_", "_x0041_", "😀", "\u202eabc",
    "a\u200db", "\u00ad", "\ufeff", "\ufffe", "\x7f", "\u2028", "a\nb", "ﬁ", "İ", "ß", "é",
    "x" * 130,
    "y" * 3_000, "z" * 40_000, "=1+1", "+1", "@a", "'", '"', "<b>", "&amp;", "../..", "con",
    "#REF!", "#N/A", "2026-01-01", "21-11-2026", "x [€]", "waarde", "parameter", "status", " / ",
)  # fmt: skip
FOUTEN = ("#REF!", "#N/A", "#DIV/0!", "#VALUE!", "#NAME?", "#NUM!", "#NULL!", "#GEEN", "")
MOMENTEN = (
    "2026-01-01", "2026-01-01T07:30:00", "07:30:00", "1899-12-31", "9999-12-31", "gisteren", "",
    "2026-02-30", "0001-01-01", "20260101", "2026-01-01T00:00:00Z",
)  # fmt: skip
FORMULES = (
    "1+1", "B5", "C5*1.05", "1/0", "NA()", "A1:A3", "SUM(A1:XFD1048576)", "B5&C5", '"tekst"', '""',
    "TRUE", "TODAY()", "RAND()", "NOW()", "DATE(2020,1,1)", "DATE(9999,1,1)*1000", "10^308*10",
    "-10^300", "1E+300", "1E400", '"a', "a)", "(", ")", "}", "{1,2}", "[1]Blad!A1", "Onbekend!A1",
    "'O'!A1", "#REF!", "#REF!+1", "INDIRECT(\"A1\")", "onbekend_naam", "SUM(", "1 2", ",", ";", "@",
    "!", "'", "A1!", "ROW()", "Lijsten!A5", "Opslagen!C5", "C5:C6", "SIN(1)", "IF(1,2,3)", "A0",
    "(" * 80 + "1" + ")" * 80, "1+" * 3_000 + "1", "1+" * 5_000 + "1", "REPT(\"x\",40000)", "",
    "TIME(7,30,0)", "43831", "CHAR(7)", "UNICHAR(128512)", "LAMBDA(x,x)(1)", "SEQUENCE(1000000)",
    "C6", "LET(x,1,x)", "\u202e1", "SQRT(-1)", "A1#", "_xlfn.XLOOKUP(1,A1:A2,B1:B2)", "%", "5%",
)  # fmt: skip
NAMEN = (
    "Opslagen", "opslagen", "Opslagen ", "Opslagen.", "Blad1", "", "x" * 40, "a/b", "a'b", "[a]",
    "😀", "Lijsten", "Roosters", "History", "\u200b", "Algemeen",
)  # fmt: skip
OPMAAK = ("yyyy-mm-dd", "[h]:mm", "h:mm", "0%", "@", "General", ";;;", "[$-413]d mmm", "", "[Red]0")


def _tag(name: str) -> str:
    return f"{{{MAIN}}}{name}"


def _bladen(delen: Delen) -> list[str]:
    return [n for n in delen if n.startswith("xl/worksheets/") and n.endswith(".xml")]


def _veilig(text: str) -> str:
    """The text with what XML cannot hold left out."""
    return "".join(c for c in text if c not in "\ufffe\uffff" and (c >= " " or c in "\t\n\r"))


def _schrijf(delen: Delen, name: str, root: etree._Element) -> None:
    delen[name] = etree.tostring(root, xml_declaration=True, encoding="UTF-8")


def _een_cel(delen: Delen, rng: Random, *, kop: bool = False) -> tuple[str, etree._Element, etree._Element]:
    """A part, its root and a cell: mostly one that is filled, below the headings."""
    name = rng.choice(_bladen(delen)[1:44] or _bladen(delen))
    root = etree.fromstring(delen[name])
    cells = list(root.iter(_tag("c"))) or [etree.SubElement(root, _tag("c"))]
    wanted = [c for c in cells if len(c) and c.find(_tag("f")) is None and _is_kop(c) == kop]
    return name, root, rng.choice(wanted if wanted and rng.random() < 0.9 else cells)


def _is_kop(cell: etree._Element) -> bool:
    return cell.get("r", "").lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ") in ("1", "2", "3", "4")


def vul(cell: etree._Element, kind: str, value: str | None, formula: str | None = None, **attrs: str) -> None:
    """Give a cell a type, a value and a formula, each as it would stand in the file."""
    for child in list(cell):
        cell.remove(child)
    cell.set("t", kind)
    if formula is not None:
        etree.SubElement(cell, _tag("f"), attrs).text = _veilig(formula)
    if kind == "inlineStr":
        text = etree.SubElement(etree.SubElement(cell, _tag("is")), _tag("t"))
        text.text = _veilig(value or "")
    elif value is not None:
        etree.SubElement(cell, _tag("v")).text = _veilig(value)


def cel(delen: Delen, rng: Random) -> None:
    """A cell gets another value, of the same type or another."""
    name, root, cell = _een_cel(delen, rng)
    match rng.randrange(9):
        case 0 | 1 | 2:
            vul(cell, "n", rng.choice(GETALLEN))
        case 3:
            vul(cell, "inlineStr", rng.choice(TEKSTEN))
        case 4:
            vul(cell, rng.choice(("str", "s", "b", "x")), rng.choice((*TEKSTEN, *GETALLEN)))
        case 5:
            vul(cell, "e", rng.choice(FOUTEN))
        case 6:
            vul(cell, "d", rng.choice(MOMENTEN))
        case 7:
            vul(cell, "b", rng.choice(("0", "1", "2", "WAAR", "")))
        case _:
            vul(cell, "n", None)
    _schrijf(delen, name, root)


def getal(delen: Delen, rng: Random) -> None:
    """A number becomes a number near it, which the model may well take."""
    name, root, cell = _een_cel(delen, rng)
    numbers = [c for c in root.iter(_tag("c")) if c.get("t", "n") == "n" and len(c)]
    cell = rng.choice(numbers) if numbers else cell
    try:
        old = float(cell.findtext(_tag("v")) or 0)
    except ValueError:
        old = 0.0
    new = old * rng.choice((0.5, 0.9, 0.999999999, 1.000000001, 1.1, 1.37, 2, -1, 10))
    vul(cell, "n", rng.choice((repr(new), f"{new:.3f}", f"{new:e}", f"{round(new)}")))
    _schrijf(delen, name, root)


def plaats(delen: Delen, rng: Random) -> None:
    """A cell or row gets another place, a cell twice the same, or cells change places."""
    name, root, cell = _een_cel(delen, rng)
    row = cell.getparent()
    match rng.randrange(7):
        case 0:
            cell.set("r", rng.choice(("A0", "A1", "C5", "c5", "$C$5", "A99999999", "5", "Ä1", "")))
        case 1 if row is not None:
            row.set("r", rng.choice(("0", "-3", "5", "5.0", "99999999", "", "x")))
        case 2 if row is not None:
            double = etree.SubElement(row, _tag("c"), r=cell.get("r", "A1"))
            vul(double, "n", rng.choice(GETALLEN[:20]))
        case 3:
            _, _, other = name, root, rng.choice(list(root.iter(_tag("c"))))
            here, there = cell.get("r", ""), other.get("r", "")
            cell.set("r", there)
            other.set("r", here)
        case 4 if row is not None:
            for each in row:
                each.attrib.pop("r", None)
        case 5:
            merged = etree.SubElement(root, _tag("mergeCells"))
            ref = rng.choice(("A5:C6", "C5:C5", "B4:C4", "C5:A1", "A1:B99", "C5", "x"))
            etree.SubElement(merged, _tag("mergeCell"), ref=ref)
        case _:
            cell.set("r", f"{rng.choice('ABCDEFG')}{rng.randrange(1, 40)}")
    _schrijf(delen, name, root)


def formule(delen: Delen, rng: Random) -> None:
    """A cell gets a formula, with or without a value that was kept."""
    name, root, cell = _een_cel(delen, rng)
    kept = rng.choice((None, *rng.sample(GETALLEN, 2), *rng.sample(TEKSTEN, 1), "0.5"))
    kind = rng.choice(("n", "n", "str", "e", "b", "d"))
    attrs: dict[str, str] = rng.choice(
        ({}, {}, {}, {"t": "array", "ref": "C5:C6"}, {"t": "shared", "si": "0", "ref": "A1:C9"},
         {"t": "dataTable", "ref": "A1:B2", "r1": "A1"}, {"t": "array"}, {"t": "onzin"})
    )  # fmt: skip
    vul(cell, kind, kept, rng.choice(FORMULES), **attrs)
    _schrijf(delen, name, root)


def kop(delen: Delen, rng: Random) -> None:
    """A heading, or another cell at the top of a sheet, becomes another text."""
    name, root, cell = _een_cel(delen, rng, kop=True)
    same = [c.findtext(f".//{_tag('t')}") or "" for c in root.iter(_tag("c")) if _is_kop(c)]
    vul(cell, "inlineStr", rng.choice((rng.choice(same), rng.choice(TEKSTEN))))
    _schrijf(delen, name, root)


def blad(delen: Delen, rng: Random) -> None:
    """The sheets get other names, another order, or one goes or is there twice."""
    root = etree.fromstring(delen[WERKMAP])
    sheets = list(root.iter(_tag("sheet")))
    one, other = rng.choice(sheets), rng.choice(sheets)
    parent = one.getparent()
    match rng.randrange(8):
        case 0 | 1 | 2:
            one.set("name", rng.choice((*NAMEN, f"{one.get('name')} 2", other.get("name", ""))))
        case 3:
            mine, theirs = one.get("name", ""), other.get("name", "")
            one.set("name", theirs)
            other.set("name", mine)
        case 4 if parent is not None:
            parent.remove(one)
        case 5:
            one.set("state", rng.choice(("hidden", "veryHidden", "x")))
        case 6:
            _eerste(root, "workbookPr").set("date1904", rng.choice(("1", "true", "x")))
        case _ if parent is not None:
            parent.append(one)
    _schrijf(delen, WERKMAP, root)


def _eerste(root: etree._Element, name: str) -> etree._Element:
    found = root.find(f".//{_tag(name)}")
    return found if found is not None else etree.SubElement(root, _tag(name))


def stijl(delen: Delen, rng: Random) -> None:
    """A cell gets another style, or a style another number format."""
    if rng.random() < 0.6:
        name, root, cell = _een_cel(delen, rng)
        cell.set("s", str(rng.choice((*range(30), -1, 9_999, "x", "1.0"))))
        _schrijf(delen, name, root)
        return
    root = etree.fromstring(delen[STIJLEN])
    formats = list(root.iter(_tag("numFmt"))) or [etree.SubElement(root, _tag("numFmt"))]
    rng.choice(formats).set("formatCode", rng.choice(OPMAAK))
    for xf in rng.sample(list(root.iter(_tag("xf"))), 2):
        xf.set("numFmtId", str(rng.choice((0, 9, 14, 20, 22, 46, 49, 164, 999, -1))))
    _schrijf(delen, STIJLEN, root)


CELSOORTEN: dict[str, Callable[[Delen, Random], None]] = {
    "cel": cel,
    "getal": getal,
    "plaats": plaats,
    "formule": formule,
    "kop": kop,
    "blad": blad,
    "stijl": stijl,
}
