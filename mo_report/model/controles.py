"""Rules that hold for the input; the same rules stand, live, on the controleblad of a workbook."""

from mo_report.expressie import Total, given, to_node
from mo_report.model.declarabiliteit import Declarabiliteit
from mo_report.model.ort import Dagsoort, OrtBand, Rooster, RoosterUren
from mo_report.model.salaris import Caomix, Inschaling, Maandloon, Opleidingsmix
from mo_report.model.uurtarief import Uurtarief
from mo_report.schema import AANTAL, KLOK, PCT, UUR_DAG, UUR_JAAR, Check

_HONDERD = "Pas de aandelen aan tot ze samen 100% zijn."
_mix = Total(Opleidingsmix.aandeel)

CONTROLES: tuple[Check, ...] = (
    Check(
        "cao's samen 100%",
        Caomix,
        ("parameterset",),
        Total(Caomix.aandeel),
        "=",
        to_node(1),
        PCT,
        _HONDERD,
        Caomix.aandeel,
    ),
    Check(
        "schalen samen 100%",
        Inschaling,
        ("parameterset", "niveau", "cao"),
        Total(Inschaling.aandeel),
        "=",
        to_node(1),
        PCT,
        _HONDERD,
        Inschaling.aandeel,
    ),
    Check(
        "niveau ingeschaald in elke cao",
        Inschaling,
        ("parameterset", "niveau"),
        Total(Inschaling.gewicht),
        "=",
        to_node(1),
        PCT,
        "Geef voor dit niveau de schalen van elke cao uit de caomix van deze set.",
        Inschaling.aandeel,
        after=("cao's samen 100%", "schalen samen 100%"),
    ),
    Check(
        # A set gives either the mix or the maandloon; both together would be more than 100%.
        "opleidingsmix of opgegeven maandloon samen 100%",
        Uurtarief,
        ("parameterset", "product"),
        given(Maandloon.maandloon, 1 + _mix, _mix),
        "=",
        to_node(1),
        PCT,
        "Vul op het blad Opleidingsmix aandelen in die samen 100% zijn, of geef op het blad "
        "Maandlonen een maandloon; niet allebei.",
        Uurtarief.ort,
    ),
    Check(
        "dagsoorten samen een week",
        Dagsoort,
        (),
        Total(Dagsoort.dagen),
        "=",
        to_node(7),
        AANTAL,
        "Laat de dagen per week samen 7 zijn.",
        Dagsoort.dagen,
    ),
    Check(
        "tijdvak eindigt na het begin",
        OrtBand,
        ("cao", "dagsoort", "tijdvak"),
        to_node(OrtBand.einde),
        ">",
        to_node(OrtBand.begin),
        KLOK,
        "Laat ‘tot’ later zijn dan ‘van’.",
        OrtBand.einde,
    ),
    Check(
        "tijdvakken samen 24 uur",
        OrtBand,
        ("cao", "dagsoort"),
        Total(OrtBand.duur),
        "=",
        to_node(24),
        UUR_DAG,
        "Laat de tijdvakken van een dag aansluiten, van 0 tot 24 uur.",
        OrtBand.begin,
        after=("tijdvak eindigt na het begin",),
    ),
    Check(
        "dienst eindigt na het begin",
        Rooster,
        ("rooster", "dagsoort", "dienst"),
        to_node(Rooster.einde),
        ">",
        to_node(Rooster.begin),
        KLOK,
        "Laat ‘tot’ later zijn dan ‘van’; splits een dienst over middernacht in twee regels.",
        Rooster.einde,
    ),
    Check(
        "elk uur van de dienst valt in een tijdvak",
        Rooster,
        ("rooster", "dagsoort", "dienst"),
        Total(RoosterUren.uren),
        "=",
        Rooster.einde - Rooster.begin,
        UUR_DAG,
        "Vul de ORT-tijdvakken van deze cao en dagsoort aan.",
        Rooster.begin,
        after=("tijdvakken samen 24 uur", "dienst eindigt na het begin"),
    ),
    Check(
        "declarabele uren boven nul",
        Declarabiliteit,
        ("parameterset",),
        to_node(Declarabiliteit.declarabele_uren),
        ">",
        to_node(0),
        UUR_JAAR,
        "Maak de bruto uren hoger of de niet-declarabele uren lager.",
        Declarabiliteit.bruto,
    ),
)
