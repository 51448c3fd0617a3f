"""The findings sheet: a row per finding, with a link to its cell. All text is text."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from mo_report.lib.bevinding import Finding
from mo_report.lib.xtekst import encoded
from mo_report.terug.markup import MAIN, escape
from mo_report.terug.stijlen import Styles

NAAM = "Bevindingen"
#: By this text the sheet is known again when a marked copy is checked.
KENMERK = (
    "Dit blad is gemaakt door mo-report en telt niet mee als invoer. Bij een volgende controle wordt het vervangen."
)
KOPPEN = ("nr", "ernst", "blad", "cel", "wat", "verwacht", "herstel")
KOPPEN_WIJZIGING = ("nr", "soort", "blad", "cel", "wat", "waarom", "meer")
KOPRIJ = 4
_BREEDTES = (5, 14, 22, 8, 46, 34, 40)
_MAX_TEKST = 30_000


@dataclass(frozen=True)
class FindingLine:
    """A finding, the sheet of the workbook that it points at, and a remark on its cell."""

    bevinding: Finding
    blad: str = ""
    opmerking: str = ""


def sheet_xml(regels: list[FindingLine], stijlen: Styles) -> bytes:
    """The whole sheet as a part."""
    top = 'horizontal="left" vertical="top" wrapText="1" indent="1"'
    style = {
        "kop": stijlen.own('b|sz val="14"|name val="Calibri"'),
        "klein": stijlen.own('i|sz val="10"|name val="Calibri"'),
        "tekst": stijlen.own('sz val="10"|name val="Calibri"', top),
        "quoted": stijlen.own('sz val="10"|name val="Calibri"', top, quoted=True),
        "vet": stijlen.own('b|sz val="10"|name val="Calibri"', top),
        "link": stijlen.own('u|sz val="10"|color rgb="FF01689B"|name val="Calibri"', top),
    }
    changes = bool(regels) and all(r.bevinding.ernst == "wijziging" for r in regels)
    fouten = sum(r.bevinding.is_fout for r in regels)
    title = "Wijzigingen in deze werkmap" if changes else "Bevindingen van de controle"
    told = _wijzigingen(len(regels)) if changes else _telling(fouten, len(regels) - fouten)
    rows = [
        _row(1, [_text("A1", title, style["kop"])]),
        _row(2, [_text("A2", KENMERK, style["klein"])]),
        _row(3, [_text("A3", told, style["klein"])]),
        _row(KOPRIJ, _cells(KOPRIJ, KOPPEN_WIJZIGING if changes else KOPPEN, style, "vet")),
    ]
    links = []
    for nr, regel in enumerate(regels, 1):
        finding, number = regel.bevinding, KOPRIJ + nr
        herstel = " ".join(filter(None, (finding.herstel, regel.opmerking)))
        texts = (finding.blad, finding.cel, finding.wat, finding.verwacht, herstel)
        cells = [f'<c r="A{number}" s="{style["tekst"]}"><v>{nr}</v></c>']
        cells += _cells(number, ("", finding.ernst, *texts), style)[1:]
        if regel.blad:
            cells[3] = _text(f"D{number}", finding.cel, style["link"])
            place = f"'{regel.blad.replace(chr(39), chr(39) * 2)}'!{finding.cel}"
            links.append(f'<hyperlink ref="D{number}" location="{escape(place)}"/>')
        rows.append(_row(number, cells, _lines(texts)))
    last = KOPRIJ + max(len(regels), 1)
    if not regels:
        rows.append(_row(last, [_text(f"E{last}", "Geen bevindingen", style["tekst"])]))
    widths = "".join(f'<col min="{n}" max="{n}" width="{w}" customWidth="1"/>' for n, w in enumerate(_BREEDTES, 1))
    xml = (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        f'<worksheet xmlns="{MAIN}"><sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>'
        f'<dimension ref="A1:G{last}"/><sheetViews><sheetView showGridLines="0" tabSelected="1" '
        f'workbookViewId="0"><pane ySplit="{KOPRIJ}" topLeftCell="A{KOPRIJ + 1}" '
        'activePane="bottomLeft" state="frozen"/>'
        f'<selection pane="bottomLeft" activeCell="A{KOPRIJ + 1}" sqref="A{KOPRIJ + 1}"/>'
        f'</sheetView></sheetViews><sheetFormatPr defaultRowHeight="15"/><cols>{widths}</cols>'
        f'<sheetData>{"".join(rows)}</sheetData><autoFilter ref="A{KOPRIJ}:G{last}"/>'
        + (f"<hyperlinks>{''.join(links)}</hyperlinks>" if links else "")
        + '<pageMargins left="0.5" right="0.5" top="0.6" bottom="0.6" header="0.3" footer="0.3"/>'
        '<pageSetup paperSize="9" orientation="landscape" fitToWidth="1" fitToHeight="0"/>'
        "<headerFooter><oddFooter>&amp;LBevindingen&amp;Rpagina &amp;P van &amp;N</oddFooter>"
        "</headerFooter></worksheet>"
    )
    return xml.encode("utf-8")


def names_of_sheet(titel: str, tag: str, regels: int) -> Iterable[tuple[str, str]]:
    """The defined names that belong to the sheet, each with its XML."""
    quoted = escape(f"'{titel.replace(chr(39), chr(39) * 2)}'")
    last = KOPRIJ + max(regels, 1)
    for name, more, ref in (
        ("_xlnm._FilterDatabase", ' hidden="1"', f"$A${KOPRIJ}:$G${last}"),
        ("_xlnm.Print_Titles", "", f"${KOPRIJ}:${KOPRIJ}"),
    ):
        start = f'<{tag}definedName name="{name}" localSheetId="0"{more}>'
        yield name, f"{start}{quoted}!{ref}</{tag}definedName>"


def _telling(fouten: int, waarschuwingen: int) -> str:
    if not fouten and not waarschuwingen:
        return "Geen bevindingen: de invoer is in orde."
    fout = "fout" if fouten == 1 else "fouten"
    rest = "waarschuwing" if waarschuwingen == 1 else "waarschuwingen"
    return f"{fouten} {fout}, {waarschuwingen} {rest}."


def _wijzigingen(number: int) -> str:
    return f"{number} {'waarde is' if number == 1 else 'waarden zijn'} gewijzigd."


def _row(number: int, cells: list[str], lines: int = 1) -> str:
    height = f' ht="{13.2 * lines + 1.8:g}" customHeight="1"' if lines > 1 else ""
    return f'<row r="{number}"{height}>{"".join(cells)}</row>'


def _cells(number: int, texts: Iterable[str], style: dict[str, int], name: str = "") -> list[str]:
    found = []
    for letter, text in zip("ABCDEFG", texts, strict=True):
        # A quoted text stays text, also when somebody edits the cell.
        chosen = name or ("quoted" if text[:1] in ("=", "+", "-", "@") else "tekst")
        found.append(_text(f"{letter}{number}", text, style[chosen]))
    return found


def _text(cel: str, text: str, style: int) -> str:
    if len(text) > _MAX_TEKST:
        text = text[:_MAX_TEKST] + "…"
    safe = escape(encoded(text))
    return f'<c r="{cel}" s="{style}" t="inlineStr"><is><t xml:space="preserve">{safe}</t></is></c>'


def _lines(texts: Iterable[str]) -> int:
    """How many lines the highest cell of a row takes; not every reader finds that out itself."""
    widths = (w - 2 for w in _BREEDTES[2:])
    found = (sum(1 + len(part) // int(w) for part in t.split("\n")) for t, w in zip(texts, widths, strict=True))
    return min(max(found), 30)
