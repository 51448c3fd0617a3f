"""Reading a folder with a house style. Everything in it may be wrong, or meant to harm."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from pathlib import Path
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from mo_report.bijlage.huisstijl.bestanden import Unusable, read_style_file
from mo_report.bijlage.huisstijl.kleur import LEESBAAR, alike, contrast
from mo_report.bijlage.huisstijl.letters import read_font
from mo_report.bijlage.huisstijl.logo import read_logo
from mo_report.bijlage.huisstijl.stijl import WAAS, Huisstijl, Kleuren, Letter, Logo
from mo_report.lib.bevinding import Finding
from mo_report.lib.kleuren import tint
from mo_report.lib.lettertype import not_in_font, templates

BESTAND = "huisstijl.toml"
#: The example has 1,300 characters; a parser of TOML may take long over a long line.
MEEST, MEEST_REGEL = 20_000, 500
MEEST_LOGO, MEEST_LETTER = 2_000_000, 5_000_000
_Kleur = Annotated[str, Field(pattern=r"^#[0-9a-fA-F]{6}$")]
_Tekst = Annotated[str, Field(max_length=120)]
#: A plain name: no folder, no drive, nothing hidden.
_Bestand = Annotated[str, Field(pattern=r"^([A-Za-z0-9_][A-Za-z0-9_. -]{0,80})?$")]


class StyleError(Exception):
    """The house style cannot be used; `bevindingen` says why."""

    def __init__(self, bevindingen: list[Finding]) -> None:
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


def example_style() -> str:
    """The file of the program's own house style, for a user to change."""
    return (templates() / "huisstijl" / BESTAND).read_text("utf-8")


@cache
def _voorbeeld() -> dict[str, Any]:
    return tomllib.loads(example_style())


@cache
def default_style() -> Huisstijl:
    """The house style of the program itself."""
    made = _Instelling.model_validate(_voorbeeld())
    return Huisstijl(_kleuren(made.kleuren), made.afzender)


def read_style(map_: Path) -> Huisstijl:
    """The house style in a folder. Raises StyleError with all that is wrong with it."""
    made, found = _gekeurd(_toml(map_))
    found += _onleesbaar(made.kleuren) + _onbekende_tekens(made)
    logo = _logo(map_, made.logo, found)
    letters = _letters(map_, made.lettertype, found)
    if found:
        raise StyleError(found)
    return Huisstijl(_kleuren(made.kleuren), made.afzender.strip(), logo, letters)


def _toml(map_: Path) -> dict[str, Any]:
    """The settings as they stand in the file. Raises StyleError."""
    try:
        raw = read_style_file(map_, BESTAND, MEEST)
    except Unusable as error:
        message = f"In de map ‘{map_}’ staat geen bruikbaar bestand {BESTAND}: {error}."
        mend = "Maak er een met: mo-report huisstijl MAP"
        raise StyleError([_fout("", message, f"een map met een {BESTAND}", mend)]) from error
    where = ""
    try:
        text = raw.decode("utf-8-sig")  # Notepad may put a mark in front
        lines = enumerate(text.splitlines(), 1)
        long = [n for n, line in lines if len(line) > MEEST_REGEL]
        if not long:
            return tomllib.loads(text)
        where = f"regel {long[0]}"
    except (ValueError, RecursionError) as error:
        line = re.search(r"at line (\d+)", str(error))
        where = f"regel {line[1]}" if line else ""
    message = "Dit bestand is niet te lezen: er staat iets dat geen instelling is."
    raise StyleError([_fout(where, message, 'regels als: accent = "#154273"')])


def _gekeurd(given: dict[str, Any]) -> tuple[_Instelling, list[Finding]]:
    """The settings, and what is wrong with them: what is wrong is taken from the example."""
    found: list[Finding] = []
    base = _voorbeeld()
    both = {**base, **given}
    for key, value in base.items():
        if isinstance(value, dict) and isinstance(both[key], dict):
            both[key] = {**value, **both[key]}
    try:
        return _Instelling.model_validate(both), found
    except ValidationError as error:
        for e in error.errors():
            found.append(_bevinding(e))
            group, name = ([*e["loc"], ""])[:2]
            inside = both.get(str(group))
            if e["type"] == "extra_forbidden":
                where = inside if name and isinstance(inside, dict) else both
                where.pop(str(name or group), None)
            elif name and isinstance(inside, dict):
                inside[str(name)] = base[str(group)][name]
            else:
                both[str(group)] = base[str(group)]
    return _Instelling.model_validate(both), found


def _kleuren(given: _Kleuren) -> Kleuren:
    return Kleuren(
        accent=given.accent.lower(),
        inkt=given.inkt.lower(),
        grijs=given.grijs.lower(),
        let_op=given.let_op.lower(),
        reeksen=tuple(c.lower() for c in given.reeksen),
    )


def _fout(waar: str, wat: str, verwacht: str, herstel: str = "") -> Finding:
    return Finding(BESTAND, waar, wat, verwacht, herstel)


def _kort(text: str) -> str:
    """A text of the file as it may be shown: of one line, and without control characters."""
    plain = "".join(c if c.isprintable() else "�" for c in text[:61])
    return plain if len(text) <= 60 else f"{plain[:60]}…"


def _bevinding(error: Any) -> Finding:
    """An error of pydantic, for a reader."""
    where = _kort(".".join(str(part) for part in error["loc"][:2]))
    kind, value = error["type"], error.get("input")
    shown = f"‘{_kort(value)}’" if isinstance(value, str) else "Deze waarde"
    if kind == "extra_forbidden":
        return _fout(where, "Deze instelling bestaat niet.", "een instelling uit het voorbeeld")
    if kind == "model_type":
        return _fout(where, f"{shown} past hier niet.", f"een groep die begint met [{where}]")
    if kind in ("too_short", "too_long"):
        return _fout(where, f"Hier staan {len(value)} kleuren.", "zes kleuren")
    if kind == "string_too_long":
        return _fout(where, "De tekst is te lang.", "hoogstens 120 tekens")
    if "kleuren" in error["loc"]:
        return _fout(where, f"{shown} is geen kleur.", 'een kleur als "#154273"')
    if kind == "string_pattern_mismatch":
        expected = "de naam van een bestand in deze map, zonder schuine streep"
        return _fout(where, f"{shown} is geen naam van een bestand hier.", expected)
    return _fout(where, f"{shown} past hier niet.", "tekst tussen aanhalingstekens")


def _getal(x: float) -> str:
    return f"{x:.1f}".replace(".", ",")


def _onleesbaar(kleuren: _Kleuren) -> list[Finding]:
    """Text that not everybody can read, and series that not everybody can tell apart."""
    found = []
    ground = tint(kleuren.accent, WAAS)
    for name in ("accent", "inkt", "grijs", "let_op"):
        least = min(contrast(getattr(kleuren, name)), contrast(getattr(kleuren, name), ground))
        if least < LEESBAAR:
            message = f"Tekst in deze kleur is niet goed te lezen: het contrast is {_getal(least)}."
            expected = f"een contrast van minstens {_getal(LEESBAAR)} (WCAG, niveau AA)"
            found.append(_fout(f"kleuren.{name}", message, expected, "Kies een donkerder kleur."))
    for n, m, why in alike(tuple(kleuren.reeksen)):
        found.append(
            _fout(
                "kleuren.reeksen",
                f"Kleur {n} en kleur {m} zijn niet voor iedereen te onderscheiden: {why}.",
                "zes kleuren die ook in grijs en voor kleurenblinden verschillen",
                "Maak een van de twee lichter of donkerder.",
            )
        )
    return found


def _onbekende_tekens(made: _Instelling) -> list[Finding]:
    found = []
    for where, text in (("afzender", made.afzender), ("logo.tekst", made.logo.tekst)):
        missing = sorted({*not_in_font(text), *(c for c in text if not c.isprintable())})
        if missing:
            names = ", ".join(f"U+{ord(c):04X}" for c in missing[:5])
            message = f"Deze tekens kunnen niet worden gedrukt: {names}."
            found.append(_fout(where, message, "letters, cijfers en leestekens"))
    return found


def _logo(map_: Path, given: _Logo, found: list[Finding]) -> Logo | None:
    if not given.bestand:
        return None
    if not given.tekst.strip():
        expected = "wat het logo voorstelt, voor wie het niet ziet"
        found.append(_fout("logo.tekst", "Het logo heeft geen tekst.", expected))
    try:
        data = read_style_file(map_, given.bestand, MEEST_LOGO)
        return read_logo(data, given.bestand, given.tekst.strip())
    except Unusable as error:
        message = f"Het logo ‘{given.bestand}’ kan niet worden gebruikt: {error}."
        expected = "een afbeelding (.png, .jpg of eenvoudige .svg)"
        found.append(_fout("logo.bestand", message, expected))
        return None


def _letters(map_: Path, given: _Lettertype, found: list[Finding]) -> tuple[Letter, ...]:
    names = given.model_dump()
    if not any(names.values()):
        return ()
    made = []
    for kind, name in names.items():
        try:
            if not name:
                raise Unusable("er is geen bestand opgegeven")
            data = read_style_file(map_, name, MEEST_LETTER)
            made.append(Letter(f"huisstijl-{kind}.ttf", read_font(data)))
        except Unusable as error:
            message = f"De letter ‘{kind}’ kan niet worden gebruikt: {error}."
            found.append(_fout(f"lettertype.{kind}", message, "een TrueType-bestand (.ttf)"))
    return tuple(made)
