"""Random small gemeenten, and what their tariffs are: worked out apart from the program, in fractions."""

from __future__ import annotations

from datetime import date

from gemeente.basis import ECHT, LEIDEND, NORM, SETS, F, Gemeente, Loterij
from gemeente.jaren import maak_jaren
from gemeente.lonen import eigen_prijzen, eigen_set, maak_prijzen
from gemeente.plekken import X, maak_arrangementen, maak_dagopvang, maak_locaties, maak_nachten, maak_trajecten
from gemeente.roosters import maak_team

__all__ = ["Gemeente", "maak"]


def maak(seed: int) -> Gemeente:
    """A gemeente of this seed: two sets and perhaps one of a locatie, two cao's, three locaties, three later years."""
    g, lot = Gemeente(), Loterij(seed)
    g.eigen = lot.kans()
    _algemeen(g)
    mix = maak_prijzen(g, lot)
    overhead = lot.getal(0.15, 0.4)
    if g.eigen:
        eigen_prijzen(g, overhead)
    maak_nachten(g, lot)
    norm = lot.getal(4, 20, 1)
    g.add("Aanbieders", aanbieder=X, consortium="ja")
    maak_locaties(g, lot, norm, maak_team(g, lot, mix))
    maak_trajecten(g, lot)
    maak_dagopvang(g, lot)
    maak_arrangementen(g, lot)
    maak_jaren(g, lot)
    if g.eigen:
        eigen_set(g, overhead)
        g.add("Eigen sets", parameterset="Eigen", basis=LEIDEND, locatie="Huis 2")
    g.norm = F(norm)
    return g


def _algemeen(g: Gemeente) -> None:
    for name, value in {"gemeente": "Ergens", "kenmerk": "x", "leidende tariefvariant": LEIDEND}.items():
        g.add("Algemeen", parameter=name, waarde=value)
    g.add("Algemeen", parameter="datum", waarde=date(2026, 3, 2))
    g.list_of("Algemeen", {"prijspeil": 2026, "groepsgrootte": 20})
    for name in dict.fromkeys(SETS.values()):
        g.add("Parametersets", parameterset=name)
    for variant, name in SETS.items():
        row = {"feitelijk": "ja"} if variant == ECHT else {}
        g.add("Tariefvarianten", tariefvariant=variant, parameterset=name, urennorm=NORM, **row)
