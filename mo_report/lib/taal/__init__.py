"""The command line library speaks Dutch: its texts come from messages.mo, made from messages.po."""

from __future__ import annotations

import gettext
import os
from pathlib import Path

MAP = Path(__file__).parent


def choose_dutch() -> None:
    """Choose Dutch for this process, whatever the language of the machine."""
    os.environ["LANGUAGE"] = "nl"
    gettext.bindtextdomain("messages", str(MAP))
    gettext.textdomain("messages")


def compile_messages() -> None:
    """Make messages.mo from messages.po, after a change of texts."""
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    folder = MAP / "nl" / "LC_MESSAGES"
    with (folder / "messages.po").open("rb") as source:
        catalog = read_po(source, locale="nl")
    with (folder / "messages.mo").open("wb") as target:
        write_mo(target, catalog)
