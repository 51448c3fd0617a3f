"""The whole inspection: the zip file around a workbook, and then all that is in it."""

from __future__ import annotations

from dataclasses import dataclass
from zipfile import ZipInfo

from mo_report.voorcontrole.archief import WERKMAP, open_archive, safe_members, unpacked
from mo_report.voorcontrole.grenzen import ELEMENTEN
from mo_report.voorcontrole.onderdelen import PartCounter

_RELATIES = "xl/_rels/workbook.xml.rels"
#: Parts that this program does not use, by what their name begins with, and what they are.
_MELDEN = {
    "xl/vbaproject": "macro's",
    "xl/macrosheets/": "oude macro's",
    "xl/externallinks/": "koppelingen naar andere werkmappen",
    "xl/embeddings/": "ingevoegde bestanden",
    "xl/activex/": "besturingselementen (ActiveX)",
    "xl/connections.xml": "verbindingen met gegevens van buiten",
    "xl/querytables/": "verbindingen met gegevens van buiten",
    "xl/model/": "een gegevensmodel",
}


@dataclass(frozen=True)
class Inspected:
    """A workbook that can be opened: its sheets, and what is in it that will not be used."""

    bladen: tuple[str, ...]
    meldingen: tuple[str, ...]


def inspect_ods(data: bytes) -> None:
    """Go through the bytes of an OpenDocument file before it is converted. Raises Refused."""
    tags = 0
    for member in safe_members(data):
        for piece in unpacked(data, member):
            tags += piece.count(b"<")
            if tags > ELEMENTEN.most:
                raise ELEMENTEN.te_veel()


def inspect_file(data: bytes) -> Inspected:
    """Go through the bytes of a workbook without opening it. Raises Refused."""
    members = open_archive(data)
    tags = 0
    for member in members:
        # No tag without this character: counting it is a hundred times faster than reading XML.
        for piece in unpacked(data, member):
            tags += piece.count(b"<")
            if tags > ELEMENTEN.most:
                raise ELEMENTEN.te_veel()
    teller = PartCounter()
    first = {WERKMAP: 0, _RELATIES: 1}
    for member in sorted(members, key=lambda m: first.get(m.filename, 2)):
        teller.lees(
            unpacked(data, member),
            _waar(member, teller),
            strikt=not _beeld(member.filename),
            map=member.filename == _RELATIES,
        )
    names = [m.filename.lower() for m in members]
    found = [what for start, what in _MELDEN.items() if any(n.startswith(start) for n in names)]
    if teller.buiten:
        found.append("verwijzingen naar bestanden buiten deze werkmap")
    return Inspected(tuple(teller.bladen), tuple(dict.fromkeys(found)))


def _waar(member: ZipInfo, teller: PartCounter) -> str:
    title = teller.titels().get(member.filename)
    return f"Het blad ‘{title}’" if title else f"Het onderdeel ‘{member.filename}’"


def _beeld(name: str) -> bool:
    """Whether it is a picture or a drawing, which Excel writes with errors now and then."""
    return name.lower().endswith((".vml", ".svg", ".emf", ".wmf"))
