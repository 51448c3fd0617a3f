"""Getting files into place: all made first, then moved, and never over what a user has changed."""

from __future__ import annotations

import errno
import hashlib
import json
import os
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

MANIFEST = "manifest.json"


class UitvoerFout(Exception):
    """The output cannot be written; the message is for the user."""


def sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


@dataclass(frozen=True)
class Uitvoermap:
    """The folder that a run writes into, with the manifest of what it left there."""

    path: Path
    manifest_name: str = MANIFEST

    def manifest(self) -> dict[str, Any]:
        """The manifest of an earlier run, empty where there is none."""
        try:
            found = json.loads((self.path / self.manifest_name).read_text("utf-8"))
        except (OSError, ValueError):
            return {}
        return found if isinstance(found, dict) else {}

    def earlier(self) -> dict[str, str]:
        """The files of an earlier run, with their hashes."""
        files = self.manifest().get("uitvoer")
        if not isinstance(files, dict):
            return {}
        return {str(k): str(v) for k, v in files.items() if self._inside(str(k))}

    def invoer(self) -> str:
        """The hash of the input of an earlier run; empty where there was none."""
        found = self.manifest().get("invoer")
        return str(found.get("sha256", "")) if isinstance(found, dict) else ""

    def _inside(self, name: str) -> bool:
        return (self.path / name).resolve().is_relative_to(self.path.resolve())

    def changed(self, names: list[str]) -> list[str]:
        """Which of these files stand there already, otherwise than an earlier run left them."""
        earlier = self.earlier()
        standing = [n for n in names if (self.path / n).exists()]
        return [n for n in standing if not self._is_ours(n, earlier.get(n))]

    def _is_ours(self, name: str, digest: str | None) -> bool:
        path = self.path / name
        return path.is_file() and sha256(path) == digest

    @contextmanager
    def workplace(self) -> Iterator[Path]:
        """A folder beside the target to make the files in; it is gone afterwards.

        Raises UitvoerFout where the folder cannot be made.
        """
        try:
            self.path.mkdir(parents=True, exist_ok=True)
            folder = tempfile.TemporaryDirectory(prefix=".mo-report-", dir=self.path)
        except OSError as error:
            raise UitvoerFout(
                f"De map ‘{self.path}’ kan niet worden gemaakt: {reden(error)}."
            ) from error
        with folder as name:
            yield Path(name)

    def note(self, made: Path, names: Sequence[str]) -> None:
        """Add a manifest with the hashes of what was made."""
        hashes = {name: sha256(made / name) for name in names}
        text = json.dumps({"programma": "mo-report", "uitvoer": hashes}, indent=2)
        (made / self.manifest_name).write_text(text + "\n", "utf-8")

    def move_in(self, made: Path, *, keep_earlier: bool) -> list[str]:
        """Move the files that were made into place; returns their names.

        What an earlier run left and this one did not make is removed if nobody changed it, unless
        `keep_earlier`. Raises UitvoerFout.
        """
        names = sorted(str(p.relative_to(made)) for p in made.rglob("*") if p.is_file())
        earlier = self.earlier()
        try:
            for name in names:
                target = self.path / name
                target.parent.mkdir(parents=True, exist_ok=True)
                os.replace(made / name, target)
            for name, digest in earlier.items():
                old = self.path / name
                if (
                    not keep_earlier
                    and name not in names
                    and old.is_file()
                    and sha256(old) == digest
                ):
                    old.unlink()
                    if not any(old.parent.iterdir()):
                        old.parent.rmdir()
        except OSError as error:
            where = error.filename2 or error.filename
            raise UitvoerFout(
                f"Het bestand ‘{where}’ kan niet worden geschreven: {reden(error)}. "
                "Staat het nog open? Sluit het en probeer opnieuw."
            ) from error
        return names


def reden(error: OSError) -> str:
    reasons = {
        "PermissionError": "u hebt geen rechten in deze map",
        "FileExistsError": "er staat al een bestand met die naam",
        "NotADirectoryError": "een deel van het pad is een bestand",
        "IsADirectoryError": "er staat een map met die naam",
    }
    if error.errno in (errno.ENOSPC, errno.ENAMETOOLONG):
        return "de schijf is vol" if error.errno == errno.ENOSPC else "de naam is te lang"
    return reasons.get(type(error).__name__, "de schijf weigert dat")
