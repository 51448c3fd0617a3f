"""Informatienota 2023: one budget for several years, paid by the gemeenten together.

The budget is built from the same tariffs, indexed. It is divided in whole units (cents, if the
user so chooses) by the largest remainder: the units left over go to whoever was cut most.
"""

from mo_report.engine.check import Check
from mo_report.engine.expression import (
    Rank,
    Total,
    Word,
    compare,
    either,
    floored,
    highest,
    if_,
    rounded,
    to_node,
)
from mo_report.engine.schema import EIGEN, Block, Key, line, parameter, percentage
from mo_report.engine.units import AANTAL, EUR_JAAR, EURO, FACTOR, PCT, TEKST
from mo_report.model.algemeen import BEGELEIDING, JA, Algemeen
from mo_report.model.budget import Budget
from mo_report.model.declarabiliteit import UREN_OVER
from mo_report.model.indexering import Index, Indexjaar, Indexreeks, Prijsindex
from mo_report.model.locatie import Aanbieder, Locatie
from mo_report.model.rekenwijze import NOTA


class Taakjaar(
    Block,
    title="Taakjaren",
    path="taakgericht.{jaar}.{parameter}",
    intro="De jaren van het contract in de taakgerichte variant. De jaren moeten ook op het blad "
    "Indexcijfers staan. Laat dit blad leeg als u deze variant niet bekijkt.",
    vraag="taakgericht",
    internal=True,
):
    jaar = Key("jaar", hint="Een jaar van het contract.")
    bijstelling = percentage(
        "bijstelling",
        "Groei of besparing in dit jaar; geldt alleen voor dit jaar. 0% als er geen is.",
    )
    bijstelling.low = -bijstelling.high if bijstelling.high is not None else None


class Deelnemer(
    Block,
    title="Verdeelsleutel",
    path="taakgericht.verdeelsleutel.{deelnemer}",
    intro="De gemeenten die samen betalen, elk met een gewicht, zoals het aantal inwoners. Het aandeel "
    "is het gewicht, gedeeld door alle gewichten samen.",
    vraag="taakgericht",
    internal=True,
):
    deelnemer = Key("gemeente", hint="Naam van de gemeente.")
    sleutel = parameter("gewicht", AANTAL, "Inwoners, procenten of een ander gewicht.", low=0, high=100000000)


class Bezetting(
    Block,
    title="Bezettingen",
    path="taakgericht.bezettingen.{bezetting}.{parameter}",
    intro="Hoe vol de opvang is en hoeveel trajecten er zijn, om de financieringen te vergelijken. "
    "100% is wat er nu is afgesproken.",
    vraag="taakgericht",
    internal=True,
):
    bezetting = Key("bezetting", hint="Naam, bijvoorbeeld ‘rustig jaar’.")
    plekken = percentage("bezette plekken", "Deel van de plekken dat bezet is.", high=3)
    trajecten = percentage("aantal trajecten", "Deel van de trajecten van nu.", high=3)


class Taaklocatie(
    Block,
    title="Taakbudget per locatie",
    form="berekend",
    sources=(Indexreeks, Taakjaar, Prijsindex, Algemeen, Aanbieder, Locatie),
    only={"toepassen": JA, "consortium": JA},
):
    """In the leading variant, which Algemeen names; only locaties of aanbieders who take part."""

    reeks = Key("reeks")
    jaar = Key("jaar")
    locatie = Key("locatie")

    beschikbaarheid = line("beschikbaarheid", EUR_JAAR, NOTA, Indexjaar.jaarbedrag)
    trajecten = line(
        "trajecten",
        EUR_JAAR,
        NOTA,
        rounded(Budget.trajecten * Index.factor.of(onderdeel=BEGELEIDING)),
    )
    dagopvang = line(
        "dagopvang",
        EUR_JAAR,
        NOTA,
        rounded(either(Budget.dagopvang, 0) * Index.factor.of(onderdeel=BEGELEIDING)),
    )
    totaal = line("samen", EUR_JAAR, NOTA, beschikbaarheid + trajecten + dagopvang)


class Taakbudget(Block, title="Taakbudget per jaar", form="berekend", sources=(Taaklocatie,)):
    reeks = Key("reeks")
    jaar = Key("jaar")

    beschikbaarheid = line("beschikbaarheid van alle locaties", EUR_JAAR, NOTA, Total(Taaklocatie.beschikbaarheid))
    trajecten = line("trajecten van alle locaties", EUR_JAAR, NOTA, Total(Taaklocatie.trajecten))
    dagopvang = line("dagopvang van alle locaties", EUR_JAAR, NOTA, Total(Taaklocatie.dagopvang))
    samen = line("samen voor bijstelling", EUR_JAAR, NOTA, beschikbaarheid + trajecten + dagopvang)
    taakbudget = line(
        "taakbudget",
        EUR_JAAR,
        NOTA,
        rounded(rounded(samen * (1 + Taakjaar.bijstelling) / Algemeen.verdelen_op, 0) * Algemeen.verdelen_op),
        tariff=True,
    )
    eenheden = line("taakbudget in eenheden", AANTAL, EIGEN, rounded(taakbudget / Algemeen.verdelen_op, 0))


class Taaktotaal(Block, title="Taakbudget over alle jaren", form="berekend", sources=(Taakbudget,)):
    reeks = Key("reeks")

    taakbudget = line("taakbudget over alle jaren", EURO, NOTA, Total(Taakbudget.taakbudget), tariff=True)


class Sleutelsom(Block, title="Som van de gewichten", form="berekend", sources=(Algemeen,)):
    samen = line("gewichten samen", AANTAL, NOTA, Total(Deelnemer.sleutel))


class Verdeling(
    Block,
    title="Verdeling in hele eenheden",
    form="berekend",
    sources=(Taakbudget, Deelnemer),
):
    reeks = Key("reeks")
    jaar = Key("jaar")
    deelnemer = Key("gemeente")

    aandeel = line(
        "aandeel",
        PCT,
        NOTA,
        Deelnemer.sleutel / Sleutelsom.samen,
        hint="Geef minstens één gemeente een gewicht boven nul.",
    )
    # Rounded first: LibreOffice takes 523.225.802,9995 for whole already when it rounds down.
    eenheden = line(
        "hele eenheden",
        AANTAL,
        EIGEN,
        floored(rounded(Taakbudget.eenheden * Deelnemer.sleutel / Sleutelsom.samen, 2)),
        hint="Geef minstens één gemeente een gewicht boven nul.",
    )
    # Subtracted before it is divided: with whole weights both sides are whole and exact, where
    # 48.339,27 - 48.339 of a large budget would lose its last digits.
    rest = line(
        "rest",
        FACTOR,
        EIGEN,
        rounded(
            (Taakbudget.eenheden * Deelnemer.sleutel - eenheden * Sleutelsom.samen) / Sleutelsom.samen,
            4,
        ),
    )
    voor = line("gemeenten met een grotere rest", AANTAL, EIGEN, Rank(rest, per=("reeks", "jaar")))


class Restverdeling(Block, title="Eenheden die overblijven", form="berekend", sources=(Verdeling,)):
    reeks = Key("reeks")
    jaar = Key("jaar")

    over = line(
        "eenheden over",
        AANTAL,
        EIGEN,
        Taakbudget.eenheden - Total(Verdeling.eenheden),
    )


class Bijdrage(Block, title="Bijdrage per gemeente", form="berekend", sources=(Verdeling,)):
    reeks = Key("reeks")
    jaar = Key("jaar")
    deelnemer = Key("gemeente")

    aandeel = line("aandeel van de gemeente", PCT, NOTA, Verdeling.aandeel)
    bedrag = line(
        "bijdrage",
        EUR_JAAR,
        NOTA,
        rounded(
            (Verdeling.eenheden + if_(compare(Verdeling.voor, "<", Restverdeling.over), 1, 0)) * Algemeen.verdelen_op
        ),
        tariff=True,
    )


DUURDER_TAAK, DUURDER_NU, EVEN_DUUR = "taakgericht", "per plek en cliënt", "geen verschil"


class Financiering(
    Block,
    title="Taakgericht naast andere financieringen",
    form="berekend",
    sources=(Taakbudget, Bezetting),
):
    reeks = Key("reeks")
    jaar = Key("jaar")
    bezetting = Key("bezetting")

    taakgericht = line("taakgericht: vast budget", EUR_JAAR, NOTA, Taakbudget.taakbudget)
    per_plek = line(
        "nu: beschikbare plekken",
        EUR_JAAR,
        NOTA,
        rounded(Taakbudget.beschikbaarheid * highest(1, Bezetting.plekken)),
        hint="Boven 100% koopt de gemeente plekken bij; daaronder blijft zij alle plekken betalen.",
    )
    per_client = line(
        "nu: trajecten per cliënt",
        EUR_JAAR,
        NOTA,
        rounded(Taakbudget.trajecten * Bezetting.trajecten),
    )
    nu = line(
        "nu: samen met dagopvang",
        EUR_JAAR,
        NOTA,
        per_plek + per_client + Taakbudget.dagopvang,
    )
    arrangement = line(
        "alles per cliënt (arrangementen)",
        EUR_JAAR,
        NOTA,
        rounded(Taakbudget.beschikbaarheid * Bezetting.plekken) + per_client + Taakbudget.dagopvang,
    )
    verschil = line("taakgericht min nu", EUR_JAAR, NOTA, rounded(taakgericht - nu))
    duurst = line(
        "taakgericht of nu: wat duurder is",
        TEKST,
        NOTA,
        if_(
            compare(verschil, "=", 0),
            Word(EVEN_DUUR),
            if_(compare(verschil, "<", 0), Word(DUURDER_NU), Word(DUURDER_TAAK)),
        ),
    )


Check(
    "bijdragen van gemeenten samen het taakbudget",
    Restverdeling,
    ("reeks", "jaar"),
    Total(Bijdrage.bedrag),
    "=",
    to_node(Taakbudget.taakbudget),
    EUR_JAAR,
    "Geef minstens één gemeente een gewicht boven nul.",
    Deelnemer.sleutel,
    after=(UREN_OVER,),
)
