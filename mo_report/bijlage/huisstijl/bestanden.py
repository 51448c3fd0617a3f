"""The files of a house style: each from the folder itself, and none too large."""

from __future__ import annotations

from pathlib import Path


class Unusable(Exception):
    """A file of a house style that cannot be used; the message says why."""


def read_style_file(map_: Path, name: str, most: int) -> bytes:
    """A plain file that stands in the folder itself. Raises Unusable."""
    path = map_ / name
    try:
        if path.resolve().parent != map_.resolve() or not path.is_file():
            raise Unusable("het bestand staat niet in deze map")
        with path.open("rb") as file:
            data = file.read(most + 1)
    except (OSError, RuntimeError, ValueError) as error:  # a loop of links is a RuntimeError
        raise Unusable("het bestand kan niet worden gelezen") from error
    if len(data) > most:
        raise Unusable("het bestand is te groot")
    return data
