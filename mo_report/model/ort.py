"""Report, bijlage 2.1: the average ORT of a roster, from the bands of a cao."""

from mo_report.expressie import Total, highest, lowest
from mo_report.model.algemeen import CAO, DAGSOORT, ROOSTER
from mo_report.schema import (
    AANTAL,
    B2,
    EIGEN,
    KLOK,
    PCT,
    UUR_DAG,
    UUR_WEEK,
    Block,
    Choice,
    Key,
    line,
    parameter,
    percentage,
)

B1 = B2("tabel B1")


class Dagsoort(
    Block,
    title="Dagsoorten",
    path="ort.dagsoorten.{dagsoort}.{parameter}",
    intro="Hoe vaak elke soort dag in een week voorkomt. Feestdagen tellen bij zo.",
):
    dagsoort = Key("dagsoort", hint="Kies een dagsoort.", among=DAGSOORT)
    dagen = parameter(
        "dagen per week", AANTAL, "Aantal dagen van deze soort per week.", low=0, high=7
    )


class OrtBand(
    Block,
    title="ORT-tijdvakken",
    path="ort.tijdvakken.{cao}.{dagsoort}.{tijdvak}.{parameter}",
    intro="De toeslag van de cao per tijdvak. Voor elke cao en dagsoort vullen de tijdvakken samen "
    "precies 24 uur, zonder gat of overlap.",
):
    cao = Key("cao", hint="Kies een cao.", among=CAO)
    dagsoort = Key("dagsoort", hint="Kies een dagsoort.", among=DAGSOORT)
    tijdvak = Key("tijdvak", hint="Een naam, bijvoorbeeld 00-06.")
    begin = parameter(
        "van", KLOK, "Begin van het tijdvak, in uren (7,5 is half acht).", low=0, high=24
    )
    einde = parameter("tot", KLOK, "Einde van het tijdvak, in uren.", low=0, high=24)
    toeslag = percentage("toeslag", "Toeslag op het uurloon.", high=3, usual=(0, 1))

    duur = line("duur", UUR_DAG, B1, einde - begin)


class Rooster(
    Block,
    title="Roosters",
    path="ort.roosters.{rooster}.{dagsoort}.{dienst}.{parameter}",
    intro="De uren waarop wordt gewerkt, per dagsoort. Een dienst over middernacht splitst u in "
    "twee regels: tot 24 uur en vanaf 0 uur.",
):
    rooster = Key("rooster", hint="Kies een rooster.", among=ROOSTER)
    dagsoort = Key("dagsoort", hint="Kies een dagsoort.", among=DAGSOORT)
    dienst = Key("dienst", hint="Een naam, bijvoorbeeld dag of nacht.")
    cao = Choice("cao", hint="De cao waarvan de ORT geldt.", among=CAO)
    begin = parameter("van", KLOK, "Begin van de dienst, in uren.", low=0, high=24)
    einde = parameter("tot", KLOK, "Einde van de dienst, in uren.", low=0, high=24)


class RoosterUren(
    Block, title="Uren van het rooster per tijdvak", form="berekend", sources=(Rooster, OrtBand)
):
    rooster = Key("rooster")
    dagsoort = Key("dagsoort")
    dienst = Key("dienst")
    cao = Key("cao")
    tijdvak = Key("tijdvak")

    uren = line(
        "uren in het tijdvak",
        UUR_DAG,
        B1,
        highest(0, lowest(Rooster.einde, OrtBand.einde) - highest(Rooster.begin, OrtBand.begin)),
    )
    toeslaguren = line("uren × toeslag", UUR_DAG, B1, uren * OrtBand.toeslag)


class RoosterDag(Block, title="ORT per dagsoort", form="berekend", sources=(Rooster,)):
    rooster = Key("rooster")
    dagsoort = Key("dagsoort")

    uren = line("uren per dag", UUR_DAG, B1, Total(RoosterUren.uren))
    toeslaguren = line("toeslaguren per dag", UUR_DAG, B1, Total(RoosterUren.toeslaguren))
    gemiddeld = line("ORT gemiddeld per dag", PCT, B1, toeslaguren / uren, publish=True)
    uren_week = line("uren per week", UUR_WEEK, B1, Dagsoort.dagen * uren)
    toeslaguren_week = line("toeslaguren per week", UUR_WEEK, B1, Dagsoort.dagen * toeslaguren)


class RoosterWeek(Block, title="ORT over de week", form="berekend", sources=(Rooster,)):
    rooster = Key("rooster")

    # Weighed by hours: with the same hours every day this is the report's weighing by days.
    ort = line(
        "ORT gemiddeld over de week",
        PCT,
        EIGEN,
        Total(RoosterDag.toeslaguren_week) / Total(RoosterDag.uren_week),
        publish=True,
    )
