"""Writes docs/licenties.md: what the installed packages say about their licence."""

from __future__ import annotations

import re
from importlib.metadata import PackageNotFoundError, metadata

from sbom import (
    LETTERTYPEN,
    LICENTIE_LETTERTYPE,
    LICENTIES,
    ROOT,
    Pakket,
    is_spdx,
    pakketten,
    van_het_programma,
)
from webstijl import HTMX, UTRECHT

#: Packages that only other platforms install, as their own metadata say.
ELDERS = {"brotlicffi": "MIT", "colorama": "BSD License"}
#: Words of licences that ask for no more than a notice; any other word needs a remark.
TOEGEEFLIJK = re.compile(
    r"(?:0BSD|Apache-2\.0|BSD(?:-[23]-Clause)?|ISC|MIT(?:-0|-CMU)?|PSF-2\.0|Unlicense|Zlib|CC0-1\.0"
    r"|Apache Software|Python Software Foundation|License|AND|OR|[ ()/])*"
)
#: What a licence that is not permissive means here.
OPMERKINGEN = {
    "pathspec": "builds the program; not in it and not needed to run it",
    "pyphen": "the user's choice of GPL, LGPL or MPL; beside the program, unchanged",
    "text-unidecode": "the user's choice of Artistic or GPL; beside the program, unchanged",
}
BLAD = """# Licences

Made by `scripts/licenties.py` from the lock and from what each package says in its own metadata;
`tests/test_keten.py` keeps it true. Wheels with compiled code may hold libraries with licences of
their own: they stand beside the package, in its `.dist-info`. **Bold** is not permissive.

## Inside the program

| what | version | licence | remark |
|---|---|---|---|
| Source Sans 3 ({fonts} fonts) | | {font} | not sold alone; changed, it needs another name |
| {utrecht[0]} | {utrecht[1]} | **EUPL-1.2** | style of the web page, a part of it, unchanged; `scripts/webstijl.py` |
| {htmx[0]} | {htmx[1]} | 0BSD | script of the web page, unchanged |

## Needed to run

| package | version | licence | remark |
|---|---|---|---|
{run}

WeasyPrint loads libraries of Debian or Ubuntu that `scripts/setup.sh` installs, unchanged: Pango
(two packages, **LGPL-2.0-or-later**) and HarfBuzz (MIT).

## Needed to build

| package | version | licence | remark |
|---|---|---|---|
{build}

## Tests

The packages that only tests need are not handed on with the program. These are not permissive; nor
are some of the Java libraries inside opendataloader-pdf (Apache-2.0), see its `THIRD_PARTY`.

| package | version | licence |
|---|---|---|
{test}
"""


def licentie(package: Pakket) -> str:
    """An SPDX expression if the package gives one, or else its classifiers."""
    try:
        data = metadata(package.naam)
    except PackageNotFoundError:
        return ELDERS[package.naam]
    if data["Version"] != package.versie:
        raise ValueError(f"{package.naam} {data['Version']}: the lock says {package.versie}")
    stated = data.get("License-Expression") or data.get("License") or ""
    classes = [
        c.rpartition(" :: ")[2].replace("MIT License", "MIT")
        for c in data.get_all("Classifier", [])
        if c.startswith("License :: ")
    ]
    return stated if is_spdx(stated) or not classes else " / ".join(classes)


def is_toegeeflijk(licence: str) -> bool:
    return bool(licence and TOEGEEFLIJK.fullmatch(licence))


def _row(package: Pakket, *remark: str) -> str:
    licence = licentie(package)
    shown = licence if is_toegeeflijk(licence) else f"**{licence}**"
    return f"| {' | '.join([package.naam, package.versie, shown, *remark])} |"


def blad() -> str:
    """The licence list, as Markdown."""
    lock, dev = pakketten(), pakketten(ROOT / "requirements-dev.txt")
    running, ours = van_het_programma(lock), {p.naam for p in lock}
    tests = [p for p in dev if p.naam not in ours and not is_toegeeflijk(licentie(p))]
    tables = {
        "run": [_row(p, OPMERKINGEN.get(p.naam, "")) for p in lock if p.naam in running],
        "build": [_row(p, OPMERKINGEN.get(p.naam, "")) for p in lock if p.naam not in running],
        "test": [_row(p) for p in tests],
    }
    return BLAD.format(
        fonts=len(list(LETTERTYPEN.glob("*.ttf"))),
        font=LICENTIE_LETTERTYPE,
        utrecht=UTRECHT,
        htmx=HTMX,
        **{name: "\n".join(rows) for name, rows in tables.items()},
    )


if __name__ == "__main__":
    LICENTIES.write_text(blad(), "utf-8")
