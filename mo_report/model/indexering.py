"""Tariffs at another prijspeil: separate figures for wages and prices, and what last year left over.

The year's index is set on figures that are voorlopig. When they become definitief, the next year
makes good the difference (inhaal). The example that VNG published for 2025 comes out.
"""

from mo_report.engine.expression import given, previous, rounded, summed
from mo_report.engine.schema import EIGEN, Block, Choice, Key, Line, Options, Parameter, Text, line, percentage
from mo_report.engine.units import EUR_ETMAAL, EUR_JAAR, EUR_UUR, FACTOR, PCT
from mo_report.model.algemeen import BEGELEIDING, JA, JA_NEE, Algemeen
from mo_report.model.etmaaltarief import COMPONENTEN, Locatietarief
from mo_report.model.locatie import Locatie
from mo_report.model.rekenwijze import VNG25
from mo_report.model.uurtarief import Uurtarief

#: The parts of a tariff that an index is set for: those of its components.
INDEXONDERDEEL = Options("indexonderdeel", fixed=tuple(dict.fromkeys(c.index for c in COMPONENTEN)))


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

    loon_inhaal = line(
        "inhaal loon",
        PCT,
        VNG25,
        (1 + loon_definitief) / (1 + loon) - 1,
        optional=True,
    )
    prijs_inhaal = line(
        "inhaal prijs",
        PCT,
        VNG25,
        (1 + prijs_definitief) / (1 + prijs) - 1,
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
        Indexaandeel.loonaandeel * Prijsindex.loon + (1 - Indexaandeel.loonaandeel) * Prijsindex.prijs,
        publish=True,
    )
    definitief = line(
        "index definitief",
        PCT,
        VNG25,
        Indexaandeel.loonaandeel * Prijsindex.loon_definitief
        + (1 - Indexaandeel.loonaandeel) * Prijsindex.prijs_definitief,
        optional=True,
        publish=True,
    )
    inhaal = line(
        "inhaal voor het volgende jaar",
        PCT,
        VNG25,
        Indexaandeel.loonaandeel * Prijsindex.loon_inhaal + (1 - Indexaandeel.loonaandeel) * Prijsindex.prijs_inhaal,
        optional=True,
        publish=True,
    )
    index = line(
        "index van het jaar",
        PCT,
        VNG25,
        given(previous(inhaal), voorlopig + previous(inhaal), voorlopig),
        publish=True,
        tariff=True,
    )
    factor = line("factor vanaf het prijspeil", FACTOR, EIGEN, 1 + index)
    # Year after year: the one line that builds on itself.
    factor.formula = given(previous(factor), previous(factor) * (1 + index), 1 + index)


def _geindexeerd() -> dict[str, Line]:
    """The parts of the tariff of the leading variant at the prices of the year, by name."""
    found = {}
    for onderdeel in INDEXONDERDEEL.fixed:
        amounts = [c.line for c in COMPONENTEN if c.index == onderdeel]
        label = "begeleiding dag en nacht" if onderdeel == BEGELEIDING else f"{onderdeel} geïndexeerd"
        factor = Index.factor.of(onderdeel=onderdeel)
        found[onderdeel] = line(label, EUR_ETMAAL, EIGEN, summed(amounts) * factor)
    return found


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
        rounded(Uurtarief.uurtarief_afgerond * Index.factor.of(onderdeel=BEGELEIDING)),
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

    _delen = _geindexeerd()
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
