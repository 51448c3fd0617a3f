"""Bids beside one another and beside the model: which is low, and through which element."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from statistics import median

from mo_report.antwoorden.ingevuld import Ingevuld
from mo_report.antwoorden.inschrijving.staat import Inschrijfstaten, Productprijs
from mo_report.engine.schema import Line
from mo_report.lib.namen import normalized

#: What may be said of a price.
ONDER_GRENS, LAAG, GEWOON = "onder de ondergrens", "opvallend laag", "niet opvallend"
BEIDE, TE_WEINIG = f"{ONDER_GRENS} en {LAAG}", "geen oordeel: te weinig prijzen"
#: What gives reason to ask.
VALT_OP = (ONDER_GRENS, LAAG, BEIDE)
#: Of fewer bids there is no middle one to be held against.
MINSTENS = 3


@dataclass(frozen=True)
class Bod:
    """What one bidder asks for one product: by the name of an element, EUR per declarabel uur."""

    inschrijver: str
    product: Productprijs
    elementen: dict[str, Decimal]

    @property
    def prijs(self) -> Decimal:
        """EUR per declarabel uur."""
        return sum(self.elementen.values(), Decimal(0))

    def verschil(self, element: Line) -> Decimal:
        """How much an element is above what the model has for it."""
        return self.elementen[element.name] - self.product.elementen[element.name]


@dataclass(frozen=True)
class Productvergelijking:
    """All whole bids for one product. `grens`: so much under the middle price is low, as a fraction."""

    product: Productprijs
    biedingen: tuple[Bod, ...]
    onvolledig: tuple[str, ...]
    grens: Decimal

    @property
    def midden(self) -> Decimal | None:
        """The middle price, EUR per uur; None of fewer than three bids."""
        return median(b.prijs for b in self.biedingen) if len(self.biedingen) >= MINSTENS else None

    def oordeel(self, bod: Bod) -> str:
        middle = self.midden
        low = middle is not None and bod.prijs < middle * (1 - self.grens)
        if self.product.ondergrens and bod.prijs < self.product.kostprijs:
            return BEIDE if low else ONDER_GRENS
        if middle is None:
            return TE_WEINIG
        return LAAG if low else GEWOON

    def oorzaak(self, bod: Bod, elementen: Sequence[Line]) -> Line | None:
        """The element that lies furthest under that of the model; None where none does, in whole cents."""
        furthest = min(elementen, key=bod.verschil)
        return furthest if round(bod.verschil(furthest), 2) < 0 else None


def compare_bids(staten: Inschrijfstaten, antwoorden: Sequence[Ingevuld], grens: Decimal) -> list[Productvergelijking]:
    """Every product with its bids; a bid with an element less is no price, and is named apart."""
    found = []
    for product in staten.producten:
        whole, part = [], []
        for answer in antwoorden:
            if not answer.telt or not answer.aanbieder:
                continue
            said = {e.name: answer.opgaven.get(product.kenmerk(e)) for e in staten.elementen}
            given = {name: own.cijfer for name, own in said.items() if own and own.cijfer is not None}
            if len(given) == len(said):
                whole.append(Bod(answer.aanbieder, product, given))
            elif given:
                part.append(answer.aanbieder)
                missing = ", ".join(staten.benoemd(e) for e in staten.elementen if e.name not in given)
                answer.odd(
                    "",
                    f"Bij {product.naam} ontbreekt een bedrag: {missing}. Daarom is er geen prijs.",
                    "een bedrag bij elk element",
                    "Vraag erom, als uw regels dat toelaten.",
                )
        whole.sort(key=lambda b: (b.prijs, normalized(b.inschrijver)))
        found.append(Productvergelijking(product, tuple(whole), tuple(part), grens))
    return found
