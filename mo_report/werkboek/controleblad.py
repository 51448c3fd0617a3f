"""The controleblad: every rule of the model, live, and one verdict over all of them."""

from __future__ import annotations

from decimal import Decimal

from mo_report.engine.expression import Cell
from mo_report.engine.rekenen import FOUT, GELIJK, GOED, WithinBounds
from mo_report.engine.units import AANTAL
from mo_report.lib.notatie import LEEG, Unit
from mo_report.model import Gepubliceerd
from mo_report.model.aansluiting import WIJKT_AF
from mo_report.verhaal.slot import Controles
from mo_report.werkboek.bouwer import Builder
from mo_report.werkboek.formule import Address, quoted
from mo_report.werkboek.stijl import formatted
from mo_report.werkboek.toezicht import verdict_colours
from mo_report.werkboek.vel import SheetWriter

LET_OP = "let op"


def controles(vel: SheetWriter, _: Controles) -> None:
    """Change an input to something impossible and the verdict turns; it is on every sheet."""
    bouwer = vel.bouwer
    rules, bounds = _regels(bouwer, vel), _grenzen(bouwer, vel)
    # Counted from what is good: an error value such as #DIV/0! is no verdict, and so no ‘goed’.
    found = ((rules, GOED), (rules, LET_OP), (bounds, GOED))
    good = "+".join(f'COUNTIF({area},"{word}")' for area, word in found)
    every = f"COUNTA({rules})+COUNTA({bounds})"
    vel.verdict(Address(vel.name, 3, 2), f'=IF({good}={every},"{GOED}","{FOUT}")')


def _regels(bouwer: Builder, vel: SheetWriter) -> str:
    """What must be equal, or more; returns the cells of the verdicts."""
    vel.heading("Regels en aansluitingen")
    vel.header(
        "controle",
        "onderwerp",
        "uitkomst",
        "moet zijn",
        "grens",
        "tolerantie",
        "verschil",
        "oordeel",
    )
    first = vel.row
    for toets in bouwer.resultaat.toetsen:
        unit = toets.check.unit
        vel.text(1, toets.check.label)
        vel.text(2, toets.subject.name if toets.check.per else "alle")
        sides = zip((3, 5), (toets.left, toets.right), toets.values, strict=True)
        for column, node, value in sides:
            text = bouwer.excel(node, vel.name)
            vel.number(column, text, value, unit)
        vel.text(4, toets.moet_zijn)
        vel.fixed(6, toets.check.tolerance, AANTAL)
        formatted(vel.sheet.cell(vel.row, 6), "0.######")
        a, must, b, most, gap = (f"{c}{vel.row}" for c in "CDEFG")
        vel.number(7, f"=ROUND({a}-{b},6)", toets.verschil, unit)
        # Equal: within the tolerance. More: by more than the tolerance.
        test = f'IF({must}="{GELIJK}",ABS({gap})<={most},{gap}>{most})'
        vel.judge(8, f'=IF({test},"{GOED}","{FOUT}")', toets.oordeel)
        vel.row += 1
    _gepubliceerd(bouwer, vel)
    area = f"H{first}:H{vel.row - 1}"
    verdict_colours(vel.sheet, area, let_op=LET_OP)
    vel.row += 1
    return area


def _gepubliceerd(bouwer: Builder, vel: SheetWriter) -> None:
    """How many published figures differ without a word on why."""
    records = bouwer.dossier[Gepubliceerd]
    verdicts = [at for r in records if (at := bouwer.home(Cell(r, Gepubliceerd.oordeel)))]
    if not verdicts:
        return
    sheet, rows = verdicts[0].sheet, [at.row for at in verdicts]
    reasons = [
        bouwer.address(Cell(r, Gepubliceerd.verklaring), sheet).column
        for r in records
        if Gepubliceerd.verklaring in r.values
    ]

    def area(column: int) -> str:
        first, last = (Address(sheet, row, column).absolute for row in (min(rows), max(rows)))
        return f"{quoted(sheet)}!{first}:{last}"

    unexplained = [
        r
        for r in records
        if bouwer.resultaat.value(r, Gepubliceerd.oordeel) == WIJKT_AF and Gepubliceerd.verklaring not in r.values
    ]
    vel.text(1, "gepubliceerde cijfers die afwijken zonder verklaring")
    vel.text(2, "alle")
    count = Decimal(len(unexplained))
    without = f',{area(reasons[0])},"{LEEG}"' if reasons else ""
    text = f'=COUNTIFS({area(verdicts[0].column)},"{WIJKT_AF}"{without})'
    vel.number(3, text, count, AANTAL)
    vel.text(4, GELIJK)
    vel.fixed(5, Decimal(0), AANTAL)
    vel.fixed(6, Decimal(0), AANTAL)
    vel.number(7, f"=ROUND(C{vel.row}-E{vel.row},6)", count, AANTAL)
    verdict = f'=IF(ABS(G{vel.row})<=F{vel.row},"{GOED}","{LET_OP}")'
    vel.judge(8, verdict, LET_OP if unexplained else GOED)
    vel.row += 1


def _grenzen(bouwer: Builder, vel: SheetWriter) -> str:
    """Is every given number there, and possible; returns the cells of the verdicts."""
    vel.heading("Grenzen van de invoer")
    vel.header(
        "waarde",
        "blad",
        "kleinste",
        "grootste",
        "ondergrens",
        "ondergrens zelf mag",
        "bovengrens",
        "aantal getallen",
        "moet zijn",
        "oordeel",
    )
    first = vel.row
    for grens in bouwer.resultaat.grenzen:
        places = [p for c in grens.cells if (p := bouwer.home(c))]
        if len(places) != len(grens.cells):
            continue
        _grens(vel, grens, places)
    area = f"J{first}:J{max(first, vel.row - 1)}"
    verdict_colours(vel.sheet, area)
    return area


def _grens(vel: SheetWriter, grens: WithinBounds, places: list[Address]) -> None:
    # The values stand in one row or one column of one table.
    start, end = min(places, key=_order), max(places, key=_order)
    area = f"{quoted(start.sheet)}!{start.absolute}:{end.absolute}"
    column, unit = grens.column, grens.column.unit
    vel.text(1, f"{column.block.title}: {column.label}")
    vel.text(2, start.sheet)
    vel.number(3, f"=MIN({area})", grens.smallest, unit)
    vel.number(4, f"=MAX({area})", grens.largest, unit)
    for n, bound in ((5, grens.low), (7, column.high)):
        _bound(vel, n, bound, unit)
    vel.text(6, "nee" if column.above is not None else "ja")
    vel.number(8, f"=COUNT({area})", Decimal(len(places)), AANTAL)
    vel.fixed(9, Decimal(len(places)), AANTAL)
    r = vel.row
    text = (
        f'=IF(AND(H{r}=I{r},C{r}>=IF(ISNUMBER(E{r}),E{r},C{r}),OR(C{r}>E{r},F{r}="ja"),'
        f'D{r}<=IF(ISNUMBER(G{r}),G{r},D{r})),"{GOED}","{FOUT}")'
    )
    vel.judge(10, text, grens.oordeel)
    vel.row += 1


def _order(at: Address) -> tuple[int, int]:
    return at.row, at.column


def _bound(vel: SheetWriter, column: int, bound: Decimal | None, unit: Unit) -> None:
    if bound is None:
        vel.dash(column)
    else:
        vel.fixed(column, bound, unit)
