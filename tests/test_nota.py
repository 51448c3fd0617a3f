"""The nota for everybody and the answers to each: true, readable, and of nobody else."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from antwoord import changed, set_overhead, vul_in
from keuring import keur
from opdracht import run
from openpyxl import Workbook, load_workbook
from register import HVO, RIBW, beslis, besluit

from mo_report.antwoorden.maken import REGISTER
from mo_report.antwoorden.nota.maken import ANTWOORD, MANIFEST, NOTA
from mo_report.invoer import read_input
from mo_report.lib.notatie import NBSP, show_euro
from mo_report.model import AanbiederTotaal, Locatietarief, Uurtarief
from mo_report.uitvoer.plaatsen import sha256

OVERHEAD = "parametersets.hhm-2020.overhead"
RISICO = "parametersets.hhm-2020.risico"
PLEKKEN = "locaties.kennemerhof.plekken"
REDEN = "Volgens ons vertrouwelijke grootboek"


@pytest.fixture(scope="session")
def invoer(kleintje: Path) -> Path:
    return kleintje


@pytest.fixture(scope="session")
def werkboeken(korte_bladen: Path) -> Path:
    return korte_bladen


@pytest.fixture(scope="module")
def gemaakt(werkboeken: Path, invoer: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The register of two answers; nobody writes in it."""
    made = tmp_path_factory.mktemp("gemaakt")
    said = {
        "ribw-k-am": {OVERHEAD: (0.34, "jaarrekening van een aanbieder"), PLEKKEN: (17, REDEN)},
        "hvo-querido": {OVERHEAD: (0.3717, REDEN), RISICO: (0.0313, REDEN)},
    }
    answers = [vul_in(werkboeken / name / "tariefblad.xlsx", made / f"{name}.xlsx", v) for name, v in said.items()]
    assert run("reacties", invoer, *answers, "--uit", made / "uit").returncode == 0
    return made / "uit" / REGISTER


BESLOTEN = {
    (RIBW, OVERHEAD): besluit("overnemen", "Dit volgt uit openbare cijfers."),
    (HVO, OVERHEAD): besluit("niet", "Hoger dan vergelijkbare organisaties.", noot="niet doorgeven"),
    (RIBW, PLEKKEN): besluit("overnemen", "De verbouwing is gezien."),
}


@pytest.fixture
def register(gemaakt: Path, tmp_path: Path) -> Path:
    """Four reactions, of which one has no decision."""
    (tmp_path / "uit").mkdir()
    return beslis(gemaakt, BESLOTEN, tmp_path / "uit" / REGISTER)


def tekst(path: Path) -> str:
    """What a document says."""
    if path.suffix == ".html":
        return " ".join(re.sub(r"<[^>]+>", " ", path.read_text("utf-8")).replace("\u200b", "").split())
    done = subprocess.run(["pdftotext", "-layout", path, "-"], capture_output=True, check=True)
    return " ".join(done.stdout.decode().replace("\u200b", "").split())


def documenten(folder: Path) -> list[str]:
    """The nota and the answer to RIBW K/AM."""
    return [tekst((folder / name).with_suffix(".html")) for name in (NOTA, f"ribw-k-am/{ANTWOORD}")]


def euro(amount: Decimal) -> str:
    return show_euro(amount).replace(NBSP, " ")


@pytest.fixture(scope="module")
def genoteerd(gemaakt: Path, invoer: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """The documents of that register, and what the command said; nobody writes in it."""
    folder = tmp_path_factory.mktemp("genoteerd")
    beslis(gemaakt, BESLOTEN, folder / REGISTER)
    done = run("nota", invoer, folder / REGISTER, "--uit", folder / "nota")
    assert done.returncode == 0, done.stderr
    return folder / "nota", done.stdout


#: The nota for everybody, and the answer to each.
STUKKEN = (NOTA, f"ribw-k-am/{ANTWOORD}", f"hvo-querido/{ANTWOORD}")


def test_no_document_holds_a_mark_of_what_others_gave(genoteerd: tuple[Path, str], invoer: Path) -> None:
    """With the mark of a whole file somebody could try out what stands in it about another; the gemeente keeps it."""
    uit, _ = genoteerd
    made_of = json.loads((uit / MANIFEST).read_text("utf-8"))["gemaakt_van"]
    assert made_of == {"invoer": sha256(invoer), "register": sha256(uit.parent / REGISTER)}
    for name in STUKKEN:
        shown = (uit / name).with_suffix(".html").read_text("utf-8")
        assert "Kenmerk van deze gegevens (SHA-256)" in shown
        assert not [what for what, digest in made_of.items() if digest in shown]


@pytest.mark.long
def test_the_documents_are_valid(genoteerd: tuple[Path, str]) -> None:
    keur([genoteerd[0] / name for name in STUKKEN], kort=True)


def test_each_reads_what_is_for_it(genoteerd: tuple[Path, str]) -> None:
    """On paper and as a page: nothing of what one said is in the document of another, nor in that for everybody."""
    uit, said = genoteerd
    assert "over 1 van 4 reacties is nog niet besloten" in said
    documents = [uit / name for name in STUKKEN]
    for suffix in (".pdf", ".html"):
        public, ribw, hvo = (tekst(p.with_suffix(suffix)) for p in documents)
        counts = "neemt de gemeente er 1 over, 0 deels en 1"
        assert f"Van 2 reacties op waarden die voor iedereen gelden {counts}" in public
        if suffix == ".html":  # in a PDF the lines of cells that stand beside one another come mixed
            assert "Overgenomen: Dit volgt uit openbare cijfers. Niet overgenomen: Hoger dan" in public
            assert REDEN in ribw and REDEN in hvo
        assert "1 reactie gaat over gegevens van een aanbieder zelf" in public
        assert "over 1 reactie is nog niet besloten" in public
        assert "Van uw 2 reacties neemt de gemeente er 2 over" in ribw and "verbouwing" in ribw
        assert "De gemeente neemt uw reactie niet over" in hvo and "37,17%" in hvo
        assert "over 1 reactie van u is nog niet besloten" in hvo
        secrets = {"37,17%", "3,13%", REDEN, "HVO", "RIBW", "Kennemerhof", "Velserpoort", "verbouwing", "Jansen"}
        assert not {s for s in (*secrets, "niet doorgeven") if s in public}
        assert not {s for s in ("37,17%", "3,13%", "HVO", "Velserpoort", "Hoger dan", "niet doorgeven") if s in ribw}
        assert not {s for s in ("RIBW", "Kennemerhof", "verbouwing", "jaarrekening van", "niet doorgeven") if s in hvo}
        # That another got the value changed is told by the value that holds.
        assert "34,00%" in hvo


def test_its_figures_are_those_of_the_input_with_the_decisions(
    genoteerd: tuple[Path, str], invoer: Path, tmp_path: Path
) -> None:
    def by_hand(book: Workbook) -> None:
        set_overhead(book)
        heads = {str(c.value).split(" [")[0]: c.column for c in book["Locaties"][4]}
        for row in book["Locaties"].iter_rows(min_row=5):
            if row[0].value == "Kennemerhof":
                row[heads["plekken"] - 1].value = 17

    later = changed(invoer, tmp_path / "met-de-hand.xlsx", by_hand)
    public, own = documenten(genoteerd[0])
    for record in later.dossier[Uurtarief]:
        assert euro(later.number(record, Uurtarief.uurtarief_afgerond)) in public
    for record in later.dossier[Locatietarief]:
        amount = euro(later.number(record, Locatietarief.tarief_per_plek_per_etmaal_afgerond))
        assert (amount in own) is (record.texts["aanbieder"] == RIBW)
    (total,) = later.dossier.matching(AanbiederTotaal, {"aanbieder": "ribw k/am"})
    assert f"naar {euro(later.number(total, AanbiederTotaal.budget))} per jaar" in own


@pytest.mark.long
def test_names_stand_there_where_the_input_says_so(register: Path, invoer: Path, tmp_path: Path) -> None:
    def named(book: Workbook) -> None:
        sheet = book["Algemeen"]
        row = sheet.max_row + 1
        heads = {str(c.value): c.column for c in sheet[4]}
        sheet.cell(row, heads["parameter"]).value = "aanbieders noemen in de nota"
        sheet.cell(row, heads["waarde"]).value = "ja"

    changed(invoer, tmp_path / "met-namen.xlsx", named)
    assert run("nota", tmp_path / "met-namen.xlsx", register, "--uit", tmp_path / "nota").returncode == 0
    public, _ = documenten(tmp_path / "nota")
    assert "overgenomen (RIBW K/AM); niet overgenomen (HVO-Querido)" in public
    assert "37,17%" not in public and "Kennemerhof" not in public


@pytest.mark.long
def test_what_changed_more_is_told(register: Path, invoer: Path, tmp_path: Path) -> None:
    new = tmp_path / "nieuw.xlsx"
    assert run("overnemen", invoer, register, "--naar", new).returncode == 0
    assert run("nota", invoer, register, "--nieuw", new, "--uit", tmp_path / "nota").returncode == 0
    public, own = documenten(tmp_path / "nota")
    assert "Wat er is veranderd" in public and "De nieuwe versie" not in own

    def more(book: Workbook) -> None:
        for row in book["Opslagen"].iter_rows(min_row=5):
            if row[1].value == "risico-opslag":
                row[2].value = 0.03

    changed(new, tmp_path / "nog-meer.xlsx", more)
    args = ("--nieuw", tmp_path / "nog-meer.xlsx", "--uit", tmp_path / "nota", "--overschrijf")
    assert run("nota", invoer, register, *args).returncode == 0
    public, own = documenten(tmp_path / "nota")
    assert "HHM 2020: risico-opslag" in public and "HHM 2020: risico-opslag" in own


@pytest.mark.long
def test_a_reason_for_everybody_names_nobody(register: Path, invoer: Path, tmp_path: Path) -> None:
    for text, status, words in (
        ("RIBW K/AM heeft gelijk.", 1, "noemt ‘RIBW K/AM’"),
        ("Zie de Kennemerhof.", 1, "noemt ‘Kennemerhof’"),
        ("Zij vragen 37,17%, dat is te veel.", 0, "noemt de waarde van een aanbieder"),
        ("RIBW heeft gelijk.", 0, "noemt ‘RIBW’. Is dat de naam van een ander?"),
        ("Niet 37,17.", 0, "noemt de waarde van een aanbieder"),
        ("Zij vragen 37%, dat is te veel.", 0, ""),
    ):
        beslis(register, {(HVO, OVERHEAD): besluit("niet", text)})
        done = run("nota", invoer, register, "--uit", tmp_path / "nota")
        said = " ".join(done.stderr.split())
        assert done.returncode == status and (words in said if words else not said), said


def test_nothing_is_made_without_decisions_and_nothing_is_lost(
    genoteerd: tuple[Path, str], gemaakt: Path, invoer: Path, tmp_path: Path
) -> None:
    register = genoteerd[0].parent / REGISTER
    uit = Path(shutil.copytree(genoteerd[0], tmp_path / "nota"))
    first = {p.name: p.read_bytes() for p in uit.rglob("*") if p.is_file()}
    assert run("nota", invoer, register, "--uit", uit).returncode == 0
    assert {p.name: p.read_bytes() for p in uit.rglob("*") if p.is_file()} == first and MANIFEST in first
    (uit / NOTA).write_bytes(b"van mij")
    refused = run("nota", invoer, register, "--uit", uit)
    assert refused.returncode == 3 and "--overschrijf" in refused.stderr
    assert (uit / NOTA).read_bytes() == b"van mij"
    blank = tmp_path / "leeg.xlsx"
    answer = gemaakt.parents[1] / "ribw-k-am.xlsx"
    assert run("reacties", invoer, answer, "--uit", tmp_path / "ander").returncode == 0
    load_workbook(tmp_path / "ander" / REGISTER).save(blank)
    done = run("nota", invoer, blank, "--uit", tmp_path / "niets")
    assert done.returncode == 1 and "nog geen besluit" in done.stderr and not (tmp_path / "niets").exists()
    assert read_input(invoer).resultaat is not None


def test_it_is_dated_after_the_decisions_and_explains_only_its_own_words(
    register: Path, invoer: Path, tmp_path: Path
) -> None:
    """The input is of another day; the style of a web page has words of its own."""
    book = load_workbook(invoer)
    book["Algemeen"]["B7"].value = date(2026, 1, 5)
    assert str(book["Algemeen"]["A7"].value) == "datum"
    book.save(tmp_path / "invoer.xlsx")
    assert run("nota", tmp_path / "invoer.xlsx", register, "--uit", tmp_path / "nota").returncode == 0
    public, _ = documenten(tmp_path / "nota")
    assert public.count("Datum 12 maart 2026") == 2 and "5 januari 2026" not in public
    assert "begrip betekenis" in public and "percentage waarmee een bedrag in een jaar stijgt" not in public
    pdf = tekst(tmp_path / "nota" / NOTA)
    assert "12 maart 2026" in pdf and "5 januari 2026" not in pdf
