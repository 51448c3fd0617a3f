"""Making the files of a run, side by side on the cores that there are."""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor, as_completed
from pathlib import Path

from mo_report.uitvoer.plaatsen import UitvoerFout, reden

#: The name of a file, and what writes it.
Task = tuple[str, Callable[[Path], None]]
Progress = Callable[[str, int, int], None]

#: What a worker does, by number. A worker is a fork of this process and finds the tasks here: a
#: result is too much, and too intertwined, to be sent to it.
_tasks: list[Task] = []


def maak(tasks: list[Task], folder: Path, progress: Progress) -> None:
    """Make every file in a folder. Raises UitvoerFout for a file that cannot be written."""
    for name, _ in tasks:
        (folder / name).parent.mkdir(exist_ok=True)
    _tasks[:] = tasks
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else 1
    can_fork = "fork" in multiprocessing.get_all_start_methods()
    workers = min(cores, len(tasks)) if can_fork else 1
    progress("", 0, len(tasks))
    if workers == 1:
        for n in range(len(tasks)):
            progress(_make(n, folder), n + 1, len(tasks))
        return
    context = multiprocessing.get_context("fork")
    with ProcessPoolExecutor(workers, context) as pool:
        # The last ones are the PDFs, which take longest: they go first.
        waiting = [pool.submit(_make, n, folder) for n in reversed(range(len(tasks)))]
        try:
            for done, future in enumerate(as_completed(waiting), 1):
                progress(future.result(), done, len(tasks))
        except BaseException:
            pool.shutdown(cancel_futures=True)
            raise


def _make(number: int, folder: Path) -> str:
    name, write = _tasks[number]
    try:
        write(folder / name)
    except OSError as error:
        raise UitvoerFout(f"‘{name}’ kan niet worden gemaakt: {reden(error)}.") from error
    return name
