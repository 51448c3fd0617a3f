"""What a file rests on, as one mark: with the same mark it is, byte for byte, the same file.

So a file that is there already need not be made again, and an aanbieder's files stay as they are when
something changes that is not hers.
"""

from __future__ import annotations

import hashlib
from functools import cache
from importlib.metadata import version
from pathlib import Path

from mo_report import __version__
from mo_report.bijlage.huisstijl import Huisstijl
from mo_report.bijlage.uitgave import Uitgave, Werkboek
from mo_report.engine.dossier import Dossier
from mo_report.engine.schema import Block
from mo_report.lib.lettertype import templates

#: What else decides on the bytes of a file: who writes workbooks and PDFs.
_SCHRIJVERS = ("openpyxl", "weasyprint", "pydyf", "fonttools")


def kenmerk_van(dossier: Dossier) -> str:
    """The SHA-256 of all that was given for a dossier: texts, values, and where they come from."""
    found = hashlib.sha256()
    for block in Block.registry:
        if block.is_input():
            for record in dossier[block]:
                values = [(column.name, value) for column, value in record.values.items()]
                found.update(repr((block.title, record.texts, values, record.places)).encode())
    found.update(repr(sorted(block.title for block in dossier.withheld)).encode())
    return found.hexdigest()


def uitgave_van(dossier: Dossier, stijl: Huisstijl, werkboek: Werkboek | None = None) -> Uitgave:
    """What a document for others says of itself: what it rests on, and nothing of the rest of the input."""
    return Uitgave(__version__, kenmerk_van(dossier), stijl, werkboek, van="deze gegevens")


def merk(dossier: Dossier, stijl: Huisstijl, *, kort: bool) -> str:
    """The mark of a file that is made from a dossier, in a house style, by this program."""
    parts = (programma(), stijl.merk, str(kort), kenmerk_van(dossier))
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


@cache
def programma() -> str:
    """A mark of the program itself: a version under development changes without another number."""
    found = hashlib.sha256("\n".join(f"{name} {version(name)}" for name in _SCHRIJVERS).encode())
    package = Path(__file__).parents[1]
    for folder, pattern in ((package, "*.py"), (Path(str(templates())), "*")):
        for path in sorted(p for p in folder.rglob(pattern) if p.is_file()):
            found.update(path.relative_to(folder).as_posix().encode() + path.read_bytes())
    return found.hexdigest()
