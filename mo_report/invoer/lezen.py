"""The whole input workbook: every record with its origin, and every finding at once."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import NamedTuple

from mo_report.engine.dossier import Dossier, Record
from mo_report.engine.rekenen import Result, calculate
from mo_report.engine.schema import LIJSTEN_BLAD, PARAMETER, UITKOMSTBLAD, Block, Choice, Column, Options
from mo_report.invoer.afgeleid import check_given, given_names, the_only, used_names
from mo_report.invoer.cel import InputSheet
from mo_report.invoer.controles import check_records
from mo_report.invoer.openen import InputBook, open_book
from mo_report.invoer.ordenen import in_order
from mo_report.invoer.records import formula_error, read_records
from mo_report.invoer.tabel import MAX_KOLOMMEN, InputTable, find_table, heading_key, words_by_row
from mo_report.invoer.tekens import check_characters
from mo_report.invoer.uitkomsten import check_result
from mo_report.invoer.verwijzingen import Herkomst, KnownNames, gather_names
from mo_report.invoer.xlsx import Damaged
from mo_report.lib.bevinding import Finding, warning
from mo_report.lib.celnaam import cell_name, row_and_column
from mo_report.lib.namen import key_of, normalized
from mo_report.lib.notatie import show_number
from mo_report.model import INVOERBLADEN, LIJSTEN, Algemeen, Parameterset, Tariefvariant
from mo_report.model.algemeen import URENNORM
from mo_report.model.omvang import LAATSTE, meeste_rijen
from mo_report.model.vragen import ENIGE, GEVERS, introduced
from mo_report.voorcontrole.grenzen import OPSLAAN, VERWACHT

_NORM = Tariefvariant.urennorm.name


@dataclass
class Reading:
    """What reading gave: the findings and, when there are no errors, the computed result."""

    path: Path
    bevindingen: list[Finding] = field(default_factory=list)
    resultaat: Result | None = None
    #: Whether it is a workbook at all; if not, the one finding says why.
    geopend: bool = True
    #: What was read, also where there are errors.
    records: list[Record] = field(default_factory=list)
    #: The hash of the bytes that were read.
    sha256: str = ""

    @property
    def fouten(self) -> list[Finding]:
        return [b for b in self.bevindingen if b.is_fout]

    @property
    def waarschuwingen(self) -> list[Finding]:
        return [b for b in self.bevindingen if not b.is_fout]


def read_input(path: Path) -> Reading:
    """Read, check and compute an input workbook. Never raises for anything in the file."""
    opened = open_book(path, [b.title for b in INVOERBLADEN])
    if isinstance(opened, Finding):
        return Reading(path, [opened], geopend=False)
    try:
        given = _gegeven(opened)
    except Damaged as error:
        what = f"Het blad ‘{error}’ is beschadigd."
        return Reading(path, [Finding(path.name, "", what, VERWACHT, OPSLAAN)], geopend=False)
    digest = opened.sha256
    del opened  # a region has many cells: what is computed takes their place in memory
    return _berekend(given, path, digest)


def judge(opened: InputBook) -> Reading:
    """Everything about the cells of a workbook. Raises Damaged."""
    return _berekend(_gegeven(opened), opened.path, opened.sha256)


class _Gegeven(NamedTuple):
    """What the cells gave: records, and what was found on the way."""

    records: list[Record]
    namen: KnownNames
    unread: set[type[Block]]
    bevindingen: list[Finding]


def _gegeven(opened: InputBook) -> _Gegeven:
    """The records of a workbook, and whether they can be right. Raises Damaged."""
    findings, bladen = _bladen(opened)
    tables, unread = _tabellen(bladen, findings)
    opened.narekenaar.prepare(place for t in tables.values() for place in t.formules())
    records: list[Record] = []
    enige: dict[str, str] = {}
    for block, tabel in tables.items():
        own = read_records(block, tabel, findings, enige)
        if block is Algemeen and not {Parameterset, Tariefvariant} & {*tables, *unread}:
            own += the_only(own, enige)
        if block is Parameterset and len(own) == 1:
            enige[Parameterset.parameterset.name] = own[0].name
        if block is Tariefvariant and len(norms := {r.texts.get(_NORM, "") for r in own}) == 1:
            enige |= dict.fromkeys([_NORM] if norms != {""} else [], *norms)
        findings += _without_set(block, tabel, enige)
        records += own
    records += (found := list(given_names(records, {*tables, *unread})))
    findings += check_given(found)
    unread |= {b for b in GEVERS if b not in tables} - {r.block for r in found}
    lists = _lijsten(bladen, [*tables, *unread], enige, records, findings)
    elsewhere: dict[Herkomst, str] = {b: c.block.title for b, c in GEVERS.items() if b not in tables}
    namen = gather_names(records, lists, unread, elsewhere | _unlisted(bladen, tables))
    findings += check_records(records, namen, unread)
    findings += check_characters(records)
    return _Gegeven(records, namen, unread, findings)


def _berekend(given: _Gegeven, path: Path, sha256: str) -> Reading:
    """What the records give, and whether that can be right."""
    records, namen, unread, findings = given
    resultaat = calculate(Dossier(records))
    errors = any(f.is_fout for f in findings)
    findings += check_result(resultaat, namen, unread, earlier_errors=errors)
    clean = not any(f.is_fout for f in findings)
    return Reading(path, in_order(findings), resultaat if clean else None, records=records, sha256=sha256)


def _tabellen(
    bladen: dict[str, InputSheet], findings: list[Finding]
) -> tuple[dict[type[Block], InputTable], set[type[Block]]]:
    """The table of each block, and the blocks that should have one that can be read."""
    found: dict[type[Block], InputTable] = {}
    unread: set[type[Block]] = set()
    for block in INVOERBLADEN:
        blad = bladen.get(key_of(block.title))
        if blad is None:
            if block in _missed(bladen):
                unread.add(block)
            continue
        tabel, wrong = find_table(blad, *headings(block))
        wrong += _samengevoegd(blad, tabel) if tabel else []
        most = meeste_rijen(block)
        if tabel and len(tabel.nummers) > most:
            wrong.append(_te_veel(tabel, most))
        findings += wrong
        if tabel is None or wrong:
            unread.add(block)
        else:
            found[block] = tabel
    return found, unread


def _missed(bladen: Collection[str]) -> list[type[Block]]:
    """The sheets that must be there, and are not.

    Those of a question may be away, but where one of them names sets and another variants, both
    are there or neither.
    """
    asked = {b.vraag for b in INVOERBLADEN if b.needed and key_of(b.title) in bladen}
    return [
        b for b in INVOERBLADEN if key_of(b.title) not in bladen and (not b.vraag or (b.needed and b.vraag in asked))
    ]


def _samengevoegd(blad: InputSheet, tabel: InputTable) -> list[Finding]:
    """Cells below a heading that were merged: all but the first are blank, whatever they look like."""
    found = []
    for ref in blad.sheet.merged:
        first, last = (row_and_column(name) for name in (ref.split(":") * 2)[:2])
        if not first or not last or last[0] <= tabel.koprij:
            continue
        columns = [c for c in tabel.kolommen.values() if first[1] <= c <= last[1]]
        if columns and (last[0] > first[0] or len(columns) > 1):
            found.append(
                Finding(
                    blad.titel,
                    ref.split(":")[0],
                    f"De cellen {ref} zijn samengevoegd. Dan heeft alleen de eerste cel een waarde.",
                    "in elke cel een eigen waarde",
                    "Hef het samenvoegen op en vul elke cel in.",
                )
            )
    return found


def headings(block: type[Block]) -> tuple[list[str], list[str]]:
    """The headings that must be there; a column that may stay blank may be away."""
    must, may = block.headings()
    blank = {c.label for c in block.inputs() if c.optional or _without(c)} if block.form == "tabel" else set()
    if block is not Parameterset:
        blank |= {k.label for k in block.columns if k.name in ENIGE}
    return [h for h in must if h not in blank], [*may, *(h for h in must if h in blank)]


def _without(column: Column) -> str:
    return column.without if isinstance(column, Choice) else ""


def _without_set(block: type[Block], tabel: InputTable, enige: Mapping[str, str]) -> Iterator[Finding]:
    """A sheet that does not say of which set its values are, where there is more than one."""
    for column in block.columns:
        label = column.label
        if column.name in ENIGE and column.name not in enige and label not in tabel.kolommen and tabel.nummers:
            many = "want er is meer dan één set" if column.name == Parameterset.parameterset.name else "met een naam"
            yield Finding(
                tabel.blad.titel,
                f"A{tabel.koprij}",
                f"De kolom ‘{label}’ ontbreekt.",
                f"een kolom met de kop ‘{label}’, {many}",
                "Zet de kolom terug; het sjabloon laat zien hoe.",
            )


def _te_veel(tabel: InputTable, most: int) -> Finding:
    rows = show_number(Decimal(len(tabel.nummers)), 0)
    return Finding(
        tabel.blad.titel,
        f"A{tabel.nummers[most]}",
        f"Dit blad heeft {rows} gevulde rijen. Zo veel leest het programma niet.",
        f"hoogstens {show_number(Decimal(most), 0)} rijen",
        "Haal rijen weg die niet meetellen, of verdeel de berekening over meer werkmappen.",
    )


def _bladen(werkmap: InputBook) -> tuple[list[Finding], dict[str, InputSheet]]:
    wanted = [b.title for b in INVOERBLADEN] + [LIJSTEN_BLAD]
    titles = werkmap.book.titles
    # The exact names last, so that a copy called ‘Opslagen.’ does not take the place of Opslagen.
    bladen = {
        key_of(title): InputSheet(title, werkmap.book, werkmap.narekenaar)
        for title in sorted(titles, key=lambda t: t in wanted)
    }
    missing = [b.title for b in _missed(bladen)]
    findings = [*werkmap.meldingen, *_dubbel(bladen, titles, wanted), *_hernoemd(bladen)]
    for title in missing:
        other = _other_name(title, bladen)
        named = f"Bedoelt u het blad ‘{other}’? Geef dat dan de naam ‘{title}’."
        findings.append(
            Finding(
                title,
                "",
                f"Het blad ‘{title}’ ontbreekt.",
                f"een blad met de naam ‘{title}’",
                named if other else "Zet het blad terug; het sjabloon laat zien hoe.",
            )
        )
    return findings, bladen


def _other_name(title: str, bladen: dict[str, InputSheet]) -> str:
    """A sheet of another name that has what belongs on this one; empty where there is none."""
    ours = {key_of(b.title) for b in INVOERBLADEN} | {key_of(LIJSTEN_BLAD)}
    for block in (b for b in INVOERBLADEN if b.title == title):
        labels = {key_of(c.label) for c in block.inputs()}
        for blad in (b for key, b in bladen.items() if key not in ours):
            tabel, _ = find_table(blad, *headings(block))
            if tabel is None or not tabel.nummers:
                continue
            if block.form != "lijst" or any(key_of(r.cellen[PARAMETER].tekst) in labels for r in tabel.rijen()):
                return blad.titel
    return ""


def _dubbel(bladen: dict[str, InputSheet], titles: Iterable[str], wanted: list[str]) -> Iterable[Finding]:
    """Sheets whose names differ in a space or a mark only: one of them is read."""
    keys = set(map(key_of, wanted))
    for title in titles:
        read = bladen[key_of(title)].titel
        if key_of(title) in keys and title != read:
            certain = read in wanted
            make = warning if certain else Finding
            yield make(
                title,
                "A1",
                f"Dit blad heet bijna zoals het blad ‘{read}’."
                + (" Het telt niet mee." if certain else " Onbekend is welk van de twee telt."),
                "één blad met deze naam",
                "Geef een van de twee een andere naam, of haal het weg.",
            )


#: A sheet that a damaged workbook has no name for.
NAAMLOOS = "(blad zonder naam)"


def _hernoemd(bladen: dict[str, InputSheet]) -> Iterable[Finding]:
    """Sheets with a name of their own that hold what belongs on a sheet that is not there."""
    titles = [*(b.title for b in INVOERBLADEN), LIJSTEN_BLAD, UITKOMSTBLAD]
    absent = [b for b in INVOERBLADEN if b.vraag and key_of(b.title) not in bladen]
    ours = set(map(key_of, titles))
    # A sheet is read when it is looked into: not where every sheet of ours is there.
    others = [(blad, words_by_row(blad)) for key, blad in bladen.items() if key not in ours] if absent else []
    for block in absent:
        needed = set(map(heading_key, block.headings()[0]))
        for blad, words in others:
            if not any(needed <= row for row in words):
                continue
            tabel, _ = find_table(blad, *block.headings())
            if tabel and any(tabel.rijen()):
                yield warning(
                    blad.titel or NAAMLOOS,
                    f"A{tabel.koprij}",
                    f"Dit blad telt niet mee. Het heeft de koppen van het blad ‘{block.title}’, maar niet de naam.",
                    f"een blad met de naam ‘{block.title}’",
                    f"Noem het blad ‘{block.title}’. Moet het niet meetellen, dan hoeft u niets te doen.",
                )


def _lijsten(
    bladen: dict[str, InputSheet],
    blocks: Collection[type[Block]],
    enige: Mapping[str, str],
    records: Sequence[Record],
    findings: list[Finding],
) -> dict[str, list[str]]:
    """The names of each list, by its label.

    A list that is not there has the names that are used where they get their meaning.
    """
    known = {o.label: [*o.fixed, *o.always] for o in LIJSTEN}
    for option in introduced(blocks):
        known[option.label] += used_names(option, records)
    if URENNORM.label in enige:
        known[URENNORM.label] = _each_once([enige[URENNORM.label], *known[URENNORM.label]])
    blad = bladen.get(key_of(LIJSTEN_BLAD))
    if blad is None:
        return known
    row, columns = list_columns(blad)
    for option in (o for o in LIJSTEN if not o.fixed and o.label in columns):
        listed = list(_names(blad, row, columns[option.label], findings))
        standing = [enige[URENNORM.label]] if option is URENNORM and URENNORM.label in enige else option.always
        known[option.label] = _each_once([*standing, *listed])
    return known


def _unlisted(bladen: dict[str, InputSheet], tables: Collection[type[Block]]) -> dict[Herkomst, str]:
    """Where the names stand of lists that are not on the sheet with lists."""
    blad = bladen.get(key_of(LIJSTEN_BLAD))
    listed = list_columns(blad)[1] if blad else {}
    keys = [(k.among, b.title) for b in tables for k in b.key_columns() if isinstance(k.among, Options)]
    return {among.label: title for among, title in reversed(keys) if among.label not in listed and not among.fixed}


def _each_once(names: Iterable[str]) -> list[str]:
    return list({normalized(n): n for n in names}.values())


def list_columns(blad: InputSheet) -> tuple[int, dict[str, int]]:
    """The row with the names of the lists that the user makes, and the column of each."""
    options = [o for o in LIJSTEN if not o.fixed]
    labels = {key_of(o.label): o.label for o in options}
    best: tuple[int, dict[str, int]] = (1, {})
    for row in range(1, 26):
        found = {
            labels[key_of(str(text))]: column
            for column in range(1, min(blad.sheet.max_column, MAX_KOLOMMEN) + 1)
            if (text := blad.sheet.value(row, column)) and key_of(str(text)) in labels
        }
        if len(found) > len(best[1]):
            best = (row, found)
    return best


def _names(blad: InputSheet, row: int, column: int, findings: list[Finding]) -> Iterable[str]:
    seen: dict[str, str] = {}
    last = row + LAATSTE
    if any(at > last and c == column for at, c in blad.sheet.cells):
        most = show_number(Decimal(LAATSTE), 0)
        findings.append(
            Finding(
                blad.titel,
                cell_name(last + 1, column),
                "Deze lijst heeft te veel namen.",
                f"hoogstens {most} namen",
                "Haal de namen weg die u niet gebruikt.",
            )
        )
    for number in range(row + 1, min(blad.sheet.max_row, row + LAATSTE) + 1):
        cel = blad.cel(number, column)
        if cel.is_fout:
            findings.append(formula_error(blad.titel, cel))
        if cel.is_blank or cel.is_fout:
            continue
        name = cel.tekst
        if normalized(name) in seen:
            findings.append(
                Finding(
                    blad.titel,
                    cel.cel,
                    f"‘{name}’ staat twee keer in de lijst (ook in {seen[normalized(name)]}).",
                    "elke naam één keer",
                    "Haal een van de twee weg.",
                )
            )
            continue
        seen[normalized(name)] = cel.cel
        yield name
