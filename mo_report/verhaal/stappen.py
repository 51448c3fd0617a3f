"""A difference taken apart: what one side lacks, what is like for like, and the steps from one to the other."""

from __future__ import annotations

from decimal import Decimal

from mo_report.engine.dossier import Record
from mo_report.engine.rekenen import Result
from mo_report.engine.schema import Line
from mo_report.engine.units import EUR_UUR
from mo_report.lib.notatie import show_euro
from mo_report.model import Aanbieder, Tariefstap, Uurtarief, Vergelijking
from mo_report.model.tarieven import gangbaar, leidende, leidende_sets
from mo_report.model.vergelijking import STAPPEN, TARIEFSTAPPEN
from mo_report.verhaal.beelden import Trap
from mo_report.verhaal.keuze import hoger_of_lager, trap_van
from mo_report.verhaal.vorm import Cel, Raster, Waarde, Woord

VOLGORDE = (
    "De stappen staan in de volgorde van de berekening. Elke stap vervangt één ding door dat van de andere, en houdt "
    "wat ervoor al is vervangen. In een andere volgorde is een stap groter of kleiner; de som blijft gelijk."
)
_EERST = (Vergelijking.gelijk_op_gelijk, Vergelijking.ontbreekt, Vergelijking.verschil)
_GEMIST = (Vergelijking.mist_nacht, Vergelijking.mist_kindtoeslag, Vergelijking.mist_dagopvang)


def paren(resultaat: Result) -> list[Record]:
    """The leading variant beside each other one; none where there is nobody whose budget it would be."""
    own = leidende(resultaat).key[0]
    return resultaat.dossier.matching(Vergelijking, {"tariefvariant": own}) if resultaat.dossier[Aanbieder] else []


def stappen_van_paren(resultaat: Result) -> Raster | None:
    """The budget of the leading variant beside each other: like for like first, then in steps."""
    pairs = paren(resultaat)
    if not pairs:
        return None
    order = (*_EERST[:2], *_GEMIST, *_EERST[2:], *STAPPEN)
    lines = [c for c in order if c in _EERST or any(resultaat.number(p, c) for p in pairs)]
    rows: list[tuple[Cel, ...]] = [
        (Woord(line.label, kop=True), Woord(line.unit.word), *(Waarde(p, line) for p in pairs)) for line in lines
    ]
    heads = ("verschil met de leidende variant", "eenheid", *(p.texts["naar"] for p in pairs))
    numbers = frozenset(range(2, len(heads)))
    return Raster(
        f"Gelijk op gelijk, en wat er verschilt met {leidende(resultaat).name}",
        heads,
        tuple(rows),
        getallen=numbers,
        herhaling=True,
    )


def gemist(resultaat: Result, pair: Record) -> list[str]:
    """What one of a pair has no price for, in words."""
    words = {
        Vergelijking.mist_nacht: "nachttarieven",
        Vergelijking.mist_kindtoeslag: "de kindtoeslag",
        Vergelijking.mist_dagopvang: "de dagopvang",
    }
    return [
        f"{word} ({show_euro(resultaat.number(pair, c))})" for c, word in words.items() if resultaat.number(pair, c)
    ]


def eerst_gelijk(resultaat: Result) -> list[str]:
    """A sentence for each variant of which a part is not to be compared."""
    found = []
    for pair in paren(resultaat):
        if missing := gemist(resultaat, pair):
            amounts = [show_euro(resultaat.number(pair, c)) for c in _EERST]
            found.append(
                f"Gelijk op gelijk verschilt ‘{pair.texts['naar']}’ {amounts[0]} per jaar van de leidende variant. Het "
                f"hele verschil is {amounts[2]}: {' en '.join(missing)} staan maar aan één kant."
            )
    return found


def tariefstappen(resultaat: Result) -> list[Record]:
    """From the uurtarief of each other set to that of the leading one, for the product that most plekken have."""
    leading = leidende_sets(resultaat)[0].key[0]
    common = gangbaar(resultaat)
    product = common.name_of("product") if common else ""
    found = resultaat.dossier.matching(Tariefstap, {"naar": leading, "product": product})
    return [r for r in found if resultaat.value(r, Tariefstap.declarabele_uren) is not None]


def trap(resultaat: Result, record: Record) -> Trap:
    """One uurtarief to another, as a picture."""
    steps = [line for line in TARIEFSTAPPEN if resultaat.number(record, line)]
    first = _hele_centen(resultaat, record, Tariefstap.van)
    names = [(record.texts["parameterset"], first)]
    names += [(line.label.removeprefix("stap "), resultaat.number(record, line)) for line in steps]
    last = _hele_centen(resultaat, record, Tariefstap.tot)
    title = f"Van {record.texts['parameterset']} naar {record.texts['naar']}: {record.texts['product']}"
    return trap_van(title, EUR_UUR, names, (record.texts["naar"], last))


def vergeleken(resultaat: Result, step: Record) -> str:
    """What one set makes of the uurtarief of another, in a sentence."""
    old, new = (_hele_centen(resultaat, step, line) for line in (Tariefstap.van, Tariefstap.tot))
    return (
        f"Een uur {step.texts['product'].lower()} kost met {step.texts['naar']} {show_euro(new)} en met "
        f"{step.texts['parameterset']} {show_euro(old)}: dat is {hoger_of_lager(new - old)}."
    )


def _hele_centen(resultaat: Result, record: Record, line: Line) -> Decimal:
    """The uurtarief at one end, as it is charged."""
    return resultaat.number(_einde(resultaat, record, line), Uurtarief.uurtarief_afgerond)


def _einde(resultaat: Result, record: Record, line: Line) -> Record:
    key = "parameterset" if line is Tariefstap.van else "naar"
    wanted = {"parameterset": record.name_of(key), "product": record.name_of("product")}
    return resultaat.dossier.matching(Uurtarief, wanted)[0]


def stappentabel(resultaat: Result, records: list[Record]) -> Raster:
    """The same steps as a table, a column for each pair of sets."""
    lines = [line for line in TARIEFSTAPPEN if any(resultaat.number(r, line) for r in records)]
    rows: list[tuple[Cel, ...]] = [
        (
            Woord("uurtarief van de eerste set", kop=True),
            *(Waarde(_einde(resultaat, r, Tariefstap.van), Uurtarief.uurtarief_afgerond) for r in records),
        )
    ]
    rows += [(Woord(x.label.removeprefix("stap "), kop=True), *(Waarde(r, x) for r in records)) for x in lines]
    rows.append(
        (
            Woord("uurtarief van de andere set", kop=True),
            *(Waarde(_einde(resultaat, r, Tariefstap.tot), Uurtarief.uurtarief_afgerond) for r in records),
        )
    )
    heads = ("stap", *(f"van {r.texts['parameterset']} naar {r.texts['naar']}" for r in records))
    product = records[0].texts["product"]
    return Raster(
        f"Van set naar set, uurtarief {product} [{EUR_UUR.word}]",
        heads,
        tuple(rows),
        getallen=frozenset(range(1, len(heads))),
    )
