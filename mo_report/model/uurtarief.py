"""Report, Bijlage 2: from the monthly salary to the uurtarief, product by product."""

from mo_report.engine.check import Check
from mo_report.engine.expression import (
    Arithmetic,
    Given,
    Operand,
    Ref,
    Total,
    When,
    either,
    given,
    rounded,
    summed,
    to_node,
    when,
)
from mo_report.engine.schema import EIGEN, Block, Choice, Column, Key, Line, line, percentage
from mo_report.engine.units import EUR_JAAR, EUR_MAAND, EUR_UUR, FACTOR, PCT
from mo_report.model.algemeen import CAO, PER_MINUUT, ROOSTER, Algemeen, Parameterset, Product
from mo_report.model.caotoeslag import Settoeslag
from mo_report.model.declarabiliteit import Declarabiliteit
from mo_report.model.opslagen import Opslagen, SocialeLasten
from mo_report.model.ort import OrtSet, RoosterWeek
from mo_report.model.ortgrens import Bovenproduct
from mo_report.model.rekenwijze import B2
from mo_report.model.salaris import Maandloon, Opleidingsmix


def bij_ort(ort: Operand) -> Arithmetic:
    """The uurtarief (EUR/uur) at another ORT: only the toeslagfactor differs, and it is proportional to that."""
    return _met_ort(ort, Uurtarief.ort, Uurtarief.ort_deel, Uurtarief.toeslagfactor, Uurtarief.uurtarief)


def bij_ort_van(ort: Operand, **product: str) -> Arithmetic:
    """The same of another record's uurtarief: in which of its columns the key stands (see `Column.at`)."""
    own = Uurtarief
    columns = (own.ort, own.ort_deel, own.toeslagfactor, own.uurtarief)
    given_ort, deel, factor, rate = (c.at(**product) for c in columns)
    return _met_ort(ort, given_ort, deel, factor, rate)


def in_loon(ort: Operand, deel: Line | Ref) -> Given:
    """An ORT as part of the whole salary: a cao may pay it over less than that."""
    return given(deel, to_node(ort) * deel, ort)


def _met_ort(
    ort: Operand, own: Column | Ref, deel: Line | Ref, toeslagfactor: Line | Ref, uurtarief: Line | Ref
) -> Arithmetic:
    return uurtarief * (1 + in_loon(to_node(ort) - own, deel) / toeslagfactor)


def op_tarief(amount: Arithmetic) -> When:
    """An uurtarief as it is charged: on cents, or so that a minute is a number of whole cents."""
    minutes = Algemeen.minuten_per_uur
    return when(Product.afronding, PER_MINUUT, rounded(amount / minutes) * minutes, rounded(amount))


#: What everyone gets on top of a salary.
VASTE_TOESLAGEN = (Opslagen.vakantietoeslag, Opslagen.eindejaarsuitkering)
_VAST = summed((1, *VASTE_TOESLAGEN))


class Uurtarief(
    Block,
    title="ORT per product",
    needed=True,
    path="parametersets.{parameterset}.ort.{product}",
    intro="Voor welke producten een set een uurtarief geeft, en met welke onregelmatigheidstoeslag "
    "(ORT). Met een rooster (vraag ‘roosters’) berekent het model de ORT ook zelf, en toont het verschil.",
):
    parameterset = Key("parameterset", hint="Kies een parameterset.", among=Parameterset)
    product = Key("product", hint="Naam van het product.", among=Product, gives=True)
    ort = percentage("ORT", "Gemiddelde onregelmatigheidstoeslag (ORT) als deel van het salaris.", usual=(0, "0.6"))
    rooster = Choice(
        "rooster",
        hint="Het rooster dat bij deze ORT hoort; mag leeg.",
        optional=True,
        among=ROOSTER,
    )
    cao = Choice(
        "cao van het rooster",
        hint="De cao waarvan de tijdvakken gelden. Leeg: alle cao's van de set, gewogen naar de caomix.",
        optional=True,
        among=CAO,
    )

    maandloon = line(
        "maandloon",
        EUR_MAAND,
        B2("tabel 3"),
        either(Maandloon.maandloon, Total(Opleidingsmix.bijdrage)),
    )
    ort_deel = line(
        "deel van het salaris waarover ORT telt",
        PCT,
        EIGEN,
        1 - Bovenproduct.boven / maandloon,
        optional=True,
    )
    cao_toeslagen = line(
        "toeslagen per cao",
        PCT,
        EIGEN,
        Settoeslag.deel + Settoeslag.maandbedrag / maandloon,
        optional=True,
    )
    # The report does not say that the surcharges are added to one another; only then do its
    # own figures come out (28,89 from 61,85, and one salary behind 56,71 / 62,89 / 66,46).
    toeslagfactor = line(
        "toeslagfactor",
        FACTOR,
        B2("par. 2"),
        given(cao_toeslagen, _VAST + cao_toeslagen, _VAST) + in_loon(ort, ort_deel),
    )
    jaarloon = line(
        "bruto jaarloon",
        EUR_JAAR,
        B2("par. 2"),
        Algemeen.maanden_per_jaar * maandloon * toeslagfactor,
    )
    loonkosten = line("loonkosten", EUR_JAAR, B2("par. 3"), jaarloon * (1 + SocialeLasten.sociale_lasten))
    met_overige_kosten = line(
        "loonkosten met overige kosten",
        EUR_JAAR,
        B2("tabel 11"),
        loonkosten * (1 + Opslagen.overige_kosten),
    )
    met_overhead = line(
        "loonkosten met overhead",
        EUR_JAAR,
        B2("par. 4"),
        met_overige_kosten * (1 + Opslagen.overhead),
    )
    kostprijs = line("kostprijs per fte", EUR_JAAR, B2("par. 6"), met_overhead * (1 + Opslagen.risico))
    uurtarief = line(
        "uurtarief",
        EUR_UUR,
        B2("tabel 11"),
        given(Opslagen.extra, kostprijs * (1 + Opslagen.extra), kostprijs) / Declarabiliteit.declarabele_uren,
        publish=True,
    )
    uurtarief_afgerond = line(
        "uurtarief afgerond",
        EUR_UUR,
        B2("tabel 11"),
        op_tarief(uurtarief),
        tariff=True,
    )
    ort_rooster = line(
        "ORT volgens het rooster",
        PCT,
        B2("bijlage 2.1"),
        given(cao, RoosterWeek.ort, OrtSet.ort),
        optional=True,
        publish=True,
    )
    ort_verschil = line("ORT van het rooster min ORT van de set", PCT, EIGEN, ort_rooster - ort, optional=True)
    uurtarief_rooster = line(
        "uurtarief bij de ORT van het rooster",
        EUR_UUR,
        EIGEN,
        _met_ort(ort_rooster, ort, ort_deel, toeslagfactor, uurtarief),
        optional=True,
    )
    uurtarief_effect = line("effect op het uurtarief", EUR_UUR, EIGEN, uurtarief_rooster - uurtarief, optional=True)
    ort_mix = line(
        "ORT volgens het rooster en de caomix",
        PCT,
        B2("bijlage 2.1"),
        OrtSet.ort,
        optional=True,
    )
    uurtarief_mix = line(
        "uurtarief bij de ORT van de caomix",
        EUR_UUR,
        EIGEN,
        _met_ort(ort_mix, ort, ort_deel, toeslagfactor, uurtarief),
        optional=True,
    )
    mix_effect = line(
        "effect van de caomix op het uurtarief",
        EUR_UUR,
        EIGEN,
        uurtarief_mix - uurtarief,
        optional=True,
    )


Check(
    # A set gives either the mix or the maandloon; both together would be more than 100%.
    "opleidingsmix of opgegeven maandloon samen 100%",
    Uurtarief,
    ("parameterset", "product"),
    given(Maandloon.maandloon, 1 + Total(Opleidingsmix.aandeel), Total(Opleidingsmix.aandeel)),
    "=",
    to_node(1),
    PCT,
    "Vul op het blad Opleidingsmix aandelen in die samen 100% zijn, of geef op het blad "
    "Maandlonen een maandloon; niet allebei.",
    Uurtarief.ort,
)
