"""What comes on top of the salary, and which hours are left to pay for."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from mo_report.engine.dossier import Record
from mo_report.engine.rekenen import Result
from mo_report.engine.uitleg import is_present
from mo_report.engine.units import PCT
from mo_report.lib.notatie import show_euro
from mo_report.model import (
    Bovenmix,
    Bovenniveau,
    Bovenproduct,
    Bovenschaal,
    Caopakket,
    Caotoeslag,
    Declarabiliteit,
    Opslagen,
    Ortplafond,
    Parameterset,
    Settoeslag,
    SocialeLasten,
    Trajectsoort,
    Uurtarief,
)
from mo_report.model.tarieven import gangbaar
from mo_report.verhaal.beelden import Trap
from mo_report.verhaal.keuze import (
    blokken_op_blad,
    kolommen_van,
    rijen_van,
    tarief_van,
    tekst,
    trap_van,
    van_leidende,
    van_sets,
    voorbeeld,
)
from mo_report.verhaal.ort import vergelijkingen
from mo_report.verhaal.vorm import (
    Blad,
    Boodschap,
    Deel,
    Figuur,
    Formules,
    Gewicht,
    Hoofdstuk,
    Kolommen,
    Lezer,
    Medium,
    Pagina,
    Proza,
    Rijen,
    Rol,
)
from mo_report.verhaal.waarom import waarom

_BLOKKEN = (Opslagen, SocialeLasten, Declarabiliteit)
_CAO = (Caopakket, Settoeslag)
_GRENS = (Bovenschaal, Bovenniveau, Bovenmix, Bovenproduct)
_UREN = (Declarabiliteit.bruto, Declarabiliteit.declarabele_uren, Declarabiliteit.productiviteit)
_LASTEN = (
    SocialeLasten.aof, SocialeLasten.awf, SocialeLasten.zvw, SocialeLasten.whk, SocialeLasten.pensioen,
    SocialeLasten.andere_personeelskosten,
)  # fmt: skip
_SALARIS = (Opslagen.vakantietoeslag, Opslagen.eindejaarsuitkering)
_ORT = (Uurtarief.parameterset, Uurtarief.product, Uurtarief.ort, Uurtarief.ort_rooster)

_TOESLAGEN = (
    *Caotoeslag.key_columns(), Caotoeslag.over, Caotoeslag.percentage, Caotoeslag.maandbedrag, Caotoeslag.gewogen,
    Caotoeslag.gewogen_bedrag,
)  # fmt: skip

_OPSLAGEN = """
<p>Boven op het salaris komen de vakantietoeslag, de eindejaarsuitkering en de ORT. ORT is een toeslag voor werk in de avond, de nacht en het weekend.{% if c.cao_toeslagen %} Daarnaast zijn er toeslagen uit de cao. Zijn er meer cao’s, dan weegt de set ze naar het deel van het personeel onder elke cao. Een bedrag per maand telt als deel van het maandloon.{% endif %}{% if c.plafonds %} Een cao kan de ORT begrenzen: over het salaris boven het plafond is er geen ORT.{% endif %}{% if c.trajecten and met_rapport %} In het rapport van 2020 is trajectbegeleiding op uren zonder toeslag (bijlage 2, tabel 5).{% endif %}</p>
"""
_VERGELIJKING = """
{% for v in c.vergelijking %}
<div class="let-op"><p><strong>{{ v.set }}, {{ v.product }}.</strong> De set rekent met {{ v.gegeven }} ORT; het uurtarief is dan {{ v.uurtarief }}. Uit het rooster volgt {{ v.rooster }} ({{ v.volgens }}); dan is het uurtarief {{ v.uurtarief_rooster }} ({{ v.effect }}).{% if v.mix %} Met de caomix van de set volgt {{ v.mix }}; dan is het uurtarief {{ v.uurtarief_mix }} ({{ v.effect_mix }}).{% endif %} De berekening staat in {{ o.zie("ort") }}.</p></div>
{% endfor %}
"""
_SOCIALE_LASTEN = """
{% if not c.premies %}
<p>Een werkgever betaalt premies over het loon, en heeft andere kosten voor zijn personeel. De gemeente geeft daarvoor één percentage van het loon op.</p>
{% else %}
<p>Een werkgever betaalt premies over het loon: voor ziekte en arbeidsongeschiktheid (Aof en Whk), voor werkloosheid (Awf), voor de zorgverzekering (Zvw) en voor het pensioen. De WW-premie is lager voor mensen met een vaste aanstelling. Het model weegt de lage en de hoge premie naar het aandeel van het personeel. Andere personeelskosten, zoals reizen en opleiding, tellen mee als een percentage van het loon.</p>
{% endif %}
"""
_OVERHEAD = """
<p>Overhead zijn de kosten van sturing en ondersteuning: leiding, staf, administratie en wat daarbij hoort. Het is een opslag over de loonkosten. Kosten van het verblijf, zoals huisvesting, hotelmatige kosten en voeding, horen hier niet bij; die staan apart in het tarief.</p>
{% if met_rapport %}
<p>Het rapport van 2020 leidt zijn percentage af uit openbare vergelijkingen tussen organisaties (bijlage 2, par. 4). De verschillen daartussen zijn groot. Het percentage dekt dus niet bij elke aanbieder de echte kosten.</p>
{% endif %}
"""
_DECLARABEL = """
<p>Niet elk betaald uur komt in rekening. Van de bruto uren gaan feestdagen, verlof, ziekte, scholing en overleg af. Wat overblijft, zijn de declarabele uren. Tijd die niet bij een cliënt is maar wel voor een cliënt, telt mee; de reis van en naar cliënten niet.{{ o.noot("Rekenwijze: bijlage 2, par. 5.") }} Hun aandeel in de bruto uren heet de productiviteit.</p>
"""


def _blad(resultaat: Result) -> Iterator[Deel]:
    """The percentages and hours that are computed from the parameters, the sets side by side."""
    wide = len(resultaat.dossier[Parameterset])
    for block in _BLOKKEN:
        if resultaat.dossier[block]:
            records = resultaat.dossier[block]
            yield Kolommen(block.title, records, breed=wide, waar=Medium.BLAD)
    yield from blokken_op_blad(resultaat, *_CAO, *_GRENS)


def _opslagen(resultaat: Result) -> Iterator[Deel]:
    d = resultaat.dossier
    told = {
        "trajecten": bool(d[Trajectsoort]),
        "cao_toeslagen": bool(d[Caotoeslag]),
        "plafonds": bool(d[Bovenschaal]),
    }
    if opbouw := gangbaar(resultaat):
        rate = tarief_van(resultaat, opbouw)
        factor = (resultaat.number(rate, Uurtarief.toeslagfactor) - 1) * 100
        product = opbouw.texts["product"].lower()
        yield Boodschap(f"Op elke € 100 salaris komt bij {product} {show_euro(factor)} aan toeslagen.")
    yield Proza(_OPSLAGEN, told)
    yield from kolommen_van(resultaat, "Opslagen op het salaris", Opslagen, _SALARIS)
    yield Rijen("ORT per product", van_sets(resultaat, Uurtarief), _ORT, waar=Medium.PAGINA)
    yield from waarom(resultaat, *_SALARIS, Caotoeslag, Ortplafond, Uurtarief)
    yield from rijen_van(resultaat, "Toeslagen per cao", Caotoeslag, _TOESLAGEN, achter=True)
    yield from rijen_van(resultaat, "Toeslagen van elke cao samen", Caopakket, achter=True)
    yield from rijen_van(resultaat, "Plafonds van de ORT", Ortplafond, achter=True)
    yield from rijen_van(resultaat, "Maandloon boven het plafond van de ORT", Bovenproduct, achter=True)
    yield from rijen_van(resultaat, "ORT per product, alle sets", Uurtarief, _ORT, achter=True)
    if compared := vergelijkingen(resultaat):
        yield Proza(_VERGELIJKING, {"vergelijking": compared}, achter=True)


def _sociale_lasten(resultaat: Result) -> Iterator[Deel]:
    premies = is_present(resultaat, resultaat.dossier[SocialeLasten], SocialeLasten.premies)
    leading = van_leidende(resultaat, SocialeLasten)
    for record in leading:
        euro = show_euro(resultaat.number(record, SocialeLasten.sociale_lasten) * 100)
        yield Boodschap(f"Boven op elke € 100 loon komt {euro} aan sociale lasten.")
    yield Proza(_SOCIALE_LASTEN, {"premies": premies})
    if parts := [p for r in leading if (p := _lasten(resultaat, r))]:
        yield Figuur(parts[0], zie=Figuur.VOLGENDE)
    yield from kolommen_van(resultaat, "Opbouw van de sociale lasten", SocialeLasten)
    if premies:
        yield Formules("Berekening van de sociale lasten", voorbeeld(resultaat, SocialeLasten))
    yield from waarom(resultaat, *SocialeLasten.parameters())


def _lasten(resultaat: Result, record: Record) -> Trap | None:
    """What the sociale lasten are built up from, where that is known."""
    shown = [(c.label, resultaat.value(record, c)) for c in _LASTEN]
    parts = [(label, value) for label, value in shown if isinstance(value, Decimal) and value]
    total = ("sociale lasten", resultaat.number(record, SocialeLasten.sociale_lasten))
    return trap_van(f"Sociale lasten, {record.name}", PCT, parts, total) if len(parts) > 1 else None


def _overhead(resultaat: Result) -> Iterator[Deel]:
    for record in van_leidende(resultaat, Opslagen):
        euro = show_euro(resultaat.number(record, Opslagen.overhead) * 100)
        yield Boodschap(f"Boven op elke € 100 aan loonkosten komt {euro} voor de organisatie.")
    yield Proza(_OVERHEAD)
    columns = (Opslagen.overhead, Opslagen.overige_kosten)
    yield from kolommen_van(resultaat, "Overhead", Opslagen, columns)
    yield from waarom(resultaat, Opslagen.overhead, Opslagen.overige_kosten)


def _declarabel(resultaat: Result) -> Iterator[Deel]:
    leading = van_leidende(resultaat, Declarabiliteit)
    for record in leading:
        paid, billed, share = (tekst(resultaat, record, c) for c in _UREN)
        yield Boodschap(f"Van {paid} betaalde uren per jaar komen er {billed} in rekening: {share}.")
    yield Proza(_DECLARABEL)
    if hours := [p for r in leading if (p := _uren(resultaat, r))]:
        yield Figuur(hours[0], zie=Figuur.VOLGENDE)
    yield from kolommen_van(resultaat, "Opbouw van de declarabele uren", Declarabiliteit)
    yield Formules("Berekening van de declarabele uren", voorbeeld(resultaat, Declarabiliteit))
    yield from waarom(resultaat, *Declarabiliteit.parameters())


def _uren(resultaat: Result, record: Record) -> Trap | None:
    """From the hours that are paid to those that are billed, where that is known."""
    first, total, _ = _UREN
    shown = [(c, resultaat.value(record, c)) for c in Declarabiliteit.parameters() if c is not first]
    off = [(c.label, -value) for c, value in shown if isinstance(value, Decimal) and value and c.unit is first.unit]
    start = (first.label, resultaat.number(record, first))
    end = (total.label, resultaat.number(record, total))
    return trap_van(f"Van betaald naar declarabel, {record.name}", first.unit, [start, *off], end) if off else None


OPSLAGEN = Hoofdstuk(
    vraag="Wat komt er boven op het salaris, en voor hoeveel uren?",
    volgorde=60,
    gewicht=Gewicht.KERN,
    bladen=(
        Blad(
            "Opslagen en uren",
            "Van de parameters naar sociale lasten en declarabele uren.",
            Rol.BEREKENING,
            _blad,
            plaats=35,
            stroom=10,
            thuis=(*_BLOKKEN, *_CAO, *_GRENS),
        ),
    ),
    paginas=lambda _: tuple(
        Pagina(key, title, parts, Lezer.OPENBAAR)
        for key, title, parts in (
            ("opslagen", "Opslagen", _opslagen),
            ("sociale-lasten", "Sociale lasten", _sociale_lasten),
            ("overhead", "Overhead", _overhead),
            ("declarabel", "Declarabele uren", _declarabel),
        )
    ),
)
