"""Report, Bijlage 2, par. 2, 3, 4 and 6: percentages on top of the salary."""

from mo_report.engine.expression import either, given
from mo_report.engine.schema import Block, Key, line, percentage
from mo_report.engine.units import PCT
from mo_report.model.algemeen import Parameterset
from mo_report.model.rekenwijze import B2, WETTELIJK


class Opslagen(
    Block,
    title="Opslagen",
    needed=True,
    form="lijst",
    path="parametersets.{parameterset}.{parameter}",
    intro="De percentages van elke set. De toeslagen op het salaris worden bij elkaar opgeteld; "
    "overige kosten, overhead en risico komen er daarna een voor een bovenop.",
):
    parameterset = Key("parameterset", hint="Kies een parameterset.", among=Parameterset)
    deel_schaalmaximum = percentage(
        "deel van het schaalmaximum",
        "Gemiddeld salaris als deel van het maximum van de schaal: niet iedereen staat op de hoogste trede. "
        "Leeg als de set een maandloon of tredes opgeeft.",
        usual=("0.8", 1),
        optional=True,
        vraag="schalen",
    )
    vakantietoeslag = percentage("vakantietoeslag", "Deel van het jaarsalaris.", usual=("0.08", "0.09"))
    eindejaarsuitkering = percentage("eindejaarsuitkering", "Deel van het jaarsalaris.", usual=("0", "0.1"))
    overige_kosten = percentage(
        "opslag overige kosten",
        "Eigen opslag over de loonkosten. 0% als de set die niet kent.",
        usual=(0, "0.1"),
    )
    overhead = percentage("overhead", "Opslag over de loonkosten.", high=3, usual=("0.1", "0.5"))
    risico = percentage("risico-opslag", "Opslag over de loonkosten met overhead.", usual=(0, "0.05"))
    indexatie = percentage(
        "opslag indexatie",
        "Opslag voor prijsstijging. Alleen als het tarief zelf die bevat; zie ook het blad Indexcijfers.",
        usual=(0, "0.08"),
        optional=True,
    )
    verplichtingen = percentage(
        "opslag verplichtingen van de gemeente",
        "Voor kosten door eisen van de gemeente, zoals rapportages en verantwoording.",
        usual=(0, "0.05"),
        optional=True,
    )

    extra = line(
        "opslag indexatie en verplichtingen",
        PCT,
        WETTELIJK,
        given(indexatie, indexatie + either(verplichtingen, 0), verplichtingen),
        optional=True,
    )


class SocialeLasten(
    Block,
    title="Sociale lasten",
    needed=True,
    form="lijst",
    path="parametersets.{parameterset}.sociale-lasten.{parameter}",
    intro="Bouw de sociale lasten per set op uit de premies, of geef één totaal op. Doe niet allebei.",
):
    parameterset = Key("parameterset", hint="Kies een parameterset.", among=Parameterset)
    opgegeven_totaal = percentage(
        "opgegeven totaal",
        "Alle sociale lasten samen, als deel van het jaarloon. Alleen als de opbouw niet bekend is.",
        usual=("0.15", "0.4"),
        optional=True,
    )
    aof = percentage(
        "Aof",
        "Premie WAO/IVA/WGA met de toeslag kinderopvang.",
        usual=("0.04", "0.1"),
        optional=True,
    )
    awf_laag = percentage("Awf laag", "WW-premie bij een vaste aanstelling.", usual=("0.02", "0.04"), optional=True)
    awf_aandeel_laag = percentage(
        "aandeel Awf laag",
        "Deel van het personeel met een vaste aanstelling.",
        usual=("0.5", 1),
        optional=True,
    )
    awf_hoog = percentage("Awf hoog", "WW-premie bij andere dienstverbanden.", usual=("0.07", "0.09"), optional=True)
    zvw = percentage("Zvw", "Werkgeversheffing zorgverzekering.", usual=("0.05", "0.08"), optional=True)
    whk = percentage("Whk", "Premie Werkhervattingskas.", usual=(0, "0.03"), optional=True)
    pensioen = percentage(
        "pensioen",
        "Gemiddelde pensioenpremie van de werkgever.",
        usual=("0.04", "0.16"),
        optional=True,
    )
    andere_personeelskosten = percentage(
        "andere personeelskosten",
        "Zoals reiskosten, opleiding en werving.",
        usual=(0, "0.08"),
        optional=True,
    )

    awf = line(
        "Awf gewogen",
        PCT,
        B2("tabel 7"),
        awf_aandeel_laag * awf_laag + (1 - awf_aandeel_laag) * awf_hoog,
        optional=True,
    )
    premies = line(
        "premies samen",
        PCT,
        B2("tabel 7"),
        aof + awf + zvw + whk + pensioen,
        optional=True,
        publish=True,
    )
    sociale_lasten = line(
        "sociale lasten",
        PCT,
        B2("tabel 6"),
        given(opgegeven_totaal, opgegeven_totaal, premies + either(andere_personeelskosten, 0)),
        publish=True,
        hint="Vul het opgegeven totaal in, of alle premies van de opbouw.",
    )
    either_or = (
        (opgegeven_totaal,),
        (aof, awf_laag, awf_aandeel_laag, awf_hoog, zvw, whk, pensioen, andere_personeelskosten),
    )
