"""Names from the input as keys: for comparing, for JSON, for folders; never as a path."""

from __future__ import annotations

import hashlib
from functools import lru_cache

from slugify import slugify


@lru_cache(maxsize=4096)
def sleutel(naam: str) -> str:
    """The key of a name: lower case, letters, digits and hyphens; at most 60 characters.

    Names that differ only in case, accents or punctuation get the same key, on purpose: a reader
    would not tell them apart either. A name without any letter or digit gets a key from its hash.
    """
    slug = slugify(naam, max_length=60)
    return slug or "naam-" + hashlib.sha256(naam.encode()).hexdigest()[:8]


def veldnaam(naam: str) -> str:
    """A Python name of a column as it stands in the data dictionary."""
    return naam.replace("_", "-")
