"""The workbook part: which sheets there are, and the findings sheet put before them."""

from __future__ import annotations

from dataclasses import dataclass

from mo_report.terug.blad import KENMERK, NAAM, names_of_sheet
from mo_report.terug.markup import OFFICE, Document, Node, escape
from mo_report.terug.pakket import Package

SHEET_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"
BEFORE_NAMES = (
    "fileVersion", "fileSharing", "workbookPr", "workbookProtection", "bookViews", "sheets",
    "functionGroups", "externalReferences",
)  # fmt: skip
#: A title of ours, rows that somebody put above it included.
_HOOGSTENS = 10


@dataclass(frozen=True)
class PackageSheet:
    """A sheet of the workbook: its title and its part."""

    titel: str
    part: str
    node: Node


class WorkbookPart:
    """The workbook part. Raises CannotMark where it cannot be read."""

    def __init__(self, pakket: Package) -> None:
        self.pakket, self.part = pakket, pakket.workbook()
        self.document = pakket.document(self.part)
        relations = list(pakket.relations(self.part))
        parts = {r.id: r.target for r in relations}
        sheets = self.document.root.first("sheets")
        if sheets is None or not sheets.children:
            raise self.document.refusal("de lijst met bladen ontbreekt")
        self._sheets = sheets
        found = [
            PackageSheet(n.attrs.get("name", ""), parts.get(n.attrs.get(f"{OFFICE} id", ""), ""), n)
            for n in sheets.all("sheet")
        ]
        self._kinds = {r.kind: r.target for r in relations}
        self._strings: list[str] | None = None
        #: Our findings sheet of an earlier time.
        self.eigen = next((v for v in found if self._is_own(v)), None)
        self.vellen = [v for v in found if v != self.eigen]
        self._order = found
        self._added = 0

    @property
    def alle(self) -> list[PackageSheet]:
        """All sheets, in order."""
        return self._order

    def zet_achteraan(self, titel: str, sheet: bytes) -> int:
        """Add a sheet behind all others; returns its place, from 0."""
        tag = self.document.prefix(self._sheets)
        self.document.append(self._sheets, self._new(tag, titel, sheet, self._added))
        self._added += 1
        return len(self._order) + self._added - 1

    def stijlen(self) -> Document:
        return self.pakket.document(self._kinds.get("styles", "xl/styles.xml"))

    def _is_own(self, vel: PackageSheet) -> bool:
        # To look at one sheet costs as much as to read it: most workbooks have our words nowhere.
        strings = self._kinds.get("sharedStrings", "")
        if not any(self.pakket.holds(part, KENMERK) for part in (vel.part, strings)):
            return False
        data = self.pakket.document(vel.part).root.first("sheetData")
        rows = data.all("row")[:_HOOGSTENS] if data else []
        return any(self._text(c) == KENMERK for row in rows for c in row.all("c")[:1])

    def _text(self, cell: Node) -> str:
        if cell.attrs.get("t") != "s":
            inline = cell.first("is")
            return inline.words() if inline else ""
        if self._strings is None:
            part = self._kinds.get("sharedStrings", "")
            root = self.pakket.document(part).root
            self._strings = [n.words() for n in root.all("si")]
        value = cell.first("v")
        number = int(value.text) if value and value.text.isdecimal() else -1
        return self._strings[number] if 0 <= number < len(self._strings) else ""

    def zet_voorop(self, sheet: bytes, regels: int) -> None:
        """Put the findings sheet before all others, in the place of an earlier one."""
        document = self.document
        tag = document.prefix(self._sheets)
        titel = self.eigen.titel if self.eigen else self._free_title()
        if self.eigen:
            self.pakket.replaced[self.eigen.part] = sheet
            self.pakket.unrelate(self.eigen.part)
        if self.eigen and self._order[0] == self.eigen:
            document.set(self.eigen.node, "state", "visible")
        else:
            xml = self._moved() if self.eigen else self._new(tag, titel, sheet)
            document.before(self._order[0].node, xml)
        self._shift_names(tag, titel, regels)
        views = document.root.first("bookViews")
        for view in views.all("workbookView") if views else []:
            for name in ("activeTab", "firstSheet"):
                if view.attrs.get(name, "0") != "0":
                    document.set(view, name, "0")
        for vel in (v for v in self.vellen if self.pakket.holds(v.part, "tabSelected")):
            self._deselect(self.pakket.document(vel.part))

    def _free_title(self) -> str:
        taken = {v.titel.casefold() for v in self._order}
        titles = [NAAM, *(f"{NAAM} ({n})" for n in range(2, len(taken) + 3))]
        return next(t for t in titles if t.casefold() not in taken)

    def _new(self, tag: str, titel: str, sheet: bytes, more: int = 0) -> str:
        part = self.pakket.add("xl/worksheets/sheet{}.xml", sheet, SHEET_TYPE)
        relation = self.pakket.relate(self.part, "worksheet", part)
        ids = [int(v.node.attrs.get("sheetId", 0)) for v in self._order]
        about = f'name="{escape(titel)}" sheetId="{max(ids) + 1 + more}"'
        return f'<{tag}sheet {about} xmlns:moR="{OFFICE}" moR:id="{relation}"/>'

    def _moved(self) -> bytes:
        assert self.eigen
        self.document.remove(self.eigen.node)
        return self.document.copy(self.eigen.node, state="visible")

    def _shift_names(self, tag: str, titel: str, regels: int) -> None:
        """Names of one sheet count from the first sheet: they move along with it."""
        document = self.document
        order = [v for v in self._order if v != self.eigen]
        place = {self._order.index(v): n for n, v in enumerate(order, 1)}
        ours = "".join(xml for _, xml in names_of_sheet(titel, tag, regels))
        listed = document.root.first("definedNames")
        if listed is None:
            last = [c for c in document.root.children if c.name in BEFORE_NAMES][-1]
            document.after(last, f"<{tag}definedNames>{ours}</{tag}definedNames>")
            return
        for node in listed.all("definedName"):
            given = node.attrs.get("localSheetId")
            if given is None:
                continue
            if int(given) not in place:
                document.remove(node)
            elif place[int(given)] != int(given):
                document.set(node, "localSheetId", str(place[int(given)]))
        document.append(listed, ours)

    def _deselect(self, sheet: Document) -> None:
        """Two chosen sheets are a group: what is typed in one would come in the other too."""
        views = sheet.root.first("sheetViews")
        for view in views.all("sheetView") if views else []:
            if view.attrs.get("tabSelected") in ("1", "true"):
                sheet.set(view, "tabSelected", "0")
