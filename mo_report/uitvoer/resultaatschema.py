"""The JSON Schema of resultaat.json, from the same declarations as what is in it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from mo_report.engine.expression import Word
from mo_report.engine.schema import STATUS_BY_WORD, Block, Column, Line, Status
from mo_report.engine.units import TEKST
from mo_report.model import (
    AanbiederTotaal,
    Dagopvang,
    Declarabiliteit,
    Kindtoeslag,
    Opslagen,
    Regiototaal,
    SocialeLasten,
    Trajecttarief,
    Uurtarief,
)
from mo_report.model.vergelijking import STAPPEN
from mo_report.uitvoer.gegevens import REGELS, renamed
from mo_report.verhaal import HOOFDSTUKKEN

Plain = dict[str, Any]
_TEXT, _NUMBER, _FLAG = {"type": "string"}, {"type": "number"}, {"type": "boolean"}
_MAYBE = {"type": ["number", "null"]}
_RUST_OP = {"enum": [*STATUS_BY_WORD, *{s.word for s in Status} - STATUS_BY_WORD.keys(), ""]}


def result_schema() -> Plain:
    """The schema, as plain data. Units are those of docs/resultaat.md."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "resultaat.json of mo-report",
        "description": "Every computed value of a run. Amounts in euro, percentages as fractions, hours as hours.",
        **_object(
            {
                "gemeente": _TEXT,
                "kenmerk": _TEXT,
                "datum": {"type": "string", "format": "date"},
                "prijspeil": _NUMBER,
                "leidende_tariefvariant": _TEXT,
                "parametersets": _by_key(_set()),
                "roosters": _by_key(_object({"naam": _TEXT, "caos": _by_key(_week())})),
                "locaties": _list(_locatie()),
                "trajecten": _list(_traject()),
                "totalen": _object({"aanbieders": _list(_total(AanbiederTotaal)), "regio": _list(_total(Regiototaal))}),
                "vergelijking": _list(_compared()),
                "aansluiting": _list(_published()),
                "leemten": _list(_TEXT),
                "aannames": _list(_unsure()),
                "herleid": _list(_unsure()),
                "controles": _list(_check()),
            },
            {h.sleutel: _chapter(h.blokken) for h in HOOFDSTUKKEN if h.sleutel},
        ),
    }


def _object(must: Plain, may: Plain | None = None, **more: Any) -> Plain:
    known = {**must, **(may or {})}
    return {
        "type": "object",
        "required": list(must),
        "additionalProperties": False,
        "properties": known,
        **more,
    }


def _list(of: Plain) -> Plain:
    return {"type": "array", "items": of}


def _by_key(of: Plain) -> Plain:
    """Records by their key: a name in lower case with hyphens."""
    return {"type": "object", "additionalProperties": of}


def _value(column: Column) -> Plain:
    """What a column can hold; a line that does not apply is null."""
    text = column.unit is TEKST or (isinstance(column, Line) and isinstance(column.formula, Word))
    kinds = ["string", "null"] if text else ["number", "null"]
    return {"type": kinds, "description": f"{column.label} [{column.unit.word}]"}


def _lines(block: type[Block]) -> Plain:
    return {c.name: _value(c) for c in block.lines()}


def _given(blocks: Iterable[type[Block]]) -> Plain:
    return {c.name: _value(c) for b in blocks for c in b.parameters()}


def _names(block: type[Block]) -> Plain:
    return {k.name: _TEXT for k in block.key_columns()}


def _set() -> Plain:
    blocks = (Opslagen, SocialeLasten, Declarabiliteit)
    lines = {name: _MAYBE for b in blocks for name in _lines(b)}
    child = dict.fromkeys(renamed(Kindtoeslag, "kindtoeslag", "kindtoeslag"), _MAYBE)
    day = {f"dagopvang_{c.name}": _MAYBE for c in Dagopvang.lines()}
    product = _object({"naam": _TEXT, "rust_op": _RUST_OP, **_lines(Uurtarief)}, _given([Uurtarief]))
    must = {"naam": _TEXT, "parameters": _object({}, _given(blocks)), **lines, **child, **day}
    # Each nachtvariant has keys of its own name.
    return _object({**must, "producten": _by_key(product)}) | {"additionalProperties": _MAYBE}


def _week() -> Plain:
    return _object({"week": _MAYBE, "uren": _MAYBE, "dagen": _by_key(_MAYBE)})


def _locatie() -> Plain:
    texts = dict.fromkeys(("aanbieder", "locatie", "sleutel", "tariefvariant", "parameterset", "urennorm"), _TEXT)
    lines = {name: value for block in REGELS for name, value in _lines(block).items()}
    return _object({**texts, "leidend": _FLAG, "rust_op": _RUST_OP, "regels": _object(lines)})


def _traject() -> Plain:
    texts = dict.fromkeys(("locatie", "traject", "tariefvariant", "parameterset"), _TEXT)
    return _object({**texts, "rust_op": _RUST_OP, "regels": _object(_lines(Trajecttarief))})


def _total(block: type[Block]) -> Plain:
    return _object({**_names(block), **_lines(block)})


def _compared() -> Plain:
    numbers = dict.fromkeys(("verschil", "ontbreekt", "gelijk_op_gelijk"), _NUMBER)
    steps = _object({c.name: _value(c) for c in STAPPEN})
    return _object({"van": _TEXT, "naar": _TEXT, **numbers, "stappen": steps})


def _published() -> Plain:
    numbers = dict.fromkeys(("gepubliceerd", "afgerond_op", "berekend", "verschil"), _MAYBE)
    return _object({**numbers, **dict.fromkeys(("wat", "status", "verklaring", "bron"), _TEXT)})


def _unsure() -> Plain:
    numbers = ("waarde", "tien_procent_meer_per_plek_per_etmaal", "tien_procent_meer_per_jaar")
    texts = ("wat", "blad", "cel", "bron", "toelichting")
    variant = {"in_tariefvariant": {"type": ["string", "null"]}}
    return _object({**dict.fromkeys(texts, _TEXT), **dict.fromkeys(numbers, _MAYBE), **variant})


def _check() -> Plain:
    texts = dict.fromkeys(("controle", "onderwerp", "moet_zijn", "oordeel"), _TEXT)
    return _object({**texts, "uitkomst": _NUMBER, "grens": _NUMBER})


def _chapter(blocks: Iterable[type[Block]]) -> Plain:
    found = {
        b.__name__.lower(): _list(_object({**_names(b), "rust_op": _RUST_OP, **_lines(b)})) for b in blocks if b.lines()
    }
    return _object(found)
