"""The zip file of a workbook: its parts, their relations, and a copy with only some changed."""

from __future__ import annotations

import posixpath
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import unquote

from mo_report.terug.markup import OFFICE, CannotMark, Document, Node, escape

TYPES = "[Content_Types].xml"
WERKMAP_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_FIXED = (1980, 1, 1, 0, 0, 0)


@dataclass(frozen=True)
class Relation:
    """From one part to another: an id, the last word of its type, and the part."""

    id: str
    kind: str
    target: str
    node: Node


@dataclass
class Package:
    """A workbook file as it was, and what is to become of it."""

    members: list[zipfile.ZipInfo]
    was: dict[str, bytes]
    replaced: dict[str, bytes] = field(default_factory=dict)
    added: dict[str, bytes] = field(default_factory=dict)
    dropped: set[str] = field(default_factory=set)
    _documents: dict[str, Document] = field(default_factory=dict)
    _relations: dict[str, list[tuple[str, str]]] = field(default_factory=dict)

    @classmethod
    def open(cls, path: Path) -> Package:
        """Read a file. Raises CannotMark where no copy of it would be safe."""
        try:
            with zipfile.ZipFile(path) as archive:
                members = archive.infolist()
                was = {m.filename: archive.read(m) for m in members}
        except Exception as error:  # zipfile raises nearly anything for a damaged file
            raise CannotMark("het bestand is beschadigd of kan niet worden gelezen") from error
        if len({m.filename.lower() for m in members}) < len(members):
            raise CannotMark("in het bestand komt een onderdeel twee keer voor")
        if any(n.lower().startswith("_xmlsignatures/") for n in was):
            raise CannotMark(
                "de werkmap is digitaal ondertekend en een gemarkeerde kopie maakt die "
                "handtekening ongeldig. Haal de handtekening weg in een kopie"
            )
        pakket = cls(members, was)
        pakket._no_macros()
        return pakket

    def _no_macros(self) -> None:
        types, part = self.document(TYPES).root, self.workbook()
        extension = part.rpartition(".")[2]
        by_name = {unquote(n.attrs.get("PartName", "")): n for n in types.all("Override")}
        default = {n.attrs.get("Extension", ""): n for n in types.all("Default")}
        found = by_name.get(f"/{part}") or default.get(extension)
        if found is None or found.attrs.get("ContentType") != WERKMAP_TYPE:
            # Excel does not open such a workbook under a name that ends in .xlsx.
            raise CannotMark(
                "dit is een werkmap met macro's of een ander soort werkmap. Sla die op als Excel-werkmap (.xlsx)"
            )

    def holds(self, part: str, words: str) -> bool:
        """Whether words stand somewhere in a part, as XML writes them."""
        return escape(words).encode() in self.was.get(part, b"")

    def document(self, part: str) -> Document:
        """A part to read and change. Raises CannotMark where it is absent or no such XML."""
        if part not in self._documents:
            if part not in self.was:
                raise CannotMark(f"het onderdeel ‘{part}’ ontbreekt in het bestand")
            self._documents[part] = Document(self.was[part], part)
        return self._documents[part]

    def workbook(self) -> str:
        found = [r.target for r in self.relations("") if r.kind == "officeDocument"]
        if not found:
            raise CannotMark("het bestand zegt niet waar de werkmap staat")
        return found[0]

    def relations(self, part: str) -> Iterator[Relation]:
        """The relations of a part to other parts; of the file itself for the empty name."""
        name = _relations_part(part)
        if name not in self.was:
            return
        for node in self.document(name).root.all("Relationship"):
            if node.attrs.get("TargetMode") == "External":
                continue
            target = unquote(node.attrs.get("Target", ""))
            full = posixpath.normpath(posixpath.join("/", posixpath.dirname(part), target))
            kind = node.attrs.get("Type", "").rpartition("/")[2]
            yield Relation(node.attrs.get("Id", ""), kind, full.lstrip("/"), node)

    def relate(self, part: str, kind: str, target: str) -> str:
        """Add a relation to another part; returns its id."""
        pending = self._relations.setdefault(part, [])
        name = _relations_part(part)
        nodes = self.document(name).root.all("Relationship") if name in self.was else []
        taken = {n.attrs.get("Id") for n in nodes} | {i for i, _ in pending}
        new = next(i for n in range(1, len(taken) + 2) if (i := f"moReport{n}") not in taken)
        pending.append((new, f'Id="{new}" Type="{OFFICE}/{kind}" Target="/{escape(target)}"'))
        return new

    def unrelate(self, part: str) -> None:
        """Let a part have no relations any more."""
        name = _relations_part(part)
        if name in self.was:
            self.replaced[name] = f'<Relationships xmlns="{_RELATIONS}"/>'.encode()

    def add(self, pattern: str, data: bytes, content_type: str) -> str:
        """Add a part under a free name made from a pattern; returns the name."""
        taken = {n.lower() for n in (*self.was, *self.added)}
        name = next(n for i in range(1, len(taken) + 2) if (n := pattern.format(i)).lower() not in taken)
        self.added[name] = data
        types = self.document(TYPES)
        tag = types.prefix(types.root)
        override = f'PartName="/{name}" ContentType="{content_type}"'
        types.append(types.root, f"<{tag}Override {override}/>")
        return name

    def drop(self, part: str, owner: str) -> None:
        """Leave out a part that one other points at, where it is there."""
        if part not in self.was:
            return
        self.dropped.add(part)
        for relation in self.relations(owner):
            if relation.target == part:
                self.document(_relations_part(owner)).remove(relation.node)
        types = self.document(TYPES)
        for node in types.root.all("Override"):
            if unquote(node.attrs.get("PartName", "")) == f"/{part}":
                types.remove(node)

    def finish(self) -> None:
        """Turn all changes into bytes."""
        for part, pending in self._relations.items():
            name = _relations_part(part)
            if name in self.was:
                document = self.document(name)
                tag = document.prefix(document.root)
                for _, attributes in pending:
                    document.append(document.root, f"<{tag}Relationship {attributes}/>")
            else:
                inside = "".join(f"<Relationship {a}/>" for _, a in pending)
                text = f'<Relationships xmlns="{_RELATIONS}">{inside}</Relationships>'
                self.added[name] = text.encode()
        for part, document in self._documents.items():
            if document.changed and part not in self.replaced:
                self.replaced[part] = document.result()

    def write(self, path: Path) -> None:
        """Write the file: the parts in their order, the new ones at the end. Raises OSError."""
        with zipfile.ZipFile(path, "w") as target:
            for old in (m for m in self.members if m.filename not in self.dropped):
                info = zipfile.ZipInfo(old.filename, old.date_time)
                info.external_attr = old.external_attr
                stored = old.compress_type == zipfile.ZIP_STORED
                info.compress_type = zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED
                target.writestr(info, self.replaced.get(old.filename, self.was[old.filename]))
            for name, data in self.added.items():
                info = zipfile.ZipInfo(name, _FIXED)
                info.compress_type = zipfile.ZIP_DEFLATED
                info.external_attr = 0o600 << 16
                target.writestr(info, data)


def _relations_part(part: str) -> str:
    folder, name = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{name}.rels")
