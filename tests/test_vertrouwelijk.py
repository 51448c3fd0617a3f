"""No part of any file of one aanbieder holds anything of another, also after reactions came in."""

from __future__ import annotations

import io
import json
import re
import shutil
import subprocess
import zipfile
from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from antwoord import vul_in
from klein import klein
from opdracht import run
from register import beslis, besluit

from mo_report.engine.rekenen import calculate
from mo_report.invoer import read_input
from mo_report.lib.namen import folder_name
from mo_report.model import Aanbieder
from mo_report.model.voorbeeld.gegevens import haarlem
from mo_report.uitvoer.schrijven import write_all
from mo_report.verhaal.reactie.punten import punten
from mo_report.werkboek.invoerboek import write_input

#: Two aanbieders that cannot be mistaken, with their locaties and the amounts of these.
ZON, MAAN = "Stichting Zonnebloemhuis", "Coöperatie Maanlichtwerk"
NAMEN = {
    "HVO-Querido": ZON,
    "RIBW K/AM": MAAN,
    "Wilhelminastraat": "Zonplek Vuurdoorn",
    "Velserpoort 1: OGGZ": "Zonplek Zuring",
    "Velserpoort 1: econ.": "Zonplek Wolfskers",
    "Velserpoort 2: econ. gezinnen": "Zonplek Kamperfoelie",
    "Frans Hals": "Maanhof Quintessens",
    "Kennemerhof": "Maanhof Xenofoon",
    "Haarlemmermeer": "Maanhof Yggdrasil",
    "Ziekenboeg": "Maanhof Zwaluwtong",
}
ZONNIG, MANIG = ("zonne", "zonplek"), ("maanlicht", "maanhof")
#: Shorter numbers occur by chance.
MINSTENS = 7
REDEN = "Volgens het geheime grootboek van onze penningmeester"


def hernoemd(value: Any) -> Any:
    """The example with other names, wherever they stand."""
    if isinstance(value, dict):
        return {k: hernoemd(v) for k, v in value.items()}
    if isinstance(value, list):
        return [hernoemd(v) for v in value]
    if isinstance(value, str):
        for old, new in sorted(NAMEN.items(), key=lambda x: -len(x[0])):
            value = value.replace(old, new)
    return value


#: How many secrets there are at least, and how many of them stand in the files where they belong.
MEESTE = {"_klein": (25, 20), "haarlem": (200, 150)}


def _klein() -> dict[str, Any]:
    """Without a roster that is named after a locatie and that nobody works by: it is the gemeente's own."""
    data = klein()
    data["bladen"]["Roosters"] = []
    return data


@pytest.fixture(scope="module", params=[_klein, pytest.param(haarlem, marks=pytest.mark.long)], ids=["klein", "heel"])
def invoer(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example with these two, and amounts per locatie that occur nowhere else."""
    data = hernoemd(request.param())
    sheets = data["bladen"]
    for n, row in enumerate(sheets["Locatiekosten"]):
        own = "17.0" if row["locatie"].startswith("Zon") else "23.0"
        row["bedrag"] = Decimal(f"{own}{n:02d}7")
    for n, row in enumerate(sheets["Locaties"]):
        row["plekken"] = (1301 if row["locatie"].startswith("Zon") else 1601) + 2 * n
    path = tmp_path_factory.mktemp("geheim") / f"{request.param.__name__}.xlsx"
    write_input(path, data, hoogstens=8)
    return path


@pytest.fixture(scope="module")
def uitvoer(invoer: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    result = read_input(invoer).resultaat
    assert result is not None
    folder = tmp_path_factory.mktemp("geheim-uit")
    write_all(result, invoer, folder)
    return folder


def texts(path: Path) -> Iterator[tuple[str, str]]:
    """Every part of a file as text: the members of a workbook, the pages of a PDF, the bytes."""
    data = path.read_bytes()
    yield path.name, data.decode("latin-1")
    if path.suffix == ".pdf":
        for extra in ([], ["-raw"]):
            done = subprocess.run(["pdftotext", *extra, path, "-"], capture_output=True, check=True)
            yield f"{path.name} {extra}", done.stdout.decode()
        done = subprocess.run(["pdfinfo", "-meta", path], capture_output=True, check=True)
        yield f"{path.name} meta", done.stdout.decode()
        with pikepdf.open(path) as pdf:
            inside = {name: a.get_file().read_bytes() for name, a in pdf.attachments.items()}
        assert len(inside) <= 1
        for name, workbook in inside.items():
            yield from members(f"{path.name}/{name}", workbook)
    if path.suffix == ".xlsx":
        yield from members(path.name, data)


def members(label: str, workbook: bytes) -> Iterator[tuple[str, str]]:
    """The members of a workbook as text."""
    with zipfile.ZipFile(io.BytesIO(workbook)) as archive:
        for name in archive.namelist():
            yield f"{label} {name}", name + archive.read(name).decode("utf-8", "replace")


@cache
def secrets(invoer: Path, own: tuple[str, ...], name: str) -> set[str]:
    """What only one of them may see: its names, and every amount that no other has."""
    result = read_input(invoer).resultaat
    assert result is not None
    amounts: dict[str, set[Decimal]] = {}
    for record in result.dossier[Aanbieder]:
        part = calculate(result.dossier.per_aanbieder(record))
        given = {v.waarde for records in part.dossier.records.values() for r in records for v in r.values.values()}
        computed = {o.value for o in part.outcomes.values()}
        amounts[record.name] = {a for a in given | computed if isinstance(a, Decimal)}
    others = set().union(*(v for k, v in amounts.items() if k != name))
    found = set(own)
    for amount in amounts[name] - others:
        found |= {f"{float(amount)!r}", _cents(amount)}
    # What the others have too once it is rounded to cents is no secret, nor is a short number.
    return {f for f in found - {_cents(a) for a in others} if len(f) >= MINSTENS or f in own}


def _cents(amount: Decimal) -> str:
    """An amount as it is printed."""
    return f"{amount:,.2f}".translate(str.maketrans(",.", ".,"))


def leaks(folder: Path, words: set[str]) -> list[str]:
    """Where in a folder one of these words stands."""
    found = []
    for path in sorted(folder.rglob("*")):
        found += [path.name for w in words if w.lower() in path.name.lower()]
        for part, text in texts(path) if path.is_file() else ():
            lower = text.lower()
            found += [f"{part}: {w}" for w in words if _stands(w.lower(), lower)]
    return found


def _stands(word: str, text: str) -> bool:
    """Whether a text has a word; of an amount, not only as a part of another number."""
    if word not in text:
        return False
    if not word[-1].isdigit():
        return True
    return re.search(rf"(?<![\d.,]){re.escape(word)}(?!\d|[.,]\d)", text) is not None


@pytest.mark.parametrize(("reader", "own", "other"), [(ZON, MANIG, MAAN), (MAAN, ZONNIG, ZON)], ids=["zon", "maan"])
def test_nothing_of_the_other_in_any_part_of_any_file(
    reader: str, own: tuple[str, ...], other: str, uitvoer: Path, invoer: Path
) -> None:
    words = secrets(invoer, own, other)
    many, found = MEESTE[invoer.stem]
    assert len(words) > many
    assert not leaks(uitvoer / folder_name(reader), words)
    # The same words are found where they belong: the search works.
    assert len(set(leaks(uitvoer / folder_name(other), words))) > found


def test_nothing_of_either_in_what_is_published(uitvoer: Path, tmp_path: Path) -> None:
    (tmp_path / "bijlage.pdf").write_bytes((uitvoer / "bijlage-kostprijsmodel.pdf").read_bytes())
    assert not leaks(tmp_path, {*ZONNIG, *MANIG})


@pytest.mark.long
def test_a_reaction_of_one_reaches_no_file_of_the_other(uitvoer: Path, invoer: Path, tmp_path: Path) -> None:
    source = uitvoer / folder_name(ZON) / "tariefblad.xlsx"
    result = read_input(invoer).resultaat
    assert result is not None
    record = next(r for r in result.dossier[Aanbieder] if r.name == ZON)
    points = punten(calculate(result.dossier.per_aanbieder(record)))
    mine = next(p for p in points if p.onderwerp == "Zonplek Zuring: plekken")
    answer = vul_in(source, tmp_path / "zon.xlsx", {mine.kenmerk: (1987, REDEN)})
    folder = tmp_path / "uit"
    shutil.copytree(uitvoer, folder)
    assert run("reacties", invoer, answer, "--uit", folder).returncode == 0
    assert REDEN in "".join(text for _, text in texts(folder / "reactieregister.xlsx"))
    assert run("bereken", invoer, "--uit", folder, "--geen-pdf").returncode == 0
    for aanbieder in (ZON, MAAN):
        assert not leaks(folder / folder_name(aanbieder), {REDEN, "grootboek", "1987"})
    words = secrets(invoer, ZONNIG, ZON)
    assert not leaks(folder / folder_name(MAAN), words)
    names = json.loads((folder / "manifest.json").read_text())["uitvoer"]
    assert "reactieregister.xlsx" not in names
    # What is decided on it is for this aanbieder alone.
    decided = {(ZON, mine.kenmerk): besluit("overnemen", "Verbouwing van Zuring.")}
    register = beslis(folder / "reactieregister.xlsx", decided)
    said = tmp_path / "nota"
    assert run("nota", invoer, register, "--uit", said).returncode == 0
    assert not (said / folder_name(MAAN)).exists()
    assert leaks(said / folder_name(ZON), {"grootboek"})
    shutil.rmtree(said / folder_name(ZON))
    (said / "nota-manifest.json").unlink()  # it stays with the gemeente, and names the folders
    assert not leaks(said, words | {REDEN, "grootboek", "1987", *ZONNIG, *MANIG})
    assert run("overnemen", invoer, register, "--naar", tmp_path / "nieuw.xlsx").returncode == 0
    assert run("bereken", tmp_path / "nieuw.xlsx", "--uit", tmp_path / "later", "--geen-pdf").returncode == 0
    assert not leaks(tmp_path / "later" / folder_name(MAAN), {REDEN, "1987", "verbouwing", *ZONNIG})
    assert leaks(tmp_path / "later" / folder_name(ZON), {"1987", "verbouwing"})
