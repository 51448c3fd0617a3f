"""Random small gemeenten, and what their tariffs are: worked out apart from the program, in fractions."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from fractions import Fraction
from random import Random
from typing import Any

F, Rijen = Fraction, list[dict[str, Any]]
LEIDEND, ANDER, NORM, UREN_PER_WEEK = "Eerste", "Tweede", "Norm", 7
MAANDEN = (
    "januari", "februari", "maart", "april", "mei", "juni",
    "juli", "augustus", "september", "oktober", "november", "december",
)  # fmt: skip
NIETS = Fraction(0)
DEELNAMES = ("a", "b", "c", "d", "e", "f", "risico")


def cent(amount: Fraction) -> Fraction:
    """On whole cents, half away from zero."""
    sign = -1 if amount < 0 else 1
    return sign * F(int(abs(amount) * 100 + F(1, 2)), 100)


@dataclass
class Gemeente:
    """An input as sheets of rows, and the outcomes that it must have."""

    sheets: dict[str, Rijen] = field(default_factory=dict)
    uurtarief: dict[tuple[str, str], Fraction] = field(default_factory=dict)
    per_minuut: set[str] = field(default_factory=set)
    elementen: dict[tuple[str, str], dict[str, Fraction]] = field(default_factory=dict)
    nacht: dict[str, Fraction] = field(default_factory=dict)
    plek: dict[tuple[str, str], Fraction] = field(default_factory=dict)
    jaar: dict[tuple[str, str], Fraction] = field(default_factory=dict)
    subsidie: dict[str, Fraction] = field(default_factory=dict)
    bezet: dict[str, Fraction] = field(default_factory=dict)
    index: dict[str, Fraction] = field(default_factory=dict)
    ontbreekt: Fraction = NIETS
    arrangement: dict[str, tuple[Fraction, Fraction]] = field(default_factory=dict)

    def add(self, sheet: str, **row: Any) -> None:
        self.sheets.setdefault(sheet, []).append(row)

    def given(self, sheet: str, **row: Any) -> None:
        self.add(sheet, **row, status="aanname")

    def list_of(self, sheet: str, values: dict[str, Any], **keys: str) -> None:
        for name, value in values.items():
            self.given(sheet, **keys, parameter=name, waarde=value)


class Loterij:
    """Draws decimals, so that what is typed is exactly what is computed with."""

    def __init__(self, seed: int) -> None:
        self.random = Random(seed)

    def getal(self, low: float, high: float, digits: int = 4) -> Decimal:
        return Decimal(self.random.randint(round(low * 10**digits), round(high * 10**digits))).scaleb(-digits)

    def kans(self, p: float = 0.5) -> bool:
        return self.random.random() < p

    def delen(self, n: int) -> list[Decimal]:
        """So many shares that are 1 together."""
        cuts = sorted(self.random.sample(range(1, 100), n - 1))
        return [Decimal(b - a) / 100 for a, b in zip([0, *cuts], [*cuts, 100], strict=True)]


def maak(seed: int) -> Gemeente:
    """A gemeente of this seed: two sets, two cao's, three locaties."""
    g, loterij = Gemeente(), Loterij(seed)
    _algemeen(g)
    opslag = {name: _opslagen(g, loterij, name) for name in (LEIDEND, ANDER)}
    lonen = _lonen(g, loterij, opslag[LEIDEND])
    _tarieven(g, loterij, opslag, lonen)
    _nachten(g, loterij)
    _locaties(g, loterij)
    _arrangementen(g, loterij)
    return g


def _algemeen(g: Gemeente) -> None:
    for name, value in {"gemeente": "Ergens", "kenmerk": "x", "leidende tariefvariant": LEIDEND}.items():
        g.add("Algemeen", parameter=name, waarde=value)
    g.add("Algemeen", parameter="datum", waarde=date(2026, 3, 2))
    g.list_of("Algemeen", {"prijspeil": 2026, "groepsgrootte": 20})
    for name in (LEIDEND, ANDER):
        g.add("Parametersets", parameterset=name)
        g.add("Tariefvarianten", tariefvariant=name, parameterset=name, urennorm=NORM)


def _opslagen(g: Gemeente, lot: Loterij, name: str) -> dict[str, Fraction]:
    """The percentages and hours of a set."""
    values = {
        "vakantietoeslag": lot.getal(0.08, 0.09),
        "eindejaarsuitkering": lot.getal(0, 0.09),
        "opslag overige kosten": lot.getal(0, 0.05),
        "overhead": lot.getal(0.15, 0.4),
        "risico-opslag": lot.getal(0, 0.04),
    }
    if lot.kans():
        values["opslag indexatie"] = lot.getal(0.001, 0.05)
    if lot.kans():
        values["opslag verplichtingen van de gemeente"] = lot.getal(0.001, 0.02)
    if name == LEIDEND:
        values["deel van het schaalmaximum"] = lot.getal(0.85, 1)
    g.list_of("Opslagen", values, parameterset=name)
    lasten = {"opgegeven totaal": lot.getal(0.25, 0.35)}
    if lot.kans():
        lasten = {
            "Aof": lot.getal(0.06, 0.08), "Awf laag": lot.getal(0.02, 0.03), "aandeel Awf laag": lot.getal(0.5, 1),
            "Awf hoog": lot.getal(0.07, 0.09), "Zvw": lot.getal(0.05, 0.07), "Whk": lot.getal(0, 0.02),
            "pensioen": lot.getal(0.05, 0.12), "andere personeelskosten": lot.getal(0.01, 0.05),
        }  # fmt: skip
    g.list_of("Sociale lasten", lasten, parameterset=name)
    bruto, deel = lot.getal(1800, 1900, 0), lot.getal(0.65, 0.8)
    g.list_of("Declarabiliteit", {"bruto": bruto, "opgegeven productiviteit": deel}, parameterset=name)
    found = {k: F(v) for k, v in {**values, **lasten}.items()}
    return {**found, "bruto": F(bruto), "uren": F(bruto) * F(deel)}


@dataclass
class Loon:
    """A maandloon, what of it lies over the ceiling of ORT, and what the cao's add."""

    bedrag: Fraction
    boven: Fraction = NIETS
    toeslag: Fraction = NIETS
    vast: Fraction = NIETS


def _lonen(g: Gemeente, lot: Loterij, opslag: dict[str, Fraction]) -> dict[tuple[str, str], Loon]:
    """The maandlonen: in the first set by cao, schaal and perhaps trede, in the second as they are given."""
    mix = dict(zip(("Cao A", "Cao B"), lot.delen(2), strict=True))
    plafond = {cao: lot.getal(3000, 3600, 2) for cao in mix if lot.kans()}
    toeslag, vast = F(0), F(0)
    for cao, share in mix.items():
        g.given("Caomix", parameterset=LEIDEND, cao=cao, aandeel=share)
        if cao in plafond:
            g.given("ORT-plafonds", cao=cao, bedrag=plafond[cao])
        if lot.kans():
            met, deel, maand = lot.kans(), lot.getal(0, 0.02), lot.getal(0, 30, 2)
            row = {"over": "salaris met vakantietoeslag"} if met else {}
            g.given(
                "Toeslagen per cao", parameterset=LEIDEND, cao=cao, toeslag="keuze", percentage=deel,
                maandbedrag=maand, **row,
            )  # fmt: skip
            toeslag += F(share) * F(deel) * (1 + opslag["vakantietoeslag"] if met else 1)
            vast += F(share) * F(maand)
    niveaus = {}
    for niveau in ("MBO", "HBO"):
        loon, boven = F(0), F(0)
        for cao, share in mix.items():
            amount, over = _schaal(g, lot, niveau, cao, plafond.get(cao), opslag["deel van het schaalmaximum"])
            loon, boven = loon + F(share) * amount, boven + F(share) * over
        niveaus[niveau] = loon, boven
    found = {}
    for product in ("Groep", "Thuis"):
        shares = dict(zip(niveaus, lot.delen(2), strict=True))
        for niveau, share in shares.items():
            g.given("Opleidingsmix", parameterset=LEIDEND, product=product, niveau=niveau, aandeel=share)
        loon, boven = (sum((F(s) * niveaus[n][i] for n, s in shares.items()), F(0)) for i in (0, 1))
        found[LEIDEND, product] = Loon(loon, boven, toeslag, vast / loon)
        given = lot.getal(2800, 3900, 2)
        g.given("Maandlonen", parameterset=ANDER, product=product, maandloon=given)
        found[ANDER, product] = Loon(F(given))
    return found


def _schaal(
    g: Gemeente, lot: Loterij, niveau: str, cao: str, plafond: Decimal | None, deel: Fraction
) -> tuple[Fraction, Fraction]:
    """What a niveau earns under a cao, and what of that is over the ceiling."""
    schaal, cap = f"{niveau} {cao[-1]}", F(plafond) if plafond is not None else None
    g.given("Inschaling", parameterset=LEIDEND, niveau=niveau, cao=cao, schaal=schaal, aandeel=1)
    if lot.kans(0.4):
        top = lot.getal(3000, 4500, 2)
        g.given("Salarisschalen", cao=cao, schaal=schaal, maximum=top)
        amount = deel * F(top)
        return amount, max(F(0), amount - cap) if cap is not None else F(0)
    total, over = F(0), F(0)
    for trede, share in zip(("1", "2", "3"), lot.delen(3), strict=True):
        starts = [0, *sorted(lot.random.sample(range(1, 12), lot.random.randint(0, 2)))]
        amounts = [lot.getal(2700, 4400, 2) for _ in starts]
        for start, amount in zip(starts, amounts, strict=True):
            g.given("Salaristredes", cao=cao, schaal=schaal, trede=trede, vanaf=MAANDEN[start], bedrag=amount)
        months = [b - a for a, b in zip(starts, [*starts[1:], 12], strict=True)]
        mean = sum((F(a) * n for a, n in zip(amounts, months, strict=True)), F(0)) / 12
        g.given("Tredemix", parameterset=LEIDEND, niveau=niveau, cao=cao, schaal=schaal, trede=trede, aandeel=share)
        total += F(share) * mean
        over += F(share) * max(F(0), mean - cap) if cap is not None else F(0)
    return total, over


def _tarieven(
    g: Gemeente, lot: Loterij, opslag: dict[str, dict[str, Fraction]], lonen: dict[tuple[str, str], Loon]
) -> None:
    """The uurtarieven, and what they are made of."""
    for product in ("Groep", "Thuis"):
        row = {}
        if lot.kans():
            row["afronding"] = "centen per minuut"
            g.per_minuut.add(product)
        g.add("Producten", product=product, **row)
    for (name, product), loon in lonen.items():
        o, ort = opslag[name], lot.getal(0, 0.5)
        g.given("ORT per product", parameterset=name, product=product, ort=ort)
        deel = 1 + o["vakantietoeslag"] + o["eindejaarsuitkering"] + loon.toeslag + loon.vast
        jaarloon = 12 * loon.bedrag * deel + 12 * (loon.bedrag - loon.boven) * F(ort)
        andere = jaarloon * o.get("andere personeelskosten", F(0))
        if "Aof" in o:
            awf = o["aandeel Awf laag"] * o["Awf laag"] + (1 - o["aandeel Awf laag"]) * o["Awf hoog"]
            lasten = o["Aof"] + awf + o["Zvw"] + o["Whk"] + o["pensioen"]
        else:
            lasten = o["opgegeven totaal"]
        loonkosten, uren, bruto = jaarloon * (1 + lasten), o["uren"], o["bruto"]
        overig = (loonkosten + andere) * o["opslag overige kosten"]
        overhead = (loonkosten + andere + overig) * o["overhead"]
        risico = (loonkosten + andere + overig + overhead) * o["risico-opslag"]
        kostprijs = loonkosten + andere + overig + overhead + risico
        index = kostprijs * o.get("opslag indexatie", F(0))
        eisen = kostprijs * o.get("opslag verplichtingen van de gemeente", F(0))
        g.uurtarief[name, product] = (kostprijs + index + eisen) / uren
        parts = (
            loonkosten / bruto, overhead / uren, loonkosten / uren - loonkosten / bruto, (andere + overig) / uren,
            index / uren, eisen / uren, risico / uren,
        )  # fmt: skip
        g.elementen[name, product] = dict(zip(DEELNAMES, parts, strict=True))


def _nachten(g: Gemeente, lot: Loterij) -> None:
    """Nights of the first set only, so that the other lacks them: by hours, by the month, or as set."""
    uren, over, maand, vast = lot.getal(4, 10, 1), lot.getal(5, 30, 0), lot.getal(100, 600, 2), lot.getal(5, 40, 2)
    own = {"parameterset": LEIDEND}
    g.given("Nachtvarianten", **own, nachtvariant="Wacht", uren=uren, product="Groep", verdeeld_over=over)
    g.given("Nachtvarianten", **own, nachtvariant="Slaap", maandbedrag=maand)
    g.given(
        "Nachtvarianten", **own, nachtvariant="Vast", uren=uren, product="Groep", verdeeld_over=over, vastgesteld=vast
    )
    g.nacht = {
        "Wacht": F(uren) / F(over) * g.uurtarief[LEIDEND, "Groep"],
        "Slaap": F(maand) * 12 / 365,
        "Vast": F(vast),
        "geen": F(0),
    }


def _gebouw(g: Gemeente, lot: Loterij, locatie: str, plekken: Decimal) -> Fraction:
    """The price of a house per plek per etmaal, built up."""
    m2, huur, onderhoud = lot.getal(100, 900, 0), lot.getal(60, 200, 2), lot.getal(5, 30, 2)
    kost, rest, jaren, rente = (
        lot.getal(50000, 900000, 0),
        lot.getal(0, 20000, 0),
        lot.getal(10, 40, 0),
        lot.getal(0.01, 0.06),
    )
    inboedel, termijn = lot.getal(5000, 90000, 0), lot.getal(5, 12, 0)
    g.given(
        "Opbouw huisvesting", locatie=locatie, oppervlakte=m2, huur=huur, onderhoud=onderhoud, investering=kost,
        restwaarde=rest, termijn=jaren, rente=rente, rentedeel=Decimal("0.5"), inventaris=inboedel,
        inventaristermijn=termijn,
    )  # fmt: skip
    year = F(m2) * (F(huur) + F(onderhoud)) + (F(kost) - F(rest)) / F(jaren) + F(kost) * F(rente) / 2
    return (year + F(inboedel) / F(termijn)) / (F(plekken) * 365)


def _locaties(g: Gemeente, lot: Loterij) -> None:
    """Three locaties, in both sets; and what only the first set has a price for."""
    norm = lot.getal(4, 20, 1)
    g.given("Urennormen", urennorm=NORM, soort="24-uurs", product="Groep", uren=norm)
    g.add("Aanbieders", aanbieder="Stichting X")
    deel, grond, kapitaal, erin = lot.getal(0.1, 0.3), lot.getal(20, 60, 2), lot.getal(1, 2, 2), lot.getal(0, 1, 2)
    g.list_of(
        "Kindtoeslag",
        {
            "deel van de grondslag": deel, "grondslag": grond, "waarvan kapitaallasten": kapitaal,
            "kapitaallasten via subsidie": erin,
        },
        parameterset=LEIDEND,
    )  # fmt: skip
    loon, prijs = lot.getal(-0.01, 0.07), lot.getal(0, 0.05)
    g.add("Indexreeksen", reeks="Reeks", toepassen="ja")
    g.given("Indexcijfers", reeks="Reeks", jaar="2027", loon=loon, prijs=prijs)
    onderdelen = ("begeleiding", "huisvesting", "hotelmatig", "voeding", "kindtoeslag")
    aandeel = {name: lot.getal(0, 1, 2) for name in onderdelen}
    for name, share in aandeel.items():
        g.given("Loonaandeel", onderdeel=name, loonaandeel=share)
    factor = {n: 1 + F(a) * F(loon) + (1 - F(a)) * F(prijs) for n, a in aandeel.items()}
    for n in range(3):
        locatie, nacht = f"Huis {n}", lot.random.choice(tuple(g.nacht))
        gezin, plekken, subsidie = lot.kans(), lot.getal(5, 60, 0), lot.kans()
        g.given(
            "Locaties", locatie=locatie, plaats="Ergens", aanbieder="Stichting X", soort="24-uurs", product="Groep",
            nachtvariant=nacht, gezinnen="ja" if gezin else "nee", plekken=plekken,
        )  # fmt: skip
        kosten = {name: F(lot.getal(3, 30, 2)) for name in ("huisvesting", "hotelmatig", "voeding")}
        built = lot.kans()
        for name, amount in kosten.items():
            row = {"locatie": locatie, "component": name}
            row["bekostiging"] = "subsidie" if subsidie and name == "huisvesting" else "tarief"
            if not (built and name == "huisvesting"):
                row["bedrag"] = Decimal(amount.numerator) / Decimal(amount.denominator)
            g.given("Locatiekosten", **row)
        if built:
            kosten["huisvesting"] = _gebouw(g, lot, locatie, plekken)
        kind = F(deel) * F(grond) if gezin else F(0)
        gesubsidieerd = F(0)
        if subsidie:
            gesubsidieerd = kosten.pop("huisvesting")
            if gezin:
                gesubsidieerd += F(kapitaal) * F(erin)
                kind -= F(kapitaal) * F(erin)
        graad = lot.getal(0.7, 1, 2)
        g.given("Bezetting per locatie", locatie=locatie, graad=graad)
        for name in (LEIDEND, ANDER):
            dag = F(norm) * g.uurtarief[name, "Groep"] / 20
            first = name == LEIDEND
            parts = {
                "begeleiding": dag + (g.nacht[nacht] if first else 0),
                **kosten,
                "kindtoeslag": kind if first else F(0),
            }
            total = sum(parts.values(), F(0))
            g.plek[locatie, name] = total
            g.jaar[locatie, name] = cent(cent(total) * F(plekken) * 365)
            if first:
                g.subsidie[locatie] = gesubsidieerd
                g.bezet[locatie] = (total - kosten["voeding"]) / F(graad) + kosten["voeding"]
                g.index[locatie] = cent(sum((v * factor[k] for k, v in parts.items()), F(0)))
                g.ontbreekt -= cent(g.nacht[nacht] * F(plekken) * 365) + cent(kind * F(plekken) * 365)


def _arrangementen(g: Gemeente, lot: Loterij) -> None:
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
            care += F(uren) * g.uurtarief[LEIDEND, product]
        tarief = care * F(zwaarte) / 7 + (g.nacht[nacht] if nacht else 0) + sum(map(F, stay.values()), F(0))
        g.arrangement[name] = tarief, cent(cent(tarief) * F(clienten) * F(dagen))
