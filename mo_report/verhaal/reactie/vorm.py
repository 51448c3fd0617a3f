"""The words by which a reactieblad is known again when it comes back."""

#: The labels of the lines on top.
VAN, HOORT_BIJ, VERSIE = "aanbieder", "hoort bij invoer", "versie van mo-report"
RONDE, SLUIT = "ronde", "reageren tot en met"
INVULLER = "ingevuld door (naam, functie, datum)"
#: The headings of what is filled in, and of the name of the value.
WAARDE, REDEN, KENMERK = "uw waarde", "waarom (onderbouwing)", "kenmerk"
ONDERWERP, OPMERKING = "onderwerp van uw opmerking", "uw opmerking"
