"""The pages as people use them: in a real browser, with real files, from question to register."""

from __future__ import annotations

import json
import re
import subprocess
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from zipfile import ZipFile

import pytest
from antwoord import Answer, changed, set_overhead
from axe_playwright_python.sync_playwright import Axe
from dienst import TOKEN, Bezoeker, Dienst, dienst
from formulier import kenmerken, vul_formulier
from opdracht import run
from openpyxl import load_workbook
from playwright.sync_api import Browser, Page, expect
from register import RIBW, beslis, besluit, stand
from test_bandbreedte import OVERHEAD as ZES
from test_bandbreedte import RISICO, gegevens, rij
from test_webpagina import REGELS
from zes import MAP, NAMEN, cijfers, invoer_met_zes

from mo_report.engine.rekenen import Result
from mo_report.invoer import read_input
from mo_report.lib.notatie import show_euro
from mo_report.model import Opslagen, Regiototaal
from mo_report.werkboek.invoerboek import write_input

OVERHEAD = "parametersets.hhm-2020.overhead"

# A page that is still on its way is waited for: what is asserted of a page is asserted with `expect`.
expect.set_options(timeout=120_000)


@pytest.fixture(scope="module")
def web() -> Iterator[Dienst]:
    with dienst() as running:
        yield running


@pytest.fixture(scope="session")
def werkboeken(korte_bladen: Path) -> Path:
    return korte_bladen


@pytest.fixture
def page(web: Dienst, browser: Browser) -> Iterator[Page]:
    """A page of somebody who came in; what the browser complains of, and what it asks elsewhere, is an error."""
    made = browser.new_page(viewport={"width": 1200, "height": 900})
    made.set_default_timeout(120_000)
    said: list[str] = []
    made.goto(f"{web.adres}/toegang?token={TOKEN}")
    made.on(
        "console", lambda m: said.append(m.text) if m.type in ("error", "warning") and "422" not in m.text else None
    )
    made.on("pageerror", lambda e: said.append(str(e)))
    made.on("request", lambda r: said.append(r.url) if not r.url.startswith((web.adres, "data:", "blob:")) else None)
    yield made
    assert not said
    made.close()


def lever_in(page: Page, path: Path, knop: str) -> None:
    page.set_input_files("input[type=file]", path)
    page.get_by_role("button", name=knop).click()


def budget(result: Result) -> str:
    (total,) = result.dossier[Regiototaal]
    return show_euro(result.number(total, Regiototaal.budget))


@pytest.mark.long
def test_from_question_to_template(page: Page, tmp_path: Path) -> None:
    page.get_by_role("link", name="Wat kost een plek?").click()
    page.get_by_label("uit salarisschalen").check()
    page.get_by_label("Wat kosten trajecten, naast de plek?").check()
    with page.expect_download() as download:
        page.get_by_role("button", name="Maak het bestand").click()
    download.value.save_as(tmp_path / "leeg.xlsx")
    sheets = load_workbook(tmp_path / "leeg.xlsx").sheetnames
    assert {"Salarisschalen", "Trajecten"} <= set(sheets) and "Nachtvarianten" not in sheets


@pytest.mark.long
def test_from_findings_to_a_better_version(page: Page, fout: Path, kleintje: Path, tmp_path: Path) -> None:
    lever_in(page, fout, "Controleer")
    page.get_by_text("Herstel die in uw bestand").wait_for()
    with page.expect_download() as download:
        page.get_by_role("link", name="Download uw bestand").click()
    download.value.save_as(tmp_path / "gemarkeerd.xlsx")
    assert "Bevindingen" in load_workbook(tmp_path / "gemarkeerd.xlsx").sheetnames[0]
    lever_in(page, kleintje, "Controleer opnieuw")
    page.get_by_text("Er zijn geen fouten").wait_for()
    expect(page.get_by_text("✓ Opgelost").nth(1)).to_be_visible()


def test_from_a_workbook_to_documents(page: Page, kleintje: Path) -> None:
    lever_in(page, kleintje, "Controleer")
    page.get_by_role("button", name="Bereken de tarieven").click()
    page.get_by_role("link", name="Download alles").wait_for()
    result = read_input(kleintje).resultaat
    assert result is not None
    expect(page.locator("main")).to_contain_text(budget(result))
    expect(page.locator("figure svg")).to_have_count(1)
    page.get_by_role("link", name="Lees bijlage-kostprijsmodel").click()
    expect(page.get_by_role("heading", name="In het kort").first).to_be_visible()


def test_a_euro_is_followed_to_its_cell_and_back(page: Page, kleintje: Path) -> None:
    lever_in(page, kleintje, "Controleer")
    page.get_by_role("link", name="Volg een euro").click()
    page.get_by_label("Zoek een cijfer").fill("uurtarief afgerond beperkt")
    page.get_by_role("button", name="Zoek").click()
    for label in ("uurtarief afgerond", "uurtarief,", "kostprijs per fte", "loonkosten met overhead", "overhead,"):
        page.locator("summary", has_text=re.compile(f"^{re.escape(label)}")).first.click()
        page.locator("details[open] .inhoud .formule").last.wait_for()
    told = page.locator(".formule", has_text="Opslagen!").first
    expect(told).to_have_text(re.compile(r"overhead: 30,00%, in de invoer op Opslagen![A-Z]+\d+"))
    page.get_by_role("link", name="Waar overhead in telt").first.click()
    expect(page.get_by_text("loonkosten met overhead").nth(1)).to_be_attached()


def test_what_if_moves_at_once_and_is_kept(page: Page, kleintje: Path, tmp_path: Path) -> None:
    later = changed(kleintje, tmp_path / "later.xlsx", set_overhead)
    lever_in(page, kleintje, "Controleer")
    page.get_by_role("link", name="Wat als").click()
    field = page.locator(f'input[name="p.{OVERHEAD}"]')
    field.fill("34")
    page.locator("#uitkomst", has_text=budget(later)).wait_for()
    beside = page.locator(f'[id="fout.{OVERHEAD}"]')
    field.fill("900")
    beside.get_by_text("‘900’ kan niet").wait_for()
    expect(page.locator("#uitkomst")).to_contain_text("1 waarde kan niet")
    field.fill("34%")
    page.locator("#uitkomst", has_text=budget(later)).wait_for()
    expect(beside).to_have_text("")
    # Who looks elsewhere and comes back loses nothing.
    page.get_by_role("link", name="Volg een euro").click()
    page.get_by_role("link", name="Wat als").click()
    expect(field).to_have_value("34%")
    expect(page.locator("#uitkomst")).to_contain_text(budget(later))
    with page.expect_download() as download:
        page.get_by_role("button", name="Download als werkmap").click()
    download.value.save_as(tmp_path / "anders.xlsx")
    other = read_input(tmp_path / "anders.xlsx").resultaat
    assert other is not None and budget(other) == budget(later)
    remarks = [c.comment.text for row in load_workbook(tmp_path / "anders.xlsx")["Opslagen"] for c in row if c.comment]
    assert any("was 30,00% en is nu 34,00%" in text for text in remarks)
    page.get_by_label("Bewaar dit als scenario").fill("Meer overhead")
    page.get_by_role("button", name="Bewaar", exact=True).click()
    expect(page.get_by_role("row", name=re.compile("Meer overhead"))).to_contain_text(budget(later))


@pytest.mark.long
def test_a_job_that_is_gone_and_a_server_that_is_gone_are_told(browser: Browser, kleintje: Path) -> None:
    """And what was typed is still there."""
    with dienst() as server:
        context = browser.new_context()
        page, other = context.new_page(), context.new_page()
        page.goto(f"{server.adres}/toegang?token={TOKEN}")
        lever_in(page, kleintje, "Controleer")
        page.get_by_role("link", name="Wat als").click()
        other.goto(server.adres)
        other.get_by_role("button", name="Verwijder").click()
        other.get_by_role("heading", name="Uw taken").wait_for(state="detached")
        field = page.locator(f'input[name="p.{OVERHEAD}"]')
        expect(page.get_by_text("De dienst antwoordt niet")).to_be_hidden()
        field.fill("34")
        page.locator("#uitkomst").get_by_text("De bladzijde is er niet").wait_for()
        server.stop()
        field.fill("35")
        page.get_by_text("De dienst antwoordt niet").wait_for()
        expect(field).to_have_value("35")
        context.close()


@pytest.mark.long
def test_two_versions_and_the_answers(page: Page, kleintje: Path, ribw: Answer, hvo: Answer, tmp_path: Path) -> None:
    changed(kleintje, tmp_path / "later.xlsx", set_overhead)
    lever_in(page, kleintje, "Controleer")
    page.get_by_role("link", name="Vergelijk").click()
    lever_in(page, tmp_path / "later.xlsx", "Vergelijk")
    expect(page.get_by_role("table").first).to_contain_text("overhead")
    page.get_by_role("link", name="Antwoorden").click()
    answers = [ribw({OVERHEAD: (0.34, "jaarrekening")}), hvo({"parametersets.hhm-2020.risico": (0.03, "risico")})]
    page.get_by_label("De tariefbladen").set_input_files(answers)
    page.get_by_role("button", name="Maak het register").click()
    page.get_by_role("link", name="Download het register").wait_for()
    expect(page.get_by_text("jaarrekening")).to_be_visible()
    with page.expect_download() as download:
        page.get_by_role("link", name="Download het register").click()
    download.value.save_as(tmp_path / "register.xlsx")
    register = beslis(tmp_path / "register.xlsx", {(RIBW, OVERHEAD): besluit("deels", waarde="33%")})
    page.get_by_label("Het register met uw besluiten").set_input_files(register)
    page.get_by_role("button", name="Neem over").click()
    expect(page.get_by_text("Bedoelt u 33,00%?")).to_contain_text("register.xlsx: Reacties")
    beslis(register, {(RIBW, OVERHEAD): besluit("deels", waarde=0.33)})
    for button, name in (("Neem over", "nieuw.xlsx"), ("Maak de nota", "nota.zip")):
        page.get_by_label("Het register met uw besluiten").set_input_files(register)
        if (tmp_path / "nieuw.xlsx").exists():
            page.get_by_label("Voor de nota: de nieuwe invoer").set_input_files(tmp_path / "nieuw.xlsx")
        with page.expect_download() as download:
            page.get_by_role("button", name=button).click()
        download.value.save_as(tmp_path / name)
    result = read_input(tmp_path / "nieuw.xlsx").resultaat
    assert result is not None
    assert {result.number(r, Opslagen.overhead) for r in result.dossier[Opslagen]} == {Decimal("0.33")}
    assert {"nota-van-reacties.pdf", "ribw-k-am/antwoord.html"} <= set(ZipFile(tmp_path / "nota.zip").namelist())
    with ZipFile(tmp_path / "nota.zip") as packed:
        assert "Wat er is veranderd" in packed.read("nota-van-reacties.html").decode()
    # All of it in one file, also once the decisions are carried out.
    page.get_by_label("Een register met besluiten, voor het dossier").set_input_files(register)
    with page.expect_download() as download:
        page.get_by_role("button", name="Maak het procesdossier").click()
    download.value.save_as(tmp_path / "dossier.pdf")
    said = subprocess.run(["pdftotext", tmp_path / "dossier.pdf", "-"], capture_output=True, check=True).stdout.decode()
    assert "Reacties en besluiten" in said and "jaarrekening" in said
    page.get_by_label("Het onderzoek van een uitvraag").set_input_files(register)
    page.get_by_role("button", name="Maak het procesdossier").click()
    expect(page.get_by_text("Dit is geen onderzoek van mo-report")).to_contain_text("register.xlsx")
    # What is odd is read before the file is fetched.
    beslis(register, {(RIBW, OVERHEAD): besluit("deels", "", waarde=0.33)})
    page.get_by_label("Het register met uw besluiten").set_input_files(register)
    page.get_by_role("button", name="Maak de nota").click()
    page.get_by_text("ontbreekt de motivering").wait_for()
    with page.expect_download() as download:
        page.get_by_role("link", name="Download het bestand").click()
    assert download.value.suggested_filename == "nota-en-antwoorden.zip"
    # An earlier register gives its decisions to the next one.
    page.get_by_label("De tariefbladen").set_input_files(answers)
    page.get_by_label("Een eerder register").set_input_files(register)
    page.get_by_role("button", name="Maak het register").click()
    page.get_by_role("link", name="Download het register").wait_for()
    with page.expect_download() as download:
        page.get_by_role("link", name="Download het register").click()
    download.value.save_as(tmp_path / "later.xlsx")
    assert stand(tmp_path / "later.xlsx", RIBW, OVERHEAD)["waarde die geldt"] == 0.33


def test_how_sure_a_tariff_is(page: Page, tmp_path: Path) -> None:
    """The figures of the command, and a picture of each."""
    path = tmp_path / "invoer.xlsx"
    write_input(path, gegevens(rij(ZES, "0.20", "0.36"), rij(RISICO, "0.019", "0.021")), hoogstens=10)
    lever_in(page, path, "Controleer")
    page.get_by_role("link", name="Hoe zeker").click()
    expect(page.locator("figure svg")).to_have_count(2)
    expect(page.locator("main")).to_contain_text("Zoek eerst uit: Voorstel 2027: overhead en")
    plain = json.loads(run("bandbreedte", path, "--json").stdout)
    budget = show_euro(Decimal(repr(plain["budget"]["p95"])))
    expect(page.get_by_role("row", name="budget van de regio")).to_contain_text(budget)


@pytest.mark.long
def test_aanbieders_and_bidders_are_asked(page: Page, tmp_path: Path) -> None:
    """Out as a zip, back as workbooks, and what came of it as a zip."""
    lever_in(page, invoer_met_zes(tmp_path / "invoer.xlsx"), "Controleer")
    page.get_by_role("link", name="Uitvraag").click()
    lists = _gedownload(page, "Maak de vragenlijsten", tmp_path / "lijsten")
    answers = [
        vul_formulier(lists / MAP[n] / "vragenlijst.xlsx", tmp_path / f"{MAP[n]}.xlsx", cijfers(n)) for n in NAMEN[:4]
    ]
    page.get_by_label("De ingevulde vragenlijsten").set_input_files(answers)
    page.get_by_label("Maak ook het openbare document").check()
    found = _gedownload(page, "Maak het onderzoek", tmp_path / "onderzoek", opvallend=True)
    assert "4 van de 6 aanbieders gaven cijfers" in (found / "openbaar" / "uitkomsten-uitvraag.html").read_text("utf-8")
    page.get_by_label("Inschrijvers, elk op een eigen regel").fill("De Brug\nZonnig BV")
    forms = _gedownload(page, "Maak de inschrijfstaten", tmp_path / "staten")
    (form,) = (forms / "zonnig-bv").iterdir()
    marks = list(kenmerken(form))
    bids = [vul_formulier(form, tmp_path / "bod.xlsx", {**dict.fromkeys(marks, 9), marks[0]: "negen"})]
    page.get_by_label("De ingevulde inschrijfstaten").set_input_files(bids)
    page.get_by_role("button", name="Vergelijk de prijzen").click()
    expect(page.get_by_text("‘negen’ kan niet")).to_contain_text("bod.xlsx: Inschrijfstaat")
    with page.expect_download() as download:
        page.get_by_role("link", name="Download het bestand").click()
    assert download.value.suggested_filename == "inschrijvingen.zip"
    # What is no form is told, and nothing is made.
    page.get_by_label("De ingevulde inschrijfstaten").set_input_files(answers[:1])
    page.get_by_role("button", name="Vergelijk de prijzen").click()
    expect(page.get_by_text("heeft geen blad ‘Inschrijfstaat’")).to_be_visible()


def _gedownload(page: Page, button: str, folder: Path, *, opvallend: bool = False) -> Path:
    """What a button makes; where something is odd that is told first, and the file waits for a click."""
    if opvallend:
        page.get_by_role("button", name=button).click()
    with page.expect_download() as download:
        if opvallend:
            page.get_by_role("link", name="Download het bestand").click()
        else:
            page.get_by_role("button", name=button).click()
    ZipFile(download.value.path()).extractall(folder)
    return folder


@pytest.fixture(scope="module")
def klaar(web: Dienst, kleintje: Path) -> tuple[Bezoeker, str]:
    """A job of which every page has something to show."""
    visitor = web.bezoeker()
    job = visitor.insturen(kleintje.read_bytes())
    visitor.doe(f"{job}/berekening")
    visitor.wacht(job, "bereken")
    visitor.doe(f"{job}/watals", wat="bewaar", scenario="een", **{f"p.{OVERHEAD}": "34"})
    return visitor, job


def test_a_file_is_given_by_the_name_that_a_run_gave_it(klaar: tuple[Bezoeker, str]) -> None:
    visitor, job = klaar
    assert visitor.get(f"{job}/bestanden/overzicht.xlsx").status_code == 200
    for name in (
        "../invoer.xlsx",
        "..%2Finvoer.xlsx",
        "%2e%2e/invoer.xlsx",
        "/etc/passwd",
        "manifest.json/../../x",
        "",
    ):
        assert visitor.get(f"{job}/bestanden/{name}").status_code in (401, 404), name
    page = visitor.get(f"{job}/bestanden/bijlage-kostprijsmodel.html", params={"bekijk": 1})
    assert "sandbox" in page.headers["content-security-policy"]
    assert "script-src" not in page.headers["content-security-policy"]


BLADZIJDEN = (
    "/",
    "/begin/plek",
    "",
    "/uitkomst",
    "/volg",
    "/volg/40",
    "/watals",
    "/zeker",
    "/vergelijk",
    "/uitvraag",
    "/antwoorden",
    "/weg",
)


@pytest.mark.parametrize("path", BLADZIJDEN)
def test_axe_finds_nothing(browser: Browser, web: Dienst, klaar: tuple[Bezoeker, str], path: str) -> None:
    """Wide and light, and as narrow as a phone and dark; at 200 percent nothing is beside the page either."""
    visitor, job = klaar
    context = browser.new_context(viewport={"width": 1200, "height": 900}, color_scheme="light")
    context.add_cookies([{"name": web.koekje, "value": visitor.cookies[web.koekje], "url": web.adres}])
    page = context.new_page()
    page.goto(f"{web.adres}{path if path in ('/', '/begin/plek') else job + path}")
    options = {"runOnly": {"type": "tag", "values": REGELS}, "resultTypes": ["violations"]}
    for width, scheme in ((1200, "light"), (360, "dark")):
        page.set_viewport_size({"width": width, "height": 900})
        page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
        found = Axe().run(page, options=options).response
        assert [(v["id"], v["nodes"][0]["html"][:200]) for v in found["violations"]] == [], (width, scheme)
        assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.set_viewport_size({"width": 600, "height": 900})
    assert page.evaluate("document.documentElement.scrollWidth") <= 600
    context.close()


def test_it_works_with_the_keyboard_and_without_script(browser: Browser, web: Dienst, kleintje: Path) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{web.adres}/")
    page.get_by_label("Token").focus()
    page.keyboard.type(TOKEN)
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="Wat mag opvang kosten?").wait_for()
    page.keyboard.press("Tab")
    expect(page.locator(":focus")).to_contain_text("Naar de inhoud")
    lever_in(page, kleintje, "Controleer")
    page.get_by_role("button", name="Bereken de tarieven").wait_for(timeout=60_000)
    page.get_by_role("link", name="Wat als").click()
    page.locator(f'input[name="p.{OVERHEAD}"]').fill("34")
    page.get_by_role("button", name="Reken", exact=True).click()
    expect(page.locator("main")).to_contain_text("30,00% → 34,00%")
    page.get_by_role("link", name="Volg een euro").click()
    page.locator("summary").first.click()
    page.locator("details[open] a").first.click()
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    context.close()
