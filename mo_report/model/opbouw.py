"""From salary to uurtarief, euro by euro: what each step adds to an hour that is paid."""

from mo_report.model.algemeen import Algemeen
from mo_report.model.declarabiliteit import Declarabiliteit
from mo_report.model.opslagen import Opslagen
from mo_report.model.reeleprijs import ReelePrijs
from mo_report.model.uurtarief import Uurtarief
from mo_report.schema import B2, EIGEN, EUR_JAAR, EUR_UUR, Block, Key, line


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
        "vakantietoeslag en eindejaarsuitkering",
        EUR_UUR,
        B2("par. 2"),
        salaris * (Opslagen.vakantietoeslag + Opslagen.eindejaarsuitkering),
    )
    ort = line("ORT", EUR_UUR, B2("par. 2"), salaris * Uurtarief.ort)
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
        ReelePrijs.niet_productief,
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
        salaris
        + toeslagen
        + ort
        + lasten
        + niet_declarabel
        + overige_kosten
        + overhead
        + risico
        + extra,
        tariff=True,
    )


#: The steps in order; together they are the uurtarief.
STAPPEN = (
    Opbouw.salaris,
    Opbouw.toeslagen,
    Opbouw.ort,
    Opbouw.lasten,
    Opbouw.niet_declarabel,
    Opbouw.overige_kosten,
    Opbouw.overhead,
    Opbouw.risico,
    Opbouw.extra,
)
