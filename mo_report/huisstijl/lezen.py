"""Reading a folder with a house style. Everything in it may be wrong, or meant to harm."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from mo_report.bevinding import Bevinding
from mo_report.huisstijl.kleur import LEESBAAR, contrast, gelijkend, meng
from mo_report.huisstijl.letters import lees_letter
from mo_report.huisstijl.logo import Ongeschikt, lees_logo
from mo_report.huisstijl.stijl import Huisstijl, Kleuren, Letter, Logo
from mo_report.lettertype import tekens, templates

BESTAND = "huisstijl.toml"
MEEST = 64_000
MEEST_LOGO, MEEST_LETTER = 2_000_000, 5_000_000
_Kleur = Annotated[str, Field(pattern=r"^#[0-9a-fA-F]{6}$")]
_Tekst = Annotated[str, Field(max_length=120)]
#: A plain name: no folder, no drive, nothing hidden.
_Bestand = Annotated[str, Field(pattern=r"^([A-Za-z0-9_][A-Za-z0-9_. -]{0,80})?$")]


class Huisstijlfout(Exception):
    """The house style cannot be used; `bevindingen` says why."""

    def __init__(self, bevindingen: list[Bevinding]) -> None:
        super().__init__("; ".join(b.wat for b in bevindingen))
        self.bevindingen = bevindingen


class _Streng(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


class _Kleuren(_Streng):
    accent: _Kleur
    inkt: _Kleur
    grijs: _Kleur
    let_op: _Kleur
    reeksen: Annotated[list[_Kleur], Field(min_length=6, max_length=6)]


class _Logo(_Streng):
    bestand: _Bestand
    tekst: _Tekst


class _Lettertype(_Streng):
    gewoon: _Bestand
    cursief: _Bestand
    halfvet: _Bestand
    vet: _Bestand


class _Instelling(_Streng):
    afzender: _Tekst
    kleuren: _Kleuren
    logo: _Logo
    lettertype: _Lettertype


def voorbeeld_huisstijl() -> str:
    """The file of the program's own house style, for a user to change."""
    return (templates() / "huisstijl" / BESTAND).read_text("utf-8")


@cache
def _voorbeeld() -> dict[str, Any]:
    return tomllib.loads(voorbeeld_huisstijl())


@cache
def standaard() -> Huisstijl:
    """The house style of the program itself."""
    made = _Instelling.model_validate(_voorbeeld())
    return Huisstijl(_kleuren(made.kleuren), made.afzender)


def lees_huisstijl(map_: Path) -> Huisstijl:
    """The house style in a folder. Raises Huisstijlfout with all that is wrong with it."""
    try:
        with (map_ / BESTAND).open("rb") as file:
            raw = file.read(MEEST + 1)
        if len(raw) > MEEST:
            raise Huisstijlfout(
                [_fout("", "Het bestand is te groot.", f"hoogstens {MEEST} tekens")]
            )
        given = tomllib.loads(raw.decode("utf-8"))
    except OSError as error:
        message = f"In de map ‘{map_}’ staat geen leesbaar bestand {BESTAND}."
        expected = f"een map met een bestand {BESTAND}"
        mend = "Maak er een met: mo-report huisstijl MAP"
        raise Huisstijlfout([Bevinding(BESTAND, "", message, expected, mend)]) from error
    except (ValueError, RecursionError) as error:
        message = f"Het bestand is geen geldige TOML: {error}."
        raise Huisstijlfout([_fout("", message, 'regels als: accent = "#154273"')]) from error
    made, found = _gekeurd(_samen(_voorbeeld(), given))
    found += _onleesbaar(made.kleuren) + _onbekende_tekens(made)
    logo = _logo(map_, made.logo, found)
    letters = _letters(map_, made.lettertype, found)
    if found:
        raise Huisstijlfout(found)
    return Huisstijl(_kleuren(made.kleuren), made.afzender.strip(), logo, letters)


def _gekeurd(given: dict[str, Any]) -> tuple[_Instelling, list[Bevinding]]:
    """The settings, and what is wrong with them: what is wrong is taken from the example."""
    try:
        return _Instelling.model_validate(given), []
    except ValidationError as error:
        found = [_bevinding(e) for e in error.errors()]
        base = _voorbeeld()
        groups = {str(e["loc"][0]) for e in error.errors()}
        right = {k: base[k] if k in groups else given[k] for k in base}
        return _Instelling.model_validate(right), found


def _samen(base: dict[str, Any], given: dict[str, Any]) -> dict[str, Any]:
    """What is given, with the rest from the example."""
    both = {**base, **given}
    for key, value in base.items():
        if isinstance(value, dict) and isinstance(both[key], dict):
            both[key] = {**value, **both[key]}
    return both


def _kleuren(given: _Kleuren) -> Kleuren:
    return Kleuren(
        accent=given.accent.lower(),
        inkt=given.inkt.lower(),
        grijs=given.grijs.lower(),
        let_op=given.let_op.lower(),
        reeksen=tuple(c.lower() for c in given.reeksen),
    )


def _getal(x: float) -> str:
    return f"{x:.1f}".replace(".", ",")


def _fout(waar: str, wat: str, verwacht: str, herstel: str = "") -> Bevinding:
    return Bevinding(BESTAND, waar, wat, verwacht, herstel)


def _bevinding(error: Any) -> Bevinding:
    """An error of pydantic, for a reader."""
    where = ".".join(str(part) for part in error["loc"])
    kind, value = error["type"], error.get("input")
    shown = str(value)[:60]
    if kind == "extra_forbidden":
        return _fout(where, "Deze instelling bestaat niet.", "een instelling uit het voorbeeld")
    if kind in ("too_short", "too_long"):
        return _fout(where, f"Hier staan {len(value)} kleuren.", "zes kleuren")
    if kind == "string_too_long":
        return _fout(where, "De tekst is te lang.", "hoogstens 120 tekens")
    if "kleuren" in error["loc"]:
        return _fout(where, f"‘{shown}’ is geen kleur.", 'een kleur als "#154273"')
    if kind == "string_pattern_mismatch":
        expected = "de naam van een bestand in deze map, zonder schuine streep"
        return _fout(where, f"‘{shown}’ is geen naam van een bestand hier.", expected)
    expected = "een groep instellingen" if kind == "model_type" else "tekst tussen aanhalingstekens"
    return _fout(where, f"‘{shown}’ past hier niet.", expected)


def _onleesbaar(kleuren: _Kleuren) -> list[Bevinding]:
    """Text that not everybody can read, and series that not everybody can tell apart."""
    found = []
    ground = meng(kleuren.accent, 0.09)
    for name in ("accent", "inkt", "grijs", "let_op"):
        least = min(contrast(getattr(kleuren, name)), contrast(getattr(kleuren, name), ground))
        if least < LEESBAAR:
            found.append(
                _fout(
                    f"kleuren.{name}",
                    f"Tekst in deze kleur is niet goed te lezen: het contrast is {_getal(least)}.",
                    f"een contrast van minstens {_getal(LEESBAAR)} (WCAG, niveau AA)",
                    "Kies een donkerder kleur.",
                )
            )
    for n, m, why in gelijkend(tuple(kleuren.reeksen)):
        found.append(
            _fout(
                "kleuren.reeksen",
                f"Kleur {n} en kleur {m} zijn niet voor iedereen te onderscheiden: {why}.",
                "zes kleuren die ook in grijs en voor kleurenblinden verschillen",
                "Maak een van de twee lichter of donkerder.",
            )
        )
    return found


def _onbekende_tekens(made: _Instelling) -> list[Bevinding]:
    found = []
    for where, text in (("afzender", made.afzender), ("logo.tekst", made.logo.tekst)):
        missing = sorted(set(text) - tekens())
        if missing:
            names = ", ".join(f"U+{ord(c):04X}" for c in missing[:5])
            found.append(
                _fout(where, f"Deze tekens kunnen niet worden gedrukt: {names}.", "letters")
            )
    return found


def _bytes(map_: Path, name: str, most: int) -> bytes:
    """A file of the folder itself. Raises Ongeschikt."""
    path = map_ / name
    try:
        if path.resolve().parent != map_.resolve() or not path.is_file():
            raise Ongeschikt("het bestand staat niet in deze map")
        with path.open("rb") as file:
            data = file.read(most + 1)
    except OSError as error:
        raise Ongeschikt("het bestand kan niet worden gelezen") from error
    if len(data) > most:
        raise Ongeschikt(f"het bestand is groter dan {most // 1_000_000} MB")
    return data


def _logo(map_: Path, given: _Logo, found: list[Bevinding]) -> Logo | None:
    if not given.bestand:
        return None
    if not given.tekst.strip():
        expected = "wat het logo voorstelt, voor wie het niet ziet"
        found.append(_fout("logo.tekst", "Het logo heeft geen tekst.", expected))
    try:
        return lees_logo(
            _bytes(map_, given.bestand, MEEST_LOGO), given.bestand, given.tekst.strip()
        )
    except Ongeschikt as error:
        message = f"Het logo ‘{given.bestand}’ kan niet worden gebruikt: {error}."
        found.append(
            _fout("logo.bestand", message, "een afbeelding (.png, .jpg of eenvoudige .svg)")
        )
        return None


def _letters(map_: Path, given: _Lettertype, found: list[Bevinding]) -> tuple[Letter, ...]:
    names = given.model_dump()
    if not any(names.values()):
        return ()
    made = []
    for kind, name in names.items():
        try:
            if not name:
                raise Ongeschikt("er is geen bestand opgegeven")
            made.append(
                Letter(f"huisstijl-{kind}.ttf", lees_letter(_bytes(map_, name, MEEST_LETTER)))
            )
        except Ongeschikt as error:
            message = f"De letter ‘{kind}’ kan niet worden gebruikt: {error}."
            found.append(_fout(f"lettertype.{kind}", message, "een TrueType-bestand (.ttf)"))
    return tuple(made)
