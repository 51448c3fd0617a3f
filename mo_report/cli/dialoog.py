"""The commands with which the gemeente carries out what it decided on reactions, and answers for it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from mo_report.cli.basis import (
    FOUT_IN_INVOER,
    HUISSTIJL,
    INVOER,
    OVERSCHRIJF,
    UIT,
    app,
    computed_or_stop,
    making,
    placing,
    read_or_stop,
    stop_on,
    stop_with,
    tell_made,
)
from mo_report.lib import verslag

if TYPE_CHECKING:
    from mo_report.antwoorden.besloten import Besloten
    from mo_report.antwoorden.besluiten import Register
    from mo_report.invoer import Reading

BESTAND = click.Path(path_type=Path)
REGISTER = click.argument("register", metavar="REGISTER.xlsx", type=BESTAND)


def _besluiten(invoer: Path, register: Path) -> tuple[Reading, Register, list[Besloten]]:
    """The input and the decisions on it; stops where one of them is wrong."""
    from mo_report.antwoorden.openbaar import read_decisions

    gelezen, resultaat = computed_or_stop(invoer)
    found, decided, findings = read_decisions(register, resultaat)
    stop_on(findings, "Er is niets gemaakt. Herstel dit in het register en probeer opnieuw.")
    return gelezen, found, decided


@app.command()
@INVOER
@REGISTER
@click.option("--naar", required=True, metavar="NIEUW.xlsx", type=BESTAND, help="De nieuwe versie van de invoer.")
@click.option("--overschrijf", is_flag=True, help="Vervang een bestand dat er al staat.")
def overnemen(invoer: Path, register: Path, naar: Path, overschrijf: bool) -> None:
    """Zet de besluiten uit het reactieregister in een nieuwe versie van de invoer.

    Alleen waarden waarover u ‘overnemen’ of ‘deels’ besloot, veranderen. Elke cel krijgt een bron en een
    opmerking met wat er stond. De rest van uw werkmap blijft precies zoals die is.

    \b
    Voorbeeld: mo-report overnemen invoer.xlsx reacties/reactieregister.xlsx --naar invoer-2.xlsx
    """
    from mo_report.antwoorden.besloten import in_force
    from mo_report.antwoorden.overnemen import NotAdopted, adopt, reasons_to_mend
    from mo_report.cli.scherm import print_loose_findings

    gelezen, _, decided = _besluiten(invoer, register)
    assert gelezen.resultaat is not None
    changing = in_force(decided)
    if not changing:
        stop_with("Er is niets gemaakt: in het register staat geen besluit dat een waarde verandert.", FOUT_IN_INVOER)
    if naar.exists() and register.exists() and naar.samefile(register):
        raise click.UsageError("Geef de nieuwe invoer een andere naam dan het register zelf.")
    with placing(naar, overschrijf, invoer if invoer.suffix.lower() != ".ods" else None) as made:
        try:
            with verslag.log_step("besluiten overnemen"):
                done = adopt(invoer, gelezen.resultaat, changing, made)
        except NotAdopted as reason:
            print_loose_findings(reason.bevindingen)
            stop_with(f"Er is niets overgenomen: {reason}.", FOUT_IN_INVOER)
    for one in done:
        click.echo(f"{one.blad}!{one.cel}: {one.zin}")
    for subject in reasons_to_mend(gelezen.resultaat, changing):
        click.echo(f"Kijk of de onderbouwing nog klopt: {subject} (blad Onderbouwing).")
    click.echo(f"Gemaakt: {naar}. Verhoog op het blad Algemeen het nummer van de versie.")


@app.command()
@INVOER
@REGISTER
@click.option("--uit", help="Map waar de nota en de antwoorden komen.", **UIT)
@click.option("--nieuw", metavar="NIEUW.xlsx", type=BESTAND, help="De invoer waarin de besluiten zijn overgenomen.")
@HUISSTIJL
@OVERSCHRIJF
def nota(
    invoer: Path, register: Path, uit: Path, nieuw: Path | None, huisstijl: Path | None, overschrijf: bool
) -> None:
    """Maak de openbare nota van reacties, en voor elke aanbieder een antwoord.

    In de nota staat geen gegeven van een aanbieder zelf. In het antwoord staan alleen de punten van die
    aanbieder. Geef de invoer waarop aanbieders reageerden, en met --nieuw de versie met uw besluiten.

    \b
    Voorbeeld: mo-report nota invoer.xlsx reacties/reactieregister.xlsx --uit nota
    Voorbeeld: mo-report nota invoer.xlsx register.xlsx --nieuw invoer-2.xlsx --uit nota
    """
    from mo_report.antwoorden.nota import Herkomst, make_nota
    from mo_report.bijlage.huisstijl import default_style
    from mo_report.cli.scherm import print_findings
    from mo_report.cli.uitvoer import own_style
    from mo_report.uitvoer.plaatsen import sha256

    gelezen, found, decided = _besluiten(invoer, register)
    later = read_or_stop(nieuw) if nieuw else None
    if later and later.resultaat is None:
        print_findings(later, stderr=True)
        stop_with(f"‘{nieuw}’ heeft fouten. Herstel die eerst.", FOUT_IN_INVOER)
    if not decided:
        stop_with("Er is niets gemaakt: in het register staat nog geen besluit.", FOUT_IN_INVOER)
    stijl = own_style(huisstijl) or default_style()
    assert gelezen.resultaat is not None
    with making("nota maken") as told:
        names = make_nota(
            gelezen.resultaat,
            found,
            decided,
            uit,
            herkomst=Herkomst(gelezen.sha256, sha256(register), later.sha256 if later else ""),
            stijl=stijl,
            nieuw=later.resultaat if later else None,
            overschrijf=overschrijf,
            progress=told,
        )
    waiting = sum(not r.besluit.woord for r in found.regels)
    if waiting:
        click.echo(f"Let op: over {waiting} van {len(found.regels)} reacties is nog niet besloten.")
    tell_made(uit, names)
