"""The part of docs/resultaat.md that follows from the model; run this module to renew it."""

from __future__ import annotations

from pathlib import Path

from mo_report.hoofdstukken import HOOFDSTUKKEN
from mo_report.schema import Block

BEGIN, EINDE = "<!-- from the model: begin -->", "<!-- from the model: end -->"


def hoofdstukken() -> str:
    """Every chapter with its blocks and their keys, as Markdown."""
    parts = []
    for chapter in HOOFDSTUKKEN:
        parts.append(f"### `{chapter.sleutel}`\n\n{chapter.uitleg}\n")
        parts += [_block(b) for b in chapter.blokken if b.lines()]
    return "\n".join(parts)


def _block(block: type[Block]) -> str:
    keys = ", ".join(f"`{k.name}`" for k in block.key_columns()) or "no keys"
    rows = "\n".join(f"| `{c.name}` | {c.label} | {c.unit.word} |" for c in block.lines())
    return (
        f"`{block.__name__.lower()}` ({block.title}), by {keys}:\n\n"
        f"| key | holds | unit |\n|---|---|---|\n{rows}\n"
    )


def ververs(path: Path) -> None:
    """Put the chapters between the two marks in a Markdown file."""
    before, _, rest = path.read_text("utf-8").partition(BEGIN)
    _, _, after = rest.partition(EINDE)
    path.write_text(f"{before}{BEGIN}\n\n{hoofdstukken()}\n{EINDE}{after}", "utf-8")


if __name__ == "__main__":
    ververs(Path("docs/resultaat.md"))
