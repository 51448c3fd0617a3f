"""What people see on screen: findings, results and progress. Text from the input stays text."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn
from rich.table import Table
from rich.text import Text

from mo_report.engine.rekenen import Result, parts
from mo_report.engine.uitleg import rests_on
from mo_report.engine.units import EUR_ETMAAL, EUR_JAAR, PCT
from mo_report.invoer import Reading
from mo_report.lib.bevinding import Finding
from mo_report.lib.notatie import LEEG, show, show_euro, show_number, show_percentage
from mo_report.model import Locatie, Locatietarief, Onderbouwing, Regiototaal
from mo_report.model.onderbouwing import zonder_onderbouwing
from mo_report.model.tarieven import leidende, tarieven

if TYPE_CHECKING:
    from mo_report.antwoorden.gevolgen import Effect
    from mo_report.onzekerheid.bandbreedte import Bandbreedtes
    from mo_report.onzekerheid.breakeven import Evenwicht
    from mo_report.reeks.uitvoeren import Onderdeel
    from mo_report.uitvoer.schrijven import Uitvoer

#: More locaties than this are not told on screen; the files have them all.
MEEST = 40


def print_findings(gelezen: Reading, *, stderr: bool = False) -> None:
    """Every finding: where, what is wrong, what is expected, how to mend it."""
    console = Console(stderr=stderr, highlight=False, soft_wrap=True)
    for finding in gelezen.bevindingen:
        console.print(_finding(finding))
    if gelezen.resultaat is not None and not gelezen.resultaat.dossier[Onderbouwing]:
        missing, _ = zonder_onderbouwing(gelezen.resultaat)
        console.print(f"{len(missing)} onderdelen met cijfers hebben geen onderbouwing.")
        console.print(f"Een blad ervoor maakt u met: mo-report aanvullen INVOER.xlsx --vragen {Onderbouwing.vraag}")
    if not gelezen.bevindingen:
        console.print("Geen bevindingen: de invoer is in orde.")
        return
    errors, warnings = len(gelezen.fouten), len(gelezen.waarschuwingen)
    end = "De invoer kan worden berekend." if not errors else ""
    console.print(f"{errors} {'fout' if errors == 1 else 'fouten'}, {_waarschuwingen(warnings)}. {end}".rstrip())


def print_loose_findings(findings: Sequence[Finding]) -> None:
    """Findings that are about no workbook."""
    console = Console(stderr=True, highlight=False, soft_wrap=True)
    for finding in findings:
        console.print(_finding(finding))


def _finding(finding: Finding) -> Text:
    place = f"{finding.blad}!{finding.cel}" if finding.cel else finding.blad
    head = ("FOUT  ", "bold red") if finding.is_fout else ("LET OP", "bold yellow")
    text = Text.assemble(head, " ", (place, "bold"), f"  {finding.wat}\n")
    text.append(f"       Verwacht: {finding.verwacht}.\n")
    if finding.herstel:
        text.append(f"       Herstel:  {finding.herstel}\n")
    return text


@contextmanager
def progress() -> Iterator[Callable[[str, int, int], None]]:
    """A progress bar on the terminal; nothing where there is no terminal."""
    console = Console(stderr=True)
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        TextColumn("{task.completed}/{task.total}"),
    )
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as bar:
        task = bar.add_task("", total=None)

        def step(name: str, done: int, total: int) -> None:
            bar.update(task, description=name, completed=done, total=total)

        yield step


def print_result(gelezen: Reading, uit: Path, made: Uitvoer) -> None:
    """The tariffs of the leading variant, and where the files are."""
    resultaat = gelezen.resultaat
    assert resultaat is not None
    console = Console(highlight=False)
    console.print(_table(resultaat))
    if gelezen.waarschuwingen:
        console.print(
            f'{_waarschuwingen(len(gelezen.waarschuwingen))}; bekijk ze met: mo-report controleer "{gelezen.path}"',
            markup=False,
            soft_wrap=True,
        )
    console.print(f"De bestanden staan in {uit}:", markup=False, soft_wrap=True)
    for name in made.namen:
        same = " (ongewijzigd)" if name in made.gebleven else ""
        console.print(f"  {name}{same}", markup=False, soft_wrap=True)
    if made.gebleven:
        console.print("Ongewijzigd: daarvoor is niets veranderd. Met --alles worden ook zij opnieuw gemaakt.")


def print_series(onderdelen: Sequence[Onderdeel]) -> None:
    """What came of each input of a series."""
    console = Console(highlight=False)
    table = Table(box=SIMPLE_HEAD)
    for heading in ("invoer", "map", "stand", "fouten", "waarschuwingen"):
        number = heading in ("fouten", "waarschuwingen")
        table.add_column(heading, justify="right" if number else "left", no_wrap=number, overflow="fold")
    for own in onderdelen:
        errors = sum(f.is_fout for f in own.bevindingen)
        row = [own.bestand, own.map, own.stand, str(errors), str(len(own.bevindingen) - errors)]
        table.add_row(*map(Text, row))
    console.print(table)
    for own in onderdelen:
        if not own.telt:
            console.print(Text(own.bestand, style="bold"))
            print_loose_findings(own.bevindingen)


def _table(resultaat: Result) -> Table:
    variant = leidende(resultaat)
    table = Table(
        box=SIMPLE_HEAD,
        title=Text(f"Tarieven per plek per etmaal ({variant.name})"),
        title_justify="left",
    )
    for heading in ("aanbieder", "locatie", "plekken", "tarief", "per jaar", "rust op"):
        number = heading in ("plekken", "tarief", "per jaar")
        justify: Literal["left", "right"] = "right" if number else "left"
        table.add_column(heading, justify=justify, no_wrap=number, overflow="fold")
    shown = (
        Locatietarief.plekken,
        Locatietarief.tarief_per_plek_per_etmaal_afgerond,
        Locatietarief.jaarbedrag,
    )
    locaties = resultaat.dossier[Locatie]
    for locatie in locaties[:MEEST]:
        rate = tarieven(resultaat, locatie)[0]
        values = [show(resultaat.value(rate, c), c.unit) for c in shown]
        row = [rate.texts["aanbieder"], locatie.name, *values, rests_on(resultaat, rate, shown[1])]
        table.add_row(*map(Text, row))
    if len(locaties) > MEEST:
        table.add_row(f"en nog {len(locaties) - MEEST} locaties", *[""] * 5)
    total = resultaat.dossier.matching(Regiototaal, {"tariefvariant": variant.key[0]})[0]
    sums = [show(resultaat.value(total, c), c.unit) for c in (Regiototaal.plekken, Regiototaal.jaarbedrag)]
    table.add_section()
    table.add_row("samen", "", sums[0], "", sums[1], "")
    return table


def print_reactions(gevolgen: Sequence[Effect], alles: Effect) -> None:
    """Each reaction with its effect on the year's budget, and all of them together."""
    table = Table(box=SIMPLE_HEAD, title="Reacties", title_justify="left")
    for heading in ("aanbieder", "waarde", "onze waarde", "hun waarde", "per jaar"):
        number = heading in ("onze waarde", "hun waarde", "per jaar")
        table.add_column(heading, justify="right" if number else "left", overflow="fold")
    for gevolg in gevolgen:
        assert gevolg.reactie
        punt = gevolg.reactie.punt
        unit = punt.record.unit(punt.column)
        values = (show(v, unit) for v in (punt.waarde, gevolg.reactie.waarde))
        effect = _per_jaar(gevolg.per_jaar)
        if gevolg.per_jaar == 0 and gevolg.elders:
            effect = f"{_per_jaar(gevolg.jaren[gevolg.elders])} in ‘{gevolg.elders}’"
        table.add_row(*map(Text, (gevolg.reactie.aanbieder, punt.onderwerp, *values, effect)))
    table.add_section()
    table.add_row("alle reacties overgenomen", "", "", "", _per_jaar(alles.per_jaar))
    console = Console(highlight=False)
    console.print(table)
    if alles.bezwaar:
        console.print(Text(f"Als alles wordt overgenomen, klopt niet meer: {alles.bezwaar}."))


def _per_jaar(change: Decimal | None) -> str:
    return "niet te berekenen" if change is None else show(change, EUR_JAAR)


def print_fields(found: list[dict[str, Any]]) -> None:
    table = Table(box=SIMPLE_HEAD)
    headings = ("naam", "waarde", "eenheid", "blad", "cel", "status")
    for heading in headings:
        table.add_column(heading, overflow="fold")
    for field in found:
        table.add_row(*(Text(str(field[h])) for h in headings))
    Console(highlight=False).print(table)


def print_differences(found: dict[str, Any]) -> None:
    """What changed in the input, and what that does: values, sources, tariffs, budget."""
    console = Console(highlight=False)
    budget, leading = found["budget"], found["leidende_tariefvariant"]["nieuw"]
    if not any(found[k] for k in ("waarden", "bronnen", "tarieven")):
        console.print("Geen verschillen.")
        return
    tables = (
        ("Waarden", ("naam",), [(r, r["eenheid"]) for r in found["waarden"]]),
        ("Status en bron", ("naam",), [(r, "") for r in found["bronnen"]]),
        (
            f"Tarieven per plek per etmaal ({leading})",
            ("aanbieder", "locatie"),
            [(r, EUR_ETMAAL.word) for r in found["tarieven"] if r["tariefvariant"] == leading],
        ),
        ("Budget per jaar, leidende variant", (), [(budget, EUR_JAAR.word)] if budget["verschil"] else []),
    )
    for title, names, rows in tables:
        if rows:
            console.print(_differences(title, names, rows))
    if any(r["tariefvariant"] != leading for r in found["tarieven"]):
        console.print("De tarieven van andere varianten ziet u met --json.")


def _differences(title: str, names: Sequence[str], rows: Sequence[tuple[dict[str, Any], str]]) -> Table:
    table = Table(box=SIMPLE_HEAD, title=title, title_justify="left")
    numbers = ["oud", "nieuw", *(["verschil"] if "verschil" in rows[0][0] else [])]
    for name in names:
        table.add_column(name, overflow="fold")
    for name in numbers:
        table.add_column(name, justify="right", overflow="fold")
    for row, unit in rows[:MEEST]:
        table.add_row(*(Text(str(row[n])) for n in names), *(Text(_plain(row[n], unit)) for n in numbers))
    if len(rows) > MEEST:
        table.add_row(Text(f"en nog {len(rows) - MEEST}; met --json ziet u alles"), *[""] * (len(table.columns) - 1))
    return table


def _plain(value: object, unit: str) -> str:
    """A value out of the data dictionary, as people read it."""
    if value is None:
        return LEEG
    if isinstance(value, str):
        return value
    number = Decimal(str(value))
    if unit == PCT.word:
        return show_percentage(number)
    return show_euro(number) if unit.startswith("€") else show_number(number, 4)


def _waarschuwingen(number: int) -> str:
    return f"{number} {'waarschuwing' if number == 1 else 'waarschuwingen'}"


def print_ranges(found: Bandbreedtes) -> None:
    """What each tariff can be, and which figures make up the spread."""
    from mo_report.verhaal.zekerheid import genoemd, leidend

    console = Console(highlight=False)
    heads = [f"p{p}" for p in found.doel.percentielen]
    for title, rows, decimals in (
        ("Tarief per plek per etmaal, in euro", leidend(found), 2),
        ("Uurtarief, in euro", found.uurtarieven, 2),
        ("Budget van de regio per jaar, in euro", [found.budget] if found.budget else [], 0),
    ):
        # Six amounts of millions beside a name are as wide as a screen.
        table = Table(box=SIMPLE_HEAD, title=title, title_justify="left", collapse_padding=True, pad_edge=False)
        table.add_column("waarvan", overflow="fold")
        for heading in ("nu", *heads):
            table.add_column(heading, justify="right", no_wrap=True)
        for row in rows:
            name = "regio" if row is found.budget else row.record.texts.get("locatie") or row.record.name
            values = (row.nu, *row.percentielen.values())
            table.add_row(Text(name), *(show_number(Decimal(repr(v)), decimals, at_least=decimals) for v in values))
        if rows:
            console.print(table)
    console.print("p5: in 5 van de 100 gevallen is het lager. p50: de helft is lager.")
    if found.bijdragen:
        title = f"Waar de spreiding van {genoemd(found)} vandaan komt"
        table = Table(box=SIMPLE_HEAD, title=title, title_justify="left")
        table.add_column("cijfer", overflow="fold")
        for heading in ("alleen", "met andere samen"):
            table.add_column(heading, justify="right")
        for part in found.bijdragen:
            table.add_row(Text(part.label), *(show(Decimal(repr(v)), PCT) for v in (part.aandeel, part.samen)))
        console.print(table)
        first = [b.label for b in found.bijdragen[:2] if b.samen > 0]
        if first:
            console.print(Text(f"Zoek eerst uit: {' en '.join(first)}."))
    for name, chance in found.geldend.items():
        console.print(Text(f"Kans dat ‘{name}’ onder de kostprijs ligt: {show(Decimal(repr(chance)), PCT)}."))


def print_break_even(found: Sequence[Evenwicht]) -> None:
    """For each tariff in force the value of each figure at which it is cost."""
    table = Table(box=SIMPLE_HEAD, title="Waar een geldend tarief precies de kostprijs is", title_justify="left")
    table.add_column("geldend tarief", overflow="fold")
    table.add_column("cijfer", overflow="fold")
    for heading in ("nu", "break-even"):
        table.add_column(heading, justify="right")
    for one in found:
        record, column = parts(one.herleiding.met)
        unit = record.unit(column)
        values = " of ".join(show(o.waarde, unit) for o in one.herleiding.oplossingen) or "geen waarde"
        name = f"{record.name}: {column.label}"
        table.add_row(*map(Text, (one.geldend.name, name, show(one.herleiding.was, unit), values)))
    Console(highlight=False).print(table)
