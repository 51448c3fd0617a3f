"""The sheets of the register on which the gemeente decides: all reactions, and those of each aanbieder."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal

from openpyxl.utils import get_column_letter

from mo_report.antwoorden import vorm
from mo_report.antwoorden.antwoord import Reactie
from mo_report.antwoorden.besluiten import DECIMALEN, Besluit, Regel, Waarde
from mo_report.antwoorden.gevolgen import Effect
from mo_report.engine.units import AANTAL, DATUM, EUR_JAAR, GETAL, TEKST
from mo_report.lib.namen import normalized
from mo_report.lib.notatie import LEEG, Unit, show
from mo_report.model.algemeen import JA, NEE
from mo_report.verhaal.reactie.punten import Punt
from mo_report.werkboek.formule import Address
from mo_report.werkboek.reactieblad import KEUZE
from mo_report.werkboek.regels import choice_here, date_validation, text_validation, validation_of
from mo_report.werkboek.sporen import link_to
from mo_report.werkboek.stijl import INVOER, TOELICHTING, TOETS, aligned, formatted, number_format, put_text, put_value
from mo_report.werkboek.stijl import TEKST as CEL_TEKST
from mo_report.werkboek.vel import SheetWriter

NIET_TE_BEREKENEN = "niet te berekenen"
PER_JAAR, ELDERS, VARIANT = "gevolg per jaar", "gevolg per jaar, andere variant", "welke variant"
VAN_BESLUIT, LET_OP = "gevolg van uw besluit per jaar", "let op"
BLAD, CEL = "blad van de invoer", "cel"
_VORIG_BESLUIT, _VORIGE_WAARDE, GEWIJZIGD = "besluit bij de berekening", "waarde bij de berekening", "gewijzigd"
KOPPEN = (
    "reactie", vorm.AANBIEDER, vorm.ONDERWERP, "eenheid", vorm.ONZE, vorm.HUN, "verschil", vorm.ONDERBOUWING, PER_JAAR,
    vorm.BESLUIT, vorm.GELDT, vorm.MOTIVERING, vorm.WIE, vorm.DATUM, VAN_BESLUIT, LET_OP, vorm.AANTEKENING,
    "onderdeel", ELDERS, VARIANT, "telt mee in alles", BLAD, CEL,
    vorm.KENMERK, _VORIG_BESLUIT, _VORIGE_WAARDE, GEWIJZIGD,
)  # fmt: skip
_AT = {name: n for n, name in enumerate(KOPPEN, 1)}
_BREED = {
    "reactie": 9, vorm.AANBIEDER: 18, vorm.ONDERWERP: 36, "eenheid": 14, vorm.ONZE: 14, vorm.HUN: 14, "verschil": 13,
    vorm.ONDERBOUWING: 38, PER_JAAR: 15, vorm.BESLUIT: 13, vorm.GELDT: 14, vorm.MOTIVERING: 42, vorm.WIE: 16,
    vorm.DATUM: 13, VAN_BESLUIT: 15, LET_OP: 34, vorm.AANTEKENING: 26,
}  # fmt: skip
#: From here on it is for the program: hidden.
_ACHTER = _AT[vorm.KENMERK]
ACTUEEL, VEROUDERD = "van deze besluiten", "uw besluiten zijn sindsdien gewijzigd: maak het register opnieuw"
_OPGETELD = "Opgeteld: elk besluit apart. Samen kan het gevolg anders zijn; dat rekent ‘mo-report reacties’ door."
#: Of a row of headings that wrap, in points.
_KOPHOOGTE = 40
_UITLEG = (
    "Besluit in de gele cellen over elke reactie. Het gevolg van uw besluiten staat ernaast en op de Samenvatting.",
    f"‘{vorm.DEELS}’: vul de waarde in die dan geldt. Bij ‘{vorm.OVERNEMEN}’ en ‘{vorm.NIET}’ laat u die cel leeg.",
    "De motivering komt in de nota en in het antwoord aan de aanbieder. Uw eigen aantekening komt nergens anders.",
    "Maakt u het register opnieuw, ook met nieuwe antwoorden, dan blijven uw besluiten staan.",
)


class Besluitblad:
    """The sheet with every reaction, and where each of its rows stands."""

    def __init__(self, vel: SheetWriter, gevolgen: Sequence[Effect], eerder: Mapping[tuple[str, str], Regel]) -> None:
        self.vel, self.gevolgen, self.eerder = vel, gevolgen, eerder
        self.first = self.last = 0

    def write(self, telt_mee: Sequence[Reactie], elders: Mapping[tuple[int, str], Address], leidend: str) -> None:
        """Fill the sheet. `elders` has where the effect of a reaction on a variant's budget stands."""
        vel = self.vel
        for text in _UITLEG:
            vel.line_of_text(text, TOELICHTING)
        vel.row += 1
        vel.header(*KOPPEN)
        self.first = vel.row
        for number, gevolg in enumerate(self.gevolgen, 1):
            self._regel(number, gevolg, telt_mee, elders, leidend)
            vel.row += 1
        self.last = vel.row - 1
        self._regels()
        for heading, size in _BREED.items():
            vel.width(_AT[heading], size)
        vel.sheet.auto_filter.ref = f"A{self.first - 1}:{get_column_letter(len(KOPPEN))}{max(self.first, self.last)}"
        vel.close(f"D{self.first}", grow=True)
        self.vel.sheet.row_dimensions[self.first - 1].height = _KOPHOOGTE
        vel.sheet.print_area = f"A1:{get_column_letter(_AT[vorm.AANTEKENING])}{max(self.first, self.last)}"
        for column in range(_ACHTER, len(KOPPEN) + 1):
            vel.sheet.column_dimensions[get_column_letter(column)].hidden = True

    def opgeteld(self, leidend: str) -> Decimal:
        """What the decisions do, each by itself."""
        outcomes = (
            _uitkomst(g, stands(g.reactie, self.eerder[sleutel(g.reactie)]), leidend)
            for g in self.gevolgen
            if g.reactie and sleutel(g.reactie) in self.eerder
        )
        return sum((o for o in outcomes if isinstance(o, Decimal)), Decimal(0))

    def area(self, kop: str) -> str:
        """The cells of a column, as a formula on another sheet names them."""
        letter = get_column_letter(_AT[kop])
        return f"'{self.vel.name}'!${letter}${self.first}:${letter}${max(self.first, self.last)}"

    def _regel(
        self,
        number: int,
        gevolg: Effect,
        telt_mee: Sequence[Reactie],
        elders: Mapping[tuple[int, str], Address],
        leidend: str,
    ) -> None:
        vel, reactie = self.vel, gevolg.reactie
        assert reactie
        punt = reactie.punt
        unit = punt.record.unit(punt.column)
        old = self.eerder.get(sleutel(reactie))
        vel.text(1, str(number))
        vel.text(2, reactie.aanbieder)
        vel.text(3, punt.onderwerp)
        vel.text(4, KEUZE if punt.keuzes else unit.word)
        self._waarde(vorm.ONZE, punt.waarde, unit)
        self._waarde(vorm.HUN, reactie.waarde, unit)
        if isinstance(punt.waarde, Decimal) and isinstance(reactie.waarde, Decimal):
            gap = round(reactie.waarde, DECIMALEN) - round(punt.waarde, DECIMALEN)
            vel.number(_AT["verschil"], f"=F{vel.row}-E{vel.row}", gap, unit)
        else:
            vel.dash(_AT["verschil"])
        vel.text(_AT[vorm.ONDERBOUWING], reactie.reden or "(geen)")
        self._effect(PER_JAAR, number, leidend, gevolg, elders)
        besluit = stands(reactie, old) if old else Besluit()
        self._besluit(punt, besluit, unit)
        self._van_besluit(gevolg, besluit, leidend)
        earlier = [f"onze waarde was {reactie.over} in de versie waar dit over ging"] if reactie.over else []
        vel.text(_AT[LET_OP], "; ".join([*let_op(gevolg), *earlier, *_anders(reactie, old)]))
        vel.text(_AT["onderdeel"], punt.onderdeel)
        if gevolg.elders:
            self._effect(ELDERS, number, gevolg.elders, gevolg, elders)
        else:
            vel.dash(_AT[ELDERS])
        vel.text(_AT[VARIANT], gevolg.elders)
        vel.text(_AT["telt mee in alles"], JA if reactie in telt_mee else NEE)
        sheet, cell = plaats_van(punt)
        vel.text(_AT[BLAD], sheet)
        vel.text(_AT[CEL], cell)
        vel.text(_AT[vorm.KENMERK], punt.kenmerk)

    def _waarde(self, kop: str, value: Waarde, unit: Unit) -> None:
        if isinstance(value, Decimal):
            self.vel.fixed(_AT[kop], round(value, DECIMALEN), unit)
        else:
            self.vel.text(_AT[kop], value or LEEG)

    def _effect(
        self, kop: str, number: int, variant: str, gevolg: Effect, elders: Mapping[tuple[int, str], Address]
    ) -> None:
        """The change of the region's budget, from the sheet with all effects."""
        vel, column, value = self.vel, _AT[kop], gevolg.jaren[variant]
        at = elders.get((number, normalized(variant)))
        if value is None:
            vel.text(column, NIET_TE_BEREKENEN)
        elif at is None:
            vel.fixed(column, Decimal(0), EUR_JAAR)
        else:
            vel.number(column, "=" + at.seen_from(vel.name), round(value, DECIMALEN), EUR_JAAR)
            link_to(vel.sheet.cell(vel.row, column), at, f"Komt van blad ‘{at.sheet}’, cel {at.cell}")

    def _besluit(self, punt: Punt, besluit: Besluit, unit: Unit) -> None:
        """The cells of the gemeente, with what it filled in before; and what that was, behind."""
        shown: dict[str, tuple[Waarde | date, Unit]] = {
            vorm.BESLUIT: (besluit.woord, TEKST),
            vorm.GELDT: (besluit.waarde, TEKST if punt.keuzes else unit),
            vorm.MOTIVERING: (besluit.motivering, TEKST),
            vorm.WIE: (besluit.wie, TEKST),
            vorm.DATUM: (besluit.datum, DATUM),
            vorm.AANTEKENING: (besluit.aantekening, TEKST),
        }
        for heading, (value, form) in shown.items():
            self._open(_AT[heading], value, form)
        self.vel.text(_AT[_VORIG_BESLUIT], besluit.woord)
        if isinstance(besluit.waarde, Decimal):
            self.vel.fixed(_AT[_VORIGE_WAARDE], besluit.waarde, unit)
        elif besluit.waarde:
            self.vel.text(_AT[_VORIGE_WAARDE], besluit.waarde)
        rule = choice_here(f"Een van: {', '.join(punt.keuzes)}.", punt.keuzes) if _in_lijst(punt) else None
        if rule is None and not punt.keuzes:
            rule = validation_of(punt.column.block, punt.column.label, punt.column, {})
        if rule is not None:
            rule.add(f"{get_column_letter(_AT[vorm.GELDT])}{self.vel.row}")
            self.vel.sheet.add_data_validation(rule)

    def _open(self, column: int, value: Waarde | date, unit: Unit) -> None:
        """A cell to be filled in."""
        cell = self.vel.sheet.cell(self.vel.row, column)
        if isinstance(value, str) and value:
            put_text(self.vel.sheet, self.vel.row, column, value, INVOER)
        elif value is not None and not isinstance(value, str):
            cell.value = float(value) if isinstance(value, Decimal) else value
        cell.style, cell.number_format = INVOER, number_format(unit, value)

    def _van_besluit(self, gevolg: Effect, besluit: Besluit, leidend: str) -> None:
        """What the decision does, live: all, nothing, or in proportion; and whether it is another one since."""
        vel, reactie, year = self.vel, gevolg.reactie, gevolg.jaren[leidend]
        assert reactie
        r, ours = vel.row, reactie.punt.waarde
        at = {name: f"{get_column_letter(_AT[name])}{r}" for name in KOPPEN}
        whole, word, value = at[PER_JAAR], at[vorm.BESLUIT], at[vorm.GELDT]
        column = _AT[VAN_BESLUIT]
        if year is None:
            vel.text(column, NIET_TE_BEREKENEN)
        else:
            part = '""'
            straight = isinstance(ours, Decimal) and isinstance(reactie.waarde, Decimal) and ours != reactie.waarde
            if straight:
                gap = f"({at[vorm.HUN]}-{at[vorm.ONZE]})"
                part = f'IF(ISNUMBER({value}),{whole}*({value}-{at[vorm.ONZE]})/{gap},"")'
            last = f'IF({word}="{vorm.DEELS}",{part},"")'
            formula = f'=IF({word}="{vorm.OVERNEMEN}",{whole},IF({word}="{vorm.NIET}",0,{last}))'
            cell = put_text(vel.sheet, r, column, "", TOETS)
            formatted(cell, number_format(EUR_JAAR))
            aligned(cell, horizontal="right")
            vel.bouwer.formula(Address(vel.name, r, column), formula, _uitkomst(gevolg, besluit, leidend))
        same = f"AND({word}={at[_VORIG_BESLUIT]},{value}={at[_VORIGE_WAARDE]})"
        put_text(vel.sheet, r, _AT[GEWIJZIGD], "", TOETS)
        vel.bouwer.formula(Address(vel.name, r, _AT[GEWIJZIGD]), f"=IF({same},0,1)", Decimal(0))

    def _regels(self) -> None:
        """What the cells of the gemeente take."""
        if self.last < self.first:
            return
        for heading, rule in (
            (vorm.BESLUIT, choice_here("Uw besluit.", vorm.BESLUITEN)),
            (vorm.MOTIVERING, text_validation("Motivering", "Waarom u zo besluit. De aanbieder leest dit.")),
            (vorm.WIE, text_validation("Wie besluit", "Naam of functie. Dit komt niet in de nota.")),
            (vorm.DATUM, date_validation("Datum van het besluit", "Typ een datum, zoals 12-3-2026.")),
            (vorm.AANTEKENING, text_validation("Eigen aantekening", "Dit komt nergens anders te staan.")),
        ):
            letter = get_column_letter(_AT[heading])
            rule.add(f"{letter}{self.first}:{letter}{self.last}")
            self.vel.sheet.add_data_validation(rule)


def _uitkomst(gevolg: Effect, besluit: Besluit, leidend: str) -> Decimal | str:
    """What a decision does by itself, EUR per year; empty where nobody can say."""
    year, reactie = gevolg.jaren[leidend], gevolg.reactie
    if year is None or reactie is None:
        return ""
    if besluit.woord == vorm.OVERNEMEN:
        return round(year, DECIMALEN)
    if besluit.woord == vorm.NIET:
        return Decimal(0)
    ours, theirs = reactie.punt.waarde, reactie.waarde
    if besluit.woord != vorm.DEELS or not isinstance(besluit.waarde, Decimal):
        return ""
    if not isinstance(ours, Decimal) or not isinstance(theirs, Decimal) or ours == theirs:
        return ""
    return round(year * (besluit.waarde - ours) / (theirs - ours), DECIMALEN)


def sleutel(reactie: Reactie) -> tuple[str, str]:
    """By what a reaction is known again in an earlier register."""
    return normalized(reactie.aanbieder), reactie.punt.kenmerk


def _in_lijst(punt: Punt) -> bool:
    """Whether the options of a choice fit in a rule for one cell."""
    return bool(punt.keuzes) and not any("," in k for k in punt.keuzes) and sum(map(len, punt.keuzes)) < 200


def let_op(gevolg: Effect) -> list[str]:
    """What else there is to say of an effect."""
    found = [f"klopt dan niet meer: {gevolg.bezwaar}"] if gevolg.bezwaar else []
    if gevolg.subsidie:
        found.append(f"daarnaast via subsidie {show(gevolg.subsidie, EUR_JAAR)} per jaar")
    return found


def stands(reactie: Reactie, old: Regel) -> Besluit:
    """An earlier decision, as it stands now: on another value than it was about nothing was decided yet."""
    return old.besluit if _zelfde(reactie, old) else replace(old.besluit, woord="")


def _zelfde(reactie: Reactie, old: Regel) -> bool:
    was, now = old.hun, reactie.waarde
    if isinstance(was, Decimal) and isinstance(now, Decimal):
        return round(was, DECIMALEN) == round(now, DECIMALEN)
    return was == now


def _anders(reactie: Reactie, old: Regel | None) -> list[str]:
    """Whether the aanbieder says something else than what was decided on."""
    if old is None or not old.besluit.woord:
        return []
    unit = reactie.punt.record.unit(reactie.punt.column)
    if not _zelfde(reactie, old):
        shown = show(old.hun, unit) if isinstance(old.hun, Decimal) else f"‘{old.hun or LEEG}’"
        return [
            f"de aanbieder noemt nu een andere waarde: u besloot ‘{old.besluit.woord}’ over {shown}; besluit opnieuw"
        ]
    if old.reden not in (reactie.reden, "(geen)"):
        return ["de aanbieder geeft nu een andere onderbouwing dan waar u over besloot"]
    return []


def plaats_van(punt: Punt) -> tuple[str, str]:
    """The cell of the input that a reaction is about; of a row that is missing only its sheet."""
    if punt.is_inzet:
        # What a locatie really works stands with its team, which the locatie names.
        found = punt.record.places.get("team") or punt.record.places.get("locatie")
    else:
        given = punt.record.values.get(punt.column)
        found = given.plek if given and given.plek.cel else punt.record.places.get(punt.column.name)
    return (found.blad, found.cel) if found else (punt.record.block.title, "nieuwe rij")


def aanbiederblad(vel: SheetWriter, bron: Besluitblad, aanbieder: str) -> None:
    """The reactions of one aanbieder, to be read and printed: everything follows the sheet with all of them."""
    shown = (vorm.ONDERWERP, vorm.ONZE, vorm.HUN, vorm.ONDERBOUWING, vorm.BESLUIT, vorm.GELDT, vorm.MOTIVERING)
    vel.header("reactie", *shown)
    first = vel.row
    for n, gevolg in enumerate(bron.gevolgen):
        if gevolg.reactie is None or gevolg.reactie.aanbieder != aanbieder:
            continue
        vel.text(1, str(n + 1))
        for column, heading in enumerate(shown, 2):
            there = Address(bron.vel.name, bron.first + n, _AT[heading])
            origin = bron.vel.sheet[there.cell]
            ref = there.seen_from(vel.name)
            kept = origin.value if origin.value is not None else ""
            value = Decimal(repr(kept)) if isinstance(kept, int | float) else str(kept)
            cell = put_text(vel.sheet, vel.row, column, "")
            formatted(cell, origin.number_format)
            vel.bouwer.formula(Address(vel.name, vel.row, column), f'=IF({ref}="","",{ref})', value)
        vel.row += 1
    for column, heading in enumerate(("reactie", *shown), 1):
        vel.width(column, {"reactie": 9, vorm.ONZE: 24, vorm.HUN: 13}.get(heading, _BREED[heading]))
    vel.sheet.row_dimensions[first - 1].height = _KOPHOOGTE
    vel.close(f"A{first}", grow=True)


def eerderblad(vel: SheetWriter, regels: Sequence[Regel]) -> None:
    """Decisions on reactions that are in none of the answers any more."""
    said = (vorm.AANBIEDER, vorm.ONDERWERP, vorm.ONZE, vorm.HUN, vorm.ONDERBOUWING)
    vel.header(*said, *vorm.VAN_GEMEENTE, vorm.KENMERK)
    for r in regels:
        b = r.besluit
        cells = (r.aanbieder, r.onderwerp, r.onze, r.hun, r.reden, b.woord, b.waarde, b.motivering, b.wie)
        for column, value in enumerate((*cells, b.datum, b.aantekening, r.kenmerk), 1):
            if isinstance(value, Decimal):
                vel.fixed(column, value, GETAL)
            elif isinstance(value, date):
                put_value(vel.sheet, vel.row, column, value, DATUM, CEL_TEKST)
            else:
                vel.text(column, value or "")
        vel.row += 1
    vel.close("C5")


def besluitsom(vel: SheetWriter, blad: Besluitblad, besloten: Effect | None, leidend: str) -> None:
    """What the decisions come to: added up live, and computed together when the register was made."""
    vel.heading(f"Uw besluiten, per jaar ({leidend})")
    vel.line_of_text(_OPGETELD, TOELICHTING)
    own = [stands(r, blad.eerder[k]) for g in blad.gevolgen if (r := g.reactie) and (k := sleutel(r)) in blad.eerder]
    decided = Decimal(sum(bool(b.woord) for b in own))
    vel.text(1, "reacties waarover is besloten")
    words = blad.area(vorm.BESLUIT)
    vel.number(2, "=" + "+".join(f'COUNTIF({words},"{w}")' for w in vorm.BESLUITEN), decided, AANTAL)
    vel.row += 1
    vel.text(1, "opgeteld, nu")
    effects = blad.area(VAN_BESLUIT)
    vel.number(2, f"=SUM({effects})", blad.opgeteld(leidend), EUR_JAAR)
    vel.row += 1
    vel.text(1, "samen doorgerekend, bij het maken")
    together = besloten.per_jaar if besloten else None
    if not decided:
        vel.text(2, "nog geen besluit")
    elif together is None:
        vel.text(2, NIET_TE_BEREKENEN)
    else:
        vel.fixed(2, together, EUR_JAAR)
    changed = blad.area(GEWIJZIGD)
    put_text(vel.sheet, vel.row, 3, "")
    vel.bouwer.formula(Address(vel.name, vel.row, 3), f'=IF(SUM({changed})=0,"{ACTUEEL}","{VEROUDERD}")', ACTUEEL)
    vel.row += 2
