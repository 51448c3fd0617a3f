"""Making the files of a run, side by side on the cores that there are."""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor, as_completed
from pathlib import Path
from typing import NamedTuple

from mo_report.uitvoer.plaatsen import UitvoerFout, reden


class Task(NamedTuple):
    """Files that are made together, and what writes them into a folder."""

    names: tuple[str, ...]
    write: Callable[[Path], None]


Progress = Callable[[str, int, int], None]

#: What a worker does, by number. A worker is a fork of this process and finds the tasks here: a
#: result is too much, and too intertwined, to be sent to it.
_tasks: list[Task] = []


def maak(tasks: list[Task], folder: Path, progress: Progress) -> None:
    """Make every file in a folder. Raises UitvoerFout for a file that cannot be written."""
    for task in tasks:
        for name in task.names:
            (folder / name).parent.mkdir(exist_ok=True)
    _tasks[:] = tasks
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else 1
    can_fork = "fork" in multiprocessing.get_all_start_methods()
    workers = min(cores, len(tasks)) if can_fork else 1
    total = sum(len(task.names) for task in tasks)
    done = 0
    progress("", done, total)
    if workers == 1:
        for n in range(len(tasks)):
            names = _make(n, folder)
            done += len(names)
            progress(names[-1], done, total)
        return
    context = multiprocessing.get_context("fork")
    with ProcessPoolExecutor(workers, context) as pool:
        # The last ones have PDFs, which take longest: they go first.
        waiting = [pool.submit(_make, n, folder) for n in reversed(range(len(tasks)))]
        try:
            for future in as_completed(waiting):
                names = future.result()
                done += len(names)
                progress(names[-1], done, total)
        except BaseException:
            pool.shutdown(cancel_futures=True)
            raise


def _make(number: int, folder: Path) -> tuple[str, ...]:
    names, write = _tasks[number]
    try:
        write(folder)
    except OSError as error:
        raise UitvoerFout(f"‘{names[0]}’ kan niet worden gemaakt: {reden(error)}.") from error
    return names
