"""The rooms of the house and the direction of imports between them."""

from __future__ import annotations

import ast
from collections.abc import Set
from pathlib import Path

import mo_report
from mo_report.engine.expression import Call, Const, variables_of
from mo_report.engine.schema import BRON, EENHEID, PARAMETER, STATUS, TOELICHTING, VINDPLAATS, WAARDE, Line
from mo_report.model import INVOERBLADEN, MODEL
from mo_report.uitvoer.beschrijving import refresh

PACKAGE = Path(mo_report.__file__).parent
DOCUMENT = PACKAGE.parent / "docs" / "architectuur.md"
MARK = "the rooms"
#: Each room may import from itself and from the rooms before it.
#: The layers: a room may know what stands on a line above its own, and nothing else.
LAGEN = (
    ("lib",),
    ("engine", "voorcontrole", "terug"),
    ("model",),
    ("onzekerheid",),
    ("verhaal", "invoer"),
    ("werkboek", "bijlage"),
    ("uitvoer", "antwoorden"),
    ("web", "reeks"),
    ("cli",),
    ("__main__",),
)
#: Within a line: who may know whom all the same, and why.
OOK = {("antwoorden", "uitvoer"): "the register is placed like every other output"}


def _imports(path: Path) -> set[str]:
    found = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        names = [node.module] if isinstance(node, ast.ImportFrom) and node.module else []
        if isinstance(node, ast.Import):
            names = [a.name for a in node.names]
        for name in names:
            if name.startswith("mo_report."):
                found.add(name.split(".")[1])
    return found


def _room(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def test_imports_go_one_way() -> None:
    layer = {room: n for n, rooms in enumerate(LAGEN) for room in rooms}
    wrong = []
    for path in PACKAGE.rglob("*.py"):
        room = _room(path)
        if room == "__init__":
            continue
        for other in _imports(path) - {room}:
            if layer[other] >= layer[room] and (room, other) not in OOK:
                wrong.append(f"{path.relative_to(PACKAGE)} imports {other}")
    assert not wrong


def drawing() -> str:
    """The rooms as a Mermaid chart: an arrow to each room that another knows, but for what follows."""
    knows: dict[str, set[str]] = {}
    for path in sorted(PACKAGE.rglob("*.py")):
        if (room := _room(path)) not in ("__init__", "__main__"):
            knows.setdefault(room, set()).update(_imports(path) - {room})

    def below(room: str) -> set[str]:
        return knows[room].union(*(below(other) for other in knows[room]))

    arrows = [
        f"    {room} --> {other}"
        for room in (r for layer in reversed(LAGEN) for r in layer if r in knows)
        for other in sorted(knows[room])
        if not any(other in below(between) for between in knows[room] - {other})
    ]
    return "\n".join(["```mermaid", "flowchart TD", *arrows, "```"])


def test_the_drawing_of_the_rooms_is_so() -> None:
    """When this fails: python tests/test_architectuur.py"""
    assert drawing() in DOCUMENT.read_text("utf-8")


def test_no_circle_of_files() -> None:
    """Not even one that only type checking sees."""
    files = {_module(p): p for p in PACKAGE.rglob("*.py")}
    known = {m: _named(p, files.keys()) - {m} for m, p in files.items()}
    done: set[str] = set()

    def walk(module: str, way: tuple[str, ...]) -> None:
        assert module not in way, " > ".join((*way[way.index(module) :], module))
        if module not in done:
            for other in sorted(known[module]):
                walk(other, (*way, module))
            done.add(module)

    for module in files:
        walk(module, ())


def _module(path: Path) -> str:
    parts = path.relative_to(PACKAGE.parent).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def _named(path: Path, modules: Set[str]) -> set[str]:
    """The modules that a file imports, by their full names; of a package the part that is meant."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module:
            found |= {m if (m := f"{node.module}.{a.name}") in modules else node.module for a in node.names}
    return found & modules


def test_files_are_short() -> None:
    lines = {p.name: len(p.read_text("utf-8").splitlines()) for p in PACKAGE.rglob("*.py")}
    assert not {name for name, n in lines.items() if n > 400}


def test_a_line_names_only_what_stands_above_it() -> None:
    place = {c: (n, m) for n, b in enumerate(MODEL) for m, c in enumerate(b.columns)}
    for block in MODEL:
        for line in block.lines():
            for variable in variables_of(line.formula):
                if variable is line and block.series:
                    continue  # last year's own value
                assert place[variable] < place[line], f"{block.__name__}.{line.name}"  # type: ignore[index]


def test_published_lines_can_be_told_apart() -> None:
    labels = [c.label for b in MODEL for c in b.lines() if c.publish]
    assert len(labels) == len(set(labels))


def test_every_line_has_label_unit_and_source() -> None:
    for block in MODEL:
        for column in block.columns:
            assert column.label
            if isinstance(column, Line):
                assert str(column.source)
            elif column in block.inputs() and block.is_input():
                assert column.hint, f"{block.__name__}.{column.name}"


def test_no_numbers_in_formulas_but_zero_and_one() -> None:
    """Twelve months, 24 plekken: those are parameters with a name and a source."""

    def numbers(node: object) -> list[object]:
        if isinstance(node, Const):
            return [node.value]
        found: list[object] = []
        for name in getattr(node, "__dataclass_fields__", {}):
            value = getattr(node, name)
            if isinstance(node, Call) and node.name == "ROUND" and name == "args":
                value = value[:1]  # the number of decimals is allowed
            for part in value if isinstance(value, tuple) else (value,):
                if type(part).__module__.startswith("mo_report.engine.expression"):
                    found += numbers(part)
        return found

    for block in MODEL:
        for line in block.lines():
            assert set(numbers(line.formula)) <= {0, 1}, f"{block.__name__}.{line.name}"


if __name__ == "__main__":
    refresh(DOCUMENT, MARK, drawing())


def test_no_column_has_the_name_of_a_heading_of_every_sheet() -> None:
    """A workbook would leave it out, or take its cells for the status or the source."""
    own = {STATUS, BRON, VINDPLAATS, TOELICHTING, PARAMETER, WAARDE, EENHEID}
    found = [(b.title, c.label) for b in INVOERBLADEN for c in (*b.key_columns(), *b.inputs()) if c.label in own]
    assert found == [("Bronnen", BRON)]  # there it is the name of a source
