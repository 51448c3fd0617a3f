"""Waits for a run to end; where it ends without a word, it was killed: then its work is undone."""

from __future__ import annotations

import sys
from contextlib import suppress
from pathlib import Path

from mo_report.uitvoer.werkplek import clean_up, exclusively


def main() -> None:
    doel = Path(sys.argv[1])
    # Ends when the run says so, or when the run and all its workers are gone.
    if sys.stdin.buffer.read():
        return
    with suppress(OSError), exclusively(doel, wacht=True):
        clean_up(doel)


if __name__ == "__main__":
    main()
