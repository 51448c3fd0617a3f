"""The parts of docs/ that follow from the program itself; run this module to renew them."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

from mo_report.engine.schema import Block
from mo_report.model import INVOERBLADEN
from mo_report.model.vergelijking import STAPPEN
from mo_report.model.vragen import VRAGEN
from mo_report.uitvoer.resultaatschema import result_schema
from mo_report.verhaal import HOOFDSTUKKEN
from mo_report.verhaal.begrippen import begrippen


def describe_chapters() -> str:
    """Every chapter with its blocks and their keys, as Markdown."""
    parts = []
    for chapter in HOOFDSTUKKEN:
        if not chapter.sleutel:
            continue
        about = chapter.bladen[0].uitleg
        # What a sheet says of an input is not what it says in general.
        parts.append(f"### `{chapter.sleutel}`\n\n{about if isinstance(about, str) else chapter.vraag}\n")
        parts += [_block(b) for b in chapter.blokken if b.lines()]
    return "\n".join(parts)


def _block(block: type[Block]) -> str:
    keys = ", ".join(f"`{k.name}`" for k in block.key_columns()) or "no keys"
    rows = "\n".join(f"| `{c.name}` | {c.label} | {c.unit.word} |" for c in block.lines())
    return f"`{block.__name__.lower()}` ({block.title}), by {keys}:\n\n| key | holds | unit |\n|---|---|---|\n{rows}\n"


def describe_terms() -> str:
    """The terms with what they mean, as a Markdown table."""
    rows = "\n".join(f"| {b.woord} | {b.uitleg} |" for b in begrippen().values())
    return f"| begrip | betekenis |\n|---|---|\n{rows}\n"


def describe_steps() -> str:
    """The steps of a comparison in order, as a Markdown table."""
    rows = "\n".join(f"| `{c.name}` | {c.label} |" for c in STAPPEN)
    return f"| key | holds |\n|---|---|\n{rows}\n"


def describe_questions() -> str:
    """The questions with the sheets that they ask for, as a Markdown table."""
    rows = "\n".join(
        f"| `{key}` | {question} | {', '.join(b.title for b in INVOERBLADEN if b.vraag == key)} |"
        for key, question in VRAGEN.items()
    )
    return f"| vraag | wat u wilt weten | bladen |\n|---|---|---|\n{rows}\n"


#: What stands between two marks in a file.
DOCUMENTEN: dict[tuple[str, str], Callable[[], str]] = {
    ("docs/resultaat.md", "from the model"): describe_chapters,
    ("docs/resultaat.md", "the steps"): describe_steps,
    ("docs/handleiding.md", "from the model"): describe_terms,
    ("docs/handleiding.md", "the questions"): describe_questions,
}


SCHEMA = "docs/resultaat.schema.json"


def describe_result() -> str:
    """The JSON Schema of resultaat.json, as it stands in its file."""
    return json.dumps(result_schema(), ensure_ascii=False, indent=1) + "\n"


def refresh(path: Path, mark: str, text: str) -> None:
    """Put a text between two marks in a Markdown file."""
    begin, end = f"<!-- {mark}: begin -->", f"<!-- {mark}: end -->"
    before, _, rest = path.read_text("utf-8").partition(begin)
    _, _, after = rest.partition(end)
    path.write_text(f"{before}{begin}\n\n{text}\n{end}{after}", "utf-8")


if __name__ == "__main__":
    for (name, place), made in DOCUMENTEN.items():
        refresh(Path(name), place, made())
    Path(SCHEMA).write_text(describe_result(), "utf-8")
