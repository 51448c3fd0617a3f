"""Later years of a random gemeente: the index with what was left over, nabetaling, taakbudget and lumpsum."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Any

from gemeente.basis import DAGEN, HUIZEN, LEIDEND, F, Gemeente, Loterij, cent, rond, som

JAREN = ("2027", "2028", "2029")
ONDERDELEN = ("begeleiding", "huisvesting", "hotelmatig", "voeding", "kindtoeslag")


def maak_jaren(g: Gemeente, lot: Loterij) -> None:
    g.add("Indexreeksen", reeks="Reeks", toepassen="ja")
    aandeel = {name: lot.getal(0, 1, 2) for name in ONDERDELEN}
    for name, share in aandeel.items():
        g.given("Loonaandeel", onderdeel=name, loonaandeel=share)
    rows = [_cijfers(g, lot, jaar) for jaar in JAREN]
    for onderdeel, share in aandeel.items():
        _keten(g, onderdeel, F(share), rows)
    for jaar in JAREN:
        for locatie in HUIZEN:
            now = g.index[locatie, jaar] = _tarief(g, locatie, jaar, g.factor)
            if ("begeleiding", jaar) in g.achteraf:
                later = _tarief(g, locatie, jaar, g.achteraf)
                g.nabetaling[locatie, jaar] = cent((later - now) * g.plekken[locatie] * DAGEN)
    _taak(g, lot)


def _cijfers(g: Gemeente, lot: Loterij, jaar: str) -> dict[str, Any]:
    """A year as it is typed; its definitive figures may not be there yet."""
    names = ["loon", "prijs", *(["loon_definitief", "prijs_definitief"] if lot.kans(0.6) else [])]
    row: dict[str, Any] = {name: lot.getal(-0.01, 0.08) for name in names}
    choices = {
        "methode": lot.random.choice(("", "verhouding", "procentpunten")),
        "indexafronding": lot.random.choice(("", "per deel", "op het eind")),
    }
    row |= {k: v for k, v in choices.items() if v}
    g.given("Indexcijfers", reeks="Reeks", jaar=jaar, **row)
    return row


def _keten(g: Gemeente, onderdeel: str, share: Fraction, rows: list[dict[str, Any]]) -> None:
    """The factor of each year: what is typed, with what the year before was too low or too high."""

    def mixed(loon: Fraction, prijs: Fraction) -> Fraction:
        return share * loon + (1 - share) * prijs

    factor, left = F(1), None
    for jaar, row in zip(JAREN, rows, strict=True):
        loon, prijs = F(row["loon"]), F(row["prijs"])
        first, how = mixed(loon, prijs), row.get("indexafronding", "")
        if left is None:
            index = rond(first, 4) if how else first
        else:
            index = {
                "per deel": rond(first, 4) + rond(left, 4), "op het eind": rond(first + left, 4), "": first + left,
            }[how]  # fmt: skip
        before, factor = factor, factor * (1 + index)
        g.factor[onderdeel, jaar] = factor
        left = None
        if "loon_definitief" in row:
            late = F(row["loon_definitief"]), F(row["prijs_definitief"])
            g.achteraf[onderdeel, jaar] = before * (1 + index - first + mixed(*late))
            if row.get("methode") == "procentpunten":
                left = mixed(late[0] - loon, late[1] - prijs)
            else:
                left = mixed((1 + late[0]) / (1 + loon) - 1, (1 + late[1]) / (1 + prijs) - 1)


def _tarief(g: Gemeente, locatie: str, jaar: str, factors: dict[tuple[str, str], Fraction]) -> Fraction:
    return cent(som(amount * factors[name, jaar] for name, amount in g.delen[locatie].items()))


def _taak(g: Gemeente, lot: Loterij) -> None:
    """One budget for the task, by the plekken or by L = p x q x t."""
    eenheid = lot.random.choice((Decimal("0.01"), Decimal(1), Decimal(100)))
    g.list_of("Algemeen", {"verdelen op": eenheid})
    for name in ("Ergens", "Elders"):
        g.given("Verdeelsleutel", deelnemer=name, sleutel=lot.getal(1000, 90000, 0))
    total = F(0)
    for n in range(2):
        p, q, t = lot.getal(20, 90, 2), lot.getal(1000, 40000, 0), lot.getal(0.8, 1.1, 3)
        g.given("Virtueel tarief en gebruik", voorziening=f"v{n}", tarief=p, gebruik=q, transformatie=t)
        total += cent(F(p) * F(q) * F(t))
    for jaar in JAREN:
        bij = lot.getal(-0.05, 0.05, 3)
        g.given("Taakjaren", jaar=jaar, bijstelling=bij)
        hours = g.factor["begeleiding", jaar]
        amount = som(
            cent(g.index[x, jaar] * g.plekken[x] * DAGEN)
            + cent(g.traject[x, LEIDEND] * hours)
            + cent(g.dagopvang.get((x, LEIDEND), F(0)) * hours)
            for x in HUIZEN
        )
        g.taakbudget[jaar] = rond(amount * (1 + F(bij)) / F(eenheid), 0) * F(eenheid)
        g.lumpsum[jaar] = cent(total * hours)
