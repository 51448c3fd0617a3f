"""The log: what a run did and where it went wrong, without any name or amount of the input.

A user can mail it. What is written is chosen, not filtered: numbers of things, names of our own
sheets, places in the program. Never a message of an exception, which may hold a value.
"""

from __future__ import annotations

import logging
import platform
import tempfile
import time
import traceback
from collections.abc import Collection, Iterator, Sequence, Set
from contextlib import contextmanager, suppress
from pathlib import Path

from mo_report import __version__
from mo_report.lib.bevinding import Finding

log = logging.getLogger("mo_report")
log.setLevel(logging.INFO)
log.propagate = False
KOP = "Verslag van mo-report"
#: Their versions often explain what one machine does and another does not.
_PAKKETTEN = ("openpyxl", "weasyprint", "ironcalc", "jinja2", "lxml", "pillow")
_HIER = Path(__file__).parents[2]


class LogRefused(Exception):
    """The log cannot be kept there; the message is for the user."""


class _Regels(logging.Handler):
    """The lines so far, and the file that they go to, if there is one."""

    def __init__(self) -> None:
        super().__init__()
        self.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s"))
        self.lines: list[str] = []
        self.path: Path | None = None

    def emit(self, record: logging.LogRecord) -> None:
        line = self.format(record)
        self.lines.append(line)
        if self.path:
            with suppress(OSError), self.path.open("a", encoding="utf-8") as file:
                file.write(line + "\n")

    def keep(self, path: Path) -> None:
        with path.open("a", encoding="utf-8") as file:
            file.write("\n".join([KOP, _pakketten(), *self.lines]) + "\n")
        self.path = path


_regels = _Regels()
log.addHandler(_regels)


def log_start(arguments: Sequence[str], words: Set[str]) -> None:
    """Note which program this is, and of the command only the words that are our own."""
    known = [a for a in (argument.split("=")[0] for argument in arguments) if a in words]
    log.info("versie %s, opdracht: %s", __version__, " ".join(known)[:200] or "geen")
    log.info("Python %s, %s %s", platform.python_version(), platform.system(), platform.machine())


def _pakketten() -> str:
    """The packages and their versions, looked up only for a log that is kept."""
    from importlib.metadata import PackageNotFoundError, version

    found = []
    for package in _PAKKETTEN:
        try:
            found.append(f"{package} {version(package)}")
        except PackageNotFoundError:
            found.append(f"{package} ontbreekt")
    return f"pakketten: {', '.join(found)}"


def keep_log_in(path: Path) -> None:
    """Keep the log in a file, behind what it logged before. Raises LogRefused."""
    try:
        if path.exists():
            with path.open(encoding="utf-8") as file:
                if file.read(len(KOP)) != KOP:
                    raise LogRefused(f"‘{path}’ is geen verslag. Kies een andere naam voor --log.")
        _regels.keep(path)
    except (OSError, ValueError) as error:
        raise LogRefused(f"Het verslag kan niet in ‘{path}’ komen. Kies een andere naam voor --log.") from error


@contextmanager
def log_step(name: str) -> Iterator[None]:
    """A step of a run, and how long it took."""
    start = time.monotonic()
    log.info("%s: begin", name)
    yield
    log.info("%s: klaar in %.1f s", name, time.monotonic() - start)


def log_findings(findings: Sequence[Finding], own: Collection[str]) -> None:
    """Where the findings are, on our own sheets: not what they say."""
    log.info("%d bevindingen", len(findings))
    for finding in findings[:200]:
        sheet = finding.blad if finding.blad in own else "elders"
        log.info("%s: %s %s", finding.ernst, sheet, finding.cel)


def log_error(error: BaseException) -> None:
    """An error in the program, as the places where it happened."""
    log.error("interne fout: %s", " door ".join(_soorten(error)))
    for place in traces_of(error):
        log.error("  %s", place)


def traces_of(error: BaseException) -> list[str]:
    """The places in the program, outermost first, of an error and of what it came from."""
    found = list(getattr(error, "sporen", ()))
    for frame in traceback.extract_tb(error.__traceback__):
        found.append(f"{_kort(frame.filename)}:{frame.lineno} {frame.name}")
    earlier = error.__cause__ or error.__context__
    return [*traces_of(earlier), *found] if earlier and len(found) < 200 else found


def _soorten(error: BaseException | None) -> list[str]:
    kinds: list[str] = []
    while error and len(kinds) < 10:
        kind = getattr(error, "soort", type(error).__name__)
        kinds += [kind] if not kind.startswith("_") else []  # what carried it from a worker
        error = error.__cause__ or error.__context__
    return kinds


def _kort(name: str) -> str:
    """A file of the program or of a package, without the folder that it is in here."""
    path = Path(name)
    if path.is_relative_to(_HIER):
        return path.relative_to(_HIER).as_posix()
    parts = path.parts
    return "/".join(parts[-2:])


def where_logged() -> str:
    """Where the log is kept, told to the user; if nowhere yet, then in a file of its own."""
    if _regels.path is None:
        try:
            with tempfile.NamedTemporaryFile(prefix="mo-report-verslag-", suffix=".txt", delete=False) as file:
                path = Path(file.name)
            _regels.keep(path)
        except OSError:
            return "Meld dit bij uw beheerder, met de opdracht die u gaf."
    return (
        f"Het verslag staat in ‘{_regels.path}’. Er staan geen namen of bedragen in: stuur het "
        "naar uw beheerder, met de opdracht die u gaf."
    )
