"""onderzoek.xlsx: what aanbieders gave, for the gemeente alone; every statistic is a live formula."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

from openpyxl.chart import BarChart, Reference

from mo_report.antwoorden.uitvraag.eerder import EERDER, write_told
from mo_report.antwoorden.uitvraag.groep import Groep, Rij
from mo_report.antwoorden.uitvraag.onderzoek import Onderzoek
from mo_report.antwoorden.uitvraag.weging import Gevolg
from mo_report.engine.units import AANTAL, EUR_JAAR, PCT
from mo_report.engine.units import DATUM as DAG
from mo_report.lib.kleuren import own_series, series_colour
from mo_report.lib.notatie import LEEG, show
from mo_report.model import Algemeen, Uitvraag
from mo_report.model.algemeen import JA, NEE
from mo_report.verhaal.vorm import Rol
from mo_report.werkboek.kruistabel import keep_apart, paint
from mo_report.werkboek.losblad import LosBlad
from mo_report.werkboek.opslaan import NewBook
from mo_report.werkboek.stijl import new_workbook

SAMENVATTING, UITKOMSTEN, BEELD, APART, CIJFERS, ANTWOORDEN, MELDINGEN = (
    "Onderzoek",
    "Uitkomsten",
    "Beeld",
    "Uitschieters",
    "Cijfers",
    "Antwoorden",
    "Meldingen",
)
_KOPPEN = (
    "onderdeel", "gevraagd", "eenheid", "gevraagd aan", "cijfers", "niet van toepassing",
    "laagste", "kwart zit lager", "middelste", "kwart zit hoger", "hoogste",
    "gewogen gemiddelde", "waarde van de gemeente", "verschil", "per jaar als u het gemiddelde neemt",
    "openbaar cijfer", "waarom deze waarde", "gemiddelde voor anderen", "let op",
)  # fmt: skip
_AT = {name: n for n, name in enumerate(_KOPPEN, 1)}
_VAN_ANTWOORD = (
    "aanbieder", "onderdeel", "gevraagd", "eenheid", "cijfer", "weegt",
    "niet van toepassing", "toelichting", "telt niet, want",
)  # fmt: skip
_VAN_UITSCHIETER = (
    "onderdeel", "gevraagd", "aanbieder", "eenheid", "cijfer", "toelichting",
    "per jaar als u dit neemt", "eerste tarief dat verandert",
)  # fmt: skip
#: On the sheet with the figures: where the names of groups end and the aanbieders begin.
_EERSTE = 4
#: The least room for a picture, and for each of its bars, in centimetres.
_HOOGTE, _STAAF = 7, 1.1


def write_study(onderzoek: Onderzoek, path: Path) -> None:
    """Write onderzoek.xlsx. Raises OSError."""
    _Boek(onderzoek).write(path)


class _Boek:
    def __init__(self, onderzoek: Onderzoek) -> None:
        self.onderzoek = onderzoek
        general = onderzoek.resultaat.dossier.one(Algemeen)
        self.gemeente = general.texts[Algemeen.gemeente.name]
        self.day = general.values[Algemeen.datum].waarde
        self.boek = NewBook(new_workbook("Uitkomsten van de uitvraag", f"Gemeente {self.gemeente}"))
        self.names = list(onderzoek.plekken)
        self.groepen = [g for g in onderzoek.groepen if g.cijfers]
        #: Where a row of an answer stands, by aanbieder and kenmerk.
        self.row_of: dict[tuple[str, str], int] = {}

    def write(self, path: Path) -> None:
        front = self._blad(SAMENVATTING, "Wie er antwoordden, en hoeveel van de opvang zij samen doen.")
        table = self._blad(
            UITKOMSTEN,
            "Per cijfer wat aanbieders gaven, van laag naar hoog, naast uw eigen waarde.",
            "De statistiek rekent mee met het blad Cijfers. Alleen voor de gemeente.",
        )
        picture = self._blad(BEELD, "Wat aanbieders gaven als percentage van uw waarde: 100% is precies uw waarde.")
        self._apart()
        figures = self._blad(CIJFERS, "Eén cijfer per aanbieder: van meer locaties het gemiddelde, naar plekken.")
        self._antwoorden()
        self._cijfers(figures)
        self._uitkomsten(table)
        self._beeld(picture)
        self._samenvatting(front)
        self._meldingen()
        write_told(
            self._blad(
                EERDER,
                "Wat er achter gemiddelden zit die anderen al zagen. Het programma leest dit blad.",
            ),
            [*self.onderzoek.eerder, *self.onderzoek.bekendgemaakt],
        )
        assert self.day is not None
        assert not isinstance(self.day, Decimal | str)
        self.boek.save(path, self.day)

    def _blad(self, name: str, *text: str) -> LosBlad:
        return LosBlad(self.boek, name, text, Rol.CONTROLE if name in (MELDINGEN, EERDER) else Rol.UITVOER)

    def _samenvatting(self, blad: LosBlad) -> None:
        found = self.onderzoek
        answered, asked = set(found.beantwoord), set(found.gevraagd)
        for label, text in (
            (Algemeen.gemeente.label, self.gemeente),
            (Algemeen.ronde.label, found.resultaat.dossier.one(Algemeen).texts.get(Algemeen.ronde.name, "")),
        ):
            if text:
                blad.text(1, label)
                blad.text(2, text)
                blad.row += 1
        blad.row += 1
        first = blad.header("aanbieder", "antwoord", "ingevuld door", "opgeslagen op", "plekken", "budget per jaar")
        latest = {a.aanbieder: a for a in found.antwoorden if a.telt and a.aanbieder}
        for name in self.names:
            answer = latest.get(name)
            blad.text(1, name)
            blad.text(2, JA if name in answered else NEE if name in asked else "niets gevraagd")
            blad.text(3, answer.invuller if answer else "")
            saved = show(answer.opgeslagen.date(), DAG) if answer and answer.opgeslagen else LEEG
            blad.text(4, saved + (", te laat" if answer and answer.te_laat else ""))
            blad.number(5, found.plekken[name], AANTAL)
            blad.number(6, found.omzet[name], EUR_JAAR)
            blad.row += 1
        last = blad.row - 1
        blad.text(1, "samen")
        sizes = ((5, found.plekken, AANTAL), (6, found.omzet, EUR_JAAR))
        for column, values, unit in sizes:
            total = sum(values.values(), Decimal(0))
            blad.formula(
                column,
                f"=SUM({blad.at(column, first)}:{blad.at(column, last)})",
                total,
                unit,
            )
        blad.row += 1
        blad.text(1, "waarvan antwoordde")
        count = f'=COUNTIF({blad.at(2, first)}:{blad.at(2, last)},"{JA}")'
        blad.formula(2, count, Decimal(len(answered)), AANTAL)
        for column, values, _ in sizes:
            area = f"{blad.at(column, first)}:{blad.at(column, last)}"
            part = sum((v for n, v in values.items() if n in answered), Decimal(0))
            whole = sum(values.values(), Decimal(0))
            text = f'=IF(SUM({area})=0,0,SUMIF({blad.at(2, first)}:{blad.at(2, last)},"{JA}",{area})/SUM({area}))'
            blad.formula(column, text, part / whole if whole else Decimal(0), PCT)
        blad.row += 2
        blad.close()

    def _antwoorden(self) -> None:
        """Every figure that was asked: rows of one aanbieder and one group stand together."""
        blad = self._blad(ANTWOORDEN, "Elk gevraagd cijfer, zoals het terugkwam.")
        blad.header(*_VAN_ANTWOORD)
        for groep in self.onderzoek.groepen:
            for row in _gerangschikt(groep):
                vraag = row.gevraagd.vraag(row.opgave)
                self.row_of[row.aanbieder, vraag.kenmerk] = blad.row
                for column, text in enumerate((row.aanbieder, vraag.onderdeel, vraag.vraag, vraag.eenheid.word), 1):
                    blad.text(column, text)
                blad.number(5, row.opgave.cijfer, vraag.eenheid)
                blad.number(6, row.gewicht, AANTAL)
                blad.text(7, JA if row.opgave.nvt else "")
                blad.text(8, row.opgave.toelichting)
                blad.text(9, row.terzijde)
                blad.row += 1
        self.antwoorden = blad
        blad.close("D5")

    def _cijfers(self, blad: LosBlad) -> None:
        """One figure per aanbieder for each group, from the sheet with the answers; behind it how it weighs."""
        total = len(self.names)
        blad.header("onderdeel", "gevraagd", "eenheid", *self.names, *(f"{n}: plekken" for n in self.names))
        self.cijfers, self.figure_row = blad, {}
        for groep in self.groepen:
            self.figure_row[groep.sleutel] = blad.row
            for column, text in enumerate((groep.onderdeel, groep.label, groep.unit.word), 1):
                blad.text(column, text)
            for cijfer in groep.cijfers:
                column = _EERSTE + self.names.index(cijfer.aanbieder)
                rows = [self.row_of[r.aanbieder, r.gevraagd.punt.kenmerk] for r in cijfer.rijen]
                figures, weights = (
                    f"{self.antwoorden.there(n, rows[0])}:{self.antwoorden.at(n, rows[-1])}" for n in (5, 6)
                )
                text = f"=SUMPRODUCT({figures},{weights})/SUM({weights})"
                if len(rows) == 1:
                    text = f"={self.antwoorden.there(5, rows[0])}"
                blad.formula(column, text, cijfer.waarde, groep.unit)
                if cijfer.rijen[0].gevraagd.punt.eigen:
                    blad.formula(column + total, f"=SUM({weights})", cijfer.plekken, AANTAL)
                else:
                    blad.number(column + total, cijfer.plekken, AANTAL)
            blad.row += 1
        blad.close("D5")

    def _uitkomsten(self, blad: LosBlad) -> None:
        first = blad.header(*_KOPPEN)
        self.outcome_row = {}
        for groep in self.groepen:
            self.outcome_row[groep.sleutel] = blad.row
            self._uitkomst(blad, groep)
            blad.row += 1
        blad.sheet.auto_filter.ref = f"A{first - 1}:{blad.at(len(_KOPPEN), max(first, blad.row - 1))}"
        none = [g for g in self.onderzoek.groepen if not g.cijfers]
        if none:
            blad.row += 1
            blad.line(f"Van {len(none)} gevraagde cijfers gaf niemand een cijfer; zij staan op het blad {ANTWOORDEN}.")
        # What comes behind is text, which stands in the document too.
        blad.close(f"C{first}", afgedrukt=_AT["per jaar als u het gemiddelde neemt"])
        self.uitkomsten = blad

    def _uitkomst(self, blad: LosBlad, groep: Groep) -> None:
        spread, unit, row = groep.spreiding, groep.unit, self.figure_row[groep.sleutel]
        assert spread
        last = _EERSTE + len(self.names) - 1
        values = f"{self.cijfers.there(_EERSTE, row)}:{self.cijfers.at(last, row)}"
        behind = _EERSTE + len(self.names)
        weights = f"{self.cijfers.there(behind, row)}:{self.cijfers.at(last + len(self.names), row)}"
        for name, text in (("onderdeel", groep.onderdeel), ("gevraagd", groep.label), ("eenheid", unit.word)):
            blad.text(_AT[name], text)
        blad.number(_AT["gevraagd aan"], Decimal(groep.gevraagd_aan), AANTAL)
        blad.formula(_AT["cijfers"], f"=COUNT({values})", Decimal(len(groep.cijfers)), AANTAL)
        blad.number(_AT["niet van toepassing"], Decimal(groep.niet_van_toepassing), AANTAL)
        for name, formula, value in (
            ("laagste", f"=MIN({values})", spread.laagste),
            ("kwart zit lager", f"=QUARTILE({values},1)", spread.q1),
            ("middelste", f"=MEDIAN({values})", spread.mediaan),
            ("kwart zit hoger", f"=QUARTILE({values},3)", spread.q3),
            ("hoogste", f"=MAX({values})", spread.hoogste),
            ("gewogen gemiddelde", _gewogen(groep, values, weights), groep.gewogen),
        ):
            blad.formula(_AT[name], formula, value, unit)
        blad.number(_AT["waarde van de gemeente"], groep.waarde, unit)
        if groep.waarde is None:
            blad.number(_AT["verschil"], None, unit)
        else:
            ours, mean = (blad.at(_AT[n]) for n in ("waarde van de gemeente", "gewogen gemiddelde"))
            blad.formula(_AT["verschil"], f"={mean}-{ours}", groep.gewogen - groep.waarde, unit)
        year = groep.gevolg.per_jaar if groep.gevolg else None
        blad.number(_AT["per jaar als u het gemiddelde neemt"], year, EUR_JAAR)
        blad.text(_AT["openbaar cijfer"], groep.record.texts.get(Uitvraag.openbaar.name, ""))
        blad.text(_AT["waarom deze waarde"], groep.waarom)
        blad.number(_AT["gemiddelde voor anderen"], groep.gemiddelde if groep.verteld else None, unit)
        blad.text(_AT["let op"], groep.verraadt())

    def _beeld(self, blad: LosBlad) -> None:
        """The middle half of the figures and what lies around it, as a part of the gemeente's value."""
        shown = [g for g in self.groepen if g.waarde and len(g.cijfers) > 1]
        blad.line("Donker: de middelste helft van de cijfers. Licht: tot de laagste en de hoogste.")
        blad.row += 1
        first = blad.header("gevraagd", "laagste", "tot kwart", "tot middelste", "tot driekwart", "tot hoogste")
        for groep in shown:
            spread, row = groep.spreiding, self.outcome_row[groep.sleutel]
            assert spread
            assert groep.waarde
            ours = self.uitkomsten.there(_AT["waarde van de gemeente"], row)
            steps = ("laagste", "kwart zit lager", "middelste", "kwart zit hoger", "hoogste")
            values = (spread.laagste, spread.q1, spread.mediaan, spread.q3, spread.hoogste)
            blad.text(1, f"{groep.onderdeel}: {groep.label}")
            before, low = "", Decimal(0)
            for column, (step, value) in enumerate(zip(steps, values, strict=True), 2):
                at = self.uitkomsten.there(_AT[step], row)
                text = f"=({at}-{before})/{ours}" if before else f"={at}/{ours}"
                blad.formula(column, text, (value - low) / groep.waarde, PCT)
                before, low = at, value
            blad.row += 1
        last = blad.row - 1
        blad.row += 1
        if shown:
            self._doos(blad, first, last)
        else:
            blad.line("Er zijn geen twee cijfers waar u zelf één waarde naast hebt.")
        blad.close()

    def _doos(self, blad: LosBlad, first: int, last: int) -> None:
        chart = BarChart()
        chart.type, chart.grouping, chart.overlap, chart.gapWidth = "bar", "stacked", 100, 60
        chart.title = "Cijfers van aanbieders, als percentage van de waarde van de gemeente"
        chart.y_axis.title, chart.y_axis.number_format, chart.legend = "100% is de waarde van de gemeente", "0%", None
        chart.y_axis.delete = chart.x_axis.delete = False
        chart.x_axis.scaling.orientation = "maxMin"
        chart.width, chart.height = 24, _HOOGTE + _STAAF * (last - first + 1)
        for column in range(2, 7):
            chart.add_data(
                Reference(blad.sheet, min_col=column, min_row=first - 1, max_row=last), titles_from_data=True
            )
        chart.set_categories(Reference(blad.sheet, min_col=1, min_row=first, max_row=last))
        strong = series_colour(own_series(), 0)[1:].upper()
        for series, colour in zip(chart.series, ("", _LICHT, strong, strong, _LICHT), strict=True):
            if colour:
                paint(series, colour)
            else:
                series.graphicalProperties.noFill = True
                series.graphicalProperties.line.noFill = True
        keep_apart(chart)
        blad.sheet.add_chart(chart, f"A{blad.row}")
        self.boek.alts.setdefault(blad.name, []).append(
            "Per gevraagd cijfer een balk van de laagste tot de hoogste opgave, met de middelste helft donker. "
            "De tabel erboven heeft de percentages."
        )

    def _apart(self) -> None:
        blad = self._blad(
            APART,
            "Cijfers die ver van de andere liggen: meer dan anderhalf keer de middelste helft daarbuiten.",
            "Een uitschieter is niet fout: vraag waar hij op rust, en of de definitie goed is begrepen.",
        )
        blad.header(*_VAN_UITSCHIETER)
        for groep in self.groepen:
            for own in groep.uitschieters:
                for column, text in enumerate((groep.onderdeel, groep.label, own.cijfer.aanbieder, groep.unit.word), 1):
                    blad.text(column, text)
                blad.number(5, own.cijfer.waarde, groep.unit)
                blad.text(6, "; ".join(r.opgave.toelichting for r in own.cijfer.rijen if r.opgave.toelichting))
                blad.number(7, own.gevolg.per_jaar, EUR_JAAR)
                blad.text(8, tarief_in_woorden(own.gevolg))
                blad.row += 1
        blad.none([u for g in self.groepen for u in g.uitschieters])
        blad.close()

    def _meldingen(self) -> None:
        blad = self._blad(MELDINGEN, "Wat bij het lezen opviel, en wat aanbieders verder schreven.")
        blad.heading("Meldingen")
        blad.header("waar", "cel", "wat", "verwacht", "wat u kunt doen")
        for answer in self.onderzoek.antwoorden:
            for found in answer.bevindingen:
                for column, text in enumerate((found.blad, found.cel, found.wat, found.verwacht, found.herstel), 1):
                    blad.text(column, text)
                blad.row += 1
        blad.none([f for a in self.onderzoek.antwoorden for f in a.bevindingen])
        blad.row += 1
        blad.heading("Opmerkingen")
        blad.header("aanbieder", "onderwerp", "opmerking")
        for answer in self.onderzoek.antwoorden:
            for subject, text in answer.opmerkingen:
                for column, said in enumerate((answer.aanbieder, subject, text), 1):
                    blad.text(column, said)
                blad.row += 1
        blad.none([o for a in self.onderzoek.antwoorden for o in a.opmerkingen])
        blad.close()


_LICHT = "C9D8E8"


def _gerangschikt(groep: Groep) -> Iterator[Rij]:
    """The rows of each aanbieder together, first those with a figure: so they are one area of cells."""
    order = list(dict.fromkeys(r.aanbieder for r in groep.rijen))
    yield from sorted(groep.rijen, key=lambda r: (order.index(r.aanbieder), r.opgave.cijfer is None))


def _gewogen(groep: Groep, values: str, weights: str) -> str:
    if not sum(c.plekken for c in groep.cijfers):
        return f"=AVERAGE({values})"
    return f'=SUMPRODUCT({values},{weights})/SUMIF({values},"<>",{weights})'


def tarief_in_woorden(gevolg: Gevolg) -> str:
    """The first tariff that moves, as it is and as it would be."""
    shift = gevolg.tarief
    if shift is None:
        return "geen tarief"
    unit = shift.record.unit(shift.line)
    return f"{shift.line.label} {shift.record.name}: {show(shift.nu, unit)} → {show(shift.straks, unit)}"
