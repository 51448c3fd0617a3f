"""The sets of a random gemeente: percentages, salaries, and the prices of an hour that follow."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction

from gemeente.basis import ANDER, EIGEN, LEIDEND, F, Gemeente, Loterij
from gemeente.prijs import Prijs

MAANDEN = (
    "januari", "februari", "maart", "april", "mei", "juni",
    "juli", "augustus", "september", "oktober", "november", "december",
)  # fmt: skip
PRODUCTEN = ("Groep", "Thuis")
CAOS = ("Cao A", "Cao B")


def maak_prijzen(g: Gemeente, lot: Loterij) -> dict[str, Decimal]:
    """Every price of an hour, and the caomix of the first set."""
    opslag = {name: _opslagen(g, lot, name) for name in (LEIDEND, ANDER)}
    mix = dict(zip(CAOS, lot.delen(2), strict=True))
    for (name, product), loon in _lonen(g, lot, opslag[LEIDEND], mix).items():
        o, ort = opslag[name], lot.getal(0, 0.5)
        g.given("ORT per product", parameterset=name, product=product, ort=ort)
        lasten = o.get("opgegeven totaal")
        if lasten is None:
            awf = o["aandeel Awf laag"] * o["Awf laag"] + (1 - o["aandeel Awf laag"]) * o["Awf hoog"]
            lasten = o["Aof"] + awf + o["Zvw"] + o["Whk"] + o["pensioen"]
        g.prijs[name, product] = Prijs(
            loon=loon.bedrag,
            boven=loon.boven / loon.bedrag,
            toeslag=o["vakantietoeslag"] + o["eindejaarsuitkering"] + loon.toeslag + loon.vast,
            ort=F(ort),
            lasten=lasten,
            andere=o.get("andere personeelskosten", F(0)),
            overig=o["opslag overige kosten"],
            overhead=o["overhead"],
            risico=o["risico-opslag"],
            index=o.get("opslag indexatie", F(0)),
            eisen=o.get("opslag verplichtingen van de gemeente", F(0)),
            bruto=o["bruto"],
            uren=o["uren"],
        )
    for product in PRODUCTEN:
        row = {"afronding": "centen per minuut"} if lot.kans() else {}
        if row:
            g.per_minuut.add(product)
        g.add("Producten", product=product, **row)
    return mix


def eigen_set(g: Gemeente, overhead: Decimal) -> None:
    """The first set once more, with another overhead, for one locatie: when all its rows are there."""
    for sheet, rows in g.sheets.items():
        if sheet != "Tariefvarianten":
            g.sheets[sheet] = rows + [{**r, "parameterset": EIGEN} for r in rows if r.get("parameterset") == LEIDEND]
    for row in g.sheets["Opslagen"]:
        if row["parameterset"] == EIGEN and row["parameter"] == "overhead":
            row["waarde"] = overhead


def eigen_prijzen(g: Gemeente, overhead: Decimal) -> None:
    for product in PRODUCTEN:
        g.prijs[EIGEN, product] = replace(g.prijs[LEIDEND, product], overhead=F(overhead))


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
    boven: Fraction = Fraction(0)
    toeslag: Fraction = Fraction(0)
    vast: Fraction = Fraction(0)


def _lonen(
    g: Gemeente, lot: Loterij, opslag: dict[str, Fraction], mix: dict[str, Decimal]
) -> dict[tuple[str, str], Loon]:
    """The maandlonen: in the first set by cao, schaal and perhaps trede, in the second as they are given."""
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
    for product in PRODUCTEN:
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
