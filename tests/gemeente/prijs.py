"""What an hour costs, in fractions: the whole formula at once, and its steps from one set to another."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from fractions import Fraction

#: What each step of a comparison replaces, in order.
STAPPEN = {
    "salaris": ("loon",),
    "toeslagen": ("toeslag",),
    "ort": ("ort", "boven"),
    "sociale_lasten": ("lasten", "andere"),
    "overige_kosten": ("overig",),
    "overhead": ("overhead",),
    "risico": ("risico",),
    "opslagen": ("index", "eisen"),
    "declarabele_uren": ("uren", "bruto"),
}
DEELNAMES = ("a", "b", "c", "d", "e", "f", "risico")


@dataclass(frozen=True)
class Prijs:
    """What an uurtarief is computed from; `boven` is the part of the loon over the ceiling of ORT."""

    loon: Fraction
    boven: Fraction
    toeslag: Fraction
    ort: Fraction
    lasten: Fraction
    andere: Fraction
    overig: Fraction
    overhead: Fraction
    risico: Fraction
    index: Fraction
    eisen: Fraction
    bruto: Fraction
    uren: Fraction

    def bedragen(self) -> dict[str, Fraction]:
        """EUR a year for one fte, part by part."""
        jaarloon = 12 * self.loon * (1 + self.toeslag + (1 - self.boven) * self.ort)
        loonkosten, andere = jaarloon * (1 + self.lasten), jaarloon * self.andere
        overig = (loonkosten + andere) * self.overig
        overhead = (loonkosten + andere + overig) * self.overhead
        risico = (loonkosten + andere + overig + overhead) * self.risico
        kostprijs = loonkosten + andere + overig + overhead + risico
        return {
            "loonkosten": loonkosten,
            "overhead": overhead,
            "anders": andere + overig,
            "index": kostprijs * self.index,
            "eisen": kostprijs * self.eisen,
            "risico": risico,
        }

    @property
    def tarief(self) -> Fraction:
        return sum(self.bedragen().values(), Fraction(0)) / self.uren

    def elementen(self) -> dict[str, Fraction]:
        """EUR an hour, over the elements of the law."""
        x = self.bedragen()
        loon, uren = x["loonkosten"], self.uren
        rest = (x[k] / uren for k in ("anders", "index", "eisen", "risico"))
        parts = (loon / self.bruto, x["overhead"] / uren, loon / uren - loon / self.bruto, *rest)
        return dict(zip(DEELNAMES, parts, strict=True))

    def naar(self, other: Prijs) -> Iterator[tuple[str, Fraction]]:
        """What each step adds to an hour."""
        now = self
        for name, fields in STAPPEN.items():
            then = replace(now, **{f: getattr(other, f) for f in fields})
            yield name, then.tarief - now.tarief
            now = then
