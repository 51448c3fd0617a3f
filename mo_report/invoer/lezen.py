"""The whole input workbook: every record with its origin, and every finding at once."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path

from mo_report.engine.dossier import Dossier, Record
from mo_report.engine.rekenen import Resultaat, bereken
from mo_report.engine.schema import LIJSTEN_BLAD, Block, Options
from mo_report.invoer.cel import Blad
from mo_report.invoer.controles import controleer_records
from mo_report.invoer.openen import Werkmap, open_werkmap
from mo_report.invoer.ordenen import geordend
from mo_report.invoer.records import formulefout, lees_records
from mo_report.invoer.tabel import MAX_KOLOMMEN, Tabel, vind_tabel
from mo_report.invoer.tekens import controleer_tekens
from mo_report.invoer.uitkomsten import controleer_resultaat
from mo_report.invoer.verwijzingen import verzamel
from mo_report.invoer.xlsx import Damaged
from mo_report.lib.bevinding import Bevinding, waarschuwing
from mo_report.lib.celnaam import naam
from mo_report.lib.namen import sleutel, zelfde
from mo_report.lib.notatie import getal
from mo_report.model import INVOERBLADEN, LIJSTEN
from mo_report.model.omvang import LAATSTE, meeste_rijen
from mo_report.voorcontrole.grenzen import OPSLAAN, VERWACHT


@dataclass
class Gelezen:
    """What reading gave: the findings and, when there are no errors, the computed result."""

    path: Path
    bevindingen: list[Bevinding] = field(default_factory=list)
    resultaat: Resultaat | None = None
    #: Whether it is a workbook at all; if not, the one finding says why.
    geopend: bool = True
    #: The hash of the bytes that were read.
    sha256: str = ""

    @property
    def fouten(self) -> list[Bevinding]:
        return [b for b in self.bevindingen if b.is_fout]

    @property
    def waarschuwingen(self) -> list[Bevinding]:
        return [b for b in self.bevindingen if not b.is_fout]


def lees(path: Path) -> Gelezen:
    """Read, check and compute an input workbook. Never raises for anything in the file."""
    opened = open_werkmap(path, [b.title for b in INVOERBLADEN])
    if isinstance(opened, Bevinding):
        return Gelezen(path, [opened], geopend=False)
    try:
        return beoordeel(opened)
    except Damaged as error:
        what = f"Het blad ‘{error}’ is beschadigd."
        return Gelezen(path, [Bevinding(path.name, "", what, VERWACHT, OPSLAAN)], geopend=False)


def beoordeel(opened: Werkmap) -> Gelezen:
    """Everything about the cells of a workbook. Raises Damaged."""
    findings, bladen = _bladen(opened)
    tables, unread = _tabellen(bladen, findings)
    opened.narekenaar.prepare(place for t in tables.values() for place in t.formules())
    lists = _lijsten(bladen, findings)
    records: list[Record] = []
    for block, tabel in tables.items():
        records += lees_records(block, tabel, findings)
    namen = verzamel(records, lists, unread)
    findings += controleer_records(records, namen, unread)
    findings += controleer_tekens(records)
    resultaat = bereken(Dossier(records))
    errors = any(f.is_fout for f in findings)
    findings += controleer_resultaat(resultaat, namen, unread, earlier_errors=errors)
    clean = not any(f.is_fout for f in findings)
    return Gelezen(opened.path, geordend(findings), resultaat if clean else None, sha256=opened.sha256)


def _tabellen(bladen: dict[str, Blad], findings: list[Bevinding]) -> tuple[dict[type[Block], Tabel], set[type[Block]]]:
    """The table of each block, and the blocks that should have one that can be read."""
    found: dict[type[Block], Tabel] = {}
    unread: set[type[Block]] = set()
    for block in INVOERBLADEN:
        blad = bladen.get(sleutel(block.title))
        if blad is None:
            if not block.optional:
                unread.add(block)
            continue
        tabel, wrong = vind_tabel(blad, *block.headings())
        most = meeste_rijen(block)
        if tabel and len(tabel.nummers) > most:
            wrong.append(_te_veel(tabel, most))
        findings += wrong
        if tabel is None or wrong:
            unread.add(block)
        else:
            found[block] = tabel
    return found, unread


def _te_veel(tabel: Tabel, most: int) -> Bevinding:
    rows = getal(Decimal(len(tabel.nummers)), 0)
    return Bevinding(
        tabel.blad.titel,
        f"A{tabel.nummers[most]}",
        f"Dit blad heeft {rows} gevulde rijen. Zo veel leest het programma niet.",
        f"hoogstens {getal(Decimal(most), 0)} rijen",
        "Haal rijen weg die niet meetellen, of verdeel de berekening over meer werkmappen.",
    )


def _bladen(werkmap: Werkmap) -> tuple[list[Bevinding], dict[str, Blad]]:
    wanted = [b.title for b in INVOERBLADEN] + [LIJSTEN_BLAD]
    optional = {b.title for b in INVOERBLADEN if b.optional}
    titles = werkmap.book.titles
    # The exact names last, so that a copy called ‘Opslagen.’ does not take the place of Opslagen.
    bladen = {
        sleutel(title): Blad(title, werkmap.book, werkmap.narekenaar)
        for title in sorted(titles, key=lambda t: t in wanted)
    }
    missing = [t for t in wanted if sleutel(t) not in bladen and t not in optional]
    findings = [*werkmap.meldingen, *_dubbel(bladen, titles, wanted), *_hernoemd(bladen)]
    findings += [
        Bevinding(
            title,
            "",
            f"Het blad ‘{title}’ ontbreekt.",
            f"een blad met de naam ‘{title}’",
            "Zet het blad terug; het sjabloon laat zien hoe.",
        )
        for title in missing
    ]
    return findings, bladen


def _dubbel(bladen: dict[str, Blad], titles: Iterable[str], wanted: list[str]) -> Iterable[Bevinding]:
    """Sheets whose names differ in a space or a mark only: one of them is read."""
    keys = set(map(sleutel, wanted))
    for title in titles:
        read = bladen[sleutel(title)].titel
        if sleutel(title) in keys and title != read:
            certain = read in wanted
            make = waarschuwing if certain else Bevinding
            yield make(
                title,
                "A1",
                f"Dit blad heet bijna zoals het blad ‘{read}’."
                + (" Het telt niet mee." if certain else " Onbekend is welk van de twee telt."),
                "één blad met deze naam",
                "Geef een van de twee een andere naam, of haal het weg.",
            )


def _hernoemd(bladen: dict[str, Blad]) -> Iterable[Bevinding]:
    """Sheets with a name of their own that hold what belongs on a sheet that is not there."""
    titles = [b.title for b in INVOERBLADEN] + [LIJSTEN_BLAD]
    others = [blad for key, blad in bladen.items() if key not in set(map(sleutel, titles))]
    for block in INVOERBLADEN:
        if not block.optional or sleutel(block.title) in bladen:
            continue
        for blad in others:
            tabel, _ = vind_tabel(blad, *block.headings())
            if tabel and any(tabel.rijen()):
                yield waarschuwing(
                    blad.titel,
                    f"A{tabel.koprij}",
                    f"Dit blad telt niet mee. Het heeft de koppen van het blad ‘{block.title}’, maar niet de naam.",
                    f"een blad met de naam ‘{block.title}’",
                    f"Noem het blad ‘{block.title}’. Moet het niet meetellen, dan hoeft u niets te doen.",
                )


def _lijsten(bladen: dict[str, Blad], findings: list[Bevinding]) -> dict[str, list[str]]:
    """The names of each list, by its label; a list that cannot be read is left out."""
    known = {o.label: list(o.fixed) for o in LIJSTEN if o.fixed}
    blad = bladen.get(sleutel(LIJSTEN_BLAD))
    if blad is None:
        return known
    free = [o for o in LIJSTEN if not o.fixed]
    row, columns = _heading_row(blad, free)
    for option in free:
        if option.label not in columns:
            findings.append(
                Bevinding(
                    blad.titel,
                    f"A{row}",
                    f"De lijst ‘{option.label}’ ontbreekt.",
                    f"een kolom met de kop ‘{option.label}’",
                    "Zet de kolom terug.",
                )
            )
            continue
        listed = list(_names(blad, row, columns[option.label], findings))
        names = {zelfde(n): n for n in (*option.always, *listed)}
        known[option.label] = list(names.values())
    return known


def _heading_row(blad: Blad, options: list[Options]) -> tuple[int, dict[str, int]]:
    labels = {sleutel(o.label): o.label for o in options}
    best: tuple[int, dict[str, int]] = (1, {})
    for row in range(1, 26):
        found = {
            labels[sleutel(str(text))]: column
            for column in range(1, min(blad.sheet.max_column, MAX_KOLOMMEN) + 1)
            if (text := blad.sheet.value(row, column)) and sleutel(str(text)) in labels
        }
        if len(found) > len(best[1]):
            best = (row, found)
    return best


def _names(blad: Blad, row: int, column: int, findings: list[Bevinding]) -> Iterable[str]:
    seen: dict[str, str] = {}
    last = row + LAATSTE
    if any(at > last and c == column for at, c in blad.sheet.cells):
        most = getal(Decimal(LAATSTE), 0)
        findings.append(
            Bevinding(
                blad.titel,
                naam(last + 1, column),
                "Deze lijst heeft te veel namen.",
                f"hoogstens {most} namen",
                "Haal de namen weg die u niet gebruikt.",
            )
        )
    for number in range(row + 1, min(blad.sheet.max_row, row + LAATSTE) + 1):
        cel = blad.cel(number, column)
        if cel.is_fout:
            findings.append(formulefout(blad.titel, cel))
        if cel.is_blank or cel.is_fout:
            continue
        name = cel.tekst
        if zelfde(name) in seen:
            findings.append(
                Bevinding(
                    blad.titel,
                    cel.cel,
                    f"‘{name}’ staat twee keer in de lijst (ook in {seen[zelfde(name)]}).",
                    "elke naam één keer",
                    "Haal een van de twee weg.",
                )
            )
            continue
        seen[zelfde(name)] = cel.cel
        yield name
