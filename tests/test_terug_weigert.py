"""The marked copy: when it is refused, and what the command line says."""

from __future__ import annotations

import json
import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from delen import (
    OPSLAG,
    parts,
    small,
)
from opdracht import run

from mo_report.terug import CannotMark, write_marked
from mo_report.terug.markup import Document


def test_a_copy_that_changes_more_is_refused(fout: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The proof afterwards does not trust the splicing."""
    wrong = Document.result
    spoils = (
        ("worksheet", b"30%", b"31%"),
        ("worksheet", b"<dataValidations", b"<extLst/><dataValidations"),
        ("styleSheet", b'numFmtId="10"', b'numFmtId="11"'),
        ("workbook", b'name="Locaties"', b'name="Locatie"'),
        ("Relationships", b"theme1.xml", b"theme2.xml"),
    )
    for name, old, new in spoils:

        def spoilt(self: Document, name: str = name, old: bytes = old, new: bytes = new) -> bytes:
            data = wrong(self)
            return data.replace(old, new) if self.root.name == name else data

        monkeypatch.setattr(Document, "result", spoilt)
        with pytest.raises(CannotMark, match="controle achteraf"):
            write_marked(fout, tmp_path / "kopie.xlsx", [OPSLAG])
    assert not list(tmp_path.iterdir())


def signed(data: dict[str, bytes]) -> None:
    data["_xmlsignatures/sig1.xml"] = b"<Signature/>"


def utf16(data: dict[str, bytes]) -> None:
    text = data["xl/worksheets/sheet1.xml"].decode().replace("utf-8", "utf-16")
    data["xl/worksheets/sheet1.xml"] = text.encode("utf-16")


def macros(data: dict[str, bytes]) -> None:
    old = data["[Content_Types].xml"]
    main = b"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
    new = b"application/vnd.ms-excel.sheet.macroEnabled.main+xml"
    data["[Content_Types].xml"] = old.replace(main, new)


def doctype(data: dict[str, bytes]) -> None:
    data["xl/worksheets/sheet1.xml"] = b"<!DOCTYPE x>" + data["xl/worksheets/sheet1.xml"]


def disorder(data: dict[str, bytes]) -> None:
    old = data["xl/worksheets/sheet1.xml"]
    data["xl/worksheets/sheet1.xml"] = old.replace(b'<row r="1"', b'<row r="7"')


def lost(data: dict[str, bytes]) -> None:
    old = data["xl/workbook.xml"]
    data["xl/workbook.xml"] = old.replace(b'sheetId="1"', b'sheetId="een"')


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lost, "verwijzing die niet klopt"),
        (signed, "digitaal ondertekend"),
        (utf16, "geen UTF-8"),
        (macros, "macro's"),
        (doctype, "DOCTYPE"),
        (disorder, "niet op volgorde"),
    ],
)
def test_refused(change: Callable[[dict[str, bytes]], None], said: str, tmp_path: Path) -> None:
    data = parts(small(tmp_path / "a.xlsx", A1=1, A5=2))
    change(data)
    path = tmp_path / "b.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in data.items():
            archive.writestr(name, content)
    with pytest.raises(CannotMark, match=said):
        write_marked(path, tmp_path / "c.xlsx", [])
    assert sorted(p.name for p in tmp_path.iterdir()) == ["a.xlsx", "b.xlsx"]


def test_a_part_twice_is_refused(tmp_path: Path) -> None:
    path = small(tmp_path / "a.xlsx")
    with zipfile.ZipFile(path, "a") as archive, pytest.warns(UserWarning, match="Duplicate"):
        archive.writestr("xl/workbook.xml", b"<x/>")
    with pytest.raises(CannotMark, match="twee keer"):
        write_marked(path, tmp_path / "b.xlsx", [])


def test_on_the_command_line(fout: Path, invoer: Path, tmp_path: Path) -> None:
    to = tmp_path / "map" / "kopie.xlsx"
    done = run("controleer", fout, "--terug", to)
    assert done.returncode == 1
    assert f"Gemaakt: {to}" in done.stdout
    first = to.read_bytes()
    refused = run("controleer", fout, "--terug", to)
    assert refused.returncode == 3 and "bestaat al" in refused.stderr
    done = run("controleer", invoer, "--terug", to, "--overschrijf", "--json")
    assert done.returncode == 0 and isinstance(json.loads(done.stdout), list)
    assert to.read_bytes() != first
    assert [p.name for p in to.parent.iterdir()] == ["kopie.xlsx"]
    own = tmp_path / "eigen.xlsx"
    shutil.copy(fout, own)
    for args in (
        ("controleer", own, "--terug", own, "--overschrijf"),
        ("controleer", own, "--terug", tmp_path / "kopie.csv"),
        ("controleer", own, "--overschrijf"),
    ):
        assert run(*args).returncode == 2
    assert own.read_bytes() == fout.read_bytes()
    text = tmp_path / "tekst.xlsx"
    text.write_text("geen werkmap")
    done = run("controleer", text, "--terug", tmp_path / "nee.xlsx")
    assert done.returncode == 1 and "Er is geen kopie gemaakt" in done.stderr
    assert not (tmp_path / "nee.xlsx").exists()
    blocked = run("controleer", fout, "--terug", text / "kopie.xlsx")
    assert blocked.returncode == 3 and "kan niet worden geschreven" in blocked.stderr
