"""Six aanbieders that do not exist, and what they give."""

from __future__ import annotations

from pathlib import Path

from uit_data import CASES, lees_gegevens

from mo_report.werkboek.invoerboek import write_input

NAMEN = ("Het Anker", "De Brug", "De Cirkel", "De Dam", "De Eik", "Het Fort")
MAP = {name: name.lower().replace(" ", "-") for name in NAMEN}
SET = "parametersets.voorstel-2027"
OVERHEAD, VERZUIM = f"{SET}.overhead", f"{SET}.declarabele-uren.verzuim"
MBO, HBO = (f"{SET}.opleidingsmix.begeleiding.{n}" for n in ("mbo-4", "hbo"))
#: Figures that stand in no other place.
OVERHEADS = dict(zip(NAMEN, (0.241873, 0.262419, 0.227731, 0.254317, 0.248659, 0.391247), strict=True))
VERZUIMEN = dict(zip(NAMEN[:4], (103.1873, 98.2419, 111.7731, 95.4317), strict=True))
MBOS = dict(zip(NAMEN[:3], (0.617873, 0.582419, 0.637731), strict=True))


def invoer_met_zes(path: Path) -> Path:
    write_input(path, lees_gegevens(CASES / "zes-aanbieders.toml"), hoogstens=10)
    return path


def voeding(locatie: str) -> str:
    return f"locaties.{locatie}.voeding.bedrag"


def cijfers(name: str) -> dict[str, object]:
    """What an aanbieder gives, by kenmerk."""
    found: dict[str, object] = {OVERHEAD: OVERHEADS[name]}
    if name in VERZUIMEN:
        found[VERZUIM] = VERZUIMEN[name]
    if name in MBOS:
        found |= {MBO: MBOS[name], HBO: round(1 - MBOS[name], 6)}
    return found
