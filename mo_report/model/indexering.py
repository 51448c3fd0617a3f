"""Tariffs at another prijspeil: separate figures for wages and prices, and what last year left over.

The year's index is set on figures that are voorlopig. When they become definitief, the next year
makes good the difference (inhaal), or it is paid afterwards (nabetaling). How VNG did so differs by
year: its tables for 2024, for 2025 as first published and as corrected all come out.
"""

from collections.abc import Callable

from mo_report.engine.expression import (
    Arithmetic,
    Operand,
    Total,
    When,
    given,
    previous,
    rounded,
    summed,
    to_node,
    when,
)
from mo_report.engine.schema import EIGEN, Block, Choice, Column, Key, Line, Options, Parameter, Text, line, percentage
from mo_report.engine.units import EUR_ETMAAL, EUR_JAAR, EUR_UUR, FACTOR, PCT
from mo_report.model.algemeen import BEGELEIDING, JA, JA_NEE, Algemeen
from mo_report.model.etmaaltarief import COMPONENTEN, Locatietarief
from mo_report.model.locatie import Locatie
from mo_report.model.rekenwijze import VNG25
from mo_report.model.uurtarief import Uurtarief, op_tarief

#: The parts of a tariff that an index is set for: those of its components.
INDEXONDERDEEL = Options("indexonderdeel", fixed=tuple(dict.fromkeys(c.index for c in COMPONENTEN)))

VERHOUDING, PROCENTPUNTEN = "verhouding", "procentpunten"
METHODE = Options("methode van de inhaal", fixed=(VERHOUDING, PROCENTPUNTEN))
PER_DEEL, OP_HET_EIND = "per deel", "op het eind"
INDEXAFRONDING = Options("afronden van de index", fixed=(PER_DEEL, OP_HET_EIND))
#: A hundredth of a percent, which is how index figures are published.
_CIJFERS = 4


class Indexreeks(
    Block,
    title="Indexreeksen",
    intro="Een reeks is een rij jaren met indexcijfers. Een reeks die u toepast, begint in het jaar "
    "na het prijspeil. Laat dit blad leeg als u niet indexeert.",
    vraag="indexering",
):
    reeks = Key("reeks", hint="Naam van de reeks.")
    toepassen = Choice("toepassen", hint="Ja: de tarieven worden met deze reeks geïndexeerd.", among=JA_NEE)
    omschrijving = Text("omschrijving", hint="Waar de cijfers vandaan komen.", optional=True)


def _index(label: str, hint: str, *, optional: bool = False) -> Parameter:
    p = percentage(label, hint, usual=(0, "0.1"), optional=optional)
    p.low = -p.high if p.high is not None else None
    return p


def _inhaal(methode: Choice, voorlopig: Parameter, definitief: Parameter) -> When:
    """What a year was too low or too high, by the method of the year."""
    return when(methode, PROCENTPUNTEN, definitief - voorlopig, (1 + definitief) / (1 + voorlopig) - 1)


class Prijsindex(
    Block,
    title="Indexcijfers",
    path="indexcijfers.{reeks}.{jaar}.{parameter}",
    intro="De indexcijfers per jaar: lonen (OVA) en prijzen (PPC), voorlopig en, als ze er zijn, "
    "definitief. Geef de jaren op volgorde, zonder gat.",
    vraag="indexering",
    series="jaar",
):
    reeks = Key("reeks", hint="Kies een reeks.", among=Indexreeks)
    jaar = Key("jaar", hint="Het jaar waarvoor de index geldt.")
    loon = _index("loon voorlopig", "Voorlopige OVA van dit jaar.")
    prijs = _index("prijs voorlopig", "Voorlopige PPC van dit jaar.")
    loon_definitief = _index("loon definitief", "Definitieve OVA; leeg als die er nog niet is.", optional=True)
    prijs_definitief = _index("prijs definitief", "Definitieve PPC; leeg als die er nog niet is.", optional=True)

    methode = Choice(
        "methode van de inhaal",
        hint="Hoe de inhaal over dit jaar wordt berekend: als verhouding (1 + definitief) / (1 + voorlopig), of als "
        "verschil in procentpunten. Leeg: verhouding.",
        optional=True,
        among=METHODE,
    )
    indexafronding = Choice(
        "index afronden",
        hint="Per deel: voorlopig en inhaal elk op 0,01%. Op het eind: alleen de som. Leeg: niet afronden.",
        optional=True,
        among=INDEXAFRONDING,
    )

    loon_inhaal = line(
        "inhaal loon",
        PCT,
        VNG25,
        _inhaal(methode, loon, loon_definitief),
        optional=True,
    )
    prijs_inhaal = line(
        "inhaal prijs",
        PCT,
        VNG25,
        _inhaal(methode, prijs, prijs_definitief),
        optional=True,
    )


class Indexaandeel(
    Block,
    title="Loonaandeel",
    path="indexcijfers.loonaandeel.{onderdeel}",
    intro="Welk deel van elk onderdeel van het tarief uit lonen bestaat. De rest volgt de prijzen.",
    vraag="indexering",
):
    onderdeel = Key("onderdeel", hint="Kies een onderdeel.", among=INDEXONDERDEEL)
    loonaandeel = percentage("loonaandeel", "Deel dat de lonen volgt, zoals 90%.")


def _gewogen(loon: Column, prijs: Column) -> Arithmetic:
    """A figure for wages and one for prices, by the share of wages."""
    return Indexaandeel.loonaandeel * loon + (1 - Indexaandeel.loonaandeel) * prijs


def _samen(voorlopig: Operand, inhaal: Operand) -> When:
    """The two parts of an index together, rounded as the year says."""
    per_part = rounded(voorlopig, _CIJFERS) + rounded(inhaal, _CIJFERS)
    at_the_end = rounded(to_node(voorlopig) + inhaal, _CIJFERS)
    return when(
        Prijsindex.indexafronding,
        PER_DEEL,
        per_part,
        when(Prijsindex.indexafronding, OP_HET_EIND, at_the_end, to_node(voorlopig) + inhaal),
    )


class Index(
    Block,
    title="Index per onderdeel",
    form="berekend",
    sources=(Prijsindex, Indexaandeel),
    series="jaar",
):
    reeks = Key("reeks")
    jaar = Key("jaar")
    onderdeel = Key("onderdeel")

    voorlopig = line(
        "index voorlopig",
        PCT,
        VNG25,
        _gewogen(Prijsindex.loon, Prijsindex.prijs),
        publish=True,
    )
    definitief = line(
        "index definitief",
        PCT,
        VNG25,
        _gewogen(Prijsindex.loon_definitief, Prijsindex.prijs_definitief),
        optional=True,
        publish=True,
    )
    inhaal = line(
        "inhaal voor het volgende jaar",
        PCT,
        VNG25,
        _gewogen(Prijsindex.loon_inhaal, Prijsindex.prijs_inhaal),
        optional=True,
        publish=True,
    )
    index = line(
        "index van het jaar",
        PCT,
        VNG25,
        given(
            previous(inhaal),
            _samen(voorlopig, previous(inhaal)),
            when(Prijsindex.indexafronding, "", voorlopig, rounded(voorlopig, _CIJFERS)),
        ),
        publish=True,
        tariff=True,
    )
    factor = line("factor vanaf het prijspeil", FACTOR, EIGEN, 1 + index)
    # Year after year: the one line that builds on itself.
    factor.formula = given(previous(factor), previous(factor) * (1 + index), 1 + index)


def _definitief() -> Line:
    """The factor that a year would have had with its definitive figures."""
    return line(
        "factor met definitieve cijfers",
        FACTOR,
        EIGEN,
        Index.factor * (1 + Index.index - Index.voorlopig + Index.definitief) / (1 + Index.index),
        optional=True,
    )


class Indexachteraf(Block, title="Index met definitieve cijfers", form="berekend", sources=(Index,)):
    reeks = Key("reeks")
    jaar = Key("jaar")
    onderdeel = Key("onderdeel")

    factor = _definitief()


def _geindexeerd(factor: Line, label: Callable[[str], str], *, optional: bool = False) -> dict[str, Line]:
    """The parts of the tariff of the leading variant at the prices of the year, by name."""
    found = {}
    for onderdeel in INDEXONDERDEEL.fixed:
        amounts = summed(c.line for c in COMPONENTEN if c.index == onderdeel)
        formula = amounts * factor.of(onderdeel=onderdeel)
        found[onderdeel] = line(label(onderdeel), EUR_ETMAAL, EIGEN, formula, optional=optional)
    return found


def _label(onderdeel: str) -> str:
    return "begeleiding dag en nacht" if onderdeel == BEGELEIDING else f"{onderdeel} geïndexeerd"


class Uurtariefjaar(
    Block,
    title="Uurtarieven per jaar",
    form="berekend",
    sources=(Indexreeks, Uurtarief, Prijsindex),
    only={"toepassen": JA},
):
    reeks = Key("reeks")
    parameterset = Key("parameterset")
    product = Key("product")
    jaar = Key("jaar")

    tarief = line(
        "geïndexeerd uurtarief",
        EUR_UUR,
        EIGEN,
        op_tarief(Uurtarief.uurtarief_afgerond * Index.factor.of(onderdeel=BEGELEIDING)),
        tariff=True,
    )


class Indexjaar(
    Block,
    title="Tarief per plek in elk jaar",
    form="berekend",
    path="locaties.{locatie}.index.{reeks}.{jaar}.{parameter}",
    sources=(Indexreeks, Algemeen, Locatie, Prijsindex),
    only={"toepassen": JA},
):
    """The tariff of the leading variant, which Algemeen names, year by year."""

    reeks = Key("reeks")
    locatie = Key("locatie")
    jaar = Key("jaar")

    _delen = _geindexeerd(Index.factor, _label)
    locals().update(_delen)
    tarief = line(
        "geïndexeerd tarief per plek per etmaal",
        EUR_ETMAAL,
        EIGEN,
        rounded(summed(_delen.values())),
        tariff=True,
    )
    jaarbedrag = line(
        "geïndexeerd bedrag per jaar",
        EUR_JAAR,
        EIGEN,
        rounded(tarief * Locatietarief.plekken * Algemeen.dagen_per_jaar),
        tariff=True,
    )


class Nabetaling(
    Block,
    title="Nabetaling per locatie",
    form="berekend",
    path="locaties.{locatie}.nabetaling.{reeks}.{jaar}.{parameter}",
    sources=(Indexreeks, Algemeen, Locatie, Prijsindex),
    only={"toepassen": JA},
):
    """What a year would have paid with definitive figures, less what it paid; the inhaal mends later years only."""

    reeks = Key("reeks")
    locatie = Key("locatie")
    jaar = Key("jaar")

    _delen = _geindexeerd(Indexachteraf.factor, lambda name: f"{name}, met definitieve cijfers", optional=True)
    locals().update(_delen)
    tarief = line("tarief met definitieve cijfers", EUR_ETMAAL, EIGEN, rounded(summed(_delen.values())), optional=True)
    bedrag = line(
        "nabetaling over het jaar",
        EUR_JAAR,
        EIGEN,
        rounded((tarief - Indexjaar.tarief) * Locatietarief.plekken * Algemeen.dagen_per_jaar),
        optional=True,
        tariff=True,
    )


_ACHTERAF = Indexachteraf.factor.of(onderdeel=BEGELEIDING)


class Nabetalingtotaal(
    Block, title="Nabetaling samen", form="berekend", sources=(Indexreeks, Prijsindex), only={"toepassen": JA}
):
    reeks = Key("reeks")
    jaar = Key("jaar")

    # Only of a year whose definitive figures are known.
    bedrag = line(
        "nabetaling van alle locaties samen",
        EUR_JAAR,
        EIGEN,
        given(_ACHTERAF, Total(Nabetaling.bedrag), _ACHTERAF),
        optional=True,
        tariff=True,
    )
