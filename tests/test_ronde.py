"""A whole round with six aanbieders: asked, answered, weighed, decided, changed, told; every number apart."""

from __future__ import annotations

import re
import subprocess
from decimal import Decimal
from pathlib import Path

import pytest
from antwoord import changed, vul_in
from formulier import vul_formulier
from keuring import keur
from motoren import omgezet
from opdracht import run
from openpyxl import Workbook, load_workbook
from register import beslis, besluit, stand
from zes import MAP, NAMEN, OVERHEAD, OVERHEADS, SET, cijfers, invoer_met_zes

from mo_report.antwoorden.maken import REGISTER
from mo_report.antwoorden.uitvraag.maken import ONDERZOEK, VRAGENLIJST
from mo_report.engine.rekenen import Result
from mo_report.invoer import read_input
from mo_report.lib.notatie import NBSP, show_euro
from mo_report.model import AanbiederTotaal, Opslagen, Regiototaal, Uurtarief

RISICO = f"{SET}.risico"
PLEKKEN = "locaties.fortweg.plekken"


def gezegd(*args: object) -> str:
    done = run(*args)
    said = " ".join((done.stdout + done.stderr).split())
    assert done.returncode == 0, said
    return said


def zet(book: Workbook, blad: str, was: object, wordt: object, row_has: str) -> None:
    """Change one value of the input by hand."""
    for row in book[blad].iter_rows(min_row=5):
        if row_has in [c.value for c in row]:
            for cell in row:
                if cell.value == was:
                    cell.value = wordt


def budget(result: Result) -> Decimal:
    (region,) = result.dossier[Regiototaal]
    return result.number(region, Regiototaal.budget)


def tekst(path: Path) -> str:
    page = re.sub(r"<[^>]+>", " ", path.read_text("utf-8"))
    return " ".join(page.replace(NBSP, " ").replace("\u200b", "").split())


@pytest.mark.long
def test_a_whole_round(tmp_path: Path) -> None:
    invoer = invoer_met_zes(tmp_path / "versie-1.xlsx")

    # Asked and answered: every form goes through LibreOffice, half of them as .ods.
    gezegd("uitvraag", invoer, "--uit", tmp_path / "lijsten")
    answers = []
    for n, name in enumerate(NAMEN):
        form = vul_formulier(
            tmp_path / "lijsten" / MAP[name] / VRAGENLIJST, tmp_path / f"{MAP[name]}.xlsx", cijfers(name)
        )
        answers.append(omgezet(form, tmp_path / "terug", "ods" if n % 2 else "xlsx"))
    gezegd("uitvraag-lezen", invoer, *answers, "--uit", tmp_path / "onderzoek", "--openbaar")
    sheet = load_workbook(tmp_path / "onderzoek" / ONDERZOEK, data_only=True)["Uitkomsten"]
    (row,) = ([c.value for c in r] for r in sheet.iter_rows() if r[1].value == "overhead")
    plekken = (30, 24, 12, 16, 8, 30)
    weighed = sum(x * p for x, p in zip(OVERHEADS.values(), plekken, strict=True)) / sum(plekken)
    assert row[11] == pytest.approx(weighed) and row[4] == 6

    # The gemeente takes the middle figure, and lays the model before everybody.
    tweede = tmp_path / "versie-2.xlsx"
    second = changed(invoer, tweede, lambda book: zet(book, "Opslagen", 0.25, 0.25, "overhead"))
    gezegd("bereken", tweede, "--uit", tmp_path / "uitvoer", "--geen-pdf", "--kort")
    said = {
        "Het Anker": {OVERHEAD: (0.26, "jaarrekening")},
        "De Brug": {OVERHEAD: (0.262, "jaarrekening"), RISICO: (0.03, "verzekering")},
        "De Cirkel": {},
        "De Dam": {RISICO: (0.025, "ervaring")},
        "De Eik": {},
        "Het Fort": {PLEKKEN: (28, "verbouwing"), OVERHEAD: (0.39, "grootboek")},
    }
    back = []
    for n, (name, values) in enumerate(said.items()):
        path = tmp_path / "blad" / f"{MAP[name]}.xlsx"
        path.parent.mkdir(exist_ok=True)
        filled = vul_in(tmp_path / "uitvoer" / MAP[name] / "tariefblad.xlsx", path, values)
        back.append(omgezet(filled, tmp_path / "blad-terug") if n % 2 else filled)
    gezegd("reacties", tweede, *back, "--uit", tmp_path / "register")
    register = tmp_path / "register" / REGISTER

    # Weighed: each effect is what the input with that value gives.
    def with_overhead(value: float) -> Result:
        return changed(tweede, tmp_path / "proef.xlsx", lambda book: zet(book, "Opslagen", 0.25, value, "overhead"))

    for name, value in (("Het Anker", 0.26), ("De Brug", 0.262), ("Het Fort", 0.39)):
        apart = float(budget(with_overhead(value)) - budget(second))
        assert stand(register, name, OVERHEAD)["gevolg per jaar"] == pytest.approx(apart)

    # Decided, adopted, and the new version is what its own input gives.
    beslis(
        register,
        {
            ("Het Anker", OVERHEAD): besluit("overnemen", "Dit ligt bij de middelste opgave."),
            ("De Brug", OVERHEAD): besluit("niet", "Net boven de middelste opgave."),
            ("Het Fort", OVERHEAD): besluit("niet", "Ver boven de andere opgaven."),
            ("De Brug", RISICO): besluit("deels", "De helft van wat is gevraagd.", waarde=0.025),
            ("De Dam", RISICO): besluit("overnemen", "De helft van wat een ander vroeg."),
            ("Het Fort", PLEKKEN): besluit("overnemen", "De verbouwing is gezien."),
        },
    )
    derde = tmp_path / "versie-3.xlsx"
    gezegd("overnemen", tweede, register, "--naar", derde)
    third = read_input(derde).resultaat
    assert third is not None

    def by_hand(book: Workbook) -> None:
        zet(book, "Opslagen", 0.25, 0.26, "overhead")
        zet(book, "Opslagen", 0.02, 0.025, "risico-opslag")
        zet(book, "Locaties", 30, 28, "Fortweg")

    same = changed(tweede, tmp_path / "hand.xlsx", by_hand)
    for block, column in ((Uurtarief, Uurtarief.uurtarief_afgerond), (AanbiederTotaal, AanbiederTotaal.budget)):
        theirs, ours = ([r.number(x, column) for x in r.dossier[block]] for r in (same, third))
        assert theirs == ours
    assert {third.number(r, Opslagen.overhead) for r in third.dossier[Opslagen]} == {Decimal("0.26")}

    # Told: to everybody without a figure of one, to each its own.
    gezegd("nota", tweede, register, "--nieuw", derde, "--uit", tmp_path / "nota")
    public = tekst(tmp_path / "nota" / "nota-van-reacties.html")
    rates = [show_euro(r.number(r.dossier[Uurtarief][0], Uurtarief.uurtarief_afgerond)) for r in (second, third)]
    assert all(rate.replace(NBSP, " ") in public for rate in rates)
    assert not [n for n in NAMEN if n in public] and "39,00%" not in public and "26,20%" not in public
    for name in ("Het Anker", "De Brug", "De Dam", "Het Fort"):
        own = tekst(tmp_path / "nota" / MAP[name] / "antwoord.html")
        assert not [n for n in NAMEN if n != name and n in own]
    assert not (tmp_path / "nota" / MAP["De Eik"]).exists()

    # And all of it in the procesdossier.
    pdf = tmp_path / "dossier.pdf"
    onderzoek = ("--onderzoek", tmp_path / "onderzoek" / ONDERZOEK)
    gezegd("dossier", derde, "--vorige", tweede, "--register", register, *onderzoek, "--uit", pdf)
    done = subprocess.run(["pdftotext", "-layout", pdf, "-"], capture_output=True, check=True)
    whole = " ".join(done.stdout.decode().replace(NBSP, " ").split())
    for part in (
        "Cijfers van aanbieders",
        f"{weighed * 100:.2f}%".replace(".", ","),
        "Reacties en besluiten",
        "grootboek",
    ):
        assert part in whole, part
    keur([pdf, tmp_path / "nota" / "nota-van-reacties.pdf"], kort=True)
