"""A Dask cluster that is there already, as who does the work."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import Executor
from contextlib import contextmanager

from mo_report.uitvoer.plaatsen import OutputError

#: Seconds to look for the scheduler, on a network that may be slow.
ZOEKEN = 60


@contextmanager
def cluster(adres: str) -> Iterator[Executor]:
    """The cluster with this scheduler. Raises OutputError where it cannot be used, or goes away."""
    try:
        from distributed import Client
    except ImportError as error:
        raise OutputError(
            "Voor --dask is het pakket ‘distributed’ nodig. Installeer het met: pip install 'mo-report[dask]'"
        ) from error
    try:
        client = Client(adres, timeout=ZOEKEN)  # type: ignore[no-untyped-call]
    except (OSError, ValueError) as error:
        raise OutputError(
            f"Op ‘{adres}’ antwoordt geen scheduler van Dask. Kijk of het adres klopt, zoals tcp://10.0.0.5:8786."
        ) from error
    with client:
        yield client.get_executor()  # type: ignore[no-untyped-call]
