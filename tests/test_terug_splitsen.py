"""The marked copy: only what is marked is another, in whatever sheet XML."""

from __future__ import annotations

from delen import (
    MAIN,
)
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from mo_report.terug.cellen import mark_cells
from mo_report.terug.markup import Document
from mo_report.terug.stijlen import Styles

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
    styles = Styles(Document(STYLES, "styles.xml"))
    document = Document(data, "sheet.xml")
    names = {f"{LETTERS[column]}{row}": "fout" for row, column in marked}
    assert mark_cells(document, names, styles) == set(names)
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
