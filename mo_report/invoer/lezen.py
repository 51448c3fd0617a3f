"""The whole input workbook: every record with its origin, and every finding at once."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from string import ascii_uppercase

from mo_report.bevinding import Bevinding, waarschuwing
from mo_report.dossier import Dossier, Record
from mo_report.formules import Rekenmachine
from mo_report.invoer.cel import Blad
from mo_report.invoer.controles import controleer_records
from mo_report.invoer.openen import Werkmap, open_werkmap
from mo_report.invoer.records import lees_records
from mo_report.invoer.tabel import MAX_RIJEN, vind_tabel
from mo_report.invoer.tekens import controleer_tekens
from mo_report.invoer.uitkomsten import controleer_resultaat
from mo_report.invoer.verwijzingen import verzamel
from mo_report.model import LIJSTEN, MODEL
from mo_report.namen import sleutel, zelfde
from mo_report.rekenen import Resultaat, bereken
from mo_report.schema import LIJSTEN_BLAD, Block, Options


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
    opened = open_werkmap(path, [b.title for b in MODEL if b.is_input()])
    if isinstance(opened, Bevinding):
        return Gelezen(path, [opened], geopend=False)
    engine = Rekenmachine(opened.formulas, opened.values)
    findings, bladen = _bladen(opened, engine)
    lists = _lijsten(bladen, findings)
    records: list[Record] = []
    unread: set[type[Block]] = set()
    for block in MODEL:
        if not block.is_input():
            continue
        blad = bladen.get(sleutel(block.title))
        found = lees_records(block, blad, findings) if blad else None
        if found is None and not (blad is None and block.optional):
            unread.add(block)
        elif found is None:
            continue
        else:
            records += found
    namen = verzamel(records, lists, unread)
    findings += controleer_records(records, namen, unread)
    findings += controleer_tekens(records)
    resultaat = bereken(Dossier(records))
    errors = any(f.is_fout for f in findings)
    findings += controleer_resultaat(resultaat, namen, unread, earlier_errors=errors)
    clean = not any(f.is_fout for f in findings)
    if not engine.werkt:
        findings.append(_onberekend(path))
    return Gelezen(path, _sorted(findings), resultaat if clean else None, sha256=opened.sha256)


def _onberekend(path: Path) -> Bevinding:
    return waarschuwing(
        path.name,
        "",
        "De formules in deze werkmap zijn te zwaar om na te rekenen. De waarden die Excel heeft "
        "bewaard, tellen.",
        "formules die u zelf in één oogopslag begrijpt",
        "Controleer de waarden van de cellen met een formule, of typ de waarden zelf.",
    )


def _bladen(werkmap: Werkmap, engine: Rekenmachine) -> tuple[list[Bevinding], dict[str, Blad]]:
    wanted = [b.title for b in MODEL if b.is_input()] + [LIJSTEN_BLAD]
    optional = {b.title for b in MODEL if b.optional}
    bladen: dict[str, Blad] = {}
    # The exact names last, so that a copy called ‘Opslagen.’ does not take the place of Opslagen.
    for sheet in sorted(werkmap.formulas.worksheets, key=lambda s: s.title in wanted):
        bladen[sleutel(sheet.title)] = Blad(sheet, werkmap.values[sheet.title], engine)
    findings = [*werkmap.meldingen, *_hernoemd(bladen)] + [
        Bevinding(
            title,
            "",
            f"Het blad ‘{title}’ ontbreekt.",
            f"een blad met de naam ‘{title}’",
            "Zet het blad terug; het sjabloon laat zien hoe.",
        )
        for title in wanted
        if sleutel(title) not in bladen and title not in optional
    ]
    for title in wanted:
        blad = bladen.get(sleutel(title))
        if blad and blad.formulas.max_row > MAX_RIJEN:
            findings.append(
                Bevinding(
                    blad.titel,
                    f"A{MAX_RIJEN}",
                    "Dit blad heeft te veel rijen.",
                    f"hoogstens {MAX_RIJEN} rijen",
                    "Verwijder de lege rijen onder de tabel.",
                )
            )
    return findings, bladen


def _hernoemd(bladen: dict[str, Blad]) -> Iterable[Bevinding]:
    """Sheets with a name of their own that hold what belongs on a sheet that is not there."""
    titles = [b.title for b in MODEL] + [LIJSTEN_BLAD]
    others = [blad for key, blad in bladen.items() if key not in set(map(sleutel, titles))]
    for block in MODEL:
        if not block.optional or sleutel(block.title) in bladen:
            continue
        for blad in others:
            tabel, _ = vind_tabel(blad, *block.headings())
            if tabel and any(tabel.rijen()):
                yield waarschuwing(
                    blad.titel,
                    f"A{tabel.koprij}",
                    f"Dit blad telt niet mee. Het heeft de koppen van het blad ‘{block.title}’, "
                    "maar niet de naam.",
                    f"een blad met de naam ‘{block.title}’",
                    f"Noem het blad ‘{block.title}’. Moet het niet meetellen, dan hoeft u niets te "
                    "doen.",
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
            labels[sleutel(str(c.value))]: c.column
            for c in blad.formulas[row]
            if c.value and sleutel(str(c.value)) in labels
        }
        if len(found) > len(best[1]):
            best = (row, found)
    return best


def _names(blad: Blad, row: int, column: int, findings: list[Bevinding]) -> Iterable[str]:
    seen: dict[str, str] = {}
    for number in range(row + 1, min(blad.formulas.max_row, MAX_RIJEN) + 1):
        cel = blad.cel(number, column)
        if cel.fout:
            findings.append(
                Bevinding(
                    blad.titel,
                    cel.cel,
                    f"De cel geeft {cel.fout}.",
                    "een naam",
                    "Typ de naam zelf.",
                )
            )
        if cel.is_blank or cel.fout:
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


def _sorted(findings: list[Bevinding]) -> list[Bevinding]:
    """Errors first, then in the order of the sheets; one finding is said once."""
    order = {b.title: n for n, b in enumerate(MODEL)}

    def place(f: Bevinding) -> tuple[bool, int, int]:
        return not f.is_fout, order.get(f.blad, -1), int("0" + f.cel.lstrip(ascii_uppercase))

    return sorted(dict.fromkeys(findings), key=place)
