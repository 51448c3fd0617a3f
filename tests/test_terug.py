"""The marked copy: the user's own file, untouched but for the marked cells and their comments."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from delen import (
    MACHINERY,
    MAIN,
    OFFICE,
    OPSLAG,
    PACKAGE,
    cells,
    comments,
    parts,
    rebuilt,
    sheet_part,
    small,
)
from lxml import etree
from motoren import omgezet
from openpyxl import Workbook, load_workbook
from openpyxl.comments import Comment
from openpyxl.styles import PatternFill

from mo_report.invoer import read_input
from mo_report.lib.bevinding import Finding, warning
from mo_report.terug import write_marked
from mo_report.terug.blad import KENMERK
from mo_report.terug.opmerkingen import KOPREGEL
from mo_report.terug.stijlen import KLEUREN


def test_only_the_marked_cells_differ(fout: Path, kopie: Path) -> None:
    was, now = parts(fout), parts(kopie)
    assert list(now)[: len(was)] == list(was)
    marked = {
        sheet_part(fout, "Opslagen"): {"C14"},
        sheet_part(fout, "Locaties"): {"I5", "C6"},
        sheet_part(fout, "Gepubliceerde waarden"): {f"D{n}" for n in range(28, 34)},
        sheet_part(fout, "Dienstroosters"): {f"F{n}" for n in range(5, 9)},  # their rosters are gone
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
    findings = read_input(fout).bevindingen
    expected = [
        (n, b.ernst, b.blad, b.cel or None, b.wat, b.verwacht, b.herstel or None) for n, b in enumerate(findings, 1)
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
    write_marked(path, to, [Finding("Blad", "A1", nasty, "+1", "@nu")])
    sheet = load_workbook(to).worksheets[0]
    assert [sheet[f"{c}5"].data_type for c in "EFG"] == ["s", "s", "s"]
    assert all(sheet[f"{c}5"].quotePrefix for c in "EFG")
    shown = str(sheet["E5"].value).replace("_x005F_", "_")
    assert shown == nasty.replace("\x0b", "\ufffd")
    assert nasty.replace("\x0b", "\ufffd") in comments(to, "Blad")["A1"]


def test_several_findings_in_one_cell(tmp_path: Path) -> None:
    path, to = small(tmp_path / "a.xlsx", A1=1, A2=2), tmp_path / "b.xlsx"
    findings = [
        Finding("Blad", "A1", "Dit is fout.", "iets", "Doe iets."),
        warning("Blad", "A1", "Dit is vreemd.", "iets anders"),
        warning("Blad", "A2", "Dit ook.", "iets anders"),
    ]
    write_marked(path, to, findings)
    text = comments(to, "Blad")["A1"]
    assert text.index("Fout: Dit is fout.") < text.index("Waarschuwing: Dit is vreemd.")
    sheet = load_workbook(to)["Blad"]
    assert sheet["A1"].fill.fgColor.rgb == KLEUREN["fout"]
    assert sheet["A2"].fill.fgColor.rgb == KLEUREN["waarschuwing"]


def test_a_cell_or_row_that_is_not_there(tmp_path: Path) -> None:
    path, to = small(tmp_path / "a.xlsx", B3=1, D3=2, B9=3), tmp_path / "b.xlsx"
    wanted = ["A1", "A3", "C3", "E3", "C5", "A5", "AA9", "B20"]
    write_marked(path, to, [Finding("Blad", c, "Leeg.", "iets") for c in wanted])
    order = list(cells(parts(to)["xl/worksheets/sheet1.xml"]))
    assert order == ["A1", "A3", "B3", "C3", "D3", "E3", "A5", "C5", "B9", "AA9", "B20"]
    sheet = load_workbook(to)["Blad"]
    assert all(sheet[c].fill.fgColor.rgb == KLEUREN["fout"] for c in wanted)
    assert set(comments(to, "Blad")) == set(wanted)


def test_prefixes_and_other_habits(tmp_path: Path) -> None:
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
    findings = [Finding("Blad", c, "Fout.", "iets") for c in ("B3", "C3", "A7")]
    write_marked(path, to, findings)
    book = load_workbook(omgezet(to, tmp_path / "lo"))
    assert book.sheetnames == ["Bevindingen", "Blad"]
    assert all(book["Blad"][b.cel].fill.fgColor.rgb == KLEUREN["fout"] for b in findings)
    assert all(book["Blad"][b.cel].comment for b in findings)
    write_marked(to, again, findings[:1])
    assert set(comments(again, "Blad")) == {"B3"}


def test_names_of_a_sheet_move_along(invoer: Path, tmp_path: Path) -> None:
    book = load_workbook(invoer)
    book["Locaties"].print_title_rows = "1:4"
    book["Locaties"].auto_filter.ref = "A4:K20"
    book.active = book.sheetnames.index("Opslagen")
    path, to = tmp_path / "a.xlsx", tmp_path / "b.xlsx"
    book.save(path)
    write_marked(path, to, [])
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
    change[f"{folder}/_rels/{name}.rels"] = f'<Relationships xmlns="{PACKAGE}">{rels}</Relationships>'.encode()
    return rebuilt(path, to, change)


def test_what_openpyxl_would_lose_stays(fout: Path, tmp_path: Path) -> None:
    path, to = rich(fout, tmp_path / "rijk.xlsx", EXTRAS), tmp_path / "kopie.xlsx"
    thread = Finding("Opslagen", "A14", "Onbekend.", "een set")
    write_marked(path, to, [OPSLAG, thread])
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
    write_marked(path, to, [OPSLAG])
    root = etree.fromstring(parts(to)[sheet_part(path, "Opslagen")])
    names = [etree.QName(n).localname for n in root]
    assert names[-3:] == ["drawing", "legacyDrawing", "extLst"]


def test_comments_of_others_stay(fout: Path, tmp_path: Path) -> None:
    book = load_workbook(fout)
    book["Opslagen"]["A5"].comment = Comment("van mij", "Jan")
    book["Opslagen"]["C14"].comment = Comment("klopt dit?", "Jan")
    path, to, again = (tmp_path / f"{n}.xlsx" for n in ("a", "b", "c"))
    book.save(path)
    other = Finding("Opslagen", "C15", "Ook fout.", "een getal")
    write_marked(path, to, [OPSLAG, other])
    found = comments(to, "Opslagen")
    assert set(found) == {"A5", "C14", "C15"}
    assert (found["A5"], found["C14"]) == ("van mij", "klopt dit?")
    now = load_workbook(to)
    assert now["Opslagen"]["C14"].fill.fgColor.rgb == KLEUREN["fout"]
    assert "Deze cel had al een opmerking" in str(now["Bevindingen"]["G5"].value)
    (vml,) = (d for n, d in parts(to).items() if n.endswith(".vml"))
    ids = re.findall(rb'<\w+:shape [^>]*id="([^"]+)"', vml)
    assert len(ids) == 3 == len(set(ids))
    write_marked(to, again, [])
    assert set(comments(again, "Opslagen")) == {"A5", "C14"}
    (vml,) = (d for n, d in parts(again).items() if n.endswith(".vml"))
    assert vml.count(b"ObjectType") == 2


def test_again_on_the_copy(fout: Path, kopie: Path, tmp_path: Path) -> None:
    """What is mended loses its mark; nothing piles up."""
    assert read_input(kopie).bevindingen == read_input(fout).bevindingen
    to, last = tmp_path / "b.xlsx", tmp_path / "c.xlsx"
    write_marked(kopie, to, [OPSLAG])
    now, was = load_workbook(to), load_workbook(fout)
    assert now.sheetnames == ["Bevindingen", *was.sheetnames]
    assert set(parts(to)) == set(parts(kopie))
    assert repr(now["Locaties"]["I5"].fill) == repr(was["Locaties"]["I5"].fill)
    assert comments(to, "Locaties") == {}
    assert set(comments(to, "Opslagen")) == {"C14"}
    write_marked(to, last, [OPSLAG])
    # But for the numbers of the boxes on the screen, a third copy is the second.
    same = {n: re.sub(rb"_x0000_s\d+", b"", d) for n, d in parts(to).items()}
    assert {n: re.sub(rb"_x0000_s\d+", b"", d) for n, d in parts(last).items()} == same


def test_a_moved_findings_sheet_is_replaced(kopie: Path, tmp_path: Path) -> None:
    book = load_workbook(kopie)
    book.move_sheet("Bevindingen", 5)
    book["Locaties"].print_title_rows = "1:4"
    path, to = tmp_path / "a.xlsx", tmp_path / "b.xlsx"
    book.save(path)
    write_marked(path, to, [])
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
    write_marked(path, to, [])
    assert load_workbook(to).sheetnames == ["Bevindingen (2)", "bevindingen"]


def test_a_colour_of_the_user_comes_back(tmp_path: Path) -> None:
    path, to, again = (tmp_path / f"{n}.xlsx" for n in "abc")
    book = Workbook()
    sheet = book.worksheets[0]
    for cel in ("A1", "A2"):
        sheet[cel].fill = PatternFill("solid", fgColor="FF00FF00")
        sheet[cel].number_format = "0.0"
    book.save(path)
    write_marked(path, to, [Finding("Sheet", "A1", "Fout.", "iets")])
    write_marked(to, again, [])
    assert load_workbook(again)["Sheet"]["A1"].fill.fgColor.rgb == "FF00FF00"


@pytest.mark.long
def test_saved_by_libreoffice(fout: Path, kopie: Path, tmp_path: Path) -> None:
    """LibreOffice opens the copy, and what it saves is known again."""
    saved = omgezet(kopie, tmp_path / "lo")
    findings = read_input(saved).bevindingen
    assert findings == read_input(fout).bevindingen
    to = tmp_path / "weer.xlsx"
    write_marked(saved, to, [OPSLAG])
    titles = etree.fromstring(parts(to)["xl/workbook.xml"]).iter(f"{{{MAIN}}}sheet")
    assert [n.get("name") for n in titles] == ["Bevindingen", *load_workbook(fout).sheetnames]
    assert sum(KENMERK.encode() in d for d in parts(to).values()) == 2  # also in sharedStrings
    assert set(comments(to, "Opslagen")) == {"C14"}
    assert comments(to, "Locaties") == {}
    now = load_workbook(to)
    assert now["Locaties"]["I5"].fill.fgColor.rgb == "FFFFF8DC"
    assert now["Opslagen"]["C14"].fill.fgColor.rgb == KLEUREN["fout"]
    assert OPSLAG.wat.encode() in omgezet(to, tmp_path / "csv", "csv").read_bytes()
