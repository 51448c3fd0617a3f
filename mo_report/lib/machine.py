"""What the machine may refuse, in words for the user."""

from __future__ import annotations

import errno

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


def refusal(error: BaseException) -> str:
    """Why the machine did not do something; empty where the machine has no part in it."""
    by_number = _NUMMERS.get(error.errno or 0) if isinstance(error, OSError) else None
    found = by_number or _SOORTEN.get(type(error).__name__)
    return found or ("de schijf weigert dat" if isinstance(error, OSError) else "")
