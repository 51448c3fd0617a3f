"""From salary to uurtarief, euro by euro: what each step adds to an hour that is paid."""

from mo_report.engine.check import REKENFOUT, Check
from mo_report.engine.expression import Operand, compare, given, if_, summed, terms_of, to_node
from mo_report.engine.schema import EIGEN, Block, Key, Line, line
from mo_report.engine.units import EUR_JAAR, EUR_UUR, PCT
from mo_report.model.algemeen import Algemeen
from mo_report.model.declarabiliteit import UREN_OVER, Declarabiliteit
from mo_report.model.reeleprijs import ReelePrijs
from mo_report.model.rekenwijze import B2
from mo_report.model.uurtarief import VASTE_TOESLAGEN, Uurtarief, in_loon

_VAST = summed(VASTE_TOESLAGEN)


class Opbouw(Block, title="Van salaris naar uurtarief", form="berekend", sources=(Uurtarief,)):
    parameterset = Key("parameterset")
    product = Key("product")

    jaarsalaris = line(
        "salaris per jaar",
        EUR_JAAR,
        B2("par. 2"),
        Algemeen.maanden_per_jaar * Uurtarief.maandloon,
    )
    salaris = line("salaris", EUR_UUR, B2("par. 2"), jaarsalaris / Declarabiliteit.bruto)
    toeslagen = line(
        "vaste toeslagen op het salaris",
        EUR_UUR,
        B2("par. 2"),
        salaris * given(Uurtarief.cao_toeslagen, _VAST + Uurtarief.cao_toeslagen, _VAST),
    )
    ort = line("ORT", EUR_UUR, B2("par. 2"), salaris * in_loon(Uurtarief.ort, Uurtarief.ort_deel))
    lasten = line(
        "sociale lasten",
        EUR_UUR,
        B2("par. 3"),
        (Uurtarief.loonkosten - Uurtarief.jaarloon) / Declarabiliteit.bruto,
    )
    niet_declarabel = line(
        "uren die niet declarabel zijn",
        EUR_UUR,
        B2("par. 5"),
        # What the same person costs over the declarabele hours, above what that is over all hours.
        Uurtarief.loonkosten / Declarabiliteit.declarabele_uren - Uurtarief.loonkosten / Declarabiliteit.bruto,
    )
    overige_kosten = line(
        "overige kosten",
        EUR_UUR,
        B2("tabel 11"),
        (Uurtarief.met_overige_kosten - Uurtarief.loonkosten) / Declarabiliteit.declarabele_uren,
    )
    overhead = line("overhead", EUR_UUR, B2("par. 4"), ReelePrijs.overhead)
    risico = line("risico-opslag", EUR_UUR, B2("par. 6"), ReelePrijs.risico)
    extra = line(
        "indexatie en verplichtingen",
        EUR_UUR,
        EIGEN,
        ReelePrijs.indexatie + ReelePrijs.verplichtingen,
    )
    samen = line(
        "uurtarief, als som van de stappen",
        EUR_UUR,
        EIGEN,
        salaris + toeslagen + ort + lasten + niet_declarabel + overige_kosten + overhead + risico + extra,
        tariff=True,
    )


#: The steps in order; together they are the uurtarief.
STAPPEN = tuple(term for _, term in terms_of(Opbouw.samen.formula) if isinstance(term, Line))


def _deel(label: str, amount: Operand) -> Line:
    share = if_(compare(Opbouw.samen, "=", 0), 0, to_node(amount) / Opbouw.samen)
    return line(label, PCT, EIGEN, share)


class Euroverdeling(
    Block,
    title="Waar een euro van het uurtarief naartoe gaat",
    form="berekend",
    sources=(Uurtarief,),
):
    parameterset = Key("parameterset")
    product = Key("product")

    salaris = _deel("salaris", Opbouw.salaris)
    toeslagen = _deel("toeslagen op het salaris", Opbouw.toeslagen + Opbouw.ort)
    lasten = _deel("sociale lasten", Opbouw.lasten)
    niet_declarabel = _deel("uren die niet declarabel zijn", Opbouw.niet_declarabel)
    organisatie = _deel("overhead en overige kosten", Opbouw.overhead + Opbouw.overige_kosten)
    risico = _deel("risico en andere opslagen", Opbouw.risico + Opbouw.extra)


Check(
    "stappen van salaris naar tarief samen het uurtarief",
    Opbouw,
    ("parameterset", "product"),
    to_node(Opbouw.samen),
    "=",
    to_node(Uurtarief.uurtarief),
    EUR_UUR,
    REKENFOUT,
    Uurtarief.ort,
    after=(UREN_OVER,),
)
