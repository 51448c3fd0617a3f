"""Making the files of a run, side by side on the cores that there are."""

from __future__ import annotations

import gc
import multiprocessing
import os
import signal
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path
from typing import NamedTuple

from mo_report.lib.machine import refusal
from mo_report.lib.verslag import log, traces_of
from mo_report.uitvoer.plaatsen import OutputError


class Task(NamedTuple):
    """Files that are made together, what writes them into a folder, and the mark of what they rest on."""

    names: tuple[str, ...]
    write: Callable[[Path], None]
    merk: str
    apart: bool = False
    """Whether it goes over all of a result: then in a process that ends with it, and gives its memory back."""


Progress = Callable[[str, int, int], None]

#: What a worker does, by number. A worker is a fork of this process and finds the tasks here: a
#: result is too much, and too intertwined, to be sent to it.
_tasks: list[Task] = []
_GESTOPT = (
    "Een deel van het programma is gestopt, waarschijnlijk omdat het geheugen van de computer vol was. Er is niets "
    "veranderd. Sluit andere programma's en probeer opnieuw."
)
#: With more tasks than this for each core memory counts more than a second: see `_many`.
_VEEL = 4


def available() -> int:
    """How many cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def make_files(tasks: list[Task], folder: Path, progress: Progress, kernen: int = 0) -> None:
    """Make every file in a folder, on so many cores, or on all. Raises OutputError for one that cannot be written."""
    for task in tasks:
        for name in task.names:
            (folder / name).parent.mkdir(exist_ok=True)
    if not tasks:
        return
    _tasks[:] = tasks
    cores = kernen or available()
    can_fork = "fork" in multiprocessing.get_all_start_methods()
    workers = min(cores, len(tasks)) if can_fork else 1
    total = sum(len(task.names) for task in tasks)
    done = 0
    progress("", done, total)
    if workers == 1:
        for n in range(len(tasks)):
            names = _write(n, folder)
            done += len(names)
            progress(names[-1], done, total)
        return
    many = _many(tasks, workers)
    context = multiprocessing.get_context("fork")
    with ProcessPoolExecutor(workers, context, initializer=_dienend) as pool:
        try:
            for numbers in _beurten(tasks, many=many):
                for future in as_completed([pool.submit(_make, n, folder, apart=many) for n in numbers]):
                    names = future.result()
                    done += len(names)
                    # Without the folder: that is the name of an aanbieder.
                    log.info("gemaakt: %s", ", ".join(Path(n).name for n in names))
                    progress(names[-1], done, total)
        except BaseException as error:
            for process in list((pool._processes or {}).values()):
                process.terminate()  # their work is not wanted any more
            pool.shutdown(cancel_futures=True)
            if isinstance(error, BrokenProcessPool):
                raise OutputError(_GESTOPT) from error
            raise


def _many(tasks: list[Task], workers: int) -> bool:
    """Whether there are so many tasks that each has a process that ends with it.

    A worker that has made a document keeps what it took, and a bit more after each. What all of them need is
    then imported here, where they share it.
    """
    if len(tasks) <= _VEEL * workers:
        return False
    import mo_report.bijlage.bijlagen
    import mo_report.werkboek.boeken  # noqa: F401

    return True


def _beurten(tasks: list[Task], *, many: bool) -> Iterator[list[int]]:
    """The numbers of the tasks that are made side by side, in order; of many, what takes most goes first and alone."""
    numbers = list(range(len(tasks)))
    if many:
        yield from ([n] for n in numbers if tasks[n].apart)
        yield [n for n in numbers if not tasks[n].apart]
    else:
        yield numbers


def _dienend() -> None:
    """A worker does not hear Ctrl+C, and does not outlive the run that it works for.

    What it shares with that run stays shared: nobody looks among it for what may go.
    """
    gc.freeze()
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    parent = multiprocessing.parent_process()
    assert parent is not None

    def leave() -> None:
        parent.join()
        os._exit(1)

    threading.Thread(target=leave, daemon=True).start()


class WorkerError(Exception):
    """An error in a worker: its kind and places, without what it says, which may be a value."""

    def __init__(self, soort: str, sporen: list[str]) -> None:
        super().__init__(soort, sporen)
        self.soort, self.sporen = soort, sporen


def _make(number: int, folder: Path, *, apart: bool) -> tuple[str, ...]:
    if apart or _tasks[number].apart:
        with ProcessPoolExecutor(1, multiprocessing.get_context("fork"), initializer=_dienend) as pool:
            return pool.submit(_write, number, folder).result()
    return _write(number, folder)


def _write(number: int, folder: Path) -> tuple[str, ...]:
    names, write, *_ = _tasks[number]
    try:
        write(folder)
    except OutputError:
        raise
    except Exception as error:
        why = refusal(error)
        if why:
            raise OutputError(f"‘{names[0]}’ kan niet worden gemaakt: {why}.") from error
        raise WorkerError(type(error).__name__, traces_of(error)) from None
    finally:
        # A workbook leads to itself in many ways: without this that of one aanbieder stays beside the next.
        gc.collect()
    return names
