"""A place beside the outputs where a run makes its files, and the moving of all of them at once.

All or nothing: what was there is kept until the last file is in place. A run that ends halfway,
whatever the reason, is undone: by itself, by its guard (wachter.py) when it was killed, or else by
the next run.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

VOORVOEGSEL = ".mo-report-"
#: The folders of a workplace, and what is being moved while it is being moved.
NIEUW, OUD, BEZIG = "nieuw", "oud", "bezig.json"


class Busy(Exception):
    """Another run is at work in the folder."""


@dataclass(frozen=True)
class Workplace:
    """Where a run makes its files: `nieuw`."""

    doel: Path
    map: Path

    @property
    def nieuw(self) -> Path:
        return self.map / NIEUW

    def plaats(self, weg: Sequence[str] = ()) -> list[str]:
        """Move every file into place, and those in `weg` out of it; returns the names of the first.

        Raises OSError; then everything is to be as it was, which leaving the workplace sees to.
        """
        found = (p for p in self.nieuw.rglob("*") if p.is_file())
        names = sorted(p.relative_to(self.nieuw).as_posix() for p in found)
        stood = {name: (self.doel / name).exists() for name in names}
        self._note({**stood, **dict.fromkeys(weg, True)})
        for name in [n for n in names if stood[n]]:
            _copy(self.doel / name, self._kept(name))
        for name in weg:
            os.replace(self.doel / name, self._kept(name))
        for name in names:
            (self.doel / name).parent.mkdir(parents=True, exist_ok=True)
            os.replace(self.nieuw / name, self.doel / name)
        (self.map / BEZIG).unlink()  # from here on it is done
        for name in weg:
            _remove_empty((self.doel / name).parent, self.doel)
        return names

    def _kept(self, name: str) -> Path:
        kept = self.map / OUD / name
        kept.parent.mkdir(parents=True, exist_ok=True)
        return kept

    def _note(self, moves: dict[str, bool]) -> None:
        draft = self.map / "bezig.nieuw"
        draft.write_text(json.dumps(moves), "utf-8")
        os.replace(draft, self.map / BEZIG)


@contextmanager
def workplace(doel: Path) -> Iterator[Workplace]:
    """A workplace in a folder, which is made where it is not there.

    Raises Busy, and OSError where the folder cannot be used.
    """
    made = [p for p in (doel, *doel.parents) if not p.exists()]
    doel.mkdir(parents=True, exist_ok=True)
    with exclusively(doel):
        clean_up(doel)
        try:
            # The guard first: a run that is killed right after its workplace is made has one too.
            with _guarded(doel):
                folder = Path(tempfile.mkdtemp(prefix=VOORVOEGSEL, dir=doel))
                (folder / NIEUW).mkdir()
                try:
                    yield Workplace(doel, folder)
                finally:
                    clean_up(doel)
        finally:
            for path in made:
                with suppress(OSError):  # only what is still empty
                    path.rmdir()


def clean_up(doel: Path) -> None:
    """Undo what runs left halfway in a folder, and remove their workplaces."""
    for folder in sorted(doel.glob(VOORVOEGSEL + "*")):
        if folder.is_symlink() or not folder.is_dir():
            continue
        moves = _moves(folder)
        if moves:
            _undo(doel, folder, moves)
        shutil.rmtree(folder, ignore_errors=True)


def _moves(folder: Path) -> dict[str, bool]:
    """The files that were being moved, and whether there was one of that name before."""
    try:
        found = json.loads((folder / BEZIG).read_text("utf-8"))
    except (OSError, ValueError, RecursionError):
        return {}
    pairs = found.items() if isinstance(found, dict) else ()
    # A folder of this name may be anybody's: it moves nothing outside.
    return {k: bool(v) for k, v in pairs if k and not {"..", "/"} & set(Path(k).parts)}


def _undo(doel: Path, folder: Path, moves: dict[str, bool]) -> None:
    """Put back what was there. Done twice it does no harm: it may be broken off itself."""
    for name, stood in moves.items():
        if not stood:
            if not (folder / NIEUW / name).exists():
                (doel / name).unlink(missing_ok=True)
            _remove_empty((doel / name).parent, doel)
    for name in moves:
        kept = folder / OUD / name
        if kept.exists():
            (doel / name).parent.mkdir(parents=True, exist_ok=True)
            os.replace(kept, doel / name)


def _copy(source: Path, to: Path) -> None:
    """A second name for a file or, where the disk has no such thing, a copy."""
    draft = to.with_name(to.name + ".kopie")
    try:
        os.link(source, draft)
    except OSError:
        shutil.copy2(source, draft)
    os.replace(draft, to)


def _remove_empty(folder: Path, doel: Path) -> None:
    if folder != doel:
        with suppress(OSError):
            folder.rmdir()


@contextmanager
def exclusively(doel: Path, *, wacht: bool = False) -> Iterator[None]:
    """Nobody else in this folder. Raises Busy, or waits with `wacht`.

    The folder itself is locked, so that no lock stays behind; where that cannot be done, and on
    Windows, two runs are not kept apart.
    """
    try:
        import fcntl
    except ImportError:
        yield
        return
    handle = os.open(doel, os.O_RDONLY)
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | (0 if wacht else fcntl.LOCK_NB))
        except BlockingIOError as error:
            raise Busy from error
        except OSError:
            pass  # a disk without locks
        yield
        with suppress(OSError):
            fcntl.flock(handle, fcntl.LOCK_UN)
    finally:
        os.close(handle)


@contextmanager
def _guarded(doel: Path) -> Iterator[None]:
    """With a guard that sees it when this process is killed, and then cleans up."""
    root = str(Path(__file__).parents[2])
    path = os.pathsep.join(filter(None, (root, os.environ.get("PYTHONPATH"))))
    guard = subprocess.Popen(
        [sys.executable, "-m", "mo_report.uitvoer.wachter", str(doel.resolve())],
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
        env={**os.environ, "PYTHONPATH": path},
    )
    try:
        yield
    finally:
        with suppress(OSError):
            guard.communicate(b"klaar")
