"""Two variants side by side, like with like, and step by step from one to the other.

The steps follow the chain of the uurtarief (report, Bijlage 2), always in this order: salaris,
toeslagen, ORT, sociale lasten, overige kosten, overhead, risico, andere opslagen, declarabele uren. Each
replaces one thing of the first set by that of the second and keeps what went before. Then come the
hours, and what stands beside them.
"""

from mo_report.engine.expression import Arithmetic, Ref, Total, compare, if_, rounded, summed
from mo_report.engine.expression import either as given_or
from mo_report.engine.schema import EIGEN, Block, Column, Key, Line, line
from mo_report.engine.units import AANTAL, EUR_JAAR, EUR_UUR, UUR_JAAR
from mo_report.model.aanwezigheid import Betaald
from mo_report.model.algemeen import Parameterset, Product, Tariefvariant
from mo_report.model.budget import Regiototaal
from mo_report.model.locatie import Locatie
from mo_report.model.opslagen import Opslagen, SocialeLasten
from mo_report.model.setdelen import Jaardelen, Setdelen, gemist
from mo_report.model.traject import Traject, Trajectsoort, Trajecttarief
from mo_report.model.uurtarief import Uurtarief, in_loon

#: The name of the other one of a pair, and of its set where the pair is of variants.
NAAR, NAAR_SET = "naar", "naar_parameterset"


class Setpaar(Block, title="Sets naast elkaar", form="berekend", sources=(Parameterset,), second=NAAR):
    parameterset = Key("van set")
    naar = Key("naar set")


def _ander(column: Column) -> Ref:
    """A value of the other set."""
    return column.at(parameterset=NAAR)


def _met(label: str, before: Line, opslag: Column) -> Line:
    """The uurtarief so far, with one opslag of the other set instead of that of the first."""
    return line(label, EUR_UUR, EIGEN, before * (1 + _ander(opslag)) / (1 + opslag), optional=True)


def _stap(label: str, before: Line, after: Line) -> Line:
    """What one step adds, on hele centen: all steps together are the difference of the rounded uurtarieven."""
    return line(label, EUR_UUR, EIGEN, rounded(after) - rounded(before), optional=True)


class Tariefstap(Block, title="Van uurtarief naar uurtarief", form="berekend", sources=(Setpaar, Product)):
    """From the uurtarief of one set to that of another, a step for each thing in which they differ."""

    parameterset = Key("van set")
    naar = Key("naar set")
    product = Key("product")

    van = line("uurtarief van de eerste set", EUR_UUR, EIGEN, Uurtarief.uurtarief, optional=True)
    tot = line("uurtarief van de andere set", EUR_UUR, EIGEN, _ander(Uurtarief.uurtarief), optional=True)
    met_salaris = line(
        "met het salaris van de andere set",
        EUR_UUR,
        EIGEN,
        if_(compare(Uurtarief.maandloon, "=", 0), 0, van * _ander(Uurtarief.maandloon) / Uurtarief.maandloon),
        optional=True,
    )
    met_toeslagen = line(
        "… en met de toeslagen",
        EUR_UUR,
        EIGEN,
        met_salaris
        * (
            _ander(Uurtarief.toeslagfactor)
            - in_loon(_ander(Uurtarief.ort), _ander(Uurtarief.ort_deel))
            + in_loon(Uurtarief.ort, Uurtarief.ort_deel)
        )
        / Uurtarief.toeslagfactor,
        optional=True,
    )
    met_ort = line(
        "… en met de ORT",
        EUR_UUR,
        EIGEN,
        met_salaris * _ander(Uurtarief.toeslagfactor) / Uurtarief.toeslagfactor,
        optional=True,
    )
    met_sociale_lasten = _met("… en met de sociale lasten", met_ort, SocialeLasten.sociale_lasten)
    met_overige_kosten = _met("… en met de overige kosten", met_sociale_lasten, Opslagen.overige_kosten)
    met_overhead = _met("… en met de overhead", met_overige_kosten, Opslagen.overhead)
    met_risico = _met("… en met de risico-opslag", met_overhead, Opslagen.risico)
    met_opslagen = line(
        "… en met de andere opslagen",
        EUR_UUR,
        EIGEN,
        met_risico * (1 + given_or(_ander(Opslagen.extra), 0)) / (1 + given_or(Opslagen.extra, 0)),
        optional=True,
    )
    salaris = _stap("stap salaris", van, met_salaris)
    toeslagen = _stap("stap toeslagen", met_salaris, met_toeslagen)
    ort = _stap("stap ORT", met_toeslagen, met_ort)
    sociale_lasten = _stap("stap sociale lasten", met_ort, met_sociale_lasten)
    overige_kosten = _stap("stap overige kosten", met_sociale_lasten, met_overige_kosten)
    overhead = _stap("stap overhead", met_overige_kosten, met_overhead)
    risico = _stap("stap risico", met_overhead, met_risico)
    opslagen = _stap("stap andere opslagen", met_risico, met_opslagen)
    declarabele_uren = _stap("stap declarabele uren", met_opslagen, tot)


#: The steps of the uurtarief in order.
TARIEFSTAPPEN = (
    Tariefstap.salaris,
    Tariefstap.toeslagen,
    Tariefstap.ort,
    Tariefstap.sociale_lasten,
    Tariefstap.overige_kosten,
    Tariefstap.overhead,
    Tariefstap.risico,
    Tariefstap.opslagen,
    Tariefstap.declarabele_uren,
)


class Productlocatie(
    Block, title="Uren per product en locatie", form="berekend", sources=(Tariefvariant, Product, Locatie)
):
    """The hours of each locatie by product, so that those of a product stand together and add up as a range."""

    locatie = Key("locatie")
    tariefvariant = Key("tariefvariant")

    uren = line("uren overdag van de locatie per jaar", UUR_JAAR, EIGEN, Betaald.uren_jaar)


class Producttraject(
    Block,
    title="Uren per product en traject",
    form="berekend",
    sources=(Tariefvariant, Product, Trajectsoort, Traject),
):
    locatie = Key("locatie")
    traject = Key("traject")
    tariefvariant = Key("tariefvariant")

    uren = line("trajecturen van de locatie per jaar", UUR_JAAR, EIGEN, Trajecttarief.uren_jaar)


class Productinzet(Block, title="Uren per product", form="berekend", sources=(Tariefvariant, Product)):
    """The hours of a year that a variant pays by the hour: by day and for trajecten."""

    tariefvariant = Key("tariefvariant")
    product = Key("product")

    uren = line("uren overdag per jaar", UUR_JAAR, EIGEN, Total(Productlocatie.uren))
    trajecturen = line("uren voor trajecten per jaar", UUR_JAAR, EIGEN, Total(Producttraject.uren))
    samen = line("uren van het product per jaar", UUR_JAAR, EIGEN, uren + trajecturen)


class Paar(Block, title="Twee varianten naast elkaar", form="berekend", sources=(Tariefvariant,), second=NAAR):
    tariefvariant = Key("van")
    naar = Key("naar")


def _per_jaar(label: str, before: Line, after: Line) -> Line:
    """What a step of the uurtarief does to the hours of the first variant."""
    one, other = (c.at(naar=NAAR_SET) for c in (before, after))
    return line(label, EUR_JAAR, EIGEN, Productinzet.samen * (other - one), optional=True)


class Paarproduct(Block, title="Stappen per product, per jaar", form="berekend", sources=(Paar, Product)):
    tariefvariant = Key("van")
    naar = Key("naar")
    product = Key("product")

    salaris = _per_jaar("salaris, per jaar", Tariefstap.van, Tariefstap.met_salaris)
    toeslagen = _per_jaar("toeslagen, per jaar", Tariefstap.met_salaris, Tariefstap.met_toeslagen)
    ort = _per_jaar("ORT, per jaar", Tariefstap.met_toeslagen, Tariefstap.met_ort)
    sociale_lasten = _per_jaar("sociale lasten, per jaar", Tariefstap.met_ort, Tariefstap.met_sociale_lasten)
    overige_kosten = _per_jaar("overige kosten, per jaar", Tariefstap.met_sociale_lasten, Tariefstap.met_overige_kosten)
    overhead = _per_jaar("overhead, per jaar", Tariefstap.met_overige_kosten, Tariefstap.met_overhead)
    risico = _per_jaar("risico, per jaar", Tariefstap.met_overhead, Tariefstap.met_risico)
    opslagen = _per_jaar("andere opslagen, per jaar", Tariefstap.met_risico, Tariefstap.met_opslagen)
    declarabele_uren = _per_jaar("declarabele uren, per jaar", Tariefstap.met_opslagen, Tariefstap.tot)
    uren = line(
        "uren per etmaal, per jaar",
        EUR_JAAR,
        EIGEN,
        (Productinzet.samen.at(tariefvariant=NAAR) - Productinzet.samen)
        * Uurtarief.uurtarief.at(parameterset=NAAR_SET),
        optional=True,
    )


class Variantdelen(Block, title="Onderdelen per variant, per jaar", form="berekend", sources=(Tariefvariant,)):
    tariefvariant = Key("tariefvariant")

    budget = line("budget van de variant", EUR_JAAR, EIGEN, Regiototaal.budget)
    nacht = line("nacht van de variant", EUR_JAAR, EIGEN, Total(Jaardelen.nacht))
    kindtoeslag = line("kindtoeslag van de variant", EUR_JAAR, EIGEN, Total(Jaardelen.kindtoeslag))
    dagopvang = line("dagopvang van de variant", EUR_JAAR, EIGEN, Total(Jaardelen.dagopvang))
    dienstrooster = line("extra door de ORT van dienstroosters", EUR_JAAR, EIGEN, Total(Betaald.dienstrooster_jaar))
    eigen_sets = line(
        "extra door eigen sets",
        EUR_JAAR,
        EIGEN,
        Total(Betaald.eigen_set_jaar) + Total(Trajecttarief.eigen_set_jaar),
    )
    kent_nacht = line("de set kent nachttarieven", AANTAL, EIGEN, Setdelen.nacht)
    kent_kindtoeslag = line("de set kent kindtoeslag", AANTAL, EIGEN, Setdelen.kindtoeslag)
    kent_dagopvang = line("de set kent dagopvang", AANTAL, EIGEN, Setdelen.dagopvang)


def _meer(column: Line) -> Arithmetic:
    """How much more the second variant has."""
    return column.at(tariefvariant=NAAR) - column


def _gemist(kent: Line, meer: Line) -> Arithmetic:
    """The difference, where only one of the two has it."""
    return gemist(kent.at(tariefvariant=NAAR), kent, meer)


def _som(label: str, column: Line) -> Line:
    return line(label, EUR_JAAR, EIGEN, rounded(Total(column)))


class Vergelijking(Block, title="Gelijk op gelijk", form="berekend", sources=(Paar,)):
    """The difference between the budgets of two variants (EUR a year), taken apart.

    What one of the two has no price for comes off first; what is left is like for like, and is told
    in steps. They add up to the cent: what rounding the tariffs does is a step of its own.
    """

    tariefvariant = Key("van")
    naar = Key("naar")

    meer_nacht = line("verschil nacht", EUR_JAAR, EIGEN, _meer(Variantdelen.nacht))
    meer_kindtoeslag = line("verschil kindtoeslag", EUR_JAAR, EIGEN, _meer(Variantdelen.kindtoeslag))
    meer_dagopvang = line("verschil dagopvang", EUR_JAAR, EIGEN, _meer(Variantdelen.dagopvang))
    mist_nacht = line("waarvan ontbreekt: nacht", EUR_JAAR, EIGEN, _gemist(Variantdelen.kent_nacht, meer_nacht))
    mist_kindtoeslag = line(
        "waarvan ontbreekt: kindtoeslag", EUR_JAAR, EIGEN, _gemist(Variantdelen.kent_kindtoeslag, meer_kindtoeslag)
    )
    mist_dagopvang = line(
        "waarvan ontbreekt: dagopvang", EUR_JAAR, EIGEN, _gemist(Variantdelen.kent_dagopvang, meer_dagopvang)
    )
    ontbreekt = line(
        "wat een van beide varianten niet kent", EUR_JAAR, EIGEN, mist_nacht + mist_kindtoeslag + mist_dagopvang
    )
    verschil = line("verschil van het budget", EUR_JAAR, EIGEN, rounded(_meer(Variantdelen.budget)))
    gelijk_op_gelijk = line("gelijk op gelijk", EUR_JAAR, EIGEN, verschil - ontbreekt)
    salaris = _som("door salaris", Paarproduct.salaris)
    toeslagen = _som("door toeslagen", Paarproduct.toeslagen)
    ort = _som("door ORT", Paarproduct.ort)
    sociale_lasten = _som("door sociale lasten", Paarproduct.sociale_lasten)
    overige_kosten = _som("door overige kosten", Paarproduct.overige_kosten)
    overhead = _som("door overhead", Paarproduct.overhead)
    risico = _som("door risico", Paarproduct.risico)
    opslagen = _som("door andere opslagen", Paarproduct.opslagen)
    declarabele_uren = _som("door declarabele uren", Paarproduct.declarabele_uren)
    uren = _som("door uren per etmaal", Paarproduct.uren)
    dienstrooster = line(
        "door dienstroosters, boven op de ORT van de sets", EUR_JAAR, EIGEN, rounded(_meer(Variantdelen.dienstrooster))
    )
    eigen_sets = line("door uurtarieven van eigen sets", EUR_JAAR, EIGEN, rounded(_meer(Variantdelen.eigen_sets)))
    nacht = line("door nachttarieven", EUR_JAAR, EIGEN, meer_nacht - mist_nacht)
    kindtoeslag = line("door kindtoeslag", EUR_JAAR, EIGEN, meer_kindtoeslag - mist_kindtoeslag)
    dagopvang = line("door dagopvang", EUR_JAAR, EIGEN, meer_dagopvang - mist_dagopvang)
    afronding = line(
        "door tarieven op hele centen",
        EUR_JAAR,
        EIGEN,
        gelijk_op_gelijk
        - summed(
            (
                salaris, toeslagen, ort, sociale_lasten, overige_kosten, overhead, risico, opslagen,
                declarabele_uren, uren, dienstrooster, eigen_sets, nacht, kindtoeslag, dagopvang,
            )
        ),
    )  # fmt: skip


#: The steps of a difference in order; together they are what it is like for like.
STAPPEN: tuple[Line, ...] = Vergelijking.lines()[Vergelijking.lines().index(Vergelijking.gelijk_op_gelijk) + 1 :]
