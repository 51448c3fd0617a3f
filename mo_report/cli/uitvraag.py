"""The commands with which the gemeente asks aanbieders for figures, and sets out what they gave."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from mo_report.cli.basis import (
    FOUT_IN_INVOER,
    HUISSTIJL,
    INVOER,
    NIETS_GEMAAKT,
    OVERSCHRIJF,
    UIT,
    app,
    computed_or_stop,
    making,
    stop_on,
    stop_with,
    tell_made,
    zonder_blad,
)

if TYPE_CHECKING:
    from mo_report.antwoorden.ingevuld import Ingevuld
    from mo_report.antwoorden.uitvraag.vragen import Vragenlijsten
    from mo_report.invoer import Reading

BESTAND = click.Path(path_type=Path)


def _vragen(invoer: Path) -> tuple[Reading, Vragenlijsten]:
    """The input and what is asked in it; stops where it has errors, or asks nothing."""
    from mo_report.antwoorden.uitvraag.vragen import Vragenlijsten
    from mo_report.model import Uitvraag

    gelezen, resultaat = computed_or_stop(invoer)
    if not resultaat.dossier[Uitvraag]:
        stop_with(
            f"Er is niets gemaakt: op het blad {Uitvraag.title} staat niet wat u wilt vragen. "
            f"{zonder_blad(Uitvraag, invoer)}",
            FOUT_IN_INVOER,
        )
    lijsten = Vragenlijsten(resultaat)
    for name in lijsten.zonder_vraag():
        click.echo(f"Let op: over ‘{name}’ is er niets te vragen, want in uw invoer staat geen rij daarvoor.")
    if not any(lijsten.aanbieders.values()):
        stop_with("Er is niets gemaakt: er is geen aanbieder met iets om te vragen.", FOUT_IN_INVOER)
    return gelezen, lijsten


def _lees(lijsten: Vragenlijsten, paths: tuple[Path, ...]) -> list[Ingevuld]:
    """What came back; stops where a file cannot be read."""
    from mo_report.antwoorden.ingevuld import read_forms
    from mo_report.antwoorden.uitvraag.vragen import BLAD
    from mo_report.cli.scherm import progress

    with progress() as told:
        answers = read_forms(
            paths, BLAD, lijsten.formulier_van, lijsten.resultaat, told, namen=list(lijsten.aanbieders)
        )
    stop_on([b for a in answers for b in a.bevindingen], NIETS_GEMAAKT)
    return answers


@app.command()
@INVOER
@click.option("--uit", help="Map waar de vragenlijsten komen.", **UIT)
@click.option(
    "--eerder",
    metavar="ANTWOORD.xlsx",
    multiple=True,
    type=BESTAND,
    help="Een ingevulde vragenlijst van een vorige keer: die cijfers staan er dan al in; mag vaker.",
)
@click.option("--ods", is_flag=True, help="Maak naast elke vragenlijst ook een OpenDocument-bestand (.ods).")
@OVERSCHRIJF
def uitvraag(invoer: Path, uit: Path, eerder: tuple[Path, ...], ods: bool, overschrijf: bool) -> None:
    """Maak voor elke aanbieder een vragenlijst met de cijfers die u wilt weten.

    Wat u vraagt, en wat u eronder verstaat, staat op het blad Uitvraag. Elke aanbieder krijgt dezelfde
    omschrijvingen. Uw eigen waarden staan er niet in.

    \b
    Voorbeeld: mo-report uitvraag invoer.xlsx --uit vragenlijsten
    Voorbeeld: mo-report uitvraag invoer.xlsx --uit vragenlijsten --eerder antwoord-2025.xlsx
    """
    from mo_report.antwoorden.uitvraag.maken import earlier_answers, make_questionnaires

    _, lijsten = _vragen(invoer)
    before = earlier_answers(_lees(lijsten, eerder)) if eerder else {}
    with making("vragenlijsten maken") as told:
        names = make_questionnaires(lijsten, uit, eerder=before, ods=ods, overschrijf=overschrijf, progress=told)
    tell_made(uit, names)


@app.command("uitvraag-lezen")
@INVOER
@click.argument("antwoorden", metavar="ANTWOORD.xlsx…", nargs=-1, required=True, type=BESTAND)
@click.option("--uit", help="Map waar het onderzoek komt.", **UIT)
@click.option("--openbaar", is_flag=True, help="Maak ook het document met wat anderen mogen zien.")
@click.option(
    "--vorig",
    metavar="ONDERZOEK.xlsx",
    multiple=True,
    type=BESTAND,
    help="Een eerder onderzoek, waarvan anderen het openbare document al kennen; mag vaker.",
)
@HUISSTIJL
@OVERSCHRIJF
def uitvraag_lezen(
    invoer: Path,
    antwoorden: tuple[Path, ...],
    uit: Path,
    openbaar: bool,
    vorig: tuple[Path, ...],
    huisstijl: Path | None,
    overschrijf: bool,
) -> None:
    """Lees ingevulde vragenlijsten en zet de cijfers naast uw eigen waarden.

    Het onderzoek is alleen voor de gemeente. Met --openbaar komt er een document bij met gemiddelden
    waaruit geen cijfer van één aanbieder is af te leiden, ook niet met wat eerder openbaar is gemaakt.

    \b
    Voorbeeld: mo-report uitvraag-lezen invoer.xlsx antwoord1.xlsx antwoord2.xlsx --uit onderzoek
    """
    from mo_report.antwoorden.uitvraag.maken import (
        ONDERZOEK,
        Herkomst,
        make_study,
        not_for_others,
        nothing_told,
        told_before,
    )
    from mo_report.antwoorden.uitvraag.onderzoek import study
    from mo_report.bijlage.huisstijl import default_style
    from mo_report.cli.scherm import print_loose_findings
    from mo_report.cli.uitvoer import own_style
    from mo_report.uitvoer.plaatsen import sha256

    gelezen, lijsten = _vragen(invoer)
    answers = _lees(lijsten, antwoorden)
    before, wrong = told_before(uit, vorig)
    wrong += not_for_others(gelezen.resultaat) if openbaar and gelezen.resultaat else []
    stop_on(wrong, NIETS_GEMAAKT)
    stijl = own_style(huisstijl) or default_style()
    hashes = {answer.bestand: sha256(path) for answer, path in zip(answers, antwoorden, strict=True)}
    with making("onderzoek maken") as told:
        found = study(lijsten, answers, before, told)
        names = make_study(
            found,
            uit,
            herkomst=Herkomst(gelezen.sha256, hashes),
            stijl=stijl,
            openbaar=openbaar,
            overschrijf=overschrijf,
            progress=told,
        )
    for own in found.groepen:
        if reveals := own.verraadt():
            click.echo(f"Let op bij {own.onderdeel}, {own.label}: {reveals}.")
    tell_made(uit, names, f"{found.geteld(found.met_cijfers, 'gaf', 'gaven')} cijfers.")
    silent = nothing_told(found) if openbaar else []
    print_loose_findings(silent)
    if openbaar and not silent:
        click.echo(
            f"Bewaar {uit / ONDERZOEK}: daarin staat wat anderen nu kennen. Komt een volgend onderzoek ergens anders, "
            "geef dit dan op met --vorig."
        )
