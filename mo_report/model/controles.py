"""Rules that hold for the input; the same rules stand, live, on the controleblad of a workbook."""

from decimal import Decimal

from mo_report.engine.check import Check
from mo_report.engine.expression import Total, given, rounded, to_node
from mo_report.engine.schema import AANTAL, EUR_ETMAAL, EUR_JAAR, EUR_UUR, KLOK, PCT, UUR_DAG, UUR_JAAR, UUR_WEEK
from mo_report.model.algemeen import Algemeen
from mo_report.model.budget import AanbiederTotaal, Budget, samengeteld
from mo_report.model.declarabiliteit import Declarabiliteit
from mo_report.model.etmaaltarief import Locatietarief
from mo_report.model.locatie import Locatie
from mo_report.model.opbouw import Opbouw
from mo_report.model.ort import (
    Caodag,
    Dagentelling,
    Dagsoort,
    Feestdagen,
    OrtBand,
    Rooster,
    Roosterduur,
    RoosterWeek,
)
from mo_report.model.reeleprijs import ReelePrijs
from mo_report.model.salaris import Caomix, Inschaling, Maandloon, Opleidingsmix
from mo_report.model.taakgericht import Bijdrage, Deelnemer, Restverdeling, Taakbudget
from mo_report.model.ureninzet import Dienst, Teamrooster
from mo_report.model.uurtarief import Uurtarief

_HONDERD = "Pas de aandelen aan tot ze samen 100% zijn."
_FORMULE = "Dit kan alleen misgaan als een formule is gewijzigd."
_ONMOGELIJK = ("declarabele uren boven nul",)
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
        to_node(Algemeen.dagen_per_week),
        AANTAL,
        "Laat de dagen per week samen 7 zijn.",
        Dagsoort.dagen,
    ),
    Check(
        "dagen en feestdagen samen een week",
        Feestdagen,
        (),
        Total(Dagentelling.per_week),
        "=",
        to_node(Algemeen.dagen_per_week),
        AANTAL,
        "Noem feestdagen bij de soort dag waarop ze vallen, en 0 bij feestdag zelf.",
        Dagsoort.feestdagen,
        after=("dagsoorten samen een week",),
    ),
    Check(
        "tijdvak eindigt na het begin",
        OrtBand,
        ("cao", "banddagen", "tijdvak"),
        to_node(OrtBand.einde),
        ">",
        to_node(OrtBand.begin),
        KLOK,
        "Laat ‘tot’ later zijn dan ‘van’.",
        OrtBand.einde,
    ),
    Check(
        "tijdvakken samen een etmaal",
        Caodag,
        ("cao", "dagsoort"),
        to_node(Caodag.duur),
        "=",
        to_node(Algemeen.uren_per_dag),
        UUR_DAG,
        "Laat de tijdvakken van elke soort dag aansluiten, van 0 tot 24 uur.",
        OrtBand.begin,
        after=("tijdvak eindigt na het begin",),
    ),
    Check(
        "alle uren van het rooster vallen in een tijdvak",
        RoosterWeek,
        ("rooster", "cao"),
        to_node(RoosterWeek.uren),
        "=",
        to_node(Roosterduur.per_week),
        UUR_WEEK,
        "Geef de cao tijdvakken voor alle soorten dagen; zie het blad ORT-tijdvakken.",
        Rooster.begin,
        after=("tijdvakken samen een etmaal", "tijdvak eindigt na het begin"),
    ),
    Check(
        "team houdt uren over voor de groep",
        Teamrooster,
        ("team",),
        to_node(Teamrooster.groepsuren),
        ">",
        to_node(0),
        UUR_WEEK,
        "Maak de diensten langer, of kies ‘nee’ bij trajecten in het rooster.",
        Dienst.uren,
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
    Check(
        "elementen van de reële prijs samen het uurtarief",
        ReelePrijs,
        ("parameterset", "product"),
        to_node(ReelePrijs.samen),
        "=",
        to_node(Uurtarief.uurtarief),
        EUR_UUR,
        _FORMULE,
        Uurtarief.ort,
        after=_ONMOGELIJK,
    ),
    Check(
        "stappen van salaris naar tarief samen het uurtarief",
        Opbouw,
        ("parameterset", "product"),
        to_node(Opbouw.samen),
        "=",
        to_node(Uurtarief.uurtarief),
        EUR_UUR,
        _FORMULE,
        Uurtarief.ort,
        after=_ONMOGELIJK,
    ),
    Check(
        # What is invoiced is rounded once, on the whole; the parts are not.
        "afgerond tarief hoogstens een halve cent anders",
        Locatietarief,
        ("locatie", "tariefvariant"),
        to_node(Locatietarief.tarief_per_plek_per_etmaal_afgerond),
        "=",
        to_node(Locatietarief.tarief_per_plek_per_etmaal),
        EUR_ETMAAL,
        _FORMULE,
        Locatie.plekken,
        after=_ONMOGELIJK,
        tolerance=Decimal("0.005"),
    ),
    Check(
        "bedrag per jaar van de aanbieder in hele centen",
        AanbiederTotaal,
        ("aanbieder", "tariefvariant"),
        to_node(AanbiederTotaal.jaarbedrag),
        "=",
        rounded(AanbiederTotaal.jaarbedrag),
        EUR_JAAR,
        _FORMULE,
        Locatie.plekken,
        after=_ONMOGELIJK,
    ),
    Check(
        "locaties samen het budget van de aanbieder",
        AanbiederTotaal,
        ("aanbieder", "tariefvariant"),
        Total(Budget.totaal),
        "=",
        to_node(AanbiederTotaal.budget),
        EUR_JAAR,
        _FORMULE,
        Locatie.plekken,
        after=_ONMOGELIJK,
    ),
    Check(
        "bijdragen van gemeenten samen het taakbudget",
        Restverdeling,
        ("reeks", "jaar"),
        Total(Bijdrage.bedrag),
        "=",
        to_node(Taakbudget.taakbudget),
        EUR_JAAR,
        "Geef minstens één gemeente een gewicht boven nul.",
        Deelnemer.sleutel,
        after=_ONMOGELIJK,
    ),
    Check(
        "onderdelen samen het budget van de aanbieder",
        AanbiederTotaal,
        ("aanbieder", "tariefvariant"),
        to_node(samengeteld(AanbiederTotaal)),
        "=",
        to_node(AanbiederTotaal.budget),
        EUR_JAAR,
        _FORMULE,
        Locatie.plekken,
        after=_ONMOGELIJK,
    ),
)
