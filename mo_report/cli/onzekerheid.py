"""The commands about certainty: what tariffs can be, and which figure gives an outcome."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from mo_report.cli.basis import FOUT_IN_INVOER, INVOER, app, computed_or_stop, stop_with, zonder_blad
from mo_report.lib import verslag

if TYPE_CHECKING:
    from decimal import Decimal

    from mo_report.engine.expression import Cell
    from mo_report.onzekerheid.herleiden import Herleiding, Passing


@app.command()
@INVOER
@click.option(
    "--trekkingen",
    type=click.IntRange(1_000, 10_000_000),
    default=100_000,
    show_default=True,
    help="Zoveel keer rekent het programma met andere waarden.",
)
@click.option(
    "--zaad",
    type=click.IntRange(0),
    default=1,
    show_default=True,
    help="Met hetzelfde zaad komt er precies hetzelfde uit.",
)
@click.option("--json", "as_json", is_flag=True, help="Toon de uitkomsten als JSON.")
def bandbreedte(invoer: Path, trekkingen: int, zaad: int, as_json: bool) -> None:
    """Reken uit wat de tarieven kunnen zijn, als cijfers niet precies bekend zijn.

    Op het blad Bandbreedtes staat tussen welke grenzen een cijfer ligt. U ziet per tarief hoe laag en hoe
    hoog het kan zijn, en welke cijfers dat vooral bepalen.

    \b
    Voorbeeld: mo-report bandbreedte invoer.xlsx
    """
    from mo_report.cli.scherm import print_ranges
    from mo_report.engine.vectoren import NotVectorised
    from mo_report.model import Bandbreedte
    from mo_report.onzekerheid.bandbreedte import Meting

    _, resultaat = computed_or_stop(invoer)
    if not resultaat.dossier[Bandbreedte]:
        stop_with(
            f"Op het blad {Bandbreedte.title} staat nog geen cijfer. {zonder_blad(Bandbreedte, invoer)}",
            FOUT_IN_INVOER,
        )
    try:
        with verslag.log_step("bandbreedte rekenen"):
            found = Meting(resultaat).meet(trekkingen, zaad)
    except NotVectorised as error:
        stop_with(str(error), FOUT_IN_INVOER)
    if as_json:
        click.echo(json.dumps(found.as_plain(), ensure_ascii=False, indent=2))
    else:
        print_ranges(found)


@app.command()
@INVOER
@click.option(
    "--doel",
    "doelen",
    multiple=True,
    required=True,
    metavar="NAAM=WAARDE",
    help="De uitkomst, en wat die moet zijn; mag vaker.",
)
@click.option("--met", "met", multiple=True, required=True, metavar="NAAM", help="Het cijfer dat verandert; mag vaker.")
@click.option("--json", "as_json", is_flag=True, help="Toon de uitkomst als JSON.")
def herleid(invoer: Path, doelen: tuple[str, ...], met: tuple[str, ...], as_json: bool) -> None:
    """Zoek welke waarde van een cijfer een uitkomst geeft, zoals een gepubliceerd tarief.

    Namen van cijfers toont ‘mo-report velden’. De uitkomst noemt u net zo, met de naam van de regel erachter.
    Met meer doelen of meer cijfers komt het programma er zo dicht bij als het kan.

    \b
    Voorbeeld: mo-report herleid invoer.xlsx --doel parametersets.hhm-2020.producten.dagopvang.uurtarief=56,35 \\
        --met parametersets.hhm-2020.overhead
    """
    from mo_report.engine.vectoren import NotVectorised
    from mo_report.onzekerheid.cijfers import UnknownName, berekend, gegeven, zoek
    from mo_report.onzekerheid.herleiden import fit, solve

    _, resultaat = computed_or_stop(invoer)
    outcomes, figures = berekend(resultaat), gegeven(resultaat)
    try:
        goals = {zoek(name, outcomes, "uitkomst"): value for name, value in map(_doel, doelen)}
        free = {zoek(name, figures, "cijfer in uw invoer"): name for name in met}
        with verslag.log_step("herleiden"):
            if len(goals) == len(free) == 1:
                (goal, value), (cell, name) = next(iter(goals.items())), next(iter(free.items()))
                _toon_een(name, value, goal, solve(resultaat, goal, value, cell), as_json=as_json)
            else:
                _toon_meer(free, fit(resultaat, goals, list(free)), as_json=as_json)
    except (UnknownName, NotVectorised) as error:
        stop_with(str(error), FOUT_IN_INVOER)


def _doel(text: str) -> tuple[str, Decimal]:
    from mo_report.lib.getypt import meant_number

    name, sign, value = text.partition("=")
    number = meant_number(value) if sign else None
    if number is None:
        raise click.UsageError(f"‘{text}’: noem de uitkomst en haar waarde, zoals naam=61,85.")
    return name.strip(), number


def _toon_een(name: str, value: Decimal, goal: Cell, found: Herleiding, *, as_json: bool) -> None:
    """What was found for one figure: none, one or more values."""
    from mo_report.engine.rekenen import parts
    from mo_report.lib.notatie import show

    if as_json:
        first = found.oplossingen[0].waarde if len(found.oplossingen) == 1 else None
        every = [{"waarde": float(o.waarde), "van": float(o.van), "tot": float(o.tot)} for o in found.oplossingen]
        _json({"naam": name, "waarde": first and float(first), "was": float(found.was), "uitkomsten": every})
        return
    (record, line), (own, column) = parts(goal), parts(found.met)
    unit = own.unit(column)
    click.echo(f"{line.label} {record.name} is {show(value, record.unit(line))} bij:")
    for one in found.oplossingen:
        rounded = "" if one.van == one.tot else f" (alles van {one.van} tot {one.tot} geeft, afgerond, hetzelfde)"
        click.echo(f"  {name} = {show(one.waarde, unit)}, voluit {one.waarde}{rounded}; nu {show(found.was, unit)}")
    if not found.oplossingen:
        low, high = found.bereik
        stop_with(f"Geen waarde van {name} tussen {show(low, unit)} en {show(high, unit)} geeft dat.", FOUT_IN_INVOER)
    if len(found.oplossingen) > 1:
        click.echo("Let op: er is meer dan één waarde die dit geeft.")


def _toon_meer(names: dict[Cell, str], found: Passing, *, as_json: bool) -> None:
    """What came nearest for more figures or outcomes."""
    from decimal import Decimal

    from mo_report.engine.rekenen import parts
    from mo_report.lib.notatie import show

    if as_json:
        rows = [{"naam": names[c], "waarde": v, "was": float(found.was[c])} for c, v in found.waarden.items()]
        _json({"uitkomsten": rows, "afwijkingen": list(found.afwijking.values()), "bepaald": found.bepaald})
        return
    for cell, value in found.waarden.items():
        record, column = parts(cell)
        shown = (show(x, record.unit(column)) for x in (Decimal(repr(value)), found.was[cell]))
        click.echo("{} = {}; nu {}".format(names[cell], *shown))
    for cell, gap in found.afwijking.items():
        record, column = parts(cell)
        click.echo(f"{column.label} {record.name}: {show(Decimal(repr(gap)), record.unit(column))} naast het doel")
    if not found.bepaald:
        click.echo("Let op: ook andere waarden van deze cijfers geven dit. Noem meer doelen, of minder cijfers.")


def _json(data: dict[str, Any]) -> None:
    click.echo(json.dumps(data, ensure_ascii=False, indent=2))


@app.command("break-even")
@INVOER
@click.option("--met", multiple=True, metavar="NAAM", help="Het cijfer dat verandert; mag vaker. Anders de gangbare.")
@click.option("--json", "as_json", is_flag=True, help="Toon de uitkomsten als JSON.")
def break_even(invoer: Path, met: tuple[str, ...], as_json: bool) -> None:
    """Zoek bij welke waarde van een cijfer een tarief dat nu geldt, precies de kostprijs is.

    Zonder --met kijkt het programma naar de overhead, het verzuim en de bezetting. Het vergelijkt met de
    tarieven op het blad Geldende tarieven.

    \b
    Voorbeeld: mo-report break-even invoer.xlsx
    """
    from mo_report.cli.scherm import print_break_even
    from mo_report.engine.vectoren import NotVectorised
    from mo_report.model import Geldend
    from mo_report.onzekerheid.breakeven import break_even as zoek_evenwicht
    from mo_report.onzekerheid.cijfers import UnknownName, gegeven, zoek

    _, resultaat = computed_or_stop(invoer)
    if not resultaat.dossier[Geldend]:
        stop_with(f"Op het blad {Geldend.title} staat geen tarief. {zonder_blad(Geldend, invoer)}", FOUT_IN_INVOER)
    names = gegeven(resultaat)
    try:
        cells = [zoek(name, names, "cijfer in uw invoer") for name in met] or None
        with verslag.log_step("break-even zoeken"):
            found = list(zoek_evenwicht(resultaat, cells))
    except (UnknownName, NotVectorised) as error:
        stop_with(str(error), FOUT_IN_INVOER)
    called = {cell: name for name, cell in names.items()}
    if as_json:
        _json(
            {
                "tarieven": [
                    {
                        "tarief": one.geldend.name,
                        "naam": called[one.herleiding.met],
                        "was": float(one.herleiding.was),
                        "waarden": [float(o.waarde) for o in one.herleiding.oplossingen],
                    }
                    for one in found
                ]
            }
        )
    else:
        print_break_even(found)
