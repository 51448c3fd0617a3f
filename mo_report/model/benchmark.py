"""Report, 1.2 and 2.3: the gemeente beside reference gemeenten, on figures that the user fills in."""

from mo_report.engine.expression import Rank, rounded
from mo_report.engine.schema import Block, Choice, Key, line, parameter
from mo_report.engine.units import AANTAL, EUR_ETMAAL, EUR_INWONER, EUR_JAAR, EUR_PLEK, EUR_UUR, PCT, PLAATS
from mo_report.model.algemeen import JA_NEE
from mo_report.model.rekenwijze import RAPPORT

P23 = RAPPORT("par. 2.3")


class Benchmark(
    Block,
    title="Benchmark",
    path="benchmark.{referentie}.{parameter}",
    intro="Uw gemeente naast andere gemeenten. Vul in wat u weet; van lege cellen wordt niets "
    "berekend. Laat dit blad leeg als u niet vergelijkt.",
    vraag="benchmark",
    internal=True,
):
    referentie = Key("gemeente", hint="Naam van de gemeente.")
    eigen = Choice("eigen gemeente", hint="Ja bij uw eigen gemeente.", optional=True, among=JA_NEE)
    uitgaven = parameter(
        "uitgaven",
        EUR_JAAR,
        "Uitgaven aan maatschappelijke opvang per jaar.",
        low=0,
        high=10000000000,
        optional=True,
    )
    rijksbudget = parameter(
        "rijksbudget",
        EUR_JAAR,
        "Budget van het Rijk voor maatschappelijke opvang.",
        above=0,
        high=10000000000,
        optional=True,
    )
    plekken = parameter("plekken", AANTAL, "Aantal opvangplekken.", above=0, high=1000000, optional=True)
    inwoners = parameter("inwoners", AANTAL, "Inwoners van de regio.", above=0, high=100000000, optional=True)
    uurtarief = parameter(
        "uurtarief begeleiding",
        EUR_UUR,
        "Uurtarief woonbegeleiding.",
        low=0,
        high=1000,
        usual=(30, 150),
        optional=True,
    )
    etmaaltarief = parameter(
        "tarief per etmaal",
        EUR_ETMAAL,
        "Gemiddeld tarief per plek per etmaal.",
        low=0,
        high=10000,
        usual=(10, 400),
        optional=True,
    )

    # Rounded: of figures that look the same, none comes first.
    per_inwoner = line("uitgaven per inwoner", EUR_INWONER, P23, rounded(uitgaven / inwoners), optional=True)
    plaats_inwoner = line(
        "plaats naar uitgaven per inwoner",
        PLAATS,
        P23,
        1 + Rank(per_inwoner, shared=True),
        optional=True,
    )
    per_plek = line("uitgaven per plek", EUR_PLEK, P23, rounded(uitgaven / plekken), optional=True)
    plaats_plek = line("plaats naar uitgaven per plek", PLAATS, P23, 1 + Rank(per_plek, shared=True), optional=True)
    inwoners_per_plek = line("inwoners per plek", AANTAL, P23, inwoners / plekken, optional=True)
    rijk_per_inwoner = line("rijksbudget per inwoner", EUR_INWONER, P23, rijksbudget / inwoners, optional=True)
    gebruik = line(
        "uitgaven als deel van het rijksbudget",
        PCT,
        P23,
        rounded(uitgaven / rijksbudget, 4),
        optional=True,
    )
    plaats_gebruik = line(
        "plaats naar deel van het rijksbudget",
        PLAATS,
        P23,
        1 + Rank(gebruik, shared=True),
        optional=True,
    )
    plaats_uurtarief = line("plaats naar uurtarief", PLAATS, P23, 1 + Rank(uurtarief, shared=True), optional=True)
