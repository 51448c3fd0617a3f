"""inschrijvingen.xlsx: all bids side by side, live, for the gemeente alone."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

from mo_report.antwoorden.ingevuld import Ingevuld
from mo_report.antwoorden.inschrijving.staat import Inschrijfstaten
from mo_report.antwoorden.inschrijving.vergelijking import (
    BEIDE,
    GEWOON,
    LAAG,
    MINSTENS,
    ONDER_GRENS,
    TE_WEINIG,
    Bod,
    Productvergelijking,
)
from mo_report.engine.units import EUR_UUR, PCT
from mo_report.lib.notatie import show
from mo_report.model import Algemeen
from mo_report.verhaal.vorm import Rol
from mo_report.werkboek.losblad import LosBlad
from mo_report.werkboek.opslaan import NewBook
from mo_report.werkboek.stijl import INVOER, new_workbook, sheet_title

SAMENVATTING, BEDRAGEN, MELDINGEN = "Inschrijvingen", "Bedragen", "Meldingen"
PRIJS, KOSTPRIJS, GEEN = "prijs per uur", "volgens het model", "geen"
#: Columns of a sheet of a product: the element, the model, and from here on the bidders.
_MODEL, _EERSTE = 2, 3


def write_bids(
    staten: Inschrijfstaten,
    vergelijkingen: list[Productvergelijking],
    antwoorden: list[Ingevuld],
    grens: Decimal,
    path: Path,
) -> None:
    """Write inschrijvingen.xlsx. Raises OSError."""
    general = staten.resultaat.dossier.one(Algemeen)
    day = general.values[Algemeen.datum].waarde
    assert isinstance(day, date)
    gemeente = general.texts[Algemeen.gemeente.name]
    boek = NewBook(new_workbook("Inschrijvingen vergeleken", f"Gemeente {gemeente}"))
    front = LosBlad(boek, SAMENVATTING, ("Elke prijs, en of die opvallend laag is. Alleen voor de gemeente.",))
    limit = _grens(front, grens)
    taken = {SAMENVATTING.lower(), BEDRAGEN.lower(), MELDINGEN.lower()}
    places = {}
    for own in (v for v in vergelijkingen if v.biedingen or v.onvolledig):
        sheet = LosBlad(
            boek,
            sheet_title(own.product.naam, taken),
            ("Elk element per declarabel uur: van het model, en van elke inschrijver.",),
        )
        places[own.product.naam] = (sheet, _product(sheet, staten, own, limit))
    _samenvatting(front, staten, vergelijkingen, places)
    _bedragen(LosBlad(boek, BEDRAGEN, ("Elk bedrag, met wat de inschrijver erbij schreef.",)), antwoorden)
    _meldingen(LosBlad(boek, MELDINGEN, ("Wat bij het lezen opviel.",), Rol.CONTROLE), antwoorden)
    boek.save(path, day)


def _grens(blad: LosBlad, grens: Decimal) -> str:
    """The one cell that may be changed: how far under the middle price is low."""
    blad.text(1, "opvallend laag vanaf zoveel onder de middelste prijs")
    blad.number(2, grens, PCT)
    cell = blad.sheet.cell(blad.row, 2)
    cell.style, cell.number_format = INVOER, PCT.excel
    blad.guard(2, "Grens", "Hoeveel lager dan de middelste prijs u opvallend laag noemt. Een keuze van de gemeente.")
    blad.row += 2
    return f"'{blad.name}'!$B${blad.row - 2}"


def _product(blad: LosBlad, staten: Inschrijfstaten, own: Productvergelijking, limit: str) -> dict[str, int]:
    """The sheet of a product; returns the rows of what is said of each bid."""
    names = [b.inschrijver for b in own.biedingen]
    first = blad.header("element", KOSTPRIJS, *names)
    for element in staten.elementen:
        blad.text(1, staten.benoemd(element))
        blad.number(_MODEL, own.product.elementen[element.name], EUR_UUR)
        for column, bod in enumerate(own.biedingen, _EERSTE):
            blad.number(column, bod.elementen[element.name], EUR_UUR)
        blad.row += 1
    last = blad.row - 1
    price = blad.row
    blad.text(1, PRIJS)
    sums = [sum(own.product.elementen.values(), Decimal(0)), *(b.prijs for b in own.biedingen)]
    for column, value in enumerate(sums, _MODEL):
        blad.formula(column, f"=SUM({blad.at(column, first)}:{blad.at(column, last)})", value, EUR_UUR)
    blad.row += 1
    floor = blad.row
    blad.text(1, "ondergrens" if own.product.ondergrens else "uurtarief, afgerond (geen ondergrens)")
    blad.number(_MODEL, own.product.kostprijs, EUR_UUR)
    blad.row += 1
    middle = blad.row
    blad.text(1, "middelste prijs")
    if own.midden is None:
        blad.text(_MODEL, f"minder dan {MINSTENS} prijzen")
    else:
        area = f"{blad.at(_EERSTE, price)}:{blad.at(_EERSTE + len(names) - 1, price)}"
        blad.formula(_MODEL, f"=MEDIAN({area})", own.midden, EUR_UUR)
    blad.row += 2
    said = blad.row
    blad.text(1, "oordeel")
    for column, bod in enumerate(own.biedingen, _EERSTE):
        at = blad.at(column, price)
        above, below = f'"{TE_WEINIG}"', f'"{ONDER_GRENS}"'
        if own.midden is not None:
            is_low = f"{at}<$B${middle}*(1-{limit})"
            above, below = f'IF({is_low},"{LAAG}","{GEWOON}")', f'IF({is_low},"{BEIDE}","{ONDER_GRENS}")'
        text = f"=IF({at}<$B${floor},{below},{above})" if own.product.ondergrens else f"={above}"
        blad.formula(column, text, own.oordeel(bod), EUR_UUR)
    blad.row += 1
    cause = blad.row
    blad.row += 2
    blad.heading("Verschil met het model, per element")
    begin = blad.header("element", "", *names)
    for n, element in enumerate(staten.elementen):
        blad.text(1, staten.benoemd(element))
        for column, bod in enumerate(own.biedingen, _EERSTE):
            blad.formula(column, f"={blad.at(column, first + n)}-$B{first + n}", bod.verschil(element), EUR_UUR)
        blad.row += 1
    end = blad.row - 1
    blad.row = cause
    blad.text(1, "het verst onder het model")
    for column, bod in enumerate(own.biedingen, _EERSTE):
        area = f"{blad.at(column, begin)}:{blad.at(column, end)}"
        found = f"INDEX($A${begin}:$A${end},MATCH(MIN({area}),{area},0))"
        text = f'=IF(ROUND(MIN({area}),2)<0,{found},"{GEEN}")'
        blad.formula(column, text, _oorzaak(staten, own, bod), EUR_UUR)
    blad.row = end + 2
    if own.onvolledig:
        blad.line(f"Niet elk element ingevuld, en dus geen prijs: {', '.join(own.onvolledig)}.")
    blad.close(f"B{first}", bladzijden=1)
    return {"prijs": price, "oordeel": said, "oorzaak": cause}


def _oorzaak(staten: Inschrijfstaten, own: Productvergelijking, bod: Bod) -> str:
    element = own.oorzaak(bod, staten.elementen)
    return GEEN if element is None else staten.benoemd(element)


def _samenvatting(
    blad: LosBlad,
    staten: Inschrijfstaten,
    vergelijkingen: list[Productvergelijking],
    places: dict[str, tuple[LosBlad, dict[str, int]]],
) -> None:
    first = blad.header("product", "inschrijver", PRIJS, KOSTPRIJS, "verschil", "oordeel", "het verst onder het model")
    for own in (v for v in vergelijkingen if v.biedingen):
        sheet, rows = places[own.product.naam]
        for column, bod in enumerate(own.biedingen, _EERSTE):
            blad.text(1, own.product.naam)
            blad.text(2, bod.inschrijver)
            model = sum(own.product.elementen.values(), Decimal(0))
            blad.formula(3, f"={sheet.there(column, rows['prijs'])}", bod.prijs, EUR_UUR)
            blad.formula(4, f"={sheet.there(_MODEL, rows['prijs'])}", model, EUR_UUR)
            blad.formula(5, f"={blad.at(3)}-{blad.at(4)}", bod.prijs - model, EUR_UUR)
            blad.formula(6, f"={sheet.there(column, rows['oordeel'])}", own.oordeel(bod), EUR_UUR)
            cause = _oorzaak(staten, own, bod)
            blad.formula(7, f"={sheet.there(column, rows['oorzaak'])}", cause, EUR_UUR)
            blad.row += 1
    blad.sheet.auto_filter.ref = f"A{first - 1}:{blad.at(7, max(first, blad.row - 1))}"
    blad.row += 1
    blad.line("Vraag bij een opvallend lage prijs om uitleg, voordat u besluit. Een lage prijs is geen bewijs.")
    blad.close(f"C{first}")


def _bedragen(blad: LosBlad, antwoorden: list[Ingevuld]) -> None:
    blad.header("inschrijver", "product", "element", "bedrag", "toelichting")
    for answer in antwoorden:
        for vraag in answer.formulier.vragen if answer.telt and answer.formulier else ():
            said = answer.opgaven.get(vraag.kenmerk)
            if said and said.cijfer is not None:
                texts = (answer.aanbieder, vraag.onderdeel, vraag.vraag, show(said.cijfer, EUR_UUR), said.toelichting)
                for column, text in enumerate(texts, 1):
                    blad.text(column, text)
                blad.row += 1
    blad.close()


def _meldingen(blad: LosBlad, antwoorden: list[Ingevuld]) -> None:
    blad.header("waar", "cel", "wat", "verwacht", "wat u kunt doen")
    for answer in antwoorden:
        for found in answer.bevindingen:
            for column, text in enumerate((found.blad, found.cel, found.wat, found.verwacht, found.herstel), 1):
                blad.text(column, text)
            blad.row += 1
    blad.none([f for a in antwoorden for f in a.bevindingen])
    blad.row += 1
    blad.heading("Opmerkingen")
    blad.header("inschrijver", "onderwerp", "opmerking")
    for answer in antwoorden:
        for subject, text in answer.opmerkingen:
            for column, said in enumerate((answer.aanbieder, subject, text), 1):
                blad.text(column, said)
            blad.row += 1
    blad.none([o for a in antwoorden for o in a.opmerkingen])
    blad.close()
