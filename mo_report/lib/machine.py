"""What the machine is asked to do less of, and what it may refuse, in words for the user."""

from __future__ import annotations

import errno
import gc

_NUMMERS = {
    errno.ENOSPC: "de schijf is vol",
    errno.EDQUOT: "uw ruimte op de schijf is vol",
    errno.EFBIG: "het bestand wordt te groot",
    errno.ENAMETOOLONG: "de naam is te lang",
    errno.EROFS: "de schijf kan alleen worden gelezen",
    errno.ENOMEM: "het geheugen is vol",
}
_SOORTEN = {
    "PermissionError": "u hebt geen rechten in deze map, of het bestand is open",
    "FileExistsError": "er staat al een bestand met die naam",
    "NotADirectoryError": "een deel van het pad is een bestand",
    "IsADirectoryError": "er staat een map met die naam",
    "MemoryError": "het geheugen is vol",
    # How lxml says that it cannot write, which it does in the folder for temporary files.
    "SerialisationError": "de schijf is vol, of die met tijdelijke bestanden",
}


def collect_less() -> None:
    """Let the garbage collector look about less often.

    A model is many objects that live until the end: looking among them for what may go took a
    third of all time, and this costs a tenth more memory.
    """
    gc.set_threshold(200_000, 50, 1_000)


def refusal(error: BaseException) -> str:
    """Why the machine did not do something; empty where the machine has no part in it."""
    by_number = _NUMMERS.get(error.errno or 0) if isinstance(error, OSError) else None
    found = by_number or _SOORTEN.get(type(error).__name__)
    return found or ("de schijf weigert dat" if isinstance(error, OSError) else "")
