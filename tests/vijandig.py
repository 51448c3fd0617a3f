"""Files that should be refused: for each kind how it is made, and what the user should read.

`python tests/vijandig.py MAP` writes them all, to try them by hand.
"""

from __future__ import annotations

import io
import struct
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

RELATIES = "xl/_rels/workbook.xml.rels"
BLAD, WERKMAP, STIJLEN = "xl/worksheets/sheet1.xml", "xl/workbook.xml", "xl/styles.xml"
MAIN = b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = b"http://schemas.openxmlformats.org/officeDocument/2006/relationships"
RELS = b"http://schemas.openxmlformats.org/package/2006/relationships"
XML = b'<?xml version="1.0" encoding="UTF-8"?>\n'
OLE = bytes.fromhex("D0CF11E0A1B11AE1") + bytes(2_000)
Change = Callable[[bytes], bytes]


def basis() -> dict[str, bytes]:
    """The parts of the smallest workbook with a sheet that the program knows."""
    return {
        "[Content_Types].xml": XML + b'<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        b'<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.'
        b'relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>'
        b'<Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-'
        b'officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/'
        b'sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.'
        b'worksheet+xml"/></Types>',
        "_rels/.rels": XML + b'<Relationships xmlns="%s"><Relationship Id="rId1" Type="%s/officeDocument" '
        b'Target="xl/workbook.xml"/></Relationships>' % (RELS, OFFICE),
        WERKMAP: XML + b'<workbook xmlns="%s" xmlns:r="%s"><sheets><sheet name="Opslagen" sheetId="1" '
        b'r:id="rId1"/></sheets></workbook>' % (MAIN, OFFICE),
        "xl/_rels/workbook.xml.rels": XML + b'<Relationships xmlns="%s"><Relationship Id="rId1" Type="%s/worksheet" '
        b'Target="worksheets/sheet1.xml"/></Relationships>' % (RELS, OFFICE),
        BLAD: XML + b'<worksheet xmlns="%s"><sheetData><row r="1"><c r="A1"><v>1</v></c></row>'
        b"</sheetData></worksheet>" % MAIN,
    }


def ingepakt(parts: dict[str, bytes], kind: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", kind) as archive:
        for name, data in parts.items():
            archive.writestr(zipfile.ZipInfo(name), data, compress_type=kind)
    return out.getvalue()


def met(parts: dict[str, bytes]) -> bytes:
    return ingepakt({**basis(), **parts})


def _blad(change: Change) -> bytes:
    return met({BLAD: change(basis()[BLAD])})


def na_cellen(xml: bytes) -> bytes:
    """The sheet with something behind its cells."""
    return _blad(lambda d: d.replace(b"</sheetData>", b"</sheetData>" + xml))


def met_rijen(xml: bytes) -> bytes:
    return _blad(lambda d: d.replace(b"</sheetData>", xml + b"</sheetData>"))


def _werkmap(xml: bytes) -> bytes:
    return met({WERKMAP: basis()[WERKMAP].replace(b"</sheets>", xml)})


def _met_waarde(value: bytes, kind: bytes = b"n") -> bytes:
    cell = b'<c r="B1" t="%s"><v>%s</v></c>' % (kind, value)
    return _blad(lambda d: d.replace(b"</row>", cell + b"</row>"))


def _bladen(number: int) -> bytes:
    return b"".join(b'<sheet name="a%d"/>' % n for n in range(number)) + b"</sheets>"


def _dubbel(name: str) -> bytes:
    """Two parts of one name; zipfile warns, and so they get it afterwards."""
    other = name[:-1] + "_"
    made = met({other: basis().get(name, b"<a/>")})
    return made.replace(other.encode(), name.encode())


def _anders(data: bytes, what: str, value: int, name: str = BLAD) -> bytes:
    """The central directory with another value in the entry of a part."""
    offset, form = {"flags": (8, "<H"), "soort": (10, "<H"), "grootte": (24, "<L")}[what]
    out = bytearray(data)
    at = out.rfind(name.encode()) - 46
    assert out[at : at + 4] == b"PK\x01\x02"
    struct.pack_into(form, out, at + offset, value)
    return bytes(out)


def _grootte(extra: int) -> bytes:
    return _anders(met({}), "grootte", len(basis()[BLAD]) + extra)


def _ruis(data: bytes) -> bytes:
    """One byte of the packed sheet turned over."""
    out = bytearray(data)
    out[out.find(BLAD.encode()) + len(BLAD) + 60] ^= 0xFF
    return bytes(out)


def _veel() -> bytes:
    return met({f"xl/media/{n}.bin": b"" for n in range(1_200)})


def _zip64() -> bytes:
    data = met({})
    return data[:-22] + b"PK\x06\x07" + bytes(16) + data[-22:]


_LOL = b"".join(b'<!ENTITY a%d "%s">' % (n, b"&a%d;" % (n - 1) * 10) for n in range(1, 20))
BOM = b'<!DOCTYPE a [<!ENTITY a0 "ha">' + _LOL + b"]>"
BUITEN = b'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>'


def _doctype(text: bytes, name: str) -> bytes:
    return met({name: basis()[name].replace(XML, XML + text)})


class Geval(NamedTuple):
    """How the file is made, and what the user reads, at least."""

    maak: Callable[[], bytes]
    wat: str
    naam: str = "invoer.xlsx"


_GEEN, _ANDER = "een ander soort bestand", "Dit is geen Excel-werkmap"
_KAPOT, _MEER = "beschadigd", "meer dan"
GEVALLEN = {
    "leeg": Geval(lambda: b"", "Het bestand is leeg."),
    "tekst": Geval(lambda: b"a;b\n1;2\n", _GEEN, "lijst.csv"),
    "html": Geval(lambda: b"<html><table></table></html>", _GEEN, "export.xls"),
    "pdf": Geval(lambda: b"%PDF-1.7\n" + bytes(500), _GEEN, "rapport.pdf"),
    "oude-xls": Geval(lambda: OLE, "oude werkmap (.xls)", "oud.xls"),
    "wachtwoord": Geval(lambda: OLE + "EncryptedPackage".encode("utf-16-le"), "een wachtwoord"),
    "word": Geval(lambda: ingepakt({"word/document.xml": b"<a/>"}), "Word", "brief.docx"),
    "powerpoint": Geval(lambda: ingepakt({"ppt/presentation.xml": b"<a/>"}), "PowerPoint"),
    "opendocument": Geval(lambda: ingepakt({"mimetype": b"application/x"}), "OpenDocument"),
    "binair": Geval(lambda: ingepakt({"xl/workbook.bin": b"x"}), "binaire", "b.xlsb"),
    "numbers": Geval(lambda: ingepakt({"Index/Document.iwa": b"x"}), "Numbers", "b.numbers"),
    "zip": Geval(lambda: ingepakt({"a.txt": b"x"}), _ANDER, "map.zip"),
    "afgekapt": Geval(lambda: met({})[:-30], _KAPOT),
    "half": Geval(lambda: b"PK\x03\x04" + bytes(100), _KAPOT),
    "omgevallen-byte": Geval(lambda: _ruis(met({})), _KAPOT),
    "ander-werk": Geval(
        lambda: met({WERKMAP: basis()[WERKMAP].replace(b"Opslagen", b"Blad1")}),
        "geen invoerwerkmap",
    ),
    # the zip file
    "bom": Geval(lambda: met({"xl/a.xml": b"<a>" + bytes(50_000_000) + b"</a>"}), "keer zo groot"),
    "zeer-groot": Geval(lambda: met({f"xl/{n}.bin": bytes(900_000) for n in range(70)}), "60 MB"),
    "veel-onderdelen": Geval(_veel, "1.000 onderdelen"),
    "zip64": Geval(_zip64, "1.000 onderdelen"),
    "kleiner-dan-het-zegt": Geval(lambda: _grootte(500), "niet zo groot als"),
    "groter-dan-het-zegt": Geval(lambda: _grootte(-50), "niet zo groot als"),
    "dubbel": Geval(lambda: _dubbel(BLAD), "twee onderdelen met de naam"),
    "dubbel-in-hoofdletters": Geval(lambda: met({BLAD.upper(): b"<a/>"}), "twee onderdelen"),
    "pad-omhoog": Geval(lambda: met({"../../x.xml": b"<a/>"}), "verboden naam"),
    "pad-vanaf-de-wortel": Geval(lambda: met({"/etc/x": b"<a/>"}), "verboden naam"),
    "pad-van-windows": Geval(lambda: met({"C:\\x.xml": b"<a/>"}), "verboden naam"),
    "nul-in-de-naam": Geval(lambda: met({"xl/aQb.xml": b"<a/>"}).replace(b"aQb", b"a\0b"), "verboden naam"),
    "versleuteld": Geval(lambda: _anders(met({}), "flags", 1), "een wachtwoord"),
    "anders-ingepakt": Geval(lambda: ingepakt(basis(), zipfile.ZIP_BZIP2), "op een manier die Excel niet gebruikt"),
    # the XML
    "strict": Geval(
        lambda: met({WERKMAP: basis()[WERKMAP].replace(MAIN, b"http://purl.oclc.org/ooxml/spreadsheetml")}),
        "Strict Open XML",
    ),
    "geen-xml": Geval(lambda: _blad(lambda d: d[:-20]), "‘Opslagen’ is beschadigd"),
    "entiteiten": Geval(lambda: _doctype(BOM, BLAD), "DOCTYPE"),
    "entiteiten-in-de-werkmap": Geval(lambda: _doctype(BOM, WERKMAP), "DOCTYPE"),
    "bestand-van-buiten": Geval(lambda: _doctype(BUITEN, BLAD), "DOCTYPE"),
    "diep": Geval(lambda: na_cellen(b"<a>" * 20_000 + b"</a>" * 20_000), "lagen in elkaar"),
    "veel-elementen": Geval(
        lambda: na_cellen(b"".join(b"<a%d/>" % (n % 9_973) for n in range(1_600_000))),
        "XML-elementen",
    ),
    "lange-tekst": Geval(
        lambda: met_rijen(
            b'<row r="2"><c r="A2" t="inlineStr"><is><t>'
            + b"".join(b"%d" % (n * n) for n in range(200_000))
            + b"</t></is></c></row>"
        ),
        "tekens achter elkaar",
    ),
    "veel-cellen": Geval(
        lambda: met_rijen(
            b"".join(
                b'<row r="%d">%s</row>' % (r, b"".join(b'<c s="%d"><v/></c>' % (r * n) for n in range(402)))
                for r in range(2, 1_002)
            )
        ),
        "400.000 cellen",
    ),
    "verre-cel": Geval(
        lambda: met_rijen(b'<row r="9"><c r="XFD9"><v>1</v></c></row>'),
        "Opslagen’ gebruikt cel XFD9",
    ),
    "verre-rij": Geval(lambda: met_rijen(b'<row r="1048576"/>'), "gebruikt rij 1048576"),
    "samengevoegd": Geval(
        lambda: na_cellen(b'<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>'),
        "samengevoegde cellen",
    ),
    "koppeling-over-alles": Geval(
        lambda: na_cellen(b'<hyperlinks><hyperlink ref="A1:XFD1048576" location="A1"/></hyperlinks>'),
        "cellen met een koppeling",
    ),
    "validatie-op-veel-plaatsen": Geval(
        lambda: na_cellen(
            b"<dataValidations>"
            + b'<dataValidation type="list" sqref="%s"/>' % b" ".join([b"A1"] * 3_000) * 10
            + b"</dataValidations>"
        ),
        "gebieden met gegevensvalidatie",
    ),
    "veel-opmaakregels": Geval(
        lambda: na_cellen(
            b'<conditionalFormatting sqref="A1"><cfRule type="expression"/></conditionalFormatting>' * 3_000
        ),
        "regels voor gegevensvalidatie of voorwaardelijke opmaak",
    ),
    "gedeelde-teksten": Geval(
        lambda: met({"xl/sharedStrings.xml": b"<sst>" + b"<si/>" * 120_000 + b"</sst>"}),
        "gedeelde teksten",
    ),
    "stijlen": Geval(
        lambda: met({STIJLEN: b"<styleSheet>" + b"<xf/>" * 21_000 + b"</styleSheet>"}),
        "celstijlen",
    ),
    "namen": Geval(lambda: _werkmap(b"</sheets>" + b'<definedName name="a"/>' * 21_000), "20.000 namen"),
    "bladen": Geval(lambda: _werkmap(_bladen(600)), "500 bladen"),
    "twee-bladen-met-een-naam": Geval(lambda: _werkmap(b'<sheet name="opslagen"/></sheets>'), "twee bladen ‘opslagen’"),
    "oneindig": Geval(lambda: _met_waarde(b"1e400"), "‘1e400’ waar een getal hoort"),
    "zeer-lang-getal": Geval(lambda: _met_waarde(b"9" * 400), "waar een getal hoort"),
    "getal-van-python": Geval(lambda: _met_waarde(b"1_000"), "in cel B1 ‘1_000’"),
    "tekst-voor-de-eerste": Geval(lambda: _met_waarde(b"-1", b"s"), "in cel B1 ‘-1’"),
    "twee-keer-een-cel": Geval(lambda: met_rijen(b'<row r="1"><c r="A1"><v>1</v></c></row>'), "twee keer"),
    "cel-op-rij-nul": Geval(lambda: met_rijen(b'<row><c r="A0"/></row>'), "de naam ‘A0’"),
    "rij-nul": Geval(lambda: met_rijen(b'<row r="0"><c/></row>'), "een rij met nummer ‘0’"),
    "cel-voorbij-excel": Geval(lambda: met_rijen(b'<row><c r="A99999999"/></row>'), "gebruikt cel A99999999"),
    "samengevoegde-kolommen": Geval(
        lambda: na_cellen(b'<mergeCells><mergeCell ref="A:XFD"/></mergeCells>'), "een gebied"
    ),
    "samengevoegd-voorbij-excel": Geval(
        lambda: na_cellen(b'<mergeCells><mergeCell ref="A1:C99999999"/></mergeCells>'), "een gebied"
    ),
    "twee-namen-voor-een-onderdeel": Geval(
        lambda: met({}).replace(BLAD.encode(), BLAD.upper().encode(), 1),
        _KAPOT,
    ),
}


def schrijf(folder: Path) -> dict[str, Path]:
    """Every file, in a folder of its own."""
    found = {}
    for name, geval in GEVALLEN.items():
        found[name] = folder / name / geval.naam
        found[name].parent.mkdir(parents=True)
        found[name].write_bytes(geval.maak())
    return found


if __name__ == "__main__":
    schrijf(Path(sys.argv[1]))
