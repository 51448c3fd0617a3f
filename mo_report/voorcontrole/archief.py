"""The zip file around a workbook: what it says of itself, and whether that is true."""

from __future__ import annotations

import struct
import zipfile
import zlib
from collections.abc import Iterator
from io import BytesIO

from mo_report.voorcontrole.grenzen import (
    BESTAND,
    LEDEN,
    MB,
    UITGEPAKT,
    VERHOUDING,
    WEGGOOIEN,
    Refused,
)

BROKSTUK = 65_536
_BEGIN, _EINDE, _EINDE_64 = b"PK\x03\x04", b"PK\x05\x06", b"PK\x06\x07"
_OLE = bytes.fromhex("D0CF11E0A1B11AE1")
_VERSLEUTELD = "EncryptedPackage".encode("utf-16-le")
_KAPOT = "Het bestand is beschadigd of niet helemaal gekopieerd."
#: Files that are zip files too, by a member that they have.
_ANDERS = {
    "mimetype": "een OpenDocument-bestand, maar geen rekenblad (.ods)",
    "word/document.xml": "een Word-document",
    "ppt/presentation.xml": "een PowerPoint-presentatie",
    "xl/workbook.bin": "een binaire Excel-werkmap (.xlsb)",
    "Index/Document.iwa": "een Numbers-bestand van Apple",
}
WERKMAP, TYPEN = "xl/workbook.xml", "[Content_Types].xml"


def open_archive(data: bytes) -> list[zipfile.ZipInfo]:
    """The members of a workbook, none of which is unpacked yet. Raises Refused."""
    members = safe_members(data)
    names = {m.filename for m in members}
    for name, what in _ANDERS.items():
        if name in names:
            raise Refused(f"Dit is {what}.")
    if not {WERKMAP, TYPEN} <= names:
        raise Refused("Dit is geen Excel-werkmap (.xlsx).")
    return members


def safe_members(data: bytes) -> list[zipfile.ZipInfo]:
    """The members of a zip file of an office program, of whichever kind. Raises Refused."""
    if not data:
        raise Refused("Het bestand is leeg.", "Maak een nieuw bestand met: mo-report sjabloon.")
    if len(data) > BESTAND.most * MB:
        raise BESTAND.te_veel()
    if data.startswith(_OLE):
        if _VERSLEUTELD in data:
            raise Refused(
                "Deze werkmap heeft een wachtwoord.",
                "Open hem in Excel, haal het wachtwoord eraf en sla hem op.",
            )
        raise Refused("Dit is een oude werkmap (.xls) of een ander oud Office-bestand.")
    if not data.startswith(_BEGIN):
        raise Refused("Dit is geen Excel-werkmap maar een ander soort bestand.")
    _directory(data)
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            members = archive.infolist()
    except (zipfile.BadZipFile, ValueError, OSError, struct.error, NotImplementedError) as error:
        raise Refused(_KAPOT) from error
    _names(members)
    total = 0
    for member in members:
        total += member.file_size
        _honest(member)
    if total > UITGEPAKT.most * MB:
        raise UITGEPAKT.te_veel()
    return members


def _directory(data: bytes) -> None:
    """Whether the list of members is of a size to be read: a zip file may have millions."""
    end = len(data) - 22
    if end < 0 or data[end : end + 4] != _EINDE or data[-2:] != b"\0\0":
        end = data.rfind(_EINDE, max(0, len(data) - 22 - 65_535))
    if end < 0 or len(data) - end < 22:
        raise Refused(_KAPOT)
    count, size = struct.unpack_from("<HL", data, end + 10)
    if data[max(0, end - 20) :].startswith(_EINDE_64) or count > LEDEN.most:
        raise LEDEN.te_veel()
    if size > LEDEN.most * 500:
        raise LEDEN.te_veel()


def _names(members: list[zipfile.ZipInfo]) -> None:
    if len(members) > LEDEN.most:
        raise LEDEN.te_veel()
    seen: set[str] = set()
    for member in members:
        name = member.orig_filename
        if not _safe(name):
            raise Refused(
                f"Het bestand heeft een onderdeel met een verboden naam: ‘{_shown(name)}’.",
                WEGGOOIEN,
            )
        if name.casefold() in seen:
            raise Refused(f"Het bestand heeft twee onderdelen met de naam ‘{_shown(name)}’.", WEGGOOIEN)
        seen.add(name.casefold())


def _safe(name: str) -> bool:
    """Whether a name stays inside the archive, for whoever unpacks it."""
    parts = name.removesuffix("/").split("/")
    return (
        bool(name)
        and not any(ord(c) < 32 or c in '\\:*?"<>|' for c in name)
        and all(p not in ("", ".", "..") for p in parts)
    )


def _shown(name: str) -> str:
    return "".join(c if c.isprintable() else "?" for c in name)[:80]


def _honest(member: zipfile.ZipInfo) -> None:
    if member.flag_bits & 0x1:
        raise Refused(
            "Het bestand heeft onderdelen met een wachtwoord.",
            "Haal het wachtwoord eraf en sla het op als Excel-werkmap (.xlsx).",
        )
    if member.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise Refused("Het bestand is ingepakt op een manier die Excel niet gebruikt.")
    if member.file_size > MB and member.file_size > VERHOUDING * max(member.compress_size, 1):
        raise Refused(
            f"Het onderdeel ‘{_shown(member.filename)}’ wordt bij het uitpakken meer dan {VERHOUDING} keer zo groot.",
            WEGGOOIEN,
        )


def unpacked(data: bytes, member: zipfile.ZipInfo) -> Iterator[bytes]:
    """A member in pieces, never more than it says it has. Raises Refused where it lied."""
    start = member.header_offset
    if data[start : start + 4] != _BEGIN:
        raise Refused(_KAPOT)
    name, extra = struct.unpack_from("<HH", data, start + 26)
    start += 30
    if data[start : start + name] != _naam(member):
        raise Refused(_KAPOT)
    start += name + extra
    packed = memoryview(data)[start : start + member.compress_size]
    total = check = 0
    for piece in _pieces(packed, member.compress_type):
        total += len(piece)
        if total > member.file_size:
            break
        check = zlib.crc32(piece, check)
        yield piece
    if total != member.file_size:
        raise Refused(
            f"Het bestand is beschadigd: het onderdeel ‘{_shown(member.filename)}’ is niet zo "
            "groot als het bestand zegt.",
            WEGGOOIEN,
        )
    if check != member.CRC:
        raise Refused(_KAPOT)


def _naam(member: zipfile.ZipInfo) -> bytes:
    """The name as it stands in the file; what is at the start of a member must say the same."""
    return member.orig_filename.encode("utf-8" if member.flag_bits & 0x800 else "cp437")


def _pieces(packed: memoryview, kind: int) -> Iterator[bytes]:
    if kind == zipfile.ZIP_STORED:
        for start in range(0, len(packed), BROKSTUK):
            yield bytes(packed[start : start + BROKSTUK])
        return
    unpacker = zlib.decompressobj(-15)
    try:
        for start in range(0, len(packed), BROKSTUK):
            rest: bytes | memoryview = packed[start : start + BROKSTUK]
            while rest and not unpacker.eof:
                yield unpacker.decompress(rest, BROKSTUK)
                rest = unpacker.unconsumed_tail
        yield unpacker.flush()
    except zlib.error as error:
        raise Refused(_KAPOT) from error
    if not unpacker.eof:
        raise Refused(_KAPOT)
