"""Makes the pictures of README and manual anew from real outputs of the Haarlem example.

Run: .venv/bin/python scripts/beelden.py   (with LibreOffice, poppler and Chromium, as ./test.sh installs)
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

from PIL import Image, ImageOps

from mo_report.invoer import read_input
from mo_report.uitvoer.schrijven import write_all

ROOT = Path(__file__).parents[1]
BEELDEN = ROOT / "docs" / "beelden"
sys.path.insert(0, str(ROOT / "tests"))
#: The picture, the document, and how the wanted page begins.
WANTED = (
    ("samenvatting", "ribw-k-am/tariefblad.xlsx", "Samenvatting"),
    ("tariefblad", "ribw-k-am/tariefblad.xlsx", "Kennemerhof"),
    ("bijlage-in-het-kort", "bijlage-kostprijsmodel.pdf", "In het kort"),
    ("bijlage-kostprijsmodel", "bijlage-kostprijsmodel.pdf", "Het kostprijsmodel"),
    ("tariefbijlage", "ribw-k-am/tariefbijlage.pdf", "In het kort"),
)
NEDERLANDS = (
    '<?xml version="1.0" encoding="UTF-8"?>'
    '<oor:items xmlns:oor="http://openoffice.org/2001/registry">'
    '<item oor:path="/org.openoffice.Setup/L10N"><prop oor:name="ooSetupSystemLocale"'
    ' oor:op="fuse"><value>nl-NL</value></prop></item></oor:items>'
)
#: The width of a picture, in pixels: to be read on a screen, in a page of text.
BREEDTE = 900


def _pages(pdf: Path) -> list[str]:
    done = subprocess.run(["pdftotext", pdf, "-"], capture_output=True, check=True, text=True)
    return [" ".join(page.split()) for page in done.stdout.split("\f")]


def _as_pdf(workbook: Path, folder: Path) -> Path:
    """A workbook as LibreOffice prints it, with numbers the Dutch way."""
    profile = folder / "profiel"
    (profile / "user").mkdir(parents=True, exist_ok=True)
    (profile / "user" / "registrymodifications.xcu").write_text(NEDERLANDS, "utf-8")
    command = ["soffice", f"-env:UserInstallation={profile.as_uri()}", "--headless"]
    convert = ["--convert-to", "pdf", "--outdir", folder, workbook]
    subprocess.run([*command, *convert], capture_output=True, check=True)
    return folder / f"{workbook.stem}.pdf"


def _picture(pdf: Path, page: int, path: Path) -> None:
    """One page as a small picture, without most of the white around it."""
    command = ["pdftoppm", "-r", "200", "-f", str(page), "-l", str(page), "-png"]
    subprocess.run([*command, "-singlefile", pdf, path.with_suffix("")], check=True)
    with Image.open(path) as image:
        plain = image.convert("RGB")
        box = ImageOps.invert(plain).getbbox() or (0, 0, *plain.size)
        cut = ImageOps.expand(plain.crop(box), border=40, fill="white")
        small = cut.resize((BREEDTE, round(cut.height * BREEDTE / cut.width)))
        small.convert("P", palette=Image.Palette.ADAPTIVE, colors=64).save(path, optimize=True)


def _web(invoer: Path) -> None:
    """Pages of the web interface, as a visitor with the Haarlem example sees them: a path from question to euro."""
    from dienst import TOKEN, dienst
    from playwright.sync_api import sync_playwright

    with dienst() as server, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": 1100, "height": 820})
        page.set_default_timeout(180_000)

        def picture(name: str) -> None:
            path = BEELDEN / f"web-{name}.png"
            page.screenshot(path=path)
            with Image.open(path) as image:
                small = image.convert("RGB").resize((BREEDTE, round(image.height * BREEDTE / image.width)))
                small.convert("P", palette=Image.Palette.ADAPTIVE, colors=64).save(path, optimize=True)
            print(f"Gemaakt: {path.relative_to(ROOT)}")

        page.goto(f"{server.adres}/toegang?token={TOKEN}")
        picture("begin")
        page.get_by_role("link", name="Wat kost een plek?").click()
        picture("vragen")
        page.get_by_role("link", name="mo-report").click()
        page.set_input_files("input[type=file]", invoer)
        page.get_by_role("button", name="Controleer").click()
        page.get_by_role("button", name="Bereken de tarieven").wait_for()
        picture("controle")
        page.get_by_role("button", name="Bereken de tarieven").click()
        page.get_by_text("bestanden klaar").wait_for()
        picture("bezig")
        page.get_by_role("link", name="Download alles").wait_for()
        picture("uitkomst")
        page.get_by_role("link", name="Volg een euro").first.click()
        for depth in range(1, 5):
            page.locator("details.cijfer " * depth + "> summary").first.click()
            page.locator("details.cijfer[open] " * depth + "> .inhoud > .formule").first.wait_for()
        page.evaluate("scrollTo(0, 0)")
        picture("volg")
        page.get_by_role("link", name="Wat als").first.click()
        page.locator('input[name="p.parametersets.hhm-2020.overhead"]').fill("34")
        page.locator("#uitkomst", has_text="Gewijzigd").wait_for()
        picture("watals")
        browser.close()


def main() -> None:
    BEELDEN.mkdir(exist_ok=True)
    invoer = ROOT / "inputs" / "haarlem-2020.xlsx"
    resultaat = read_input(invoer).resultaat
    assert resultaat is not None
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write_all(resultaat, invoer, folder / "uit")
        for picture, document, text in WANTED:
            path = folder / "uit" / document
            pdf = _as_pdf(path, folder) if path.suffix == ".xlsx" else path
            page = next(n for n, told in enumerate(_pages(pdf), 1) if told.startswith(text))
            _picture(pdf, page, BEELDEN / f"{picture}.png")
            print(f"Gemaakt: {(BEELDEN / picture).relative_to(ROOT)}.png")
    _web(invoer)


if __name__ == "__main__":
    main()
