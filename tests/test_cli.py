"""The commands as users run them: exit status, messages in Dutch, nothing half-written."""

from __future__ import annotations

import gettext
import json
import shutil
from pathlib import Path

import pytest
from babel.messages.pofile import read_po
from motoren import hernoem, verwijder
from opdracht import run, start
from openpyxl import load_workbook

from mo_report.lib import taal


@pytest.fixture(scope="session")
def invoer(kleintje: Path) -> Path:
    """What is tested here is the same for any input."""
    return kleintje


@pytest.fixture(scope="module")
def fout(invoer: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workbook with one error."""
    path = tmp_path_factory.mktemp("fout") / "fout.xlsx"
    book = load_workbook(invoer)
    book["Locaties"]["I5"].value = "veel"
    book.save(path)
    return path


def test_help_is_dutch_with_an_example_for_each_command() -> None:
    text = start("--help").stdout
    assert "Gebruik:" in text
    assert "Usage" not in text
    for command in ("sjabloon", "voorbeeld", "controleer", "bereken", "velden", "vergelijk"):
        assert command in text
        own = run(command, "--help").stdout
        assert f"Voorbeeld: mo-report {command}" in own
        assert "Show this" not in own


@pytest.mark.parametrize("args", [("bereken",), ("onzin",), ("bereken", "x.xlsx"), ("--nee",)])
def test_wrong_usage_is_2(args: tuple[str, ...]) -> None:
    done = run(*args)
    assert done.returncode == 2
    assert "Fout: " in done.stderr
    assert "Error" not in done.stderr


def test_controleer(invoer: Path, fout: Path) -> None:
    assert run("controleer", invoer).returncode == 0
    done = run("controleer", fout)
    assert done.returncode == 1
    assert "Locaties!" in done.stdout
    found = json.loads(run("controleer", fout, "--json").stdout)
    assert {"ernst", "blad", "cel", "wat", "verwacht", "herstel"} == set(found[0])


def test_errors_write_nothing(fout: Path, tmp_path: Path) -> None:
    done = run("bereken", fout, "--uit", tmp_path / "uit")
    assert done.returncode == 1
    assert "niets berekend" in done.stderr
    assert not (tmp_path / "uit").exists()


def test_bereken_writes_the_files_of_the_contract(invoer: Path, tmp_path: Path) -> None:
    done = run("bereken", invoer, "--uit", tmp_path, "--geen-pdf")
    assert done.returncode == 0, done.stderr
    names = {str(p.relative_to(tmp_path)) for p in tmp_path.rglob("*") if p.is_file()}
    assert names == {
        "overzicht.xlsx", "resultaat.json", "manifest.json", "tarieven.csv", "tarieven.csv-metadata.json",
        "hvo-querido/tariefblad.xlsx", "ribw-k-am/tariefblad.xlsx",
    }  # fmt: skip
    assert "€ 52,72" in done.stdout.replace("\u00a0", " ")
    data = json.loads((tmp_path / "resultaat.json").read_text("utf-8"))
    assert data["prijspeil"] == 2020
    assert data["locaties"][0]["leidend"]


@pytest.fixture
def gemaakt(kleine_uitvoer: Path, tmp_path: Path) -> Path:
    """A folder as an earlier run left it."""
    return Path(shutil.copytree(kleine_uitvoer, tmp_path / "uit"))


def test_one_aanbieder(invoer: Path, gemaakt: Path) -> None:
    before = (gemaakt / "hvo-querido/tariefblad.xlsx").read_bytes()
    args = ("bereken", invoer, "--uit", gemaakt, "--geen-pdf", "--aanbieder")
    assert run(*args, "RIBW K/AM").returncode == 0
    assert (gemaakt / "hvo-querido/tariefblad.xlsx").read_bytes() == before
    wrong = run(*args, "Leger des Heils")
    assert wrong.returncode == 2
    assert "HVO-Querido" in wrong.stderr


def test_one_aanbieder_of_another_input_does_not_mix(invoer: Path, gemaakt: Path) -> None:
    book = load_workbook(invoer)
    book["Algemeen"]["B6"].value = "een ander kenmerk"
    other = gemaakt / "ander.xlsx"
    book.save(other)
    args = ("bereken", other, "--uit", gemaakt, "--geen-pdf", "--aanbieder", "RIBW K/AM")
    refused = run(*args)
    assert refused.returncode == 3
    assert "De invoer is veranderd" in refused.stderr
    assert (gemaakt / "hvo-querido/tariefblad.xlsx").is_file()
    assert run(*args, "--overschrijf").returncode == 0
    assert not (gemaakt / "hvo-querido/tariefblad.xlsx").exists()


def test_a_changed_output_is_not_overwritten(invoer: Path, gemaakt: Path) -> None:
    args = ("bereken", invoer, "--uit", gemaakt, "--geen-pdf")
    assert run(*args).returncode == 0  # what nobody changed is simply renewed
    edited = gemaakt / "ribw-k-am/tariefblad.xlsx"
    edited.write_bytes(b"aantekeningen")
    refused = run(*args)
    assert refused.returncode == 3
    assert "ribw-k-am/tariefblad.xlsx" in refused.stderr
    assert edited.read_bytes() == b"aantekeningen"
    assert run(*args, "--overschrijf").returncode == 0
    assert edited.read_bytes() != b"aantekeningen"
    assert not [p for p in gemaakt.iterdir() if p.name.startswith(".mo-report")]


def test_an_aanbieder_that_is_gone_leaves_no_files(invoer: Path, gemaakt: Path) -> None:
    book = load_workbook(invoer)
    rows = book["Locaties"].iter_rows(min_row=5, values_only=True)
    verwijder(book, {"HVO-Querido", *(str(row[0]) for row in rows if row[2] == "HVO-Querido")})
    path = gemaakt / "minder.xlsx"
    book.save(path)
    done = run("bereken", path, "--uit", gemaakt, "--geen-pdf")
    assert done.returncode == 0, done.stderr
    assert not (gemaakt / "hvo-querido").exists()


def test_output_that_cannot_be_written_is_3(invoer: Path, tmp_path: Path) -> None:
    blocked = tmp_path / "bestand"
    blocked.write_text("x")
    done = run("bereken", invoer, "--uit", blocked, "--geen-pdf")
    assert done.returncode == 3
    assert str(blocked) in done.stderr


def test_voorbeeld_and_sjabloon_do_not_overwrite(tmp_path: Path) -> None:
    path = tmp_path / "nieuw.xlsx"
    assert run("sjabloon", path).returncode == 0
    assert run("voorbeeld", path).returncode == 3
    assert run("voorbeeld", path, "--overschrijf").returncode == 0
    assert run("voorbeeld", tmp_path / "nieuw.csv").returncode == 2
    assert run("controleer", path).returncode == 0


def test_velden_name_every_number_once(invoer: Path) -> None:
    fields = json.loads(run("velden", invoer, "--json").stdout)
    by_name = {f["naam"]: f for f in fields}
    assert len(by_name) == len(fields)
    assert by_name["parametersets.hhm-2020.overhead"]["waarde"] == 0.3
    assert by_name["parametersets.hhm-2020.declarabele-uren.verlof"]["waarde"] == 210
    assert by_name["salarisschalen.ggz-45.maximum"]["status"] == "herleid"
    assert by_name["locaties.kennemerhof.plekken"]["blad"] == "Locaties"
    assert set(fields[0]) == {"naam", "blad", "cel", "waarde", "eenheid", "status", "bron"}


def test_a_name_is_never_a_path(invoer: Path, tmp_path: Path) -> None:
    book = load_workbook(invoer)
    hernoem(book, "HVO-Querido", "../../HVO")
    path = tmp_path / "pad.xlsx"
    book.save(path)
    assert run("bereken", path, "--uit", tmp_path / "uit", "--geen-pdf").returncode == 0
    assert (tmp_path / "uit" / "hvo" / "tariefblad.xlsx").is_file()


def test_dutch_texts_of_the_command_line_are_compiled() -> None:
    """messages.mo is what messages.po says; mo_report.lib.taal.vertaal makes it."""
    folder = Path(taal.MAP) / "nl" / "LC_MESSAGES"
    with (folder / "messages.po").open("rb") as source:
        catalog = read_po(source, locale="nl")
    with (folder / "messages.mo").open("rb") as file:
        compiled = gettext.GNUTranslations(file)
    for message in catalog:
        if message.id and not message.pluralizable:
            assert compiled.gettext(message.id) == message.string
