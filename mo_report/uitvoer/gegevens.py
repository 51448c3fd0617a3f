"""resultaat.json: every computed value under keys that stay the same."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from mo_report.engine.dossier import Record
from mo_report.engine.expression import Value
from mo_report.engine.rekenen import Result
from mo_report.engine.schema import Block, Status
from mo_report.engine.uitleg import rests_on
from mo_report.lib.namen import key_of
from mo_report.model import (
    AanbiederTotaal,
    Algemeen,
    Betaald,
    Dagopvang,
    Declarabiliteit,
    Gepubliceerd,
    Kindtoeslag,
    Locatie,
    Locatieort,
    Locatietarief,
    Nacht,
    Opslagen,
    Parameterset,
    Regiototaal,
    RoosterDag,
    RoosterWeek,
    SocialeLasten,
    Trajecttarief,
    Uurtarief,
    Vergelijking,
)
from mo_report.model.aansluiting import NIET_TE_HERLEIDEN
from mo_report.model.gevoeligheid import Onzeker, register
from mo_report.model.tarieven import leemten, tarieven, varianten
from mo_report.model.vergelijking import STAPPEN
from mo_report.verhaal import HOOFDSTUKKEN
from mo_report.verhaal.vorm import Hoofdstuk

#: The blocks whose lines stand under the `regels` of a locatie.
REGELS: tuple[type[Block], ...] = (Locatietarief, Locatieort, Betaald)


def as_data(resultaat: Result) -> dict[str, Any]:
    """All results as plain data: amounts in euro, percentages as fractions, nothing rounded but
    what is called afgerond."""
    d = resultaat.dossier
    general = d.one(Algemeen)
    unsure = register(resultaat)
    return {
        "gemeente": general.texts["gemeente"],
        "kenmerk": general.texts["kenmerk"],
        "datum": str(general.values[Algemeen.datum].waarde),
        "prijspeil": _number(resultaat.value(general, Algemeen.prijspeil)),
        "leidende_tariefvariant": general.slug("tariefvariant"),
        "parametersets": {s.slug("parameterset"): _set(resultaat, s) for s in d[Parameterset]},
        "roosters": _roosters(resultaat),
        "locaties": _locaties(resultaat),
        "trajecten": [_traject(resultaat, r) for r in d[Trajecttarief]],
        "totalen": {
            "aanbieders": [_total(resultaat, r) for r in d[AanbiederTotaal]],
            "regio": [_total(resultaat, r) for r in d[Regiototaal]],
        },
        "vergelijking": [_vergeleken(resultaat, r) for r in d[Vergelijking]],
        "aansluiting": [_aansluiting(resultaat, r) for r in d[Gepubliceerd]],
        **{h.sleutel: _hoofdstuk(resultaat, h) for h in HOOFDSTUKKEN if h.sleutel and h.aanwezig(resultaat)},
        "leemten": leemten(resultaat),
        "aannames": [_onzeker(resultaat, o) for o in unsure if _is_aanname(o)],
        "herleid": [_onzeker(resultaat, o) for o in unsure if not _is_aanname(o)],
        "controles": [
            {
                "controle": t.check.label,
                "onderwerp": t.subject.name,
                "uitkomst": float(t.values[0]),
                "moet_zijn": t.moet_zijn,
                "grens": float(t.values[1]),
                "oordeel": t.oordeel,
            }
            for t in resultaat.toetsen
        ],
    }


def _number(value: Value | None) -> Any:
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    return value


def _lines(resultaat: Result, record: Record) -> dict[str, Any]:
    return {c.name: _number(resultaat.value(record, c)) for c in record.block.lines()}


def _given(resultaat: Result, record: Record) -> dict[str, Any]:
    return {c.name: _number(resultaat.value(record, c)) for c in record.block.parameters() if c in record.values}


def _set(resultaat: Result, each: Record) -> dict[str, Any]:
    d = resultaat.dossier
    wanted = {"parameterset": each.key[0]}

    def of(block: type[Block]) -> list[Record]:
        return d.matching(block, wanted)

    result: dict[str, Any] = {"naam": each.name, "parameters": {}}
    for block in (Opslagen, SocialeLasten, Declarabiliteit):
        for record in of(block):
            result["parameters"] |= _given(resultaat, record)
            result |= _lines(resultaat, record)
    nights = {r.slug("nachtvariant"): r for r in of(Nacht)}
    for key in dict.fromkeys(r.slug("nachtvariant") for r in d[Nacht]):
        result |= _renamed(resultaat, Nacht, nights.get(key), "tarief", key.replace("-", "_"))
    child = of(Kindtoeslag)
    result |= _renamed(resultaat, Kindtoeslag, child[0] if child else None, "kindtoeslag", "kindtoeslag")
    day = of(Dagopvang)
    for line in Dagopvang.lines():
        value = resultaat.value(day[0], line) if day else None
        result[f"dagopvang_{line.name}"] = _number(value)
    result["producten"] = {r.slug("product"): _product(resultaat, r) for r in of(Uurtarief)}
    return result


def _renamed(resultaat: Result, block: type[Block], record: Record | None, own: str, name: str) -> dict[str, Any]:
    """The lines of a component, called after it: piket, piket_afgerond, piket_berekend."""
    lines = zip(renamed(block, own, name), block.lines(), strict=True)
    return {key: _number(resultaat.value(record, c)) if record else None for key, c in lines}


def renamed(block: type[Block], own: str, name: str) -> list[str]:
    """The names of the lines of a component, with its own name for what the block calls it."""
    return [name + c.name.removeprefix(own) if c.name.startswith(own) else f"{name}_{c.name}" for c in block.lines()]


def _product(resultaat: Result, record: Record) -> dict[str, Any]:
    return {
        "naam": record.texts["product"],
        "rust_op": rests_on(resultaat, record, Uurtarief.uurtarief),
        **_given(resultaat, record),
        **_lines(resultaat, record),
    }


def _roosters(resultaat: Result) -> dict[str, Any]:
    """By key of the roster: its name and, by key of the cao, the ORT."""
    found: dict[str, Any] = {}
    for week in resultaat.dossier[RoosterWeek]:
        own = found.setdefault(week.slug("rooster"), {"naam": week.texts["rooster"], "caos": {}})
        own["caos"][week.slug("cao")] = _rooster(resultaat, week)
    return found


def _rooster(resultaat: Result, week: Record) -> dict[str, Any]:
    days = resultaat.dossier.matching(RoosterDag, {k: week.name_of(k) for k in ("rooster", "cao")})
    return {
        "week": _number(resultaat.value(week, RoosterWeek.ort)),
        "uren": _number(resultaat.value(week, RoosterWeek.uren)),
        "dagen": {r.slug("dagsoort"): _number(resultaat.value(r, RoosterDag.gemiddeld)) for r in days},
    }


def _locaties(resultaat: Result) -> list[dict[str, Any]]:
    """An entry per locatie and tariefvariant, the leading variant of each locatie first."""
    leading = varianten(resultaat)[0].slug("tariefvariant")
    return [
        {
            "aanbieder": rate.texts["aanbieder"],
            "locatie": locatie.name,
            "sleutel": locatie.slug("locatie"),
            "tariefvariant": rate.slug("tariefvariant"),
            "parameterset": rate.slug("parameterset"),
            "urennorm": rate.slug("urennorm"),
            "leidend": rate.slug("tariefvariant") == leading,
            "rust_op": rests_on(resultaat, rate, Locatietarief.jaarbedrag),
            "regels": {k: v for block in REGELS for k, v in _lines(resultaat, _beside(resultaat, rate, block)).items()},
        }
        for locatie in resultaat.dossier[Locatie]
        for rate in tarieven(resultaat, locatie)
    ]


def _beside(resultaat: Result, rate: Record, block: type[Block]) -> Record:
    """The record of another block about the same locatie and tariefvariant."""
    wanted = {k.name: rate.name_of(k.name) for k in Locatietarief.key_columns()}
    (found,) = resultaat.dossier.matching(block, wanted)
    return found


def _traject(resultaat: Result, record: Record) -> dict[str, Any]:
    return {
        "locatie": record.texts["locatie"],
        "traject": record.texts["traject"],
        "tariefvariant": record.slug("tariefvariant"),
        "parameterset": record.slug("parameterset"),
        "rust_op": _status(resultaat, record),
        "regels": _lines(resultaat, record),
    }


def _status(resultaat: Result, rate: Record) -> str:
    lines = rate.block.lines()
    found = [s for s in (resultaat.status(rate, c) for c in lines) if s is not None]
    return max(found, default=Status.GEEN).word


def _total(resultaat: Result, record: Record) -> dict[str, Any]:
    names = {k.name: record.texts[k.name] for k in record.block.key_columns()}
    names["tariefvariant"] = record.slug("tariefvariant")
    return {**names, **_lines(resultaat, record)}


def _vergeleken(resultaat: Result, record: Record) -> dict[str, Any]:
    """Two variants: the difference of their budgets, what one lacks, and the steps of the rest (EUR a year)."""
    lines = (Vergelijking.verschil, Vergelijking.ontbreekt, Vergelijking.gelijk_op_gelijk)
    return {
        "van": record.slug("tariefvariant"),
        "naar": record.slug("naar"),
        **{c.name: _number(resultaat.value(record, c)) for c in lines},
        "stappen": {c.name: _number(resultaat.value(record, c)) for c in STAPPEN},
    }


def _aansluiting(resultaat: Result, record: Record) -> dict[str, Any]:
    given = record.values[Gepubliceerd.gepubliceerd]
    verdict = resultaat.value(record, Gepubliceerd.oordeel)
    return {
        "wat": record.name,
        "gepubliceerd": _number(resultaat.value(record, Gepubliceerd.gepubliceerd)),
        "afgerond_op": _number(resultaat.value(record, Gepubliceerd.nauwkeurig)),
        "berekend": _number(resultaat.value(record, Gepubliceerd.berekend)),
        "verschil": _number(resultaat.value(record, Gepubliceerd.verschil)),
        "status": verdict if verdict is not None else NIET_TE_HERLEIDEN,
        "verklaring": record.texts.get("verklaring", ""),
        "bron": given.herkomst,
    }


def _hoofdstuk(resultaat: Result, chapter: Hoofdstuk) -> dict[str, Any]:
    """The computed blocks of a chapter, each a list of records."""
    return {
        block.__name__.lower(): [_record(resultaat, r) for r in resultaat.dossier[block]]
        for block in chapter.blokken
        if block.lines()
    }


def _record(resultaat: Result, record: Record) -> dict[str, Any]:
    by_key = ("tariefvariant", "parameterset", "product")
    names = {
        k.name: record.slug(k.name) if k.name in by_key else record.texts[k.name] for k in record.block.key_columns()
    }
    return {**names, "rust_op": _status(resultaat, record), **_lines(resultaat, record)}


def _is_aanname(one: Onzeker) -> bool:
    return one.record.values[one.column].status is Status.AANNAME


def _onzeker(resultaat: Result, one: Onzeker) -> dict[str, Any]:
    given = one.record.values[one.column]
    return {
        "wat": f"{one.record.name}: {one.column.label}",
        "waarde": _number(resultaat.value(one.record, one.column)),
        "blad": given.plek.blad,
        "cel": given.plek.cel,
        "bron": given.herkomst,
        "toelichting": given.toelichting,
        "tien_procent_meer_per_plek_per_etmaal": _number(one.per_plek),
        "tien_procent_meer_per_jaar": _number(one.per_jaar),
        "in_tariefvariant": key_of(one.variant) if one.variant else None,
    }
