"""The chapter of the procesdossier that tells the whole dialogue; for the gemeente alone."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path

from mo_report.antwoorden import vorm
from mo_report.antwoorden.besloten import Besloten, in_force, judge_decisions
from mo_report.antwoorden.besluiten import Register, read_register
from mo_report.antwoorden.nota.delen import WOORDEN, Uitkomst, aantal, getoond, tarieventabel
from mo_report.engine.rekenen import Result
from mo_report.engine.units import DATUM
from mo_report.lib.bevinding import Finding
from mo_report.lib.notatie import LEEG, show
from mo_report.uitvoer.procesdossier import REACTIES
from mo_report.verhaal.vorm import Boodschap, Deel, Lezer, Pagina, Proza, Raster, Woord

_UITLEG = """
<p>Elke reactie op een waarde, met de onderbouwing van de aanbieder, het besluit en de motivering van de gemeente.{% if c.open %} Over {{ c.open }} is nog niet besloten.{% endif %}</p>
"""
_GEVOLG = "<p>Dit doen de besluiten samen met de tarieven van de leidende variant.</p>"


def register_page(path: Path, resultaat: Result) -> Pagina | list[Finding]:
    """The reactions and decisions in a register; what is wrong with it, where it cannot be told."""
    found = read_register(path)
    decided, told = judge_decisions(found, resultaat, laatste=True) if found.koppen else ([], [])
    wrong = [f for f in (*found.bevindingen, *told) if f.is_fout]
    return wrong or dialogue_page(resultaat, found, decided, in_force(decided))


def dialogue_page(
    resultaat: Result, register: Register, besloten: Sequence[Besloten], gelden: Sequence[Besloten]
) -> Pagina:
    """The reactions and decisions. `resultaat` is of the input that aanbieders reacted to; `gelden` change something."""
    outcome = Uitkomst.van(resultaat, gelden) if gelden else None
    return Pagina(REACTIES, "Reacties en besluiten", partial(_parts, register, besloten, outcome), Lezer.GEMEENTE)


def _parts(register: Register, besloten: Sequence[Besloten], outcome: Uitkomst | None, _: Result) -> Iterator[Deel]:
    waiting = len(register.regels) - len(besloten)
    yield Boodschap(
        f"Er {'is' if len(register.regels) == 1 else 'zijn'} {aantal(len(register.regels), 'reactie', 'reacties')}; "
        f"over {len(besloten)} is besloten."
    )
    yield Proza(_UITLEG, {"open": aantal(waiting, "reactie", "reacties") if waiting else ""})
    rows = tuple(
        (
            Woord(b.regel.aanbieder, kop=True),
            Woord(b.regel.onderwerp),
            Woord(getoond(b.punt, b.regel.onze), getal=True),
            Woord(getoond(b.punt, b.regel.hun), getal=True),
            Woord(b.regel.reden),
            Woord(_besluit(b)),
            Woord(b.regel.besluit.motivering or LEEG),
            Woord(_wie(b)),
        )
        for b in besloten
    )
    heads = (
        vorm.AANBIEDER,
        "punt",
        "onze waarde",
        "hun waarde",
        "onderbouwing",
        "besluit",
        "motivering",
        "wie, wanneer",
    )
    yield Raster("Reacties en besluiten", heads, rows)
    if outcome:
        yield Proza(_GEVOLG)
        yield tarieventabel(outcome)


def _besluit(besloten: Besloten) -> str:
    word = WOORDEN[besloten.regel.besluit.woord]
    return f"{word}: {getoond(besloten.punt, besloten.geldt)}" if besloten.geldt is not None else word


def _wie(besloten: Besloten) -> str:
    besluit = besloten.regel.besluit
    return ", ".join(x for x in (besluit.wie, show(besluit.datum, DATUM) if besluit.datum else "") if x) or LEEG
