"""What chapters have in common: which records a reader is shown, and how they are told."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from mo_report.engine.dossier import Record
from mo_report.engine.rekenen import Result
from mo_report.engine.schema import Block, Column, Line
from mo_report.engine.uitleg import MEESTE_EXTRA, Step, is_present, steps
from mo_report.lib.notatie import Unit, as_shown, show, show_euro
from mo_report.model import Algemeen, Normtarief, Opbouw, Uurtarief
from mo_report.model.etmaaltarief import COMPONENTEN, Locatietarief
from mo_report.model.tarieven import gangbaar, leidende, leidende_sets, varianten
from mo_report.verhaal.beelden import Groep, Staven, Trap, Trede
from mo_report.verhaal.vorm import Deel, Kolommen, Medium, Rijen, Tegel

#: More bars side by side cannot be told apart.
MEESTE_REEKSEN = 6
#: How many groups of bars are told in words.
MEESTE_VERTELD = 12


def leidende_set(resultaat: Result) -> Record:
    """The parameterset of the leading variant, or the one that counts here in its place."""
    return leidende_sets(resultaat)[0]


def van_set(resultaat: Result, block: type[Block], each: Record) -> list[Record]:
    return resultaat.dossier.matching(block, {"parameterset": each.key[0]})


def van_leidende(resultaat: Result, block: type[Block]) -> list[Record]:
    return van_set(resultaat, block, leidende_set(resultaat))


def van_sets(resultaat: Result, block: type[Block]) -> list[Record]:
    """Those of every set that the leading variant counts with."""
    return [r for each in leidende_sets(resultaat) for r in van_set(resultaat, block, each)]


def van_variant(resultaat: Result, block: type[Block], variant: Record) -> list[Record]:
    return resultaat.dossier.matching(block, {"tariefvariant": variant.key[0]})


def leidende_voorop(resultaat: Result, block: type[Block]) -> list[Record]:
    """The records of a block with the leading variant first."""
    order = [v.key[0] for v in varianten(resultaat)]
    return sorted(resultaat.dossier[block], key=lambda r: order.index(r.name_of("tariefvariant")))


def zonder_leidende(resultaat: Result, records: list[Record]) -> list[Record]:
    """Those of the other variants: the leading one beside itself says nothing."""
    own = leidende(resultaat).key[0]
    return [r for r in records if r.name_of("tariefvariant") != own]


def naam(record: Record) -> str:
    """A product in a set, in words."""
    return f"{record.texts['product']}, {record.texts['parameterset']}"


def getal(resultaat: Result, record: Record, column: Column) -> Decimal | None:
    value = resultaat.value(record, column)
    return value if isinstance(value, Decimal) else None


def tekst(resultaat: Result, record: Record, column: Column) -> str:
    """A value as people read it."""
    return show(resultaat.value(record, column), record.unit(column))


def algemeen(resultaat: Result, column: Column) -> str:
    """A general value as people read it, such as the prijspeil."""
    return tekst(resultaat, resultaat.dossier.one(Algemeen), column)


def voorbeeld(resultaat: Result, block: type[Block]) -> list[Step]:
    """The formulas of a block, worked out for its first record of the leading set."""
    found = van_leidende(resultaat, block)
    return steps(resultaat, found[0]) if found else []


def opbouw_stappen(resultaat: Result, opbouw: Record) -> list[Step]:
    """What each step adds to an hour, with the formula that it comes from; zero is left out."""
    lines = tuple(c for c in Opbouw.lines() if resultaat.value(opbouw, c))
    return steps(resultaat, opbouw, lines, diep=True)


def keten(resultaat: Result, record: Record) -> list[Step]:
    """The chain from maandloon to uurtarief, without what stands beside it."""
    return steps(resultaat, record, tuple(ketenregels(resultaat, [record])))


def ketenregels(resultaat: Result, records: Sequence[Record]) -> list[Line]:
    """The lines of that chain; what only some inputs have, where one of these records has it."""
    own = (Uurtarief.ort_deel, Uurtarief.cao_toeslagen)
    return [c for c in Uurtarief.lines() if not c.optional or (c in own and is_present(resultaat, records, c))]


def componenten(resultaat: Result) -> str:
    """What a tariff per plek per etmaal is made of here, in a sentence; of locaties only what one of them has."""
    rates = resultaat.dossier[Locatietarief]
    possible = [c for c in COMPONENTEN if c.prijzen is None or resultaat.dossier[c.prijzen]]
    own = [c for c in possible if any(getal(resultaat, rate, c.line) for rate in rates)]
    *most, last = (c.woorden for c in own or possible)
    return f"{', '.join(most)} en{',' if ', ' in last else ''} {last}" if most else last


def trap_van(titel: str, unit: Unit, treden: Sequence[tuple[str, Decimal]], totaal: tuple[str, Decimal]) -> Trap:
    """Steps that add up, as a picture."""
    steps = tuple(Trede(name, value, show(value, unit)) for name, value in treden)
    end = Trede(*totaal, show(totaal[1], unit))
    told = "; ".join(f"{s.naam} {s.tekst}" for s in steps)
    return Trap(titel, f"Trapgrafiek van de stappen: {told}; samen {end.tekst}.", unit.word, steps, end)


def tarief_van(resultaat: Result, opbouw: Record) -> Record:
    """The uurtarief of which these are the steps."""
    wanted = {k: opbouw.name_of(k) for k in ("parameterset", "product")}
    return resultaat.dossier.matching(Uurtarief, wanted)[0]


def tegel(resultaat: Result, record: Record, column: Column, uitleg: str) -> Tegel:
    return Tegel(tekst(resultaat, record, column), uitleg)


def norm_van(resultaat: Result) -> Record | None:
    """What the norm of the leading variant costs for the product that most plekken have."""
    common = gangbaar(resultaat)
    found = van_variant(resultaat, Normtarief, leidende(resultaat))
    own = [r for r in found if common and r.name_of("product") == common.name_of("product")]
    return next((r for r in own or found if getal(resultaat, r, Normtarief.per_plek) is not None), None)


def decimalen_erbij(resultaat: Result, pairs: Sequence[tuple[Record, Column]], total: tuple[Record, Column]) -> int:
    """How many decimals more the parts of a total need, so that what is shown adds up to what is shown."""
    wanted = tekst(resultaat, *total)
    unit = total[0].unit(total[1])
    known = [(v, r.unit(c)) for r, c in pairs if (v := getal(resultaat, r, c)) is not None]
    for more in range(MEESTE_EXTRA):
        if show(sum((as_shown(v, u, more) for v, u in known), Decimal(0)), unit) == wanted:
            return more
    return 0


def hoger_of_lager(effect: Decimal) -> str:
    """A difference between two amounts, in words."""
    if not round(effect, 2):
        return "even hoog"
    return f"{show_euro(abs(effect))} {'hoger' if effect > 0 else 'lager'}"


def rijen_van(
    resultaat: Result, bijschrift: str, block: type[Block], kolommen: Sequence[Column] = (), *, achter: bool = False
) -> list[Deel]:
    """A block as a table of a page, if it has records."""
    records = resultaat.dossier[block]
    return [Rijen(bijschrift, records, kolommen, waar=Medium.PAGINA, achter=achter)] if records else []


def kolommen_van(
    resultaat: Result, bijschrift: str, block: type[Block], kolommen: Sequence[Column] = (), *, achter: bool = False
) -> list[Deel]:
    """A block with a column for each record, as a table of a page, if it has records."""
    records = resultaat.dossier[block]
    return [Kolommen(bijschrift, records, kolommen, waar=Medium.PAGINA, achter=achter)] if records else []


def blokken_op_blad(resultaat: Result, *blocks: type[Block]) -> list[Deel]:
    """Blocks as tables of a sheet, each with its title, if they have records."""
    found = ((b, resultaat.dossier[b]) for b in blocks)
    return [Rijen(b.title, records, waar=Medium.BLAD) for b, records in found if records]


def staven(
    resultaat: Result, titel: str, uitleg: str, records: list[Record], column: Column, *by: str
) -> Staven | None:
    """A group of bars for each name, a bar for each variant."""
    names = list(dict.fromkeys(r.texts["tariefvariant"] for r in records))[:MEESTE_REEKSEN]
    found: dict[str, dict[str, Decimal]] = {}
    for r in records:
        value = getal(resultaat, r, column)
        if value is not None and r.texts["tariefvariant"] in names:
            own = found.setdefault(" · ".join(r.texts[k] for k in by), {})
            own[r.texts["tariefvariant"]] = value
    groups = tuple(
        Groep(
            name,
            tuple(own.get(n) for n in names),
            tuple(show(own.get(n), column.unit) for n in names),
        )
        for name, own in found.items()
    )
    told = f"{uitleg} {verteld(groups, names)}"
    return Staven(titel, told, column.unit.word, tuple(names), groups) if groups else None


def verteld(groups: Sequence[Groep], series: Sequence[str]) -> str:
    """The bars in words, for whom a picture says nothing; of many the first few."""
    told = "; ".join(
        f"{g.naam}: " + ", ".join(f"{s} {t}" for s, t in zip(series, g.teksten, strict=True))
        for g in groups[:MEESTE_VERTELD]
    )
    more = " De tabel heeft ze allemaal." if len(groups) > MEESTE_VERTELD else ""
    return f"Staven. {told}.{more}"
