"""Names from the input: when two are the same, and how they look as a key or a folder."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from difflib import get_close_matches
from functools import lru_cache

from slugify import slugify

#: Names that Windows keeps to itself.
_GERESERVEERD = {"con", "prn", "aux", "nul"} | {f"{d}{n}" for d in ("com", "lpt") for n in range(10)}


@lru_cache(maxsize=65_536)
def normalized(naam: str) -> str:
    """The form in which names are compared: upper or lower case and spaces make no difference."""
    return " ".join(naam.casefold().split())


def nearest(naam: str, among: Iterable[str]) -> str:
    """The name that somebody meant who typed this one; empty where none is near."""
    return next(iter(get_close_matches(naam, list(among), 1)), "")


@lru_cache(maxsize=4096)
def key_of(naam: str) -> str:
    """The key of a name in JSON and in the data dictionary: lower case, digits and hyphens.

    A name without any letter or digit gets a key from its hash.
    """
    return slugify(naam) or "naam-" + hashlib.sha256(naam.encode()).hexdigest()[:8]


def folder_name(naam: str) -> str:
    """The folder of a name: its key, of a length that every disk takes; never a path."""
    key = key_of(naam)
    if len(key) > 60:
        key = f"{key[:50]}-{hashlib.sha256(naam.encode()).hexdigest()[:8]}"
    return f"{key}-" if key in _GERESERVEERD else key


def field_name(naam: str) -> str:
    """A Python name of a column as it stands in the data dictionary."""
    return naam.replace("_", "-")
