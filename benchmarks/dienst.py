"""How the web server bears many at once: uploads from many clients, and what-if on the Haarlem example.

Run: .venv/bin/python benchmarks/dienst.py [UPLOADS] [CLIENTS]   (default 200 and 20)

Prints how many answers came and none was lost, the median and the slowest, beside the command's own time
run so many at once; the memory of the server and its workers at the start, in the middle and at the end;
the first page; and what-if.
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))
from dienst import API, BEARER, Bezoeker, Dienst, dienst

INVOER = Path(__file__).parents[1] / "inputs" / "haarlem-2020.xlsx"


def geheugen(pid: int) -> float:
    """The memory of a process and of those that it started, in MB."""
    total = int(Path(f"/proc/{pid}/smaps_rollup").read_text().split("Pss:")[1].split()[0]) / 1000
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            parent = int(stat.read_text().rpartition(")")[2].split()[1])
            total += geheugen(int(stat.parent.name)) if parent == pid else 0
        except (OSError, IndexError):
            continue
    return total


def uploads(server: Dienst, number: int, clients: int) -> None:
    data = INVOER.read_bytes()
    print(f"memory at the start: {geheugen(server.proces.pid):.0f} MB")
    seen: list[float] = []

    def one(_: int) -> tuple[int, float]:
        start = time.perf_counter()
        while True:
            answer = httpx.post(f"{server.adres}{API}/controleer", content=data, headers=BEARER, timeout=600)
            if answer.status_code != 503:  # a full queue says so
                return answer.status_code, time.perf_counter() - start
            time.sleep(1)

    start = time.perf_counter()
    with ThreadPoolExecutor(clients) as pool:
        found = []
        for n, result in enumerate(pool.map(one, range(number))):
            found.append(result)
            if n % (number // 4) == number // 8:
                seen.append(geheugen(server.proces.pid))
    took = time.perf_counter() - start
    times = [seconds for _, seconds in found]
    good = sum(status == 200 for status, _ in found)
    print(f"{number} uploads from {clients} clients: {good} answered well in {took:.1f} s")
    print(f"one answer: median {statistics.median(times):.2f} s, slowest {max(times):.2f} s")
    print(f"memory on the way: {', '.join(f'{m:.0f}' for m in seen)} MB; after: {geheugen(server.proces.pid):.0f} MB")


def opdracht(clients: int) -> None:
    """The command itself: once alone, and so many at once."""

    def one(_: int) -> float:
        start = time.perf_counter()
        subprocess.run([sys.executable, "-m", "mo_report", "controleer", INVOER], capture_output=True, check=True)
        return time.perf_counter() - start

    one(0)
    print(f"the command alone: {min(one(0) for _ in range(3)):.2f} s")
    with ThreadPoolExecutor(clients) as pool:
        print(f"{clients} commands at once: median {statistics.median(pool.map(one, range(clients))):.2f} s")


def watals(server: Dienst) -> None:
    visitor = Bezoeker(server.adres)
    start = time.perf_counter()
    visitor.get("/")
    print(f"first page: {1000 * (time.perf_counter() - start):.0f} ms")
    job = visitor.insturen(INVOER.read_bytes())
    proof, times = visitor.bewijs, []
    for n in range(30):
        start = time.perf_counter()
        sent = {"_bewijs": proof, "p.parametersets.hhm-2020.overhead": f"{20 + n}"}
        visitor.post(f"{job}/watals", data=sent, headers={"hx-request": "true"})
        times.append(1000 * (time.perf_counter() - start))
    rest = times[1:]
    print(f"what-if: first {times[0]:.0f} ms, then median {statistics.median(rest):.0f} ms, slowest {max(rest):.0f} ms")


def main() -> None:
    number, clients = (int(given) for given in (sys.argv[1:] or ["200", "20"]))
    with dienst() as server:
        watals(server)
        uploads(server, number, clients)
    opdracht(clients)


if __name__ == "__main__":
    main()
