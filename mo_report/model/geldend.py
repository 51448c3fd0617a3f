"""Tariffs that are in force: is each at least the computed one?"""

from mo_report.engine.dossier import ONDERDEEL
from mo_report.engine.expression import Pointed, Word, compare, given, if_, rounded, when
from mo_report.engine.schema import EIGEN, Block, Choice, Key, line, parameter, percentage
from mo_report.engine.units import GETAL, PCT, TEKST
from mo_report.model.aansluiting import AANWIJSBAAR, TARIEFREGEL, onderdeelkolom
from mo_report.model.algemeen import JA, Algemeen, Parameterset
from mo_report.model.rekenwijze import WETTELIJK
from mo_report.model.uurtarief import Uurtarief, bij_ort_van

REEEL, NIET_REEEL = "reëel", "niet reëel"


class Geldend(
    Block,
    title="Geldende tarieven",
    path="geldende-tarieven.{tarief}.{parameter}",
    intro="Tarieven die nu gelden. Het model zet ze naast het berekende tarief en zegt of ze reëel "
    "zijn. Laat dit blad leeg als u dat niet wilt toetsen.",
    vraag="geldende-tarieven",
    # A judgement on its own tariffs is the gemeente's to publish.
    shared_if=(Algemeen.oordeel_openbaar.name, JA),
    points=AANWIJSBAAR,
):
    tarief = Key("tarief", hint="Naam van het tarief; elke naam komt één keer voor.")
    parameterset = Choice(
        "parameterset",
        hint="De set waarmee het tarief wordt vergeleken.",
        optional=True,
        among=Parameterset,
    )
    onderdeel = onderdeelkolom()
    regel = Choice("regel", hint="Het berekende tarief dat erbij hoort.", among=TARIEFREGEL)
    geldend = parameter("geldend tarief", GETAL, "Het tarief in euro zoals het nu geldt.", low=0, high=1000000)
    ort = percentage(
        "ORT in het geldende tarief",
        "Met welke ORT een geldend uurtarief rekent. Leeg als het onbekend is, of geen uurtarief.",
        usual=(0, "0.6"),
        optional=True,
    )

    berekend = line("berekend tarief", GETAL, WETTELIJK, Pointed("het gekozen tarief"), optional=True)
    zelfde_ort = line(
        "berekend bij dezelfde ORT",
        GETAL,
        EIGEN,
        given(
            ort,
            when(regel, Uurtarief.uurtarief_afgerond.label, rounded(bij_ort_van(ort, product=ONDERDEEL)), berekend),
            ort,
        ),
        optional=True,
    )
    verschil = line("geldend min berekend", GETAL, EIGEN, geldend - berekend, optional=True)
    verschil_ort = line("geldend min berekend bij dezelfde ORT", GETAL, EIGEN, geldend - zelfde_ort, optional=True)
    verschil_deel = line(
        "verschil als deel van het berekende tarief",
        PCT,
        EIGEN,
        if_(compare(berekend, "=", 0), 0, verschil / berekend),
        optional=True,
    )
    ondergrens = line(
        "laagste reële tarief",
        GETAL,
        WETTELIJK,
        given(Algemeen.tolerantie, berekend * (1 - Algemeen.tolerantie), berekend),
        optional=True,
    )
    oordeel = line(
        "is het reëel",
        TEKST,
        WETTELIJK,
        if_(compare(rounded(geldend, 6), "<", rounded(ondergrens, 6)), Word(NIET_REEEL), Word(REEEL)),
        optional=True,
        tariff=True,
    )
