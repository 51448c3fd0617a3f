"""The folder of outputs: what an earlier run left there, and what a user has changed since."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from mo_report.lib.machine import refusal
from mo_report.uitvoer.werkplek import Busy, Workplace, workplace

MANIFEST = "manifest.json"


class OutputError(Exception):
    """The output cannot be written; the message is for the user."""


def sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


@dataclass(frozen=True)
class OutputFolder:
    """The folder that a run writes into, with the manifest of what it left there."""

    path: Path
    manifest_name: str = MANIFEST

    def manifest(self) -> dict[str, Any]:
        """The manifest of an earlier run, empty where there is none."""
        try:
            found = json.loads((self.path / self.manifest_name).read_text("utf-8"))
        except (OSError, ValueError, RecursionError):
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

    def versie(self) -> str | None:
        """The version of the input of an earlier run; None where there was none, or where it did not say."""
        found = self.manifest().get("invoer")
        version = found.get("versie") if isinstance(found, dict) else None
        return version if isinstance(version, str) else None

    def eerder(self, digest: str) -> list[dict[str, str]]:
        """The inputs of earlier runs that were other than the one with this hash, the latest last."""
        manifest = self.manifest()
        listed = manifest.get("eerder")
        inputs = [*(listed if isinstance(listed, list) else []), manifest.get("invoer")]
        known = [
            {k: str(i[k]) for k in ("bestand", "sha256", "versie") if k in i} for i in inputs if isinstance(i, dict)
        ]
        found = {i["sha256"]: i for i in known if i.get("sha256") and i["sha256"] != digest}
        return list(found.values())

    def _inside(self, name: str) -> bool:
        try:
            return (self.path / name).resolve().is_relative_to(self.path.resolve())
        except (OSError, ValueError):
            return False

    def changed(self, names: Sequence[str]) -> list[str]:
        """Which of these files stand there already, otherwise than an earlier run left them."""
        earlier = self.earlier()
        standing = [n for n in names if (self.path / n).exists()]
        return [n for n in standing if not self._is_ours(n, earlier.get(n))]

    def _is_ours(self, name: str, digest: str | None) -> bool:
        path = self.path / name
        return path.is_file() and sha256(path) == digest

    def kenmerken(self) -> dict[str, str]:
        """The mark of what each file of an earlier run rests on."""
        found = self.manifest().get("kenmerken")
        return {str(k): str(v) for k, v in found.items()} if isinstance(found, dict) else {}

    def unchanged(self, merken: dict[str, str]) -> dict[str, str]:
        """The files, with their hashes, that an earlier run made of the same and that are still as it made them."""
        noted, earlier = self.kenmerken(), self.earlier()
        same = [name for name, merk in merken.items() if noted.get(name) == merk]
        return {name: earlier[name] for name in same if self._is_ours(name, earlier.get(name))}

    def over(self, names: Sequence[str]) -> list[str]:
        """What an earlier run left, this one does not make, and nobody has changed."""
        earlier = self.earlier()
        return [n for n in earlier if n not in names and self._is_ours(n, earlier[n])]

    @contextmanager
    def open(self) -> Iterator[Workplace]:
        """A place to make the files in. Raises OutputError for whatever stands in the way."""
        try:
            with workplace(self.path) as plek:
                yield plek
        except Busy as error:
            raise OutputError(
                f"In de map ‘{self.path}’ is al een berekening bezig. Wacht tot die klaar is, of kies een andere map."
            ) from error
        except OSError as error:
            where = error.filename2 or error.filename or self.path
            raise OutputError(
                f"‘{where}’ kan niet worden geschreven: {refusal(error)}. Er is niets veranderd. "
                "Staat het bestand nog open? Sluit het en probeer opnieuw."
            ) from error


def write_manifest(plek: Workplace, name: str, data: dict[str, Any]) -> None:
    (plek.nieuw / name).write_text(json.dumps(data, ensure_ascii=False, indent=2) + "\n", "utf-8")
