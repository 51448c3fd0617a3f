"""Inputs of other gemeenten than Haarlem: read, computed, and made into all documents.

Each case is a file that a non-programmer can read, with what must come out of it.
"""

from __future__ import annotations

import re
import subprocess
import tomllib
from collections.abc import Iterator
from decimal import Decimal
from functools import reduce
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from goudproef import ANDERE, VAN_ANDERE, gezegd, goud
from opdracht import run
from openpyxl import load_workbook
from pagina import pagina
from uit_data import lees_data, lees_gegevens

from mo_report.engine.rekenen import calculate
from mo_report.engine.schema import LIJSTEN_BLAD
from mo_report.invoer import Reading, read_input
from mo_report.model import (
    INVOERBLADEN,
    Aanbieder,
    Algemeen,
    Bron,
    Dagopvanglocatie,
    Rooster,
    Salarisschaal,
    Tariefvariant,
    Traject,
    Trajectsoort,
)
from mo_report.model.tarieven import leidende
from mo_report.model.voorbeeld.gegevens import OnbekendeSleutel, haarlem
from mo_report.model.voorbeeld.gegevens import gegevens as als_gegevens
from mo_report.uitvoer.gegevens import as_data
from mo_report.uitvoer.schrijven import write_all
from mo_report.verhaal import HOOFDSTUKKEN
from mo_report.verhaal.rekenwijze import rekenwijze
from mo_report.verhaal.scenarios import SCENARIOS
from mo_report.verhaal.vorm import Kruis, Lezer
from mo_report.werkboek.invoerboek import write_input
from mo_report.werkboek.weergave import sheets_for

MAP = Path(__file__).parent / "cases"
GEVALLEN = ("kleinste-invoer", "andere-gemeente")


@pytest.fixture(scope="module", params=GEVALLEN)
def geval(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The input workbook of a case, named after it."""
    path = tmp_path_factory.mktemp("geval") / f"{request.param}.xlsx"
    write_input(path, lees_gegevens(MAP / f"{request.param}.toml"), hoogstens=8)
    return path


@pytest.fixture(scope="module")
def gelezen(geval: Path) -> Reading:
    return read_input(geval)


def test_it_has_no_errors(geval: Path) -> None:
    done = run("controleer", geval)
    assert done.returncode == 0, done.stdout
    assert "0 fouten" in done.stdout


def test_what_must_come_out(geval: Path, gelezen: Reading) -> None:
    assert gelezen.resultaat is not None
    data = as_data(gelezen.resultaat)
    for case in tomllib.loads((MAP / f"{geval.stem}.toml").read_text("utf-8"))["geval"]:
        path = case["pad"].split(".") if isinstance(case["pad"], str) else case["pad"]
        assert reduce(stap, path, data) == case["waarde"], case["wat"]


def test_the_pages_say_only_what_is_true_of_it(gelezen: Reading) -> None:
    """One variant, one cao: nothing is compared with itself, and nothing is called another's."""
    assert gelezen.resultaat is not None
    d = gelezen.resultaat.dossier
    public = calculate(d.zonder_aanbieders())
    assert len(d[Tariefvariant]) == 1
    assert SCENARIOS.paginas(public) == ()
    said = pagina(public, Lezer.OPENBAAR)
    assert "caomix van de set volgt" not in said
    assert ("welke opleiding, in welke cao" in said) is bool(d[Salarisschaal])
    assert "het rapport van 2020" not in said
    sheets = {blad.naam for blad, _ in sheets_for(gelezen.resultaat, Lezer.GEMEENTE)}
    assert not sheets & {"Varianten", "Vergelijking"}
    assert ("ORT" in sheets) is bool(d[Rooster])
    assert ("Trajectbegeleiding" in said or "trajectbegeleiding is op" in said) <= bool(d[Trajectsoort])
    own = d[Aanbieder][0]
    mine = calculate(d.per_aanbieder(own))
    said = pagina(mine, Lezer.AANBIEDER, own.name)
    assert "De parameters en de rekenwijze" not in said
    assert "Budget en scenario’s" not in said
    assert ("rajecten staan ernaast" in said) is (bool(mine.dossier[Traject]) and not mine.dossier[Dagopvanglocatie])


@pytest.mark.parametrize("reader", [Lezer.OPENBAAR, Lezer.AANBIEDER])
def test_the_leading_variant_is_not_compared_with_itself(reader: Lezer) -> None:
    whole = lees_data(haarlem()).resultaat
    assert whole is not None
    d = whole.dossier
    own = calculate(d.zonder_aanbieders() if reader is Lezer.OPENBAAR else d.per_aanbieder(d[Aanbieder][0]))
    pages = [p for c in HOOFDSTUKKEN for p in c.paginas(own) if reader in p.lezers]
    grids = [part for page in pages for part in page.delen(own) if isinstance(part, Kruis)]
    compared = [g for g in grids if g.titel.startswith("Verschil met")]
    assert compared
    leading = leidende(own).key[0]
    assert not [r for g in compared for r in g.records if r.name_of("tariefvariant") == leading]


def stap(found: Any, key: Any) -> Any:
    """One step down: by a key, or to the one record of a list that has these texts."""
    if not isinstance(key, dict):
        return found[key]
    (record,) = [r for r in found if all(r[k] == v for k, v in key.items())]
    return record


def test_all_documents_are_made(geval: Path, gelezen: Reading, tmp_path: Path) -> None:
    assert gelezen.resultaat is not None
    files = write_all(gelezen.resultaat, geval, tmp_path / "uit").namen
    pdfs = [tmp_path / "uit" / f for f in files if f.endswith(".pdf")]
    dossier = gelezen.resultaat.dossier
    assert len(pdfs) == 1 + len(dossier[Aanbieder])
    gemeente = dossier.one(Algemeen).texts["gemeente"]
    assert all(gemeente in gezegd(pdf) for pdf in pdfs)
    for name in (f for f in files if f.endswith(".xlsx")):
        book = load_workbook(tmp_path / "uit" / name, read_only=True)
        blank = {s.title for s in book if not any(c.value is not None for r in s.iter_rows(min_row=4) for c in r)}
        assert blank <= {Bron.title}, name  # lists are chosen from that one, also when nothing is in it yet
    if geval.stem == ANDERE:
        for name in VAN_ANDERE:  # after a change on purpose: .venv/bin/python tests/goudproef.py
            said = gezegd(tmp_path / "uit" / f"{name}.pdf").splitlines()
            assert said == goud(name, ANDERE).read_text("utf-8").splitlines()


def _said(path: Path) -> Iterator[tuple[str, str]]:
    """Every text in an output, with where it stands."""
    if path.suffix == ".pdf":
        done = subprocess.run(["pdftotext", path, "-"], capture_output=True, check=True, text=True)
        yield path.name, " ".join(done.stdout.split())
        done = subprocess.run(["pdfinfo", "-meta", path], capture_output=True, check=True, text=True)
        yield f"{path.name} (gegevens)", done.stdout
        with pikepdf.open(path) as pdf:
            for name, attached in pdf.attachments.items():
                yield from _in_werkboek(f"{path.name}/{name}", BytesIO(attached.get_file().read_bytes()))
    elif path.suffix == ".xlsx":
        yield from _in_werkboek(path.name, path)
    else:
        yield path.name, path.read_text("utf-8")


def _in_werkboek(name: str, file: Path | BytesIO) -> Iterator[tuple[str, str]]:
    book = load_workbook(file)
    yield name, " ".join([*book.sheetnames, *book.defined_names, str(book.properties.title)])
    for sheet in book:
        for row in sheet.iter_rows():
            yield from ((f"{name} {sheet.title}!{c.coordinate}", c.value) for c in row if isinstance(c.value, str))


def test_nothing_of_haarlem_is_said_of_another_gemeente(tmp_path: Path) -> None:
    """Not its name, its places, its years, nor the bureau: but for where the formulas come from."""
    path = tmp_path / "invoer.xlsx"
    write_input(path, lees_gegevens(MAP / "andere-gemeente.toml"), hoogstens=8)
    result = read_input(path).resultaat
    assert result is not None
    sentences = rekenwijze(result)
    assert any("HHM" in s for s in sentences)
    sheets = haarlem()["bladen"]
    names = {r["locatie"] for r in sheets["Locaties"]} | {r["aanbieder"] for r in sheets["Aanbieders"]}
    words = ["Haarlem", "HHM", "Kennemer", "2018", "2020", "2021", "2023", *names]
    unwanted = re.compile(rf"\b(?:{'|'.join(map(re.escape, words))})", re.IGNORECASE)
    found, compared, told = list[tuple[str, str]](), list[str](), 0
    for name in write_all(result, path, tmp_path / "uit").namen:
        for place, text in _said(tmp_path / "uit" / name):
            bare = text
            for sentence in sentences:
                bare = bare.replace(sentence, "", 1)
            told += bare != text
            found += [(place, m[0]) for m in unwanted.finditer(bare)]
            # It has one variant: there is no difference with the leading one to speak of.
            compared += [place] if re.search(r"verschil[^.]{0,40} met de leidende variant", text) else []
    assert not found
    assert not compared
    # Told once in each document, its web page and each workbook, and in the workbook inside each document.
    documents = 1 + len(result.dossier[Aanbieder])
    assert told == documents * (2 + 2 * len(sentences))


def test_every_finding_points_at_a_sheet_of_the_input(geval: Path) -> None:
    """With each sheet emptied in turn: a sheet and a cell that the user has."""
    data = lees_gegevens(MAP / f"{geval.stem}.toml")
    titles = {LIJSTEN_BLAD, *(b.title for b in INVOERBLADEN)}
    filled = [title for title, rows in data["bladen"].items() if rows]
    told = 0
    for title in filled:
        findings = lees_data(zonder(data, title)).bevindingen
        told += len(findings)
        for finding in findings:
            assert finding.blad in titles, (title, finding)
            assert finding.cel, (title, finding)
    assert told > len(filled)


def test_a_file_with_an_emptied_sheet_says_the_same(geval: Path, tmp_path: Path) -> None:
    """What is read without a file is what a user gets, cells and all."""
    book = load_workbook(geval)
    sheet = book["Aanbieders"]
    sheet.delete_rows(5, sheet.max_row)
    path = tmp_path / "leeg.xlsx"
    book.save(path)
    found = read_input(path)
    assert found.fouten
    data = lees_gegevens(MAP / f"{geval.stem}.toml")
    assert found.bevindingen == lees_data(zonder(data, "Aanbieders")).bevindingen


def zonder(data: dict[str, Any], title: str) -> dict[str, Any]:
    """The data with no rows on this sheet."""
    return data | {"bladen": data["bladen"] | {title: []}}


def test_a_key_that_nobody_reads_is_told() -> None:
    """It would be lost without a word."""
    with pytest.raises(OnbekendeSleutel) as error:
        als_gegevens(
            """
            extra = 1
            [lijsten]
            cao = ["A"]
            kaders = ["B"]
            [bladen]
            Locatis = []
            Opslagen = [{ parameterset = "A", parameter = "overheat", waarde = 0.3, bron = "x" }]
            Aanbieders = [{ aanbieder = "A", status = "bron" }]
            Locaties = [{ locatie = "A", pleken = 3 }]
            """
        )
    told = str(error.value)
    for text in (
        "het bestand: ‘extra’ is niet bekend",
        "[lijsten]: ‘kaders’ is niet bekend",
        "[bladen]: ‘Locatis’ is niet bekend (bedoelt u ‘Locaties’?)",
        "Opslagen, rij 1: ‘overheat’ is niet bekend (bedoelt u ‘overhead’?)",
        "Aanbieders, rij 1: ‘status’ is niet bekend",
        "Locaties, rij 1: ‘pleken’ is niet bekend (bedoelt u ‘plekken’?)",
    ):
        assert text in told
    assert haarlem()["lijsten"]["cao"] == ["GGZ", "Sociaal Werk"]
    assert isinstance(haarlem()["bladen"]["Caomix"][1]["aandeel"], Decimal)
