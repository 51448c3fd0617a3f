"""The command that makes the procesdossier."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from mo_report.cli.basis import FOUT_IN_INVOER, INVOER, app, placing, read_or_stop, stop_with
from mo_report.lib import verslag

if TYPE_CHECKING:
    from mo_report.engine.rekenen import Result
    from mo_report.verhaal.vorm import Pagina

BESTAND = click.Path(path_type=Path)


@app.command()
@INVOER
@click.option("--uit", required=True, metavar="DOSSIER.pdf", type=BESTAND, help="Het bestand dat wordt gemaakt.")
@click.option("--vorige", metavar="OUD.xlsx", type=BESTAND, help="Een eerdere versie van de invoer, om te vergelijken.")
@click.option("--uitvoer", metavar="MAP", type=BESTAND, help="De map met de bestanden van de berekening.")
@click.option("--register", metavar="REGISTER.xlsx", type=BESTAND, help="Het reactieregister met uw besluiten.")
@click.option("--onderzoek", metavar="ONDERZOEK.xlsx", type=BESTAND, help="Wat aanbieders gaven bij een uitvraag.")
@click.option("--overschrijf", is_flag=True, help="Vervang een bestand dat er al staat.")
def dossier(
    invoer: Path,
    uit: Path,
    vorige: Path | None,
    uitvoer: Path | None,
    register: Path | None,
    onderzoek: Path | None,
    overschrijf: bool,
) -> None:
    """Maak het procesdossier: het hele spoor achter de tarieven in één PDF, voor een rechtszaak.

    Het is voor de gemeente: er staan gegevens van alle aanbieders in. Met --register staan ook de reacties en
    uw besluiten erin, en met --onderzoek de cijfers die u vroeg. Zijn besluiten al overgenomen, geef dan met
    --vorige de invoer waarop aanbieders reageerden.

    \b
    Voorbeeld: mo-report dossier invoer.xlsx --uit procesdossier.pdf --uitvoer uitvoer
    Voorbeeld: mo-report dossier versie-2.xlsx --vorige versie-1.xlsx --uit procesdossier.pdf
    """
    from mo_report.bijlage.huisstijl import default_style
    from mo_report.cli.scherm import print_findings
    from mo_report.uitvoer.plaatsen import OutputFolder
    from mo_report.uitvoer.procesdossier import write_procesdossier

    found = [read_or_stop(path) for path in (invoer, vorige) if path]
    for one in found:
        if one.resultaat is None:
            print_findings(one, stderr=True)
            stop_with(f"‘{one.path}’ heeft fouten. Herstel die eerst.", FOUT_IN_INVOER)
    files = OutputFolder(uitvoer).earlier() if uitvoer else {}
    if uitvoer and not files:
        raise click.UsageError(f"In ‘{uitvoer}’ staat geen berekening van mo-report.")
    now, before = found[0], found[1].resultaat if len(found) > 1 else None
    assert now.resultaat is not None
    pages = [_uitvraag(onderzoek)] if onderzoek else []
    pages += [_dialoog(register, before or now.resultaat)] if register else []
    with placing(uit, overschrijf, invoer, ".pdf") as made, verslag.log_step("dossier maken"):
        write_procesdossier(
            now.resultaat,
            invoer,
            made,
            sha256=now.sha256,
            stijl=default_style(),
            vorige=before,
            bestanden=files,
            dialoog=pages,
        )
    click.echo(f"Gemaakt: {uit}")


def _uitvraag(onderzoek: Path) -> Pagina:
    """The chapter with the figures of aanbieders; stops where the file is no onderzoek."""
    from mo_report.antwoorden.uitvraag.dossier import study_page
    from mo_report.cli.scherm import print_loose_findings
    from mo_report.lib.bevinding import Finding

    page = study_page(onderzoek)
    if isinstance(page, Finding):
        print_loose_findings([page])
        stop_with("Er is geen dossier gemaakt.", FOUT_IN_INVOER)
    assert not isinstance(page, Finding)
    return page


def _dialoog(register: Path, resultaat: Result) -> Pagina:
    """The chapter with reactions and decisions; stops where the register is wrong or of another input."""
    from mo_report.antwoorden.nota.dossier import register_page
    from mo_report.cli.scherm import print_loose_findings

    page = register_page(register, resultaat)
    if isinstance(page, list):
        print_loose_findings(page)
        stop_with(
            "Er is geen dossier gemaakt. Zijn de besluiten al overgenomen? Geef dan met --vorige de invoer waarop "
            "aanbieders reageerden.",
            FOUT_IN_INVOER,
        )
    assert not isinstance(page, list)
    return page
