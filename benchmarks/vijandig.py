"""Seconds and memory of refusing each hostile file, by the command line as users run it.

Usage: python benchmarks/vijandig.py
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

MAKER = Path(__file__).parents[1] / "tests" / "vijandig.py"


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        # Made by another process: memory is counted from what this one ever had.
        subprocess.run([sys.executable, str(MAKER), folder], check=True)
        worst, most = 0.0, 0
        for path in sorted(Path(folder).glob("*/*")):
            start = time.perf_counter()
            command = [sys.executable, "-m", "mo_report", "controleer", str(path)]
            process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
            _, status, used = os.wait4(process.pid, 0)
            seconds, memory = time.perf_counter() - start, used.ru_maxrss // 1024
            worst, most = max(worst, seconds), max(most, memory)
            code = os.waitstatus_to_exitcode(status)
            print(f"{path.parent.name:30} {seconds:5.2f} s {memory:5} MiB  exit {code}")
        print(f"{'most':30} {worst:5.2f} s {most:5} MiB")


if __name__ == "__main__":
    main()
