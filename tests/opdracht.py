"""The command line as users run it."""

from __future__ import annotations

import gc
import io
import multiprocessing
import os
import subprocess
import sys
import warnings
from pathlib import Path
from tempfile import TemporaryFile


def start(*args: object, cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
    """A command in a new process, with all that it loads."""
    command = [sys.executable, "-m", "mo_report", *map(str, args)]
    return subprocess.run(command, capture_output=True, text=True, cwd=cwd, check=False)


def run(*args: object, cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
    """A command in a copy of this process, which has the program loaded already."""
    command = ["mo-report", *map(str, args)]
    with TemporaryFile() as out, TemporaryFile() as err:
        context = multiprocessing.get_context("fork")
        process = context.Process(target=_command, args=(command, cwd, out.fileno(), err.fileno()))
        process.start()
        process.join()
        said = [_read(out), _read(err)]
    assert process.exitcode is not None
    return subprocess.CompletedProcess(command, process.exitcode, *said)


def _command(argv: list[str], cwd: Path | None, out: int, err: int) -> None:
    from mo_report.cli import main

    gc.freeze()  # of what a new process does not have there is nothing to throw away
    os.dup2(out, 1)
    os.dup2(err, 2)
    sys.stdout, sys.stderr = (io.TextIOWrapper(os.fdopen(n, "wb", closefd=False), "utf-8") for n in (1, 2))
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    sys.argv = argv
    if cwd:
        os.chdir(cwd)
    warnings.simplefilter("ignore")  # what a user does not see
    main()


def _read(file: io.BufferedRandom) -> str:
    file.seek(0)
    return file.read().decode("utf-8")
