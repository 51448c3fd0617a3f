"""The pictures of a tariff: what an hour is made of, and a plek per etmaal."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from mo_report.bijlage.beeld import Stapel, Stapelgrafiek, Trede, Waterval
from mo_report.bijlage.tabel import Tabel, kop, waarde
from mo_report.engine.dossier import Record
from mo_report.engine.rekenen import Resultaat
from mo_report.engine.schema import EUR_ETMAAL, EUR_UUR, Column, Line
from mo_report.lib.notatie import getal, toon
from mo_report.model import Euroverdeling, Locatietarief, Opbouw
from mo_report.model.opbouw import STAPPEN
from mo_report.model.tarieven import ONDERDELEN


def waterval(resultaat: Resultaat, opbouw: Record) -> Waterval:
    """From salary to uurtarief, step by step; a step that adds nothing is left out."""
    steps = tuple(
        Trede(c.label, value, toon(value, EUR_UUR))
        for c in STAPPEN
        if (value := resultaat.number(opbouw, c))
    )
    total = resultaat.number(opbouw, Opbouw.samen)
    end = Trede("uurtarief", total, toon(total, EUR_UUR))
    told = "; ".join(f"{s.naam} {s.tekst}" for s in steps)
    return Waterval(
        f"Van salaris naar uurtarief: {naam(opbouw)}",
        f"Trapgrafiek van de stappen: {told}; samen {end.tekst} per uur.",
        EUR_UUR.word,
        steps,
        end,
    )


def naam(record: Record) -> str:
    """A product in a set, in words."""
    return f"{record.texts['product']}, {record.texts['parameterset']}"


def _gelijk(resultaat: Resultaat, records: Sequence[Record]) -> list[tuple[str, str, Record]]:
    """Records whose figures look the same, taken together: their names in short and in full."""
    alike: dict[tuple[str, ...], list[Record]] = {}
    for r in records:
        shown = tuple(toon(resultaat.value(r, c), c.unit) for c in Euroverdeling.lines())
        alike.setdefault((r.texts["parameterset"], *shown), []).append(r)
    one_set = len({r.texts["parameterset"] for r in records}) == 1
    found = []
    for same in alike.values():
        names = [r.texts["product"] for r in same]
        more = f" en nog {len(names) - 1}" if len(names) > 1 else ""
        of_set = "" if one_set else f", {same[0].texts['parameterset']}"
        found.append((f"{names[0]}{more}{of_set}", f"{', '.join(names)}{of_set}", same[0]))
    return found


def euro(
    resultaat: Resultaat, records: Sequence[Record], hoogstens: int | None = None
) -> tuple[Stapelgrafiek | None, Tabel | None]:
    """Where a euro of the uurtarief goes, for each product: the picture and its table."""
    rows = _gelijk(resultaat, records)[:hoogstens]
    lines = _ter_zake(resultaat, [r for *_, r in rows], Euroverdeling.lines())
    if not rows or not lines:
        return None, None
    bars = tuple(
        Stapel(
            name,
            tuple(resultaat.number(r, c) for c in lines),
            _centen([resultaat.number(r, c) for c in lines]),
            "100 cent",
        )
        for name, _, r in rows
    )
    told = "; ".join(
        f"{s.naam}: " + ", ".join(f"{c.label} {t}" for c, t in zip(lines, s.teksten, strict=True))
        for s in bars
    )
    picture = Stapelgrafiek(
        "Waar een euro van het uurtarief naartoe gaat",
        f"Staven van honderd cent. {told} cent.",
        "cent van elke euro",
        tuple(c.label for c in lines),
        bars,
    )
    heads = (kop("product"), *(kop(c.label, getal=True) for c in lines))
    cells = tuple((kop(name), *(waarde(resultaat, r, c) for c in lines)) for _, name, r in rows)
    return picture, Tabel("Delen van het uurtarief", heads, cells)


def _centen(shares: Sequence[Decimal]) -> tuple[str, ...]:
    """Shares in whole cents that add up: what is cut off most is rounded up first."""
    whole = [int(s * 100) for s in shares]
    missing = round(sum(shares) * 100) - sum(whole)
    order = sorted(range(len(shares)), key=lambda n: whole[n] - shares[n] * 100)
    for n in order[:missing]:
        whole[n] += 1
    return tuple(map(str, whole))


def _ter_zake(resultaat: Resultaat, records: Sequence[Record], lines: Sequence[Line]) -> list[Line]:
    """The lines that are not zero everywhere."""
    return [c for c in lines if any(resultaat.value(r, c) for r in records)]


def tarieven_gestapeld(
    resultaat: Resultaat, rates: Sequence[Record]
) -> tuple[Stapelgrafiek | None, Tabel | None]:
    """What the tariff of each locatie is made of: the picture and its table."""
    if not rates:
        return None, None
    total = Locatietarief.tarief_per_plek_per_etmaal
    lines = _ter_zake(resultaat, rates, ONDERDELEN)
    bars = tuple(
        Stapel(
            r.texts["locatie"],
            tuple(_number(resultaat, r, c) for c in lines),
            tuple(_kaal(resultaat, r, c) for c in lines),
            toon(resultaat.value(r, total), total.unit),
        )
        for r in rates
    )
    told = "; ".join(f"{s.naam} {s.totaal}" for s in bars)
    picture = Stapelgrafiek(
        f"Waar het tarief uit bestaat, {rates[0].texts['tariefvariant']}",
        f"Gestapelde staven, een per locatie, met de onderdelen van het tarief: {told}.",
        EUR_ETMAAL.word,
        tuple(c.label for c in lines),
        bars,
    )
    heads = (kop("locatie"), *(kop(c.label, getal=True) for c in (*lines, total)))
    cells = tuple(
        (kop(r.texts["locatie"]), *(waarde(resultaat, r, c) for c in (*lines, total)))
        for r in rates
    )
    return picture, Tabel(f"Onderdelen van het tarief [{EUR_ETMAAL.word}]", heads, cells)


def _number(resultaat: Resultaat, record: Record, column: Column) -> Decimal | None:
    value = resultaat.value(record, column)
    return value if isinstance(value, Decimal) else None


def _kaal(resultaat: Resultaat, record: Record, column: Column) -> str:
    """An amount without its sign, for inside a bar."""
    value = _number(resultaat, record, column)
    return "" if value is None else getal(value, 2, at_least=2)
