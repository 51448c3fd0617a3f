"""The law that a price must answer to, as data: another law is another row, not another program."""

from dataclasses import dataclass

from mo_report.engine.schema import Block, Key, Options, Text


@dataclass(frozen=True)
class Lid:
    """A part of an article: its name, and what it asks, in words of our own."""

    naam: str
    vraagt: str


@dataclass(frozen=True)
class Kader:
    """An article that says what a price must meet, as it held from a year on."""

    naam: str
    artikel: str
    vanaf: int
    leden: tuple[Lid, ...]


WMO = Kader(
    "Wmo",
    "Uitvoeringsbesluit Wmo 2015, artikel 5.4",
    2017,
    (
        Lid("lid 1", "De verordening laat het college een vaste prijs vaststellen, of een reële prijs als ondergrens."),
        Lid("lid 2 a", "De prijs past bij de eisen aan kwaliteit, ook aan de deskundigheid van de beroepskracht."),
        Lid("lid 2 b", "De prijs houdt rekening met een vaste hulpverlener voor de cliënt (continuïteit)."),
        Lid("lid 3 a", "Kosten van de beroepskracht."),
        Lid("lid 3 b", "Redelijke overheadkosten."),
        Lid("lid 3 c", "Niet productieve uren door verlof, ziekte, scholing en werkoverleg."),
        Lid("lid 3 d", "Reis- en opleidingskosten."),
        Lid("lid 3 e", "Indexatie van de prijs."),
        Lid("lid 3 f", "Overige kosten door verplichtingen van de gemeente, zoals rapportage en administratie."),
        Lid(
            "lid 4", "De gemeente kan de prijs aan de inschrijvers laten; die verantwoorden haar op dezelfde elementen."
        ),
    ),
)
#: The frames that the program knows, each with its parts.
KADERS = (WMO,)
LID = Options("lid van het artikel", fixed=tuple(lid.naam for kader in KADERS for lid in kader.leden))


class Regeling(
    Block,
    title="Zo geregeld",
    intro="Hoe de gemeente elk deel van artikel 5.4 heeft geregeld: in de verordening, het contract of een protocol. "
    "Uw tekst staat in de bijlage. Een element met een regeling geldt als gedekt, ook zonder opslag in het tarief.",
    vraag="reele-prijs",
):
    lid = Key("lid", hint="Kies een lid van het artikel.", among=LID)
    regeling = Text("zo geregeld", hint="In uw eigen woorden, bijvoorbeeld ‘jaarlijks met de OVA en PPC’.")
    vindplaats = Text(
        "waar het staat", hint="Verordening, contract of protocol, met artikel en bladzijde.", optional=True, most=200
    )
