"""Report, bijlage 2.1: the average ORT of a roster, from the bands of a cao.

A roster says on which days and hours people work; the bands say what a cao pays on top. Every cao
that has bands gives an average of its own. A parameterset mixes them by its caomix.
"""

from decimal import Decimal

from mo_report.engine.check import Check
from mo_report.engine.expression import Total, compare, highest, if_, lowest, to_node, when
from mo_report.engine.schema import EIGEN, Block, Key, line, parameter, percentage
from mo_report.engine.units import AANTAL, DAGEN_WEEK, FACTOR, KLOK, PCT, UUR_DAG, UUR_WEEK
from mo_report.model.algemeen import (
    CAO,
    DAGEN,
    DAGGROEPEN,
    DAGSOORT,
    DAGSOORTEN,
    FEESTDAG,
    ROOSTER,
    Algemeen,
)
from mo_report.model.rekenwijze import B2
from mo_report.model.salaris import Caomix

B1 = B2("tabel B1")


class Dagsoort(
    Block,
    title="Dagsoorten",
    vraag="roosters",
    path="ort.dagsoorten.{dagsoort}.{parameter}",
    intro="Hoe vaak elke soort dag in een week voorkomt. Noem bij elke soort hoeveel feestdagen per "
    "jaar erop vallen; die tellen dan als feestdag.",
):
    dagsoort = Key("dagsoort", hint="Kies een dagsoort.", among=DAGSOORT)
    dagen = parameter(
        "dagen in de kalenderweek",
        AANTAL,
        "Aantal dagen van deze soort per week; voor feestdag 0.",
        low=0,
        high=7,
    )
    feestdagen = parameter(
        "feestdagen per jaar",
        AANTAL,
        "Aantal feestdagen per jaar dat op deze soort dag valt. Bij zo en feestdag zelf: 0.",
        low=0,
        high=60,
        usual=(0, 12),
    )

    verschoven = line(
        "feestdagen per week",
        DAGEN_WEEK,
        EIGEN,
        feestdagen * Algemeen.dagen_per_week / Algemeen.dagen_per_jaar,
    )


class Feestdagen(Block, title="Feestdagen", form="berekend", sources=(Algemeen,)):
    per_week = line("feestdagen per week samen", DAGEN_WEEK, EIGEN, Total(Dagsoort.verschoven), optional=True)


class Dagentelling(Block, title="Dagen per week naar soort", form="berekend", sources=(Dagsoort,)):
    dagsoort = Key("dagsoort")

    per_week = line(
        "dagen per week",
        DAGEN_WEEK,
        B1,
        when(Dagsoort.dagsoort, FEESTDAG, Feestdagen.per_week, Dagsoort.dagen - Dagsoort.verschoven),
    )


class OrtBand(
    Block,
    title="ORT-tijdvakken",
    vraag="roosters",
    path="ort.tijdvakken.{cao}.{banddagen}.{tijdvak}.{parameter}",
    intro="De toeslag van de cao per tijdvak. Voor elke cao en elke soort dag vullen de tijdvakken "
    "samen precies 24 uur, zonder gat of overlap.",
):
    cao = Key("cao", hint="Kies een cao.", among=CAO)
    banddagen = Key("dagen", hint="Kies de dagen waarop het tijdvak geldt.", among=DAGEN)
    tijdvak = Key("tijdvak", hint="Een naam, bijvoorbeeld 00-06.")
    begin = parameter("van", KLOK, "Begin van het tijdvak, in uren (7,5 is half acht).", low=0, high=24)
    einde = parameter("tot", KLOK, "Einde van het tijdvak, in uren.", low=0, high=24)
    toeslag = percentage("toeslag", "Toeslag op het uurloon.", high=3, usual=(0, 1))

    duur = line("duur", UUR_DAG, B1, einde - begin)


class Rooster(
    Block,
    title="Roosters",
    vraag="roosters",
    if_used=True,
    path="ort.roosters.{rooster}.{dagen}.{dienst}.{parameter}",
    intro="De uren waarop wordt gewerkt. Eindigt een dienst na middernacht, vul dan het uur van de "
    "volgende dag in: van 22 tot 7.",
):
    rooster = Key("rooster", hint="Kies een rooster.", among=ROOSTER)
    dagen = Key("dagen", hint="Kies de dagen waarop de dienst begint.", among=DAGEN)
    dienst = Key("dienst", hint="Een naam, bijvoorbeeld dag of nacht.")
    begin = parameter("van", KLOK, "Begin van de dienst, in uren.", low=0, high=24)
    einde = parameter(
        "tot",
        KLOK,
        "Einde van de dienst; vroeger dan het begin is de volgende dag.",
        low=0,
        high=24,
    )

    tot_middernacht = line(
        "einde op de dag zelf",
        KLOK,
        EIGEN,
        if_(compare(einde, "<=", begin), Algemeen.uren_per_dag, einde),
    )
    na_middernacht = line("uren na middernacht", UUR_DAG, EIGEN, if_(compare(einde, "<=", begin), einde, 0))
    duur = line("duur van de dienst", UUR_DAG, B1, tot_middernacht - begin + na_middernacht)


def _weekdays(dagsoort: str) -> list[int]:
    return sorted(d for d in DAGGROEPEN[dagsoort] if isinstance(d, int))


def _day_rows() -> tuple[dict[str, str | Decimal], ...]:
    """For each group of days, which kinds of day its services touch.

    `volgt`: the part of the days of that kind on which the service of the day before runs on. A
    feestdag has no fixed day before it: it counts there only where the group has feestdagen.
    """
    rows: list[dict[str, str | Decimal]] = []
    for name, days in DAGGROEPEN.items():
        for dagsoort in DAGSOORTEN:
            own = DAGGROEPEN[dagsoort]
            weekdays = _weekdays(dagsoort)
            follows = sum((d - 1) % 7 in days for d in weekdays)
            part = Decimal(follows) / len(weekdays) if weekdays else Decimal(FEESTDAG in days)
            begins = own <= days
            if begins or part:
                rows.append(
                    {
                        "dagen": name,
                        "dagsoort": dagsoort,
                        "begint": Decimal(begins),
                        "volgt": part,
                    }
                )
    return tuple(rows)


class Roosterdagen(Block, title="Dagen van een dienst", form="vast"):
    """On which kinds of day a service begins, and on which it runs on after midnight."""

    dagen = Key("dagen")
    dagsoort = Key("dagsoort")
    begint = parameter("begint op deze dag", FACTOR, "")
    volgt = parameter("loopt door op deze dag", FACTOR, "")
    rows = _day_rows()


class Banddagen(Block, title="Dagen van een tijdvak", form="vast"):
    """Which kinds of day a band holds for."""

    banddagen = Key("dagen")
    dagsoort = Key("dagsoort")
    rows = tuple(
        {"banddagen": name, "dagsoort": dagsoort}
        for name, days in DAGGROEPEN.items()
        for dagsoort in DAGSOORTEN
        if DAGGROEPEN[dagsoort] <= days
    )


class Banddag(Block, title="Tijdvakken per soort dag", form="berekend", sources=(OrtBand, Banddagen)):
    cao = Key("cao")
    banddagen = Key("tijdvak geldt op")
    tijdvak = Key("tijdvak")
    dagsoort = Key("dagsoort")

    duur = line("duur van het tijdvak", UUR_DAG, B1, OrtBand.duur)


class Caodag(Block, title="Uren met een tijdvak", form="berekend", sources=(OrtBand, Dagentelling)):
    cao = Key("cao")
    dagsoort = Key("dagsoort")

    duur = line("uren met een tijdvak", UUR_DAG, B1, Total(Banddag.duur))


class Roosterdienst(
    Block,
    title="Diensten per soort dag",
    form="berekend",
    sources=(Rooster, Roosterdagen, Dagentelling),
):
    rooster = Key("rooster")
    dagen = Key("rooster geldt op")
    dienst = Key("dienst")
    dagsoort = Key("dagsoort")

    per_week = line(
        "uren van de dienst per week",
        UUR_WEEK,
        B1,
        Dagentelling.per_week
        * (
            Roosterdagen.begint * (Rooster.tot_middernacht - Rooster.begin)
            + Roosterdagen.volgt * Rooster.na_middernacht
        ),
    )


class Roosterduur(Block, title="Uren van het rooster", form="berekend", sources=(Rooster,)):
    rooster = Key("rooster")

    per_week = line("uren van alle diensten per week", UUR_WEEK, B1, Total(Roosterdienst.per_week))


class RoosterUren(
    Block,
    title="Uren van het rooster per tijdvak",
    form="berekend",
    sources=(Rooster, Roosterdagen, Banddagen, OrtBand),
):
    rooster = Key("rooster")
    dagen = Key("rooster geldt op")
    dienst = Key("dienst")
    cao = Key("cao")
    dagsoort = Key("dagsoort")
    banddagen = Key("tijdvak geldt op")
    tijdvak = Key("tijdvak")

    op_de_dag = line(
        "uren van de eigen dienst",
        UUR_DAG,
        B1,
        Roosterdagen.begint
        * highest(
            0,
            lowest(Rooster.tot_middernacht, OrtBand.einde) - highest(Rooster.begin, OrtBand.begin),
        ),
    )
    van_gisteren = line(
        "uren van de dienst van gisteren",
        UUR_DAG,
        EIGEN,
        Roosterdagen.volgt * highest(0, lowest(Rooster.na_middernacht, OrtBand.einde) - OrtBand.begin),
    )
    uren = line("uren in het tijdvak", UUR_DAG, B1, op_de_dag + van_gisteren)
    toeslaguren = line("uren × toeslag", UUR_DAG, B1, uren * OrtBand.toeslag)


class RoosterDag(Block, title="ORT per soort dag", form="berekend", sources=(RoosterUren, Dagentelling)):
    rooster = Key("rooster")
    cao = Key("cao")
    dagsoort = Key("dagsoort")

    uren = line("uren per dag", UUR_DAG, B1, Total(RoosterUren.uren))
    toeslaguren = line("toeslaguren per dag", UUR_DAG, B1, Total(RoosterUren.toeslaguren))
    gemiddeld = line(
        "ORT gemiddeld per dag",
        PCT,
        B1,
        if_(compare(uren, "=", 0), 0, toeslaguren / uren),
        publish=True,
    )
    uren_week = line("uren per week", UUR_WEEK, B1, Dagentelling.per_week * uren)
    toeslaguren_week = line("toeslaguren per week", UUR_WEEK, B1, Dagentelling.per_week * toeslaguren)


class RoosterWeek(Block, title="ORT over de week", form="berekend", sources=(RoosterDag,)):
    rooster = Key("rooster")
    cao = Key("cao")

    uren = line("uren van het rooster per week", UUR_WEEK, B1, Total(RoosterDag.uren_week))
    # Weighed by hours: with the same hours every day this is the report's weighing by days.
    ort = line(
        "ORT gemiddeld over de week",
        PCT,
        EIGEN,
        Total(RoosterDag.toeslaguren_week) / uren,
        publish=True,
        hint="Geef het rooster uren op dagen die in de week voorkomen.",
    )


class OrtMix(Block, title="ORT per cao van de set", form="berekend", sources=(Caomix, RoosterWeek)):
    parameterset = Key("parameterset")
    rooster = Key("rooster")
    cao = Key("cao")

    aandeel = line("aandeel van deze cao", PCT, EIGEN, Caomix.aandeel)
    gewogen = line("aandeel × ORT", PCT, EIGEN, aandeel * RoosterWeek.ort)


class OrtSet(Block, title="ORT volgens de caomix", form="berekend", sources=(OrtMix,)):
    parameterset = Key("parameterset")
    rooster = Key("rooster")

    dekking = line("cao's met ORT-tijdvakken", PCT, EIGEN, Total(OrtMix.aandeel))
    # Over the cao's whose bands are known; a warning says so where these are not all.
    ort = line(
        "ORT gewogen naar caomix",
        PCT,
        EIGEN,
        if_(compare(dekking, "=", 0), 0, Total(OrtMix.gewogen) / dekking),
        publish=True,
    )


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
)
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
)
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
)
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
)
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
)
