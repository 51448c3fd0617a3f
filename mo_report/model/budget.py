"""What it all costs in a year: per locatie, per aanbieder and for the region, variant by variant.

A tariefvariant is a scenario: a parameterset with a urennorm, or with the hours really worked. All
differences are with the leading variant.
"""

from mo_report.engine.check import REKENFOUT, Check
from mo_report.engine.expression import (
    Arithmetic,
    Ref,
    Total,
    Variable,
    compare,
    either,
    if_,
    rounded,
    summed,
    terms_of,
    to_node,
)
from mo_report.engine.schema import EIGEN, Block, Column, Key, Line, line
from mo_report.engine.units import AANTAL, EUR_ETMAAL, EUR_JAAR, PCT
from mo_report.model.algemeen import Algemeen, Tariefvariant
from mo_report.model.dagopvang import P42, Dagopvangtarief
from mo_report.model.declarabiliteit import UREN_OVER
from mo_report.model.etmaaltarief import Locatietarief
from mo_report.model.locatie import P41, Aanbieder, Beveiliging, Locatie, Urennorm
from mo_report.model.setdelen import Ontbreekt
from mo_report.model.traject import Trajecttarief
from mo_report.model.urengat import Urengat
from mo_report.model.uurtarief import Uurtarief


class Budget(
    Block,
    title="Budget per locatie",
    form="berekend",
    path="locaties.{locatie}.{tariefvariant}.budget.{parameter}",
    sources=(Tariefvariant, Locatie),
):
    locatie = Key("locatie")
    tariefvariant = Key("tariefvariant")

    beschikbaarheid = line("beschikbaarheid", EUR_JAAR, P41, Locatietarief.jaarbedrag)
    trajecten = line("trajecten", EUR_JAAR, P41, Total(Trajecttarief.jaarbedrag))
    # Left out where there is none or it is not known: that is not the same as nothing.
    dagopvang = line("dagopvang", EUR_JAAR, P42, Dagopvangtarief.jaarbedrag, optional=True)
    beveiliging = line("beveiliging", EUR_JAAR, P42, Beveiliging.bedrag, optional=True)
    eigen_bijdrage = line("af: eigen bijdrage", EUR_JAAR, EIGEN, Locatietarief.eigen_bijdrage_jaar)
    totaal = line(
        "samen per jaar",
        EUR_JAAR,
        EIGEN,
        beschikbaarheid + trajecten + either(dagopvang, 0) + either(beveiliging, 0) - eigen_bijdrage,
        tariff=True,
    )
    subsidie = line("daarnaast via subsidie", EUR_JAAR, P41, Locatietarief.subsidie_jaar)


class Basisbudget(Block, title="Budget van de leidende variant", form="berekend", sources=(Algemeen, Locatie)):
    """Algemeen names the leading variant, so every locatie finds its budget in that one."""

    locatie = Key("locatie")

    totaal = line("samen per jaar, leidende variant", EUR_JAAR, EIGEN, Budget.totaal)


class Scenario(
    Block,
    title="Scenario's per locatie",
    form="berekend",
    path="locaties.{locatie}.{tariefvariant}.scenario.{parameter}",
    sources=(Tariefvariant, Locatie),
):
    locatie = Key("locatie")
    tariefvariant = Key("tariefvariant")

    totaal = line("budget per jaar", EUR_JAAR, EIGEN, Budget.totaal)
    # First like for like: what one of the two lacks says nothing of its prices.
    gelijk_op_gelijk = line(
        "verschil gelijk op gelijk",
        EUR_JAAR,
        EIGEN,
        rounded(totaal - Basisbudget.totaal - Ontbreekt.samen),
        compares=Tariefvariant,
    )
    ontbreekt = line("wat een van beide niet kent", EUR_JAAR, EIGEN, Ontbreekt.samen, compares=Tariefvariant)
    verschil = line(
        "verschil met de leidende variant",
        EUR_JAAR,
        EIGEN,
        rounded(totaal - Basisbudget.totaal),
        compares=Tariefvariant,
    )
    verschil_deel = line(
        "verschil in procenten",
        PCT,
        EIGEN,
        if_(compare(Basisbudget.totaal, "=", 0), 0, verschil / Basisbudget.totaal),
        compares=Tariefvariant,
    )


class AanbiederTotaal(Block, title="Totaal per aanbieder", form="berekend", sources=(Tariefvariant, Aanbieder)):
    aanbieder = Key("aanbieder")
    tariefvariant = Key("tariefvariant")

    plekken = line("plekken samen", AANTAL, P41, Total(Locatie.plekken))
    jaarbedrag = line("beschikbaarheid samen", EUR_JAAR, P41, Total(Locatietarief.jaarbedrag), tariff=True)
    trajecten = line("trajecten samen", EUR_JAAR, P41, Total(Budget.trajecten))
    dagopvang = line("dagopvang samen", EUR_JAAR, P42, Total(Budget.dagopvang))
    beveiliging = line("beveiliging samen", EUR_JAAR, P42, Total(Budget.beveiliging))
    eigen_bijdrage = line("af: eigen bijdrage samen", EUR_JAAR, EIGEN, Total(Budget.eigen_bijdrage))
    budget = line("budget per jaar samen", EUR_JAAR, EIGEN, Total(Budget.totaal), tariff=True)
    subsidie = line("daarnaast via subsidie, samen", EUR_JAAR, P41, Total(Budget.subsidie))
    gat_jaar = line("feitelijke inzet min tarief, per saldo", EUR_JAAR, EIGEN, Total(Urengat.gat_jaar))
    gelijk_op_gelijk = line(
        "verschil van de aanbieder gelijk op gelijk",
        EUR_JAAR,
        EIGEN,
        rounded(Total(Scenario.gelijk_op_gelijk)),
        compares=Tariefvariant,
    )
    ontbreekt = line(
        "wat een van beide niet kent, bij de aanbieder",
        EUR_JAAR,
        EIGEN,
        rounded(Total(Scenario.ontbreekt)),
        compares=Tariefvariant,
    )
    verschil = line(
        "verschil van de aanbieder met de leidende variant",
        EUR_JAAR,
        EIGEN,
        rounded(Total(Scenario.verschil)),
        compares=Tariefvariant,
    )


class Regiototaal(Block, title="Totaal van de regio", form="berekend", sources=(Tariefvariant,)):
    tariefvariant = Key("tariefvariant")

    plekken = line("plekken in de regio", AANTAL, P41, Total(AanbiederTotaal.plekken))
    jaarbedrag = line("beschikbaarheid in de regio", EUR_JAAR, P41, Total(AanbiederTotaal.jaarbedrag), tariff=True)
    trajecten = line("trajecten in de regio", EUR_JAAR, P41, Total(AanbiederTotaal.trajecten))
    dagopvang = line("dagopvang in de regio", EUR_JAAR, P42, Total(AanbiederTotaal.dagopvang))
    beveiliging = line("beveiliging in de regio", EUR_JAAR, P42, Total(AanbiederTotaal.beveiliging))
    eigen_bijdrage = line("af: eigen bijdrage in de regio", EUR_JAAR, EIGEN, Total(AanbiederTotaal.eigen_bijdrage))
    budget = line("budget per jaar in de regio", EUR_JAAR, EIGEN, Total(AanbiederTotaal.budget), tariff=True)
    subsidie = line("daarnaast via subsidie in de regio", EUR_JAAR, P41, Total(AanbiederTotaal.subsidie))
    gat_jaar = line(
        "feitelijke inzet min tarief in de regio, per saldo",
        EUR_JAAR,
        EIGEN,
        Total(AanbiederTotaal.gat_jaar),
    )
    gelijk_op_gelijk = line(
        "verschil van de regio gelijk op gelijk",
        EUR_JAAR,
        EIGEN,
        rounded(Total(AanbiederTotaal.gelijk_op_gelijk)),
        compares=Tariefvariant,
    )
    ontbreekt = line(
        "wat een van beide niet kent, in de regio",
        EUR_JAAR,
        EIGEN,
        rounded(Total(AanbiederTotaal.ontbreekt)),
        compares=Tariefvariant,
    )
    verschil = line(
        "verschil van de regio met de leidende variant",
        EUR_JAAR,
        EIGEN,
        rounded(Total(AanbiederTotaal.verschil)),
        compares=Tariefvariant,
    )
    verschil_deel = line(
        "verschil van de regio in procenten",
        PCT,
        EIGEN,
        if_(compare(budget - verschil, "=", 0), 0, verschil / (budget - verschil)),
        compares=Tariefvariant,
    )


class Normtarief(
    Block,
    title="Begeleiding overdag volgens de norm",
    form="berekend",
    sources=(Tariefvariant, Urennorm),
):
    """What a norm costs, without any locatie: for the public annex."""

    soort = Key("soort opvang")
    product = Key("product")
    tariefvariant = Key("tariefvariant")

    uren = line("uren per etmaal van de norm", Urennorm.uren.unit, P41, Urennorm.uren)
    per_plek = line(
        "begeleiding overdag per plek",
        EUR_ETMAAL,
        P41,
        uren * Uurtarief.uurtarief / Algemeen.groepsgrootte,
        optional=True,
    )


class Basisnorm(
    Block,
    title="Begeleiding overdag, leidende variant",
    form="berekend",
    sources=(Algemeen, Normtarief),
):
    soort = Key("soort opvang")
    product = Key("product")

    per_plek = line(
        "begeleiding overdag per plek, leidende variant",
        EUR_ETMAAL,
        P41,
        Normtarief.per_plek,
        optional=True,
    )


class Normverschil(
    Block,
    title="Begeleiding overdag: verschil per scenario",
    form="berekend",
    sources=(Normtarief,),
):
    soort = Key("soort opvang")
    product = Key("product")
    tariefvariant = Key("tariefvariant")

    uren = line("uren per etmaal", Urennorm.uren.unit, P41, Normtarief.uren)
    per_plek = line("bedrag per plek", EUR_ETMAAL, P41, Normtarief.per_plek, optional=True)
    verschil = line(
        "verschil per plek met de leidende variant",
        EUR_ETMAAL,
        EIGEN,
        per_plek - Basisnorm.per_plek,
        optional=True,
    )
    verschil_deel = line(
        "verschil per plek in procenten",
        PCT,
        EIGEN,
        if_(compare(Basisnorm.per_plek, "=", 0), 0, verschil / Basisnorm.per_plek),
        optional=True,
    )


def totaal_van(column: Column, block: type[Block]) -> Line:
    """The line of a block of totals that adds up a line of Budget, per locatie or per aanbieder."""
    assert isinstance(column, Line)
    same: set[Variable] = {column}
    if isinstance(column.formula, Ref):
        same.add(column.formula.variable)  # it only takes over another line
    if block is not AanbiederTotaal:
        same = {totaal_van(column, AanbiederTotaal)}
    return next(c for c in block.lines() if isinstance(c.formula, Total) and c.formula.variable in same)


def budgetdelen(block: type[Block]) -> tuple[tuple[Line, ...], int]:
    """The totals of what a budget adds up, and of the budget; how many come before what comes off."""
    terms = list(terms_of(Budget.totaal.formula))
    lines = [term for _, term in terms if isinstance(term, Line)]
    plus = sum(sign > 0 for sign, _ in terms)
    return tuple(totaal_van(c, block) for c in (*lines, Budget.totaal)), plus


def samengeteld(block: type[Block]) -> Arithmetic:
    """The budget as the sum of the totals of its parts."""
    terms = terms_of(Budget.totaal.formula)
    return summed((sign, totaal_van(term, block)) for sign, term in terms if isinstance(term, Line))


Check(
    "bedrag per jaar van de aanbieder in hele centen",
    AanbiederTotaal,
    ("aanbieder", "tariefvariant"),
    to_node(AanbiederTotaal.jaarbedrag),
    "=",
    rounded(AanbiederTotaal.jaarbedrag),
    EUR_JAAR,
    REKENFOUT,
    Locatie.plekken,
    after=(UREN_OVER,),
)
Check(
    "locaties samen het budget van de aanbieder",
    AanbiederTotaal,
    ("aanbieder", "tariefvariant"),
    Total(Budget.totaal),
    "=",
    to_node(AanbiederTotaal.budget),
    EUR_JAAR,
    REKENFOUT,
    Locatie.plekken,
    after=(UREN_OVER,),
)
Check(
    "onderdelen samen het budget van de aanbieder",
    AanbiederTotaal,
    ("aanbieder", "tariefvariant"),
    to_node(samengeteld(AanbiederTotaal)),
    "=",
    to_node(AanbiederTotaal.budget),
    EUR_JAAR,
    REKENFOUT,
    Locatie.plekken,
    after=(UREN_OVER,),
)
