"""LibreOffice as a converter of workbooks: bounded, without macros, and without the network."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
import zipfile
from collections.abc import Sequence
from io import BytesIO
from pathlib import Path

from lxml import etree

#: Seconds by the clock for one call, and bytes of memory: an input of the largest size takes a fraction.
_WALL, _MEMORY = 300, 4_000_000_000
#: The filter by which each kind is written.
_FILTERS = {"xlsx": "xlsx:Calc MS Excel 2007 XML", "ods": "ods:calc8"}
ODS, XLSX = ".ods", ".xlsx"
_MIMETYPE = "mimetype"
_FIXED = (1980, 1, 1, 0, 0, 0)
#: No macro runs, no link is followed, and values that are kept are not computed again.
_REGISTRY = "http://openoffice.org/2001/registry"
_SETTINGS = (
    ("/org.openoffice.Office.Common/Security/Scripting", "MacroSecurityLevel", "3"),
    ("/org.openoffice.Office.Common/Security/Scripting", "DisableMacrosExecution", "true"),
    ("/org.openoffice.Office.Common/Security/Scripting", "BlockUntrustedRefererLinks", "true"),
    ("/org.openoffice.Office.Calc/Content/Update", "Link", "2"),
    ("/org.openoffice.Office.Calc/Formula/Load", "OOXMLRecalcMode", "1"),
    ("/org.openoffice.Office.Calc/Formula/Load", "ODFRecalcMode", "1"),
    ("/org.openoffice.Office.Common/Save/Document", "GenerateThumbnail", "false"),
)
#: What a document says of the moment that it was made.
_MOMENT = ("creation-date", "date", "editing-duration", "editing-cycles", "print-date")


class NoOffice(Exception):
    """LibreOffice is not there, or could not convert: the message is for the user."""


NIET_GEVONDEN = (
    "Voor .ods is LibreOffice nodig. Installeer het (Debian en Ubuntu: apt-get install libreoffice-calc), "
    "of werk met .xlsx."
)


def is_ods(data: bytes) -> bool:
    """Whether bytes are an OpenDocument spreadsheet."""
    return b"mimetypeapplication/vnd.oasis.opendocument.spreadsheet" in data[:200]


def to_xlsx(data: bytes) -> bytes:
    """A spreadsheet in OpenDocument as an Excel workbook. Raises NoOffice."""
    with tempfile.TemporaryDirectory(prefix="mo-report-") as folder:
        source = Path(folder) / f"bron{ODS}"
        source.write_bytes(data)
        convert([source], Path(folder) / "uit", XLSX)
        return (Path(folder) / "uit" / f"bron{XLSX}").read_bytes()


def write_ods(workbooks: Sequence[Path]) -> None:
    """Write an .ods beside each workbook. Raises NoOffice and OSError.

    The content is the same each time; LibreOffice puts styles and rules in an order of its own.
    """
    with tempfile.TemporaryDirectory(prefix="mo-report-") as folder:
        copies = [Path(folder) / f"{n}{XLSX}" for n in range(len(workbooks))]
        for copy, workbook in zip(copies, workbooks, strict=True):
            shutil.copyfile(workbook, copy)
        made = Path(folder) / "uit"
        convert(copies, made, ODS)
        for copy, workbook in zip(copies, workbooks, strict=True):
            data = (made / f"{copy.stem}{ODS}").read_bytes()
            workbook.with_suffix(ODS).write_bytes(_timeless(data))


def convert(sources: Sequence[Path], folder: Path, kind: str) -> None:
    """Convert workbooks into a folder. Raises NoOffice."""
    program = shutil.which("soffice") or shutil.which("libreoffice")
    if program is None:
        raise NoOffice(NIET_GEVONDEN)
    with tempfile.TemporaryDirectory(prefix="mo-report-") as home:
        profile = _profile(Path(home))
        filter_name = _FILTERS[kind.removeprefix(".")]
        command = [program, f"-env:UserInstallation={profile.as_uri()}", "--headless", "--norestore", "--nolockcheck"]
        command += ["--convert-to", filter_name, "--outdir", str(folder), *map(str, sources)]
        _run(command, home)
    if missing := [s.name for s in sources if not (folder / f"{s.stem}{kind}").is_file()]:
        raise NoOffice(f"LibreOffice kan {len(missing)} bestand(en) niet omzetten.")


def _profile(home: Path) -> Path:
    """A profile of its own, in which nothing runs."""
    user = home / "profiel" / "user"
    user.mkdir(parents=True)
    oor = f"{{{_REGISTRY}}}"
    root = etree.Element(f"{oor}items", nsmap={"oor": _REGISTRY})
    for path, name, value in _SETTINGS:
        item = etree.SubElement(root, "item", {f"{oor}path": path})
        prop = etree.SubElement(item, "prop", {f"{oor}name": name, f"{oor}op": "fuse"})
        etree.SubElement(prop, "value").text = value
    (user / "registrymodifications.xcu").write_bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8"))
    return home / "profiel"


def _run(command: list[str], home: str) -> None:
    """Run it in a group of its own, which ends as a whole, and where no proxy leads outside."""
    nowhere = dict.fromkeys(("http_proxy", "https_proxy", "ftp_proxy", "all_proxy"), "http://127.0.0.1:9")
    environment = {**os.environ, **nowhere, "HOME": home}
    process = subprocess.Popen(
        command,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    _bounded(process.pid)
    try:
        process.wait(_WALL)
    except subprocess.TimeoutExpired as error:
        raise NoOffice("LibreOffice is na vijf minuten nog niet klaar met omzetten, en is gestopt.") from error
    finally:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()


def _bounded(pid: int) -> None:
    """No more memory than this; not every system can say so."""
    try:
        import resource

        resource.prlimit(pid, resource.RLIMIT_AS, (_MEMORY, _MEMORY))
    except (ImportError, AttributeError, ValueError, OSError):
        pass


def _timeless(data: bytes) -> bytes:
    """The same document without the moment at which it was made."""
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as source, zipfile.ZipFile(out, "w") as target:
        for name in source.namelist():
            part = _without_moment(source.read(name)) if name == "meta.xml" else source.read(name)
            member = zipfile.ZipInfo(name, _FIXED)
            # The type comes first, and is not packed.
            member.compress_type = zipfile.ZIP_STORED if name == _MIMETYPE else zipfile.ZIP_DEFLATED
            member.external_attr = 0o600 << 16
            target.writestr(member, part)
    return out.getvalue()


def _without_moment(data: bytes) -> bytes:
    root = etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True))
    for element in list(root.iter()):
        if etree.QName(element).localname in _MOMENT and (parent := element.getparent()) is not None:
            parent.remove(element)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8")
