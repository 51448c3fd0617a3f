"""Beside the taakbudget: L = p × q × t, and what the task should bring about.

A second way to a fixed budget, as bureau HHM used it elsewhere: a virtual tariff times what is really
used, times what the task is to change. And the indicators by which the gemeente follows the task; no
money hangs on these.
"""

from mo_report.engine.expression import Total, rounded
from mo_report.engine.schema import EIGEN, Block, Key, Text, line, parameter
from mo_report.engine.units import AANTAL, EUR_JAAR, EURO, GETAL, PCT
from mo_report.model.algemeen import BEGELEIDING
from mo_report.model.indexering import Index
from mo_report.model.rekenwijze import NOTA
from mo_report.model.taakgericht import Bijdrage, Taakbudget


class Gebruik(
    Block,
    title="Virtueel tarief en gebruik",
    path="lumpsum.{voorziening}.{parameter}",
    intro="Een tweede weg naar het taakbudget: L = p × q × t. Het tarief (p) keer het feitelijke gebruik (q) keer het "
    "transformatie-effect (t). Laat dit blad leeg als u alleen met beschikbaarheid en trajecten rekent.",
    vraag="lumpsum",
    internal=True,
):
    voorziening = Key("voorziening", hint="Naam van de voorziening, bijvoorbeeld ‘24-uursopvang’.")
    tarief = parameter(
        "virtueel tarief (p)", EURO, "Het tarief per eenheid, op het prijspeil.", low=0, high=1000000, usual=(1, 1000)
    )
    gebruik = parameter(
        "feitelijk gebruik (q)", AANTAL, "Hoeveel eenheden er in een jaar zijn gebruikt.", low=0, high=100000000
    )
    transformatie = parameter(
        "transformatie-effect (t)",
        PCT,
        "Wat het gebruik wordt door de andere manier van werken: 95% is vijf procent minder.",
        low=0,
        high=3,
        usual=("0.8", "1.2"),
    )

    lumpsum = line("lumpsum (L)", EUR_JAAR, EIGEN, rounded(tarief * gebruik * transformatie), tariff=True)


class Lumpsum(Block, title="Lumpsum samen", form="berekend", sources=(Gebruik,)):
    samen = line("lumpsum van alle voorzieningen", EUR_JAAR, EIGEN, Total(Gebruik.lumpsum))


class Lumpsumjaar(Block, title="Lumpsum naast het taakbudget", form="berekend", sources=(Taakbudget,)):
    reeks = Key("reeks")
    jaar = Key("jaar")

    lumpsum = line(
        "lumpsum van het jaar",
        EUR_JAAR,
        EIGEN,
        rounded(Lumpsum.samen * Index.factor.of(onderdeel=BEGELEIDING)),
        optional=True,
        tariff=True,
    )
    verschil = line("lumpsum min taakbudget", EUR_JAAR, EIGEN, lumpsum - Taakbudget.taakbudget, optional=True)


class Lumpsumbijdrage(Block, title="Lumpsum per gemeente", form="berekend", sources=(Bijdrage,)):
    """What each gemeente would pay of it, by the same key."""

    reeks = Key("reeks")
    jaar = Key("jaar")
    deelnemer = Key("gemeente")

    bedrag = line(
        "bijdrage aan de lumpsum", EUR_JAAR, EIGEN, rounded(Lumpsumjaar.lumpsum * Bijdrage.aandeel), optional=True
    )
    verschil = line("bijdrage aan de lumpsum min bijdrage nu", EUR_JAAR, EIGEN, bedrag - Bijdrage.bedrag, optional=True)


class Indicator(
    Block,
    title="Indicatoren",
    path="taakgericht.indicatoren.{indicator}.{parameter}",
    intro="Waaraan u ziet of de taak lukt, bijvoorbeeld uitstroom of verblijfsduur. Er hangt geen geld aan.",
    vraag="indicatoren",
    internal=True,
):
    indicator = Key("indicator", hint="Wat u meet, bijvoorbeeld ‘uitstroom per jaar’.")
    eenheid = Text("gemeten in", hint="Waarin u meet: cliënten, maanden, procent.", optional=True, most=40)
    norm = parameter("norm", GETAL, "Wat u wilt bereiken.", low=-1000000000, high=1000000000)
    meting = parameter(
        "meting",
        GETAL,
        "Wat u hebt gemeten; leeg als dat nog niet bekend is.",
        low=-1000000000,
        high=1000000000,
        optional=True,
    )

    verschil = line("meting min norm", GETAL, NOTA, meting - norm, optional=True)
