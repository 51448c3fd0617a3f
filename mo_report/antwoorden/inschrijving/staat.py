"""What each bidder fills in: for every product, what each element of the price is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from mo_report.engine.dossier import Record
from mo_report.engine.rekenen import Result
from mo_report.engine.schema import Line, parameter
from mo_report.engine.uitleg import in_words
from mo_report.engine.units import EUR_UUR, JAAR
from mo_report.lib.notatie import show
from mo_report.model import Algemeen, Product, ReelePrijs, Uurtarief
from mo_report.model.algemeen import ONDERGRENS, VASTE_PRIJS
from mo_report.model.prijsdelen import DELEN
from mo_report.model.tarieven import leidende, wettelijk_kader
from mo_report.verhaal.formulier import INSCHRIJVER, SOORT, Formulier, Vraag

BLAD, FORMULIER, SOM = "Inschrijfstaat", "inschrijfstaat", "uw prijs per uur"
#: What an element may be: nobody pays to work.
_BEDRAG = parameter("bedrag van een element", EUR_UUR, "In euro per declarabel uur.", low=0, high=1000)
_UITLEG = (
    "U noemt voor elk product uw prijs per declarabel uur, en waar die op rust.",
    "Vul bij elk element het bedrag per declarabel uur in. Hebt u een element niet, vul dan 0 in en licht dat toe.",
    "Onder elk product ziet u uw prijs: de elementen samen. Wijzig de omschrijvingen niet.",
    "De gemeente vergelijkt per element. Is een prijs opvallend laag, dan vraagt zij u om uitleg.",
    "Uw bedragen zijn alleen voor de gemeente. Geen andere inschrijver ziet ze.",
)


@dataclass(frozen=True)
class Productprijs:
    """A product that is bid on, and what the model says of its price.

    elementen  by the name of an element, EUR per declarabel uur
    kostprijs  EUR per uur: the uurtarief, rounded as it is declared
    ondergrens whether a bid may not be lower
    """

    record: Record
    naam: str
    elementen: dict[str, Decimal]
    kostprijs: Decimal
    ondergrens: bool

    def kenmerk(self, element: Line) -> str:
        return f"{self.record.slug('product')}.{element.name}"


class Inschrijfstaten:
    """The products and elements that are asked of everybody who bids."""

    def __init__(self, resultaat: Result) -> None:
        self.resultaat = resultaat
        self.kader = wettelijk_kader(resultaat)
        self.producten = list(_producten(resultaat))

    @property
    def elementen(self) -> tuple[Line, ...]:
        return DELEN

    def benoemd(self, element: Line) -> str:
        """An element with the letter that the law has for it."""
        return self.kader.benoemd(element)

    def formulier(self, inschrijver: str) -> Formulier | None:
        """The form of a bidder; None without a name."""
        if not inschrijver.strip():
            return None
        general = self.resultaat.dossier.one(Algemeen)
        texts = {c.label: general.texts.get(c.name, "") for c in (Algemeen.gemeente, Algemeen.kenmerk)}
        about = {
            SOORT: FORMULIER,
            **texts,
            "artikel over de prijs": str(self.kader),
            Algemeen.prijspeil.label: show(self.resultaat.value(general, Algemeen.prijspeil), JAAR),
        }
        return Formulier(
            BLAD,
            f"Inschrijfstaat van {inschrijver.strip()}",
            inschrijver.strip(),
            general.texts[Algemeen.gemeente.name],
            tuple((label, text) for label, text in about.items() if text),
            _UITLEG,
            tuple(self._vragen()),
            wie=INSCHRIJVER,
            nvt=False,
            som=SOM,
        )

    def _vragen(self) -> Iterator[Vraag]:
        for product in self.producten:
            for element in self.elementen:
                yield Vraag(
                    product.kenmerk(element),
                    product.naam,
                    self.benoemd(element),
                    self._uitleg(product, element),
                    EUR_UUR,
                    _BEDRAG,
                )

    def _uitleg(self, product: Productprijs, element: Line) -> str:
        """What an element is: how the model computes it, in words."""
        words = in_words(self.resultaat, product.record, element)
        note = "" if self.kader.lid_van(element) else " Het artikel noemt die niet."
        return f"Per declarabel uur: {words}.{note}"


def _producten(resultaat: Result) -> Iterator[Productprijs]:
    """The products of the leading set with an uurtarief, of which the gemeente does not set the price.

    Where it says of no product what kind of price it has, these are all products.
    """
    d, own = resultaat.dossier, leidende(resultaat).name_of("parameterset")
    forms = {r.key[0]: r.texts.get(Product.prijsvorm.name, "") for r in d[Product]}
    chosen = any(form for form in forms.values() if form != VASTE_PRIJS)
    for record in d.matching(ReelePrijs, {"parameterset": own}):
        form = forms.get(record.name_of("product"), "")
        values = {line.name: resultaat.value(record, line) for line in DELEN}
        rate = d.matching(Uurtarief, {"parameterset": own, "product": record.name_of("product")})
        price = resultaat.value(rate[0], Uurtarief.uurtarief_afgerond) if rate else None
        known = {name: value for name, value in values.items() if isinstance(value, Decimal)}
        if form == VASTE_PRIJS or (chosen and not form) or not isinstance(price, Decimal) or len(known) < len(values):
            continue
        yield Productprijs(record, record.texts["product"], known, price, form == ONDERGRENS)
