"""The marked copy: the user's own file, untouched but for the marked cells and their comments."""

from __future__ import annotations

import json
import re
import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import run
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from motoren import omgezet
from openpyxl import Workbook, load_workbook
from openpyxl.comments import Comment
from openpyxl.styles import PatternFill

from mo_report.bevinding import Bevinding, waarschuwing
from mo_report.invoer import lees
from mo_report.terug import NietTeMarkeren, schrijf_terug
from mo_report.terug.blad import KENMERK
from mo_report.terug.cellen import markeer
from mo_report.terug.markup import Document
from mo_report.terug.opmerkingen import KOPREGEL
from mo_report.terug.stijlen import KLEUREN, Stijlen

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
#: Parts that the copy may change beside the sheets with marks.
MACHINERY = {
    "[Content_Types].xml", "xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/styles.xml",
}  # fmt: skip
OPSLAG = Bevinding("Opslagen", "C14", "Hier staat tekst.", "een getal", "Typ het opnieuw.")


@pytest.fixture(scope="module")
def fout(invoer: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The Haarlem example with mistakes, a text like a formula, and a sheet less."""
    book = load_workbook(invoer)
    book["Opslagen"]["C14"] = "30%"
    book["Locaties"]["I5"] = "veel"
    book["Locaties"]["C6"] = "=cmd|' /C calc'!A0"
    book["Locaties"]["C6"].data_type = "s"
    del book["Roosters"]
    path = tmp_path_factory.mktemp("terug") / "fout.xlsx"
    book.save(path)
    return path


@pytest.fixture(scope="module")
def kopie(fout: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("kopie") / "kopie.xlsx"
    schrijf_terug(fout, path, lees(fout).bevindingen)
    return path


@pytest.fixture(scope="module")
def profiel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("profiel")


def parts(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name) for name in archive.namelist()}


def rebuilt(path: Path, to: Path, change: dict[str, bytes | Callable[[bytes], bytes]]) -> Path:
    """A copy of a workbook with parts changed or added, byte by byte."""
    data = parts(path)
    for name, new in change.items():
        data[name] = new if isinstance(new, bytes) else new(data[name])
    with zipfile.ZipFile(to, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in data.items():
            archive.writestr(name, content)
    return to


def sheet_part(path: Path, titel: str) -> str:
    data = parts(path)
    book = etree.fromstring(data["xl/workbook.xml"])
    (found,) = (
        n.get(f"{{{OFFICE}}}id") for n in book.iter(f"{{{MAIN}}}sheet") if n.get("name") == titel
    )
    rels = etree.fromstring(data["xl/_rels/workbook.xml.rels"])
    (target,) = (r.get("Target") for r in rels if r.get("Id") == found)
    return target.lstrip("/") if target.startswith("/") else f"xl/{target}"


def cells(data: bytes) -> dict[str, tuple[str | None, bytes]]:
    """Each cell with its style and everything else of it."""
    found = {}
    for cell in etree.fromstring(data).iter(f"{{{MAIN}}}c"):
        style = cell.get("s")
        if "s" in cell.attrib:
            del cell.attrib["s"]
        found[cell.get("r")] = (style, etree.tostring(cell, method="c14n"))
    return found


def small(path: Path, **values: object) -> Path:
    """A workbook of one sheet ‘Blad’ with these cells."""
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "Blad"
    for cel, value in values.items():
        sheet[cel] = value
    book.save(path)
    return path


def comments(path: Path, titel: str) -> dict[str, str]:
    sheet = load_workbook(path)[titel]
    return {c.coordinate: c.comment.text for r in sheet.iter_rows() for c in r if c.comment}


def test_only_the_marked_cells_differ(fout: Path, kopie: Path) -> None:
    was, now = parts(fout), parts(kopie)
    assert list(now)[: len(was)] == list(was)
    marked = {
        sheet_part(fout, "Opslagen"): {"C14"},
        sheet_part(fout, "Locaties"): {"I5", "C6"},
        sheet_part(fout, "Gepubliceerde waarden"): {f"D{n}" for n in range(28, 34)},
    }
    first = sheet_part(fout, "Leesmij")  # is no longer the chosen tab
    assert {n for n in was if was[n] != now[n]} <= {*MACHINERY, *marked, first}
    for part, wanted in marked.items():
        before, after = cells(was[part]), cells(now[part])
        assert {c for c in after if after[c] != before.get(c)} == wanted
        assert all(after[c][1] == before[c][1] for c in wanted)
        # The bytes themselves, once the styles and the reference to the drawing are out.
        bare = re.sub(rb"<legacyDrawing [^>]*/>", b"", now[part])
        assert re.sub(rb' s="\d+"', b"", bare) == re.sub(rb' s="\d+"', b"", was[part])
    assert cells(was[first]) == cells(now[first])


def test_openpyxl_reads_marks_and_comments(fout: Path, kopie: Path) -> None:
    was, now = load_workbook(fout), load_workbook(kopie)
    cell, old = now["Opslagen"]["C14"], was["Opslagen"]["C14"]
    assert cell.fill.fgColor.rgb == KLEUREN["fout"]
    for name in ("value", "number_format", "font", "border", "alignment", "protection", "style"):
        assert repr(getattr(cell, name)) == repr(getattr(old, name))
    assert cell.comment and cell.comment.author == "mo-report"
    text = cell.comment.text
    assert text.startswith(KOPREGEL + "\nFout: Hier staat tekst (‘30%’)")
    assert "\nVerwacht: " in text and "\nHerstel: " in text
    assert now["Opslagen"]["C15"].comment is None
    assert repr(now["Opslagen"]["C15"].fill) == repr(was["Opslagen"]["C15"].fill)


def test_the_findings_sheet(fout: Path, kopie: Path) -> None:
    book = load_workbook(kopie)
    assert book.sheetnames == ["Bevindingen", *load_workbook(fout).sheetnames]
    sheet = book.active
    assert sheet is not None and sheet.title == "Bevindingen"
    assert [s.title for s in book if s.sheet_view.tabSelected] == ["Bevindingen"]
    rows = list(sheet.iter_rows(min_row=4, values_only=True))
    assert rows[0] == ("nr", "ernst", "blad", "cel", "wat", "verwacht", "herstel")
    findings = lees(fout).bevindingen
    expected = [
        (n, b.ernst, b.blad, b.cel or None, b.wat, b.verwacht, b.herstel or None)
        for n, b in enumerate(findings, 1)
    ]
    assert [tuple(v or None for v in r) for r in rows[1:]] == expected
    links = {c[3].row: c[3].hyperlink for c in sheet.iter_rows(min_row=5)}
    for number, finding in enumerate(findings, 5):
        link = links[number]
        if finding.cel:
            assert link and link.location == f"'{finding.blad}'!{finding.cel}"
        else:
            assert link is None  # the sheet that is not there
    assert sheet.freeze_panes == "A5"
    assert sheet.auto_filter.ref == f"A4:G{4 + len(findings)}"
    assert sheet.print_title_rows == "$4:$4"
    assert sheet.page_setup.orientation == "landscape" and sheet.page_setup.fitToHeight == 0


def test_text_stays_text(tmp_path: Path) -> None:
    path, to = small(tmp_path / "a.xlsx", A1=1), tmp_path / "b.xlsx"
    nasty = '=HYPERLINK("http://x") <b>&amp;</b> ]]> _x0041_ \x0b'
    schrijf_terug(path, to, [Bevinding("Blad", "A1", nasty, "+1", "@nu")])
    sheet = load_workbook(to).worksheets[0]
    assert [sheet[f"{c}5"].data_type for c in "EFG"] == ["s", "s", "s"]
    assert all(sheet[f"{c}5"].quotePrefix for c in "EFG")
    shown = str(sheet["E5"].value).replace("_x005F_", "_")
    assert shown == nasty.replace("\x0b", "\ufffd")
    assert nasty.replace("\x0b", "\ufffd") in comments(to, "Blad")["A1"]


def test_several_findings_in_one_cell(tmp_path: Path) -> None:
    path, to = small(tmp_path / "a.xlsx", A1=1, A2=2), tmp_path / "b.xlsx"
    findings = [
        Bevinding("Blad", "A1", "Dit is fout.", "iets", "Doe iets."),
        waarschuwing("Blad", "A1", "Dit is vreemd.", "iets anders"),
        waarschuwing("Blad", "A2", "Dit ook.", "iets anders"),
    ]
    schrijf_terug(path, to, findings)
    text = comments(to, "Blad")["A1"]
    assert text.index("Fout: Dit is fout.") < text.index("Waarschuwing: Dit is vreemd.")
    sheet = load_workbook(to)["Blad"]
    assert sheet["A1"].fill.fgColor.rgb == KLEUREN["fout"]
    assert sheet["A2"].fill.fgColor.rgb == KLEUREN["waarschuwing"]


def test_a_cell_or_row_that_is_not_there(tmp_path: Path) -> None:
    path, to = small(tmp_path / "a.xlsx", B3=1, D3=2, B9=3), tmp_path / "b.xlsx"
    wanted = ["A1", "A3", "C3", "E3", "C5", "A5", "AA9", "B20"]
    schrijf_terug(path, to, [Bevinding("Blad", c, "Leeg.", "iets") for c in wanted])
    order = list(cells(parts(to)["xl/worksheets/sheet1.xml"]))
    assert order == ["A1", "A3", "B3", "C3", "D3", "E3", "A5", "C5", "B9", "AA9", "B20"]
    sheet = load_workbook(to)["Blad"]
    assert all(sheet[c].fill.fgColor.rgb == KLEUREN["fout"] for c in wanted)
    assert set(comments(to, "Blad")) == set(wanted)


def test_prefixes_and_other_habits(profiel: Path, tmp_path: Path) -> None:
    """As other programs write: everything with a prefix, types by extension, hardly any extras."""
    tags = re.compile(rb"<(/?)(?=[A-Za-z])")
    own = re.compile(rb"xmlns=(?=.http://schemas.openxmlformats.org/spreadsheetml)")

    def prefixed(data: bytes) -> bytes:
        return own.sub(b"xmlns:x=", tags.sub(rb"<\1x:", data))

    def types(data: bytes) -> bytes:
        main = b"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
        data = re.sub(rb'<Override PartName="/xl/workbook.xml"[^>]*>', b"", data)
        return data.replace(b'"application/xml"', b'"' + main + b'"')

    def bare(data: bytes) -> bytes:
        return prefixed(re.sub(rb"<bookViews>.*</bookViews>|<definedNames ?/>", b"", data))

    path = small(tmp_path / "a.xlsx", B3=1)
    sheet = "xl/worksheets/sheet1.xml"
    change: dict[str, bytes | Callable[[bytes], bytes]] = {
        sheet: prefixed, "xl/styles.xml": prefixed, "xl/workbook.xml": bare,
        "[Content_Types].xml": types,
    }  # fmt: skip
    path = rebuilt(path, tmp_path / "b.xlsx", change)
    to, again = tmp_path / "c.xlsx", tmp_path / "d.xlsx"
    findings = [Bevinding("Blad", c, "Fout.", "iets") for c in ("B3", "C3", "A7")]
    schrijf_terug(path, to, findings)
    book = load_workbook(omgezet(to, tmp_path / "lo", profiel))
    assert book.sheetnames == ["Bevindingen", "Blad"]
    assert all(book["Blad"][b.cel].fill.fgColor.rgb == KLEUREN["fout"] for b in findings)
    assert all(book["Blad"][b.cel].comment for b in findings)
    schrijf_terug(to, again, findings[:1])
    assert set(comments(again, "Blad")) == {"B3"}


def test_names_of_a_sheet_move_along(invoer: Path, tmp_path: Path) -> None:
    book = load_workbook(invoer)
    book["Locaties"].print_title_rows = "1:4"
    book["Locaties"].auto_filter.ref = "A4:K20"
    book.active = book.sheetnames.index("Opslagen")
    path, to = tmp_path / "a.xlsx", tmp_path / "b.xlsx"
    book.save(path)
    schrijf_terug(path, to, [])
    now = load_workbook(to)
    assert now["Locaties"].print_title_rows == "$1:$4"
    assert now["Locaties"].auto_filter.ref == "A4:K20"
    assert now.active and now.active.title == "Bevindingen"
    assert now["Bevindingen"]["E5"].value == "Geen bevindingen"


RICH = {
    "xl/drawings/drawing91.xml": b'<xdr:wsDr xmlns:xdr="http://schemas.openxmlformats.org/'
    b'drawingml/2006/spreadsheetDrawing"><xdr:absoluteAnchor/></xdr:wsDr>',
    "xl/ctrlProps/ctrlProp1.xml": b'<formControlPr xmlns="http://schemas.microsoft.com/office/'
    b'spreadsheetml/2009/9/main" objectType="Button"/>',
    "xl/threadedComments/threadedComment1.xml": b'<ThreadedComments xmlns="http://schemas.microsoft'
    b'.com/office/spreadsheetml/2018/threadedcomments"><threadedComment ref="A14" id="{1}"><text>ja'
    b"</text></threadedComment></ThreadedComments>",
    "customXml/item1.xml": b"<eigen>\r\n<gegevens/></eigen>",
    "xl/media/plaatje.bin": bytes(range(256)),
    # As Excel writes a button with two lines of text: it is no XML at all.
    "xl/drawings/vmlDrawing91.vml": b'<xml xmlns:v="urn:schemas-microsoft-com:vml"><v:shape '
    b'id="_x0000_s2049"><v:textbox>een<br>twee</v:textbox></v:shape></xml>\r\n',
}
EXTRAS = (
    f'<drawing xmlns:q="{OFFICE}" q:id="d1"/><legacyDrawing xmlns:q="{OFFICE}" q:id="d2"/>'
    '<extLst><ext uri="{05C60535-1F16-4fd2-B633-F4F36F0B64E0}" xmlns:x14="http://schemas.'
    'microsoft.com/office/spreadsheetml/2009/9/main"><x14:sparklineGroups/></ext></extLst>'
)


def rich(path: Path, to: Path, extras: str) -> Path:
    """A workbook with what openpyxl would lose, on the sheet Opslagen."""
    part = sheet_part(path, "Opslagen")
    kinds = {"drawing": "drawings/drawing91.xml", "vmlDrawing": "drawings/vmlDrawing91.vml"}
    kinds["threadedComment"] = "threadedComments/threadedComment1.xml"
    rels = "".join(
        f'<Relationship Id="d{n}" Type="{OFFICE}/{kind}" Target="../{name}"/>'
        for n, (kind, name) in enumerate(kinds.items(), 1)
    )
    folder, name = part.rsplit("/", 1)
    change: dict[str, bytes | Callable[[bytes], bytes]] = {**RICH}
    change[part] = lambda d: d.replace(b"</worksheet>", extras.encode() + b"</worksheet>")
    change[f"{folder}/_rels/{name}.rels"] = (
        f'<Relationships xmlns="{PACKAGE}">{rels}</Relationships>'.encode()
    )
    return rebuilt(path, to, change)


def test_what_openpyxl_would_lose_stays(fout: Path, tmp_path: Path) -> None:
    path, to = rich(fout, tmp_path / "rijk.xlsx", EXTRAS), tmp_path / "kopie.xlsx"
    thread = Bevinding("Opslagen", "A14", "Onbekend.", "een set")
    schrijf_terug(path, to, [OPSLAG, thread])
    was, now = parts(path), parts(to)
    part = sheet_part(path, "Opslagen")
    vml = "xl/drawings/vmlDrawing91.vml"
    rels = f"xl/worksheets/_rels/{part.rsplit('/', 1)[1]}.rels"
    assert {n for n in was if was[n] != now[n]} == {*MACHINERY, part, vml, rels}
    assert now[part].count(b"legacyDrawing") == 1 and EXTRAS.encode() in now[part]
    start, _, end = was[vml].partition(b"</xml>")
    assert now[vml].startswith(start) and now[vml].endswith(b"</xml>" + end)
    assert b'id="_x0000_s2050"' in now[vml]
    # The threaded comment is left; its finding is on the findings sheet only.
    with pytest.warns(UserWarning, match="Sparkline"):
        sheet = load_workbook(to)["Bevindingen"]
    assert "had al een opmerking" not in str(sheet["G5"].value)
    assert "had al een opmerking" in str(sheet["G6"].value)


def test_the_reference_to_the_comments_is_in_its_place(fout: Path, tmp_path: Path) -> None:
    extras = re.sub(r"<legacyDrawing [^>]*/>", "", EXTRAS)
    path, to = rich(fout, tmp_path / "rijk.xlsx", extras), tmp_path / "kopie.xlsx"
    schrijf_terug(path, to, [OPSLAG])
    root = etree.fromstring(parts(to)[sheet_part(path, "Opslagen")])
    names = [etree.QName(n).localname for n in root]
    assert names[-3:] == ["drawing", "legacyDrawing", "extLst"]


def test_comments_of_others_stay(fout: Path, tmp_path: Path) -> None:
    book = load_workbook(fout)
    book["Opslagen"]["A5"].comment = Comment("van mij", "Jan")
    book["Opslagen"]["C14"].comment = Comment("klopt dit?", "Jan")
    path, to, again = (tmp_path / f"{n}.xlsx" for n in ("a", "b", "c"))
    book.save(path)
    other = Bevinding("Opslagen", "C15", "Ook fout.", "een getal")
    schrijf_terug(path, to, [OPSLAG, other])
    found = comments(to, "Opslagen")
    assert set(found) == {"A5", "C14", "C15"}
    assert (found["A5"], found["C14"]) == ("van mij", "klopt dit?")
    now = load_workbook(to)
    assert now["Opslagen"]["C14"].fill.fgColor.rgb == KLEUREN["fout"]
    assert "Deze cel had al een opmerking" in str(now["Bevindingen"]["G5"].value)
    (vml,) = (d for n, d in parts(to).items() if n.endswith(".vml"))
    ids = re.findall(rb'<\w+:shape [^>]*id="([^"]+)"', vml)
    assert len(ids) == 3 == len(set(ids))
    schrijf_terug(to, again, [])
    assert set(comments(again, "Opslagen")) == {"A5", "C14"}
    (vml,) = (d for n, d in parts(again).items() if n.endswith(".vml"))
    assert vml.count(b"ObjectType") == 2


def test_again_on_the_copy(fout: Path, kopie: Path, tmp_path: Path) -> None:
    """What is mended loses its mark; nothing piles up."""
    assert lees(kopie).bevindingen == lees(fout).bevindingen
    to, last = tmp_path / "b.xlsx", tmp_path / "c.xlsx"
    schrijf_terug(kopie, to, [OPSLAG])
    now, was = load_workbook(to), load_workbook(fout)
    assert now.sheetnames == ["Bevindingen", *was.sheetnames]
    assert set(parts(to)) == set(parts(kopie))
    assert repr(now["Locaties"]["I5"].fill) == repr(was["Locaties"]["I5"].fill)
    assert comments(to, "Locaties") == {}
    assert set(comments(to, "Opslagen")) == {"C14"}
    schrijf_terug(to, last, [OPSLAG])
    # But for the numbers of the boxes on the screen, a third copy is the second.
    same = {n: re.sub(rb"_x0000_s\d+", b"", d) for n, d in parts(to).items()}
    assert {n: re.sub(rb"_x0000_s\d+", b"", d) for n, d in parts(last).items()} == same


def test_a_moved_findings_sheet_is_replaced(kopie: Path, tmp_path: Path) -> None:
    book = load_workbook(kopie)
    book.move_sheet("Bevindingen", 5)
    book["Locaties"].print_title_rows = "1:4"
    path, to = tmp_path / "a.xlsx", tmp_path / "b.xlsx"
    book.save(path)
    schrijf_terug(path, to, [])
    now = load_workbook(to)
    assert now.sheetnames[0] == "Bevindingen"
    assert len(now.sheetnames) == len(book.sheetnames)
    assert now["Locaties"].print_title_rows == "$1:$4"
    assert now["Bevindingen"].print_title_rows == "$4:$4"


def test_a_sheet_of_the_user_with_this_name_stays(tmp_path: Path) -> None:
    book = Workbook()
    book.worksheets[0].title = "bevindingen"
    path, to = tmp_path / "a.xlsx", tmp_path / "b.xlsx"
    book.save(path)
    schrijf_terug(path, to, [])
    assert load_workbook(to).sheetnames == ["Bevindingen (2)", "bevindingen"]


def test_a_colour_of_the_user_comes_back(tmp_path: Path) -> None:
    path, to, again = (tmp_path / f"{n}.xlsx" for n in "abc")
    book = Workbook()
    sheet = book.worksheets[0]
    for cel in ("A1", "A2"):
        sheet[cel].fill = PatternFill("solid", fgColor="FF00FF00")
        sheet[cel].number_format = "0.0"
    book.save(path)
    schrijf_terug(path, to, [Bevinding("Sheet", "A1", "Fout.", "iets")])
    schrijf_terug(to, again, [])
    assert load_workbook(again)["Sheet"]["A1"].fill.fgColor.rgb == "FF00FF00"


def test_saved_by_libreoffice(fout: Path, kopie: Path, profiel: Path, tmp_path: Path) -> None:
    """LibreOffice opens the copy, and what it saves is known again."""
    saved = omgezet(kopie, tmp_path / "lo", profiel)
    findings = lees(saved).bevindingen
    assert findings == lees(fout).bevindingen
    to = tmp_path / "weer.xlsx"
    schrijf_terug(saved, to, [OPSLAG])
    titles = etree.fromstring(parts(to)["xl/workbook.xml"]).iter(f"{{{MAIN}}}sheet")
    assert [n.get("name") for n in titles] == ["Bevindingen", *load_workbook(fout).sheetnames]
    assert sum(KENMERK.encode() in d for d in parts(to).values()) == 2  # also in sharedStrings
    assert set(comments(to, "Opslagen")) == {"C14"}
    assert comments(to, "Locaties") == {}
    now = load_workbook(to)
    assert now["Locaties"]["I5"].fill.fgColor.rgb == "FFFFF8DC"
    assert now["Opslagen"]["C14"].fill.fgColor.rgb == KLEUREN["fout"]
    assert omgezet(to, tmp_path / "pdf", profiel, "pdf").stat().st_size > 10_000


def test_a_copy_that_changes_more_is_refused(
    fout: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The proof afterwards does not trust the splicing."""
    wrong = Document.result
    spoils = (
        ("worksheet", b"30%", b"31%"),
        ("worksheet", b"<dataValidations", b"<extLst/><dataValidations"),
        ("styleSheet", b'numFmtId="10"', b'numFmtId="11"'),
        ("workbook", b'name="Locaties"', b'name="Locatie"'),
        ("Relationships", b"theme1.xml", b"theme2.xml"),
    )
    for name, old, new in spoils:

        def spoilt(self: Document, name: str = name, old: bytes = old, new: bytes = new) -> bytes:
            data = wrong(self)
            return data.replace(old, new) if self.root.name == name else data

        monkeypatch.setattr(Document, "result", spoilt)
        with pytest.raises(NietTeMarkeren, match="controle achteraf"):
            schrijf_terug(fout, tmp_path / "kopie.xlsx", [OPSLAG])
    assert not list(tmp_path.iterdir())


def signed(data: dict[str, bytes]) -> None:
    data["_xmlsignatures/sig1.xml"] = b"<Signature/>"


def utf16(data: dict[str, bytes]) -> None:
    text = data["xl/worksheets/sheet1.xml"].decode().replace("utf-8", "utf-16")
    data["xl/worksheets/sheet1.xml"] = text.encode("utf-16")


def macros(data: dict[str, bytes]) -> None:
    old = data["[Content_Types].xml"]
    main = b"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
    new = b"application/vnd.ms-excel.sheet.macroEnabled.main+xml"
    data["[Content_Types].xml"] = old.replace(main, new)


def doctype(data: dict[str, bytes]) -> None:
    data["xl/worksheets/sheet1.xml"] = b"<!DOCTYPE x>" + data["xl/worksheets/sheet1.xml"]


def disorder(data: dict[str, bytes]) -> None:
    old = data["xl/worksheets/sheet1.xml"]
    data["xl/worksheets/sheet1.xml"] = old.replace(b'<row r="1"', b'<row r="7"')


def lost(data: dict[str, bytes]) -> None:
    old = data["xl/workbook.xml"]
    data["xl/workbook.xml"] = old.replace(b'sheetId="1"', b'sheetId="een"')


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lost, "verwijzing die niet klopt"),
        (signed, "digitaal ondertekend"),
        (utf16, "geen UTF-8"),
        (macros, "macro's"),
        (doctype, "DOCTYPE"),
        (disorder, "niet op volgorde"),
    ],
)
def test_refused(change: Callable[[dict[str, bytes]], None], said: str, tmp_path: Path) -> None:
    data = parts(small(tmp_path / "a.xlsx", A1=1, A5=2))
    change(data)
    path = tmp_path / "b.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in data.items():
            archive.writestr(name, content)
    with pytest.raises(NietTeMarkeren, match=said):
        schrijf_terug(path, tmp_path / "c.xlsx", [])
    assert sorted(p.name for p in tmp_path.iterdir()) == ["a.xlsx", "b.xlsx"]


def test_a_part_twice_is_refused(tmp_path: Path) -> None:
    path = small(tmp_path / "a.xlsx")
    with zipfile.ZipFile(path, "a") as archive, pytest.warns(UserWarning, match="Duplicate"):
        archive.writestr("xl/workbook.xml", b"<x/>")
    with pytest.raises(NietTeMarkeren, match="twee keer"):
        schrijf_terug(path, tmp_path / "b.xlsx", [])


def test_on_the_command_line(fout: Path, invoer: Path, tmp_path: Path) -> None:
    to = tmp_path / "map" / "kopie.xlsx"
    done = run("controleer", fout, "--terug", to)
    assert done.returncode == 1
    assert f"Gemaakt: {to}" in done.stdout
    first = to.read_bytes()
    refused = run("controleer", fout, "--terug", to)
    assert refused.returncode == 3 and "bestaat al" in refused.stderr
    done = run("controleer", invoer, "--terug", to, "--overschrijf", "--json")
    assert done.returncode == 0 and isinstance(json.loads(done.stdout), list)
    assert to.read_bytes() != first
    assert [p.name for p in to.parent.iterdir()] == ["kopie.xlsx"]
    own = tmp_path / "eigen.xlsx"
    shutil.copy(fout, own)
    for args in (
        ("controleer", own, "--terug", own, "--overschrijf"),
        ("controleer", own, "--terug", tmp_path / "kopie.csv"),
        ("controleer", own, "--overschrijf"),
    ):
        assert run(*args).returncode == 2
    assert own.read_bytes() == fout.read_bytes()
    text = tmp_path / "tekst.xlsx"
    text.write_text("geen werkmap")
    done = run("controleer", text, "--terug", tmp_path / "nee.xlsx")
    assert done.returncode == 1 and "Er is geen kopie gemaakt" in done.stderr
    assert not (tmp_path / "nee.xlsx").exists()
    blocked = run("controleer", fout, "--terug", text / "kopie.xlsx")
    assert blocked.returncode == 3 and "kan niet worden geschreven" in blocked.stderr


STYLES = (
    f'<s:styleSheet xmlns:s="{MAIN}"><s:fonts count="1"><s:font/></s:fonts><s:fills count="1">'
    '<s:fill/></s:fills><s:cellStyleXfs><s:xf/></s:cellStyleXfs><s:cellXfs count="3"><s:xf xfId='
    '"0" fillId="0"/><s:xf numFmtId="1" fillId="0"/><s:xf><s:alignment/></s:xf></s:cellXfs>'
    "</s:styleSheet>"
).encode()
LETTERS = "ABCDE"


@st.composite
def sheets(draw: st.DrawFn) -> bytes:
    """Sheet XML as programs write it: with a prefix or not, empty or not, with numbers or not."""
    tag = draw(st.sampled_from(["", "x:"]))
    numbered = draw(st.booleans())
    rows = []
    numbers = sorted(draw(st.sets(st.integers(1, 8), max_size=5)))
    for number in numbers if numbered else range(1, len(numbers) + 1):
        inside = ""
        columns = sorted(draw(st.sets(st.integers(0, 4), max_size=4)))
        for column in columns if numbered else range(len(columns)):
            where = f' r="{LETTERS[column]}{number}"' if numbered else ""
            style = draw(st.sampled_from(["", ' s="1"', "\n s='2'"]))
            body = draw(st.sampled_from(["/>", f"><{tag}v>1</{tag}v></{tag}c>"]))
            text = f' t="inlineStr"><{tag}is><{tag}t>é &gt; "&#65;</{tag}t></{tag}is></{tag}c >'
            inside += f"<{tag}c{where}{style}{draw(st.sampled_from([body, text]))}"
        where = f' r="{number}"' if numbered else ""
        empty = not inside and draw(st.booleans())
        rows.append(f"<{tag}row{where}/>" if empty else f"<{tag}row{where}>{inside}</{tag}row>")
    data = f"<{tag}sheetData>{''.join(rows)}</{tag}sheetData>" if rows else f"<{tag}sheetData />"
    space = f"xmlns:{tag[:-1]}" if tag else "xmlns"
    bom = draw(st.sampled_from(["", "\ufeff"]))
    inside = f'<!-- <c r="A1"/> -->{data}'
    return f'{bom}<{tag}worksheet {space}="{MAIN}">{inside}</{tag}worksheet>'.encode()


def counted(data: bytes) -> dict[tuple[int, int], tuple[str, bytes]]:
    """Each cell by place, as a reader counts where no place is given: its style and the rest."""
    found: dict[tuple[int, int], tuple[str, bytes]] = {}
    number = 0
    for row in etree.fromstring(data).iter(f"{{{MAIN}}}row"):
        number = int(row.get("r", number + 1))
        column = -1
        for cell in row:
            column = LETTERS.index(cell.get("r")[0]) if cell.get("r") else column + 1
            style = cell.attrib.pop("s") if "s" in cell.attrib else "0"
            inside = b"".join(etree.tostring(n, method="c14n") for n in cell)
            assert (number, column) not in found
            assert not found or max(found) < (number, column)
            found[number, column] = (style, inside)
    return found


@given(sheets(), st.sets(st.tuples(st.integers(1, 9), st.integers(0, 4)), max_size=6))
def test_splicing_changes_only_what_is_marked(data: bytes, marked: set[tuple[int, int]]) -> None:
    before = counted(data)
    styles = Stijlen(Document(STYLES, "styles.xml"))
    document = Document(data, "sheet.xml")
    names = {f"{LETTERS[column]}{row}": "fout" for row, column in marked}
    assert markeer(document, names, styles) == set(names)
    now = counted(document.result())
    assert {place for place in now if now[place] != before.get(place)} == marked
    assert all(now[p][1] == before[p][1] for p in before)
    assert set(now) == set(before) | marked
    styles.finish()
    xfs = etree.fromstring(styles.document.result()).findall(f"{{{MAIN}}}cellXfs/{{{MAIN}}}xf")
    for place in marked:
        old, new = xfs[int(before.get(place, ("0", b""))[0])], xfs[int(now[place][0])]
        assert new.get("fillId") == "1"
        assert (new.get("numFmtId"), len(new)) == (old.get("numFmtId"), len(old))
