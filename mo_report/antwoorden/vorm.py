"""The words by which a reactieregister is known again when decisions are read from it."""

REACTIES, EERDER = "Reacties", "Eerdere besluiten"
#: What the register says of a reaction.
AANBIEDER, ONDERWERP, ONZE, HUN, ONDERBOUWING, KENMERK = (
    "aanbieder",
    "onderwerp",
    "onze waarde",
    "waarde van de aanbieder",
    "onderbouwing",
    "kenmerk",
)
#: What the gemeente fills in.
BESLUIT, GELDT, MOTIVERING, WIE, DATUM, AANTEKENING = (
    "besluit",
    "waarde die geldt",
    "motivering",
    "wie besluit",
    "datum van het besluit",
    "eigen aantekening",
)
VAN_GEMEENTE = (BESLUIT, GELDT, MOTIVERING, WIE, DATUM, AANTEKENING)
OVERNEMEN, DEELS, NIET = "overnemen", "deels", "niet"
BESLUITEN = (OVERNEMEN, DEELS, NIET)
