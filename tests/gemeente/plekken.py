"""The locaties of a random gemeente: nights, houses, families, trajecten, dagopvang and arrangementen."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Any

from gemeente.basis import (
    ANDER,
    DAGEN,
    ECHT,
    EIGEN,
    GROEPSGROOTTE,
    HUIZEN,
    LEIDEND,
    MET_DAGOPVANG,
    MET_TEAM,
    NORM,
    SETS,
    WEEK,
    F,
    Gemeente,
    Loterij,
    cent,
    som,
)
from gemeente.roosters import op_rooster

X = "Stichting X"


def maak_nachten(g: Gemeente, lot: Loterij) -> None:
    """Nights of the first set only, so that the other lacks them: by hours, by the month, or as set."""
    uren, over, maand, vast = lot.getal(4, 10, 1), lot.getal(5, 30, 0), lot.getal(100, 600, 2), lot.getal(5, 40, 2)
    hours = {"parameterset": LEIDEND, "uren": uren, "product": "Groep", "verdeeld_over": over}
    groep = lot.getal(5, 60, 0)
    g.groep = {"Wacht": F(groep)}
    g.given("Nachtvarianten", nachtvariant="Wacht", groep=groep, **hours)
    g.given("Nachtvarianten", parameterset=LEIDEND, nachtvariant="Slaap", maandbedrag=maand)
    g.given("Nachtvarianten", nachtvariant="Vast", vastgesteld=vast, **hours)
    for name in (LEIDEND, EIGEN):
        if (name, "Groep") in g.prijs:
            g.nacht[name, "Wacht"] = F(uren) / F(over) * g.prijs[name, "Groep"].tarief
            g.nacht[name, "Slaap"] = F(maand) * 12 / DAGEN
            g.nacht[name, "Vast"] = F(vast)


def _gebouw(g: Gemeente, lot: Loterij, locatie: str, plekken: Decimal) -> Fraction:
    """The price of a house per plek per etmaal, built up."""
    m2, huur, onderhoud = lot.getal(100, 900, 0), lot.getal(60, 200, 2), lot.getal(5, 30, 2)
    kost, rest = lot.getal(50000, 900000, 0), lot.getal(0, 20000, 0)
    jaren, rente = lot.getal(10, 40, 0), lot.getal(0.01, 0.06)
    inboedel, termijn = lot.getal(5000, 90000, 0), lot.getal(5, 12, 0)
    g.given(
        "Opbouw huisvesting", locatie=locatie, oppervlakte=m2, huur=huur, onderhoud=onderhoud, investering=kost,
        restwaarde=rest, termijn=jaren, rente=rente, rentedeel=Decimal("0.5"), inventaris=inboedel,
        inventaristermijn=termijn,
    )  # fmt: skip
    year = F(m2) * (F(huur) + F(onderhoud)) + (F(kost) - F(rest)) / F(jaren) + F(kost) * F(rente) / 2
    return (year + F(inboedel) / F(termijn)) / (F(plekken) * DAGEN)


def maak_locaties(g: Gemeente, lot: Loterij, norm: Decimal, echt: Fraction) -> None:
    """The locaties in every variant; and what only the first set has a price for."""
    g.given("Urennormen", urennorm=NORM, soort="24-uurs", product="Groep", uren=norm)
    deel, grond, kapitaal, erin = lot.getal(0.1, 0.3), lot.getal(20, 60, 2), lot.getal(1, 2, 2), lot.getal(0, 1, 2)
    g.list_of(
        "Kindtoeslag",
        {
            "deel van de grondslag": deel, "grondslag": grond, "waarvan kapitaallasten": kapitaal,
            "kapitaallasten via subsidie": erin,
        },
        parameterset=LEIDEND,
    )  # fmt: skip
    for locatie in HUIZEN:
        nacht = lot.random.choice(("Wacht", "Slaap", "Vast", "geen"))
        gezin, plekken, subsidie = lot.kans(), lot.getal(5, 60, 0), lot.kans()
        g.plekken[locatie], g.nachtvariant[locatie] = F(plekken), nacht
        g.given(
            "Locaties", locatie=locatie, plaats="Ergens", aanbieder=X, soort="24-uurs", product="Groep",
            nachtvariant=nacht, gezinnen="ja" if gezin else "nee", plekken=plekken,
            **({"team": "Team"} if locatie == MET_TEAM else {}),
        )  # fmt: skip
        kosten = _kosten(g, lot, locatie, plekken, subsidie=subsidie)
        kind, gesubsidieerd = F(deel) * F(grond) if gezin else F(0), F(0)
        if subsidie:
            eruit = F(kapitaal) * F(erin) if gezin else F(0)
            gesubsidieerd, kind = kosten.pop("huisvesting") + eruit, kind - eruit
        graad = lot.getal(0.7, 1, 2)
        g.given("Bezetting per locatie", locatie=locatie, graad=graad)
        g.subsidie[locatie] = gesubsidieerd
        for variant in SETS:
            delen = _delen(g, locatie, variant, nacht, F(norm), echt) | kosten
            delen["kindtoeslag"] = kind if variant != ANDER else F(0)
            total = g.plek[locatie, variant] = som(delen.values())
            g.kind_jaar[locatie, variant] = cent(delen["kindtoeslag"] * F(plekken) * DAGEN)
            if variant == LEIDEND:
                g.delen[locatie] = delen
                g.bezet[locatie] = (total - kosten["voeding"]) / F(graad) + kosten["voeding"]


def _kosten(g: Gemeente, lot: Loterij, locatie: str, plekken: Decimal, *, subsidie: bool) -> dict[str, Fraction]:
    """What the house, the hotel and the food cost; the first perhaps built up."""
    typed: dict[str, Any] = {name: lot.getal(3, 30, 2) for name in ("huisvesting", "hotelmatig", "voeding")}
    built = lot.kans()
    for name, amount in typed.items():
        row = {"locatie": locatie, "component": name}
        row["bekostiging"] = "subsidie" if subsidie and name == "huisvesting" else "tarief"
        given = {} if built and name == "huisvesting" else {"bedrag": amount}
        g.given("Locatiekosten", **row, **given)
    found = {name: F(amount) for name, amount in typed.items()}
    if built:
        found["huisvesting"] = _gebouw(g, lot, locatie, plekken)
    return found


def _delen(g: Gemeente, locatie: str, variant: str, nacht: str, norm: Fraction, echt: Fraction) -> dict[str, Fraction]:
    """Begeleiding by day and night in one variant; keeps its hours of a year, and what a roster adds to these."""
    name = g.set_van(variant, locatie)
    team = variant == ECHT and locatie == MET_TEAM
    base = g.prijs[name, "Groep"].tarief
    uren, tarief = (echt, op_rooster(g, name)) if team else (norm, base)
    g.uren[locatie, variant] = uren * g.plekken[locatie] / GROEPSGROOTTE * DAGEN
    g.dienstrooster[locatie, variant] = g.uren[locatie, variant] * (tarief - base)
    night = g.nacht.get((name, nacht), F(0))
    g.nacht_jaar[locatie, variant] = cent(night * g.plekken[locatie] * DAGEN)
    return {"begeleiding": uren * tarief / GROEPSGROOTTE + night}


def maak_trajecten(g: Gemeente, lot: Loterij) -> None:
    uren = lot.getal(0.5, 6, 1)
    g.given("Trajectsoorten", traject="Traject", product="Thuis", uren=uren)
    for locatie in HUIZEN:
        clienten = lot.getal(0, 20, 0)
        g.given("Trajecten", locatie=locatie, traject="Traject", clienten=clienten)
        g.trajecturen[locatie] = F(clienten) * F(uren) / WEEK * DAGEN
        for variant in SETS:
            tarief = g.prijs[g.set_van(variant, locatie), "Thuis"].tarief
            g.traject[locatie, variant] = cent(cent(F(uren) * tarief / WEEK) * F(clienten) * DAGEN)


def maak_dagopvang(g: Gemeente, lot: Loterij) -> None:
    """In the first set only, with numbers of the locatie where it has these."""
    mensen, uren, dagen = lot.getal(1, 4, 0), lot.getal(2, 10, 1), lot.getal(100, 365, 0)
    general: dict[str, Any] = {"begeleiders": mensen, "uren open per dag": uren, "dagen open per jaar": dagen}
    g.list_of("Dagopvang", general, parameterset=LEIDEND)
    g.add("Dagopvang", parameterset=LEIDEND, parameter="product", waarde="Groep")
    own = {
        k: v for k, v in {"begeleiders": lot.getal(1, 4, 0), "dagen_open": lot.getal(100, 365, 0)}.items() if lot.kans()
    }
    g.given("Dagopvang per locatie", locatie=MET_DAGOPVANG, **own)
    hours = F(uren) * F(own.get("dagen_open", dagen))
    for variant in (LEIDEND, ECHT):
        tarief = g.prijs[g.set_van(variant, MET_DAGOPVANG), "Groep"].tarief
        g.dagopvang[MET_DAGOPVANG, variant] = cent(hours * F(own.get("begeleiders", mensen)) * tarief)


def maak_arrangementen(g: Gemeente, lot: Loterij) -> None:
    """Hours of two products, a night and a stay, for so many clients and days."""
    for name, nacht in (("licht", ""), ("zwaar", "Slaap")):
        clienten, dagen, zwaarte = lot.getal(1, 80, 0), lot.getal(30, 365, 0), lot.getal(0.8, 1.4, 2)
        stay = {k: lot.getal(3, 30, 2) for k in ("huisvesting", "hotelmatig", "voeding") if lot.kans()}
        g.given(
            "Arrangementen", arrangement=name, clienten=clienten, duur=dagen, zorgzwaarte=zwaarte,
            **stay, **({"nachtvariant": nacht} if nacht else {}),
        )  # fmt: skip
        care = F(0)
        for product in ("Groep", "Thuis"):
            uren = lot.getal(1, 12, 1)
            g.given("Uren per arrangement", arrangement=name, product=product, uren=uren)
            care += F(uren) * g.prijs[LEIDEND, product].tarief
        tarief = care * F(zwaarte) / WEEK + g.nacht.get((LEIDEND, nacht), F(0)) + som(map(F, stay.values()))
        g.arrangement[name] = tarief, cent(cent(tarief) * F(clienten) * F(dagen))
