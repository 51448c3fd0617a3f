"""The reactieregister: every disputed value, why, and what it costs; for the gemeente alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

from mo_report.antwoorden import vorm
from mo_report.antwoorden.antwoord import Antwoord, Reactie
from mo_report.antwoorden.besluitblad import (
    KOPPEN,
    NIET_TE_BEREKENEN,
    Besluitblad,
    aanbiederblad,
    besluitsom,
    eerderblad,
    let_op,
    sleutel,
)
from mo_report.antwoorden.besluiten import Regel
from mo_report.antwoorden.gevolgen import Effect, Shift
from mo_report.engine.rekenen import FOUT, GOED, Result
from mo_report.engine.units import AANTAL, DATUM, EUR_JAAR, PCT
from mo_report.lib.notatie import LEEG, show
from mo_report.model import AanbiederTotaal, Algemeen, Regiototaal
from mo_report.model.algemeen import JA, NEE
from mo_report.model.tarieven import leidende
from mo_report.verhaal.lezen import LEZEN, Wegwijzer
from mo_report.werkboek.bouwer import Builder
from mo_report.werkboek.formule import Address
from mo_report.werkboek.kruistabel import GridArea, bar_chart
from mo_report.werkboek.leeswijzer import wegwijzer
from mo_report.werkboek.rollen import CONTROLE, SAMENVATTING, Blad, Rol
from mo_report.werkboek.sporen import link_to
from mo_report.werkboek.stijl import LINK, TOELICHTING, formatted, put_text
from mo_report.werkboek.vel import SheetWriter
from mo_report.werkboek.weergave import write_rest

_ALLES = "Alles overgenomen"
_KEUZE = (
    "Betwisten twee aanbieders dezelfde waarde, dan telt in ‘alle reacties overgenomen’ de waarde "
    "met de hoogste kosten."
)


def write_register(
    resultaat: Result,
    antwoorden: Sequence[Antwoord],
    gevolgen: Sequence[Effect],
    alles: Effect,
    adopted: Sequence[Reactie],
    path: Path,
    *,
    besloten: Effect | None = None,
    eerder: Sequence[Regel] = (),
) -> None:
    """Write reactieregister.xlsx, with what the gemeente decided in an earlier one. Raises OSError.

    `besloten` is the effect of those decisions together; None where there are none, or where two of
    them contradict each other.
    """
    _Register(resultaat, antwoorden, gevolgen, alles, adopted, besloten, eerder).write(path)


def _blad(naam: str, uitleg: str, rol: Rol, plaats: int) -> Blad:
    """A sheet of the register, which is laid out here."""
    return Blad(naam, uitleg, rol, lambda _: (), plaats=plaats)


class _Register:
    def __init__(
        self,
        resultaat: Result,
        antwoorden: Sequence[Antwoord],
        gevolgen: Sequence[Effect],
        alles: Effect,
        adopted: Sequence[Reactie],
        besloten: Effect | None,
        eerder: Sequence[Regel],
    ) -> None:
        self.besloten, self.eerder = besloten, eerder
        self.resultaat, self.antwoorden, self.gevolgen = resultaat, antwoorden, gevolgen
        self.alles, self.adopted = alles, adopted
        self.bouwer = Builder(resultaat, "Reactieregister", invoer=False)
        self.leading = leidende(resultaat)
        #: Where the effect of a reaction on the region's budget stands, by number and variant.
        self.effects: dict[tuple[int, str], Address] = {}

    def write(self, path: Path) -> None:
        self._gevolgen()
        budgets = self._alles()
        self._reacties()
        self._eerdere()
        self._opmerkingen()
        counts = self._antwoorden()
        self._samenvatting(budgets)
        self._controle(budgets, counts)
        write_rest(self.bouwer)
        (guide,) = LEZEN.bladen
        wegwijzer(SheetWriter(self.bouwer, guide), Wegwijzer())
        self.bouwer.save(path)

    def _gevolgen(self) -> None:
        vel = SheetWriter(
            self.bouwer,
            _blad(
                "Gevolgen",
                "Wat elke reactie verandert, als alleen die wordt overgenomen.",
                Rol.UITVOER,
                5,
            ),
        )
        head = vel.row
        vel.header("reactie", "tarief", "waarvan", "eenheid", "nu", "met deze reactie", "verschil")
        for number, gevolg in enumerate(self.gevolgen, 1):
            for verschil in gevolg.verschillen:
                vel.text(1, str(number))
                self._verschil(vel, verschil)
                if verschil.line is Regiototaal.budget:
                    at = Address(vel.name, vel.row, 7)
                    self.effects[number, verschil.record.name_of("tariefvariant")] = at
                vel.row += 1
        vel.sheet.auto_filter.ref = f"A{head}:G{vel.row - 1}"
        vel.close(f"A{head + 1}")

    def _verschil(self, vel: SheetWriter, verschil: Shift) -> None:
        """A tariff as it is and as it would be; the sheet computes the difference."""
        unit = verschil.record.unit(verschil.line)
        vel.text(2, verschil.line.label)
        vel.text(3, verschil.record.name)
        vel.text(4, unit.word)
        vel.fixed(5, verschil.nu, unit)
        if verschil.straks is None:
            vel.text(6, NIET_TE_BEREKENEN)
            vel.dash(7)
            return
        vel.fixed(6, verschil.straks, unit)
        gap = round(verschil.straks, 10) - round(verschil.nu, 10)
        vel.number(7, f"=F{vel.row}-E{vel.row}", gap, unit)

    def _alles(self) -> dict[tuple[str, ...], tuple[int, Shift]]:
        """The scenario; returns the rows of the budgets of aanbieders and region."""
        vel = SheetWriter(
            self.bouwer,
            _blad(
                _ALLES,
                "Alle tarieven als de gemeente alle reacties samen overneemt.",
                Rol.UITVOER,
                4,
            ),
        )
        vel.line_of_text(_KEUZE, TOELICHTING)
        if self.alles.bezwaar:
            text = f"Let op: dit klopt dan niet meer: {self.alles.bezwaar}."
            vel.line_of_text(text, TOELICHTING)
        vel.row += 1
        vel.header("telt mee", "tarief", "waarvan", "eenheid", "nu", "alles overgenomen", "verschil")
        rows = {}
        for verschil in self.alles.verschillen:
            vel.text(1, JA if verschil.verandert else NEE)
            self._verschil(vel, verschil)
            if verschil.line in (AanbiederTotaal.budget, Regiototaal.budget):
                rows[verschil.line.block.__name__, *verschil.record.key] = (vel.row, verschil)
            vel.row += 1
        vel.close("A4")
        return rows

    def _reacties(self) -> None:
        vel = SheetWriter(
            self.bouwer,
            _blad(vorm.REACTIES, "Elke waarde die een aanbieder betwist, waarom, en wat u besluit.", Rol.UITVOER, 3),
        )
        self.besluiten = Besluitblad(vel, self.gevolgen, {r.sleutel: r for r in self.eerder})
        self.besluiten.write(self.adopted, self.effects, self.leading.name)
        for name in dict.fromkeys(g.reactie.aanbieder for g in self.gevolgen if g.reactie):
            text = f"De reacties van {name}, en wat u daarover besluit."
            blad = replace(_blad(f"Reacties {name}", text, Rol.UITVOER, 3), eigen=True)
            aanbiederblad(SheetWriter(self.bouwer, blad), self.besluiten, name)

    def _eerdere(self) -> None:
        """Decisions on reactions that are in none of the answers any more."""
        there = {sleutel(g.reactie) for g in self.gevolgen if g.reactie}
        gone = [r for r in self.eerder if r.sleutel not in there and r.besluit]
        if not gone:
            return
        vel = SheetWriter(
            self.bouwer,
            _blad(vorm.EERDER, "Besluiten over reacties die in geen van deze antwoorden meer staan.", Rol.UITVOER, 7),
        )
        eerderblad(vel, gone)

    def _opmerkingen(self) -> None:
        vel = SheetWriter(
            self.bouwer, _blad("Opmerkingen", "Wat aanbieders schreven en geen waarde is.", Rol.UITVOER, 6)
        )
        vel.header("aanbieder", "onderwerp", "opmerking")
        for answer in (a for a in self.antwoorden if a.telt):
            for subject, text in answer.opmerkingen:
                vel.text(1, answer.aanbieder)
                vel.text(2, subject)
                vel.text(3, text, most=90)
                vel.row += 1
        vel.close("A6")

    def _antwoorden(self) -> tuple[int, int]:
        """The files that were read; returns the rows with their counts."""
        vel = SheetWriter(
            self.bouwer,
            _blad(
                "Antwoorden",
                "De bestanden die zijn gelezen, en wat daarin buiten de gele cellen is gewijzigd.",
                Rol.CONTROLE,
                61,
            ),
        )
        vel.heading("Bestanden")
        vel.header(
            "bestand",
            "aanbieder",
            "ingevuld door",
            "reacties",
            "opmerkingen",
            "meldingen",
            "ronde",
            "opgeslagen op",
            "telt",
        )
        first = vel.row
        for answer in self.antwoorden:
            for column, text in enumerate((answer.bestand, answer.aanbieder, answer.invuller), 1):
                vel.text(column, text)
            counting = answer.reacties if answer.telt else []
            sizes = (len(counting), len(answer.opmerkingen), len(answer.bevindingen))
            for column, size in enumerate(sizes, 4):
                vel.fixed(column, Decimal(size), AANTAL)
            saved = show(answer.opgeslagen.date(), DATUM) if answer.opgeslagen else LEEG
            late = ", te laat" if answer.te_laat else ""
            vel.text(7, answer.ronde or LEEG)
            vel.text(8, f"{saved}{late}")
            vel.text(9, JA if answer.telt else NEE)
            vel.row += 1
        last = vel.row - 1
        vel.row += 1
        vel.heading("Meldingen")
        vel.header("waar", "cel", "wat", "wat u kunt doen")
        for answer in self.antwoorden:
            for found in answer.bevindingen:
                for column, text in enumerate((found.blad, found.cel, found.wat, found.herstel), 1):
                    vel.text(column, text, most=60)
                vel.row += 1
        vel.close("A4")
        return first, last

    def _samenvatting(self, rows: dict[tuple[str, ...], tuple[int, Shift]]) -> None:
        vel = SheetWriter(
            self.bouwer, _blad(SAMENVATTING, "Wat aanbieders anders zien, en wat dat zou kosten.", Rol.UITVOER, 0)
        )
        for column in (Algemeen.gemeente, Algemeen.kenmerk, Algemeen.tariefvariant):
            vel.text(1, column.label)
            vel.text(2, self.bouwer.algemeen.texts[column.name])
            vel.row += 1
        vel.text(1, "antwoorden")
        vel.fixed(2, Decimal(len(self.antwoorden)), AANTAL)
        vel.row += 1
        vel.text(1, "reacties op een waarde")
        vel.fixed(2, Decimal(len(self.gevolgen)), AANTAL)
        vel.row += 2
        for sentence in let_op(self.alles):
            vel.line_of_text(f"Als alles wordt overgenomen: {sentence}.", TOELICHTING)
        vel.heading(f"Budget per jaar als alle reacties worden overgenomen ({self.leading.name})")
        start = vel.row
        vel.header("wie", "nu", "alles overgenomen", "verschil", "in %")
        own = [x for x in rows.items() if x[0][-1] == self.leading.key[0]]
        for _, (row, verschil) in own:
            self._budget(vel, row, verschil)
        last = vel.row - 1
        vel.row += 1
        besluitsom(vel, self.besluiten, self.besloten, self.leading.name)
        for name in (vorm.REACTIES, _ALLES, "Gevolgen", "Opmerkingen", "Antwoorden"):
            link = put_text(vel.sheet, vel.row, 1, f"naar {name}", LINK)
            link_to(link, Address(name, 1, 1), f"Naar het blad {name}")
            vel.row += 1
        vel.row += 1
        if own:
            self._grafiek(vel, start, last)
        vel.close("A4")

    def _budget(self, vel: SheetWriter, row: int, verschil: Shift) -> None:
        region = verschil.line is Regiototaal.budget
        vel.text(1, "regio" if region else verschil.record.texts["aanbieder"])
        for column, letter, value in ((2, "E", verschil.nu), (3, "F", verschil.straks)):
            if value is None:
                vel.text(column, NIET_TE_BEREKENEN)
                continue
            at = Address(_ALLES, row, "ABCDEFG".index(letter) + 1)
            vel.number(column, "=" + at.seen_from(vel.name), round(value, 10), EUR_JAAR)
            link_to(vel.sheet.cell(vel.row, column), at, f"Komt van blad ‘{at.sheet}’")
        if verschil.straks is None:
            vel.dash(4)
            vel.dash(5)
        else:
            gap = verschil.straks - verschil.nu
            vel.number(4, f"=C{vel.row}-B{vel.row}", gap, EUR_JAAR)
            part = gap / verschil.nu if verschil.nu else Decimal(0)
            vel.number(5, f"=IF(B{vel.row}=0,0,D{vel.row}/B{vel.row})", part, PCT)
        vel.row += 1

    def _grafiek(self, vel: SheetWriter, start: int, last: int) -> None:
        area = GridArea(vel, start, (start + 1, last), (2, 3))
        bar_chart(
            area,
            "Budget per jaar: nu, en met alle reacties",
            EUR_JAAR.word,
            plek=f"A{vel.row}",
            alt="Twee staven per aanbieder en voor de regio: het budget nu, en als alle reacties "
            "worden overgenomen. De tabel ernaast heeft de bedragen.",
        )

    def _controle(
        self,
        budgets: dict[tuple[str, ...], tuple[int, Shift]],
        counts: tuple[int, int],
    ) -> None:
        """The counts agree, and the aanbieders together are the region."""
        vel = SheetWriter(self.bouwer, _blad(CONTROLE, "Regels die moeten gelden.", Rol.CONTROLE, 63))
        vel.header("controle", "uitkomst", "moet zijn", "tolerantie", "verschil", "oordeel")
        first = vel.row
        number = Decimal(len(self.gevolgen))
        told = Decimal(sum(len(a.reacties) for a in self.antwoorden if a.telt))
        left = f"=COUNTA({self.besluiten.area(KOPPEN[0])})"
        right = f"=SUM('Antwoorden'!$D${counts[0]}:$D${max(counts)})"
        label = "reacties in het register zijn die uit de antwoorden"
        self._regel(vel, label, left, right, number, told)
        for variant in dict.fromkeys(k[-1] for k in budgets):
            own = [x for k, x in budgets.items() if k[-1] == variant]
            if any(v.straks is None for _, v in own):
                continue  # the sheet says that it cannot be computed
            parts = [x for x in own if x[1].line is AanbiederTotaal.budget]
            whole = [x for x in own if x[1].line is Regiototaal.budget]
            for letter, what, when in (("E", "nu", "nu"), ("F", "straks", "alles overgenomen")):
                lines = [row for row, _ in parts]
                left = f"=SUM('{_ALLES}'!${letter}${min(lines)}:${letter}${max(lines)})"
                right = f"='{_ALLES}'!${letter}${whole[0][0]}"
                total, region = (sum(getattr(v, what) for _, v in x) for x in (parts, whole))
                name = whole[0][1].record.texts["tariefvariant"]
                label = f"aanbieders samen de regio, {name}, {when}"
                self._regel(vel, label, left, right, Decimal(total), Decimal(region))
        area = f"F{first}:F{vel.row - 1}"
        vel.verdict(
            Address(vel.name, 3, 2),
            f'=IF(COUNTIF({area},"{GOED}")=COUNTA({area}),"{GOED}","{FOUT}")',
        )
        vel.close("A4")

    def _regel(self, vel: SheetWriter, label: str, left: str, right: str, value: Decimal, wanted: Decimal) -> None:
        r = vel.row
        vel.text(1, label, most=60)
        vel.number(2, left, value, AANTAL)
        vel.number(3, right, wanted, AANTAL)
        vel.fixed(4, Decimal("0.005"), AANTAL)
        formatted(vel.sheet.cell(r, 4), "0.000")
        vel.number(5, f"=ROUND(B{r}-C{r},6)", value - wanted, AANTAL)
        holds = abs(value - wanted) <= Decimal("0.005")
        vel.judge(6, f'=IF(ABS(E{r})<=D{r},"{GOED}","{FOUT}")', GOED if holds else FOUT)
        vel.row += 1
