"""The house style: what is taken over, and what is refused with words that help."""

from __future__ import annotations

import io
import os
import re
import shutil
import struct
import subprocess
import zlib
from collections.abc import Callable
from pathlib import Path
from string import digits

import keuring
import pikepdf
import pytest
from fontTools.ttLib import TTFont
from opdracht import run
from PIL import Image

from mo_report.bijlage.beeld.maat import own_widths
from mo_report.bijlage.huisstijl import (
    BESTAND,
    Huisstijl,
    Letter,
    StyleError,
    default_style,
    example_style,
    read_style,
)
from mo_report.bijlage.huisstijl.kleur import LEESBAAR, alike, contrast
from mo_report.bijlage.proef import print_proof, proof
from mo_report.bijlage.render import environment
from mo_report.lib.lettertype import GEWOON, STIJLEN, font_characters, font_file

SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 20">{}</svg>'
VORM = '<rect width="40" height="20" fill="#0a5f38"/><circle cx="9" cy="9" r="7" fill="#fff"/>'


@pytest.fixture
def map_(tmp_path: Path) -> Path:
    """A folder with the house style of the program itself."""
    folder = tmp_path / "stijl"
    folder.mkdir()
    (folder / BESTAND).write_text(example_style(), "utf-8")
    return folder


def zet(folder: Path, **settings: str) -> None:
    """Change settings; `groep__naam` is a setting in a group."""
    text = (folder / BESTAND).read_text("utf-8")
    for name, value in settings.items():
        group, _, key = name.rpartition("__")
        start = text.index(f"[{group}]") if group else 0
        head, tail = text[:start], text[start:]
        tail, count = re.subn(rf"(?m)^{key} = .*$", lambda _, v=value, k=key: f"{k} = {v}", tail, count=1)
        assert count == 1, name
        text = head + tail
    (folder / BESTAND).write_text(text, "utf-8")


def fouten(folder: Path) -> dict[str, str]:
    """What is wrong with a house style: by place, what it says."""
    with pytest.raises(StyleError) as caught:
        read_style(folder)
    assert all(b.verwacht for b in caught.value.bevindingen)
    return {b.cel: b.wat for b in caught.value.bevindingen}


def png(mode: str = "RGB", size: tuple[int, int] = (60, 30)) -> bytes:
    out = io.BytesIO()
    Image.new(mode, size).save(out, "PNG")
    return out.getvalue()


def lettertype(folder: Path, change: Callable[[TTFont], None] = lambda _: None) -> None:
    """Four fonts of a house style: the bundled ones, of which the first is changed."""
    font = TTFont(io.BytesIO(font_file("Regular").read_bytes()))
    change(font)
    font.save(folder / "gewoon.ttf", reorderTables=None)
    for kind, style in (("cursief", "It"), ("halfvet", "Semibold"), ("vet", "Bold")):
        (folder / f"{kind}.ttf").write_bytes(font_file(style).read_bytes())
    for kind in ("gewoon", "cursief", "halfvet", "vet"):
        zet(folder, **{f"lettertype__{kind}": f'"{kind}.ttf"'})


def test_every_font_has_the_characters_that_are_not_looked_up() -> None:
    assert font_characters() >= GEWOON


def test_figures_of_the_bundled_font_line_up_without_asking() -> None:
    """To ask WeasyPrint for such figures leaves memory behind for every text: only fonts of others may need it."""
    for style in STIJLEN:
        with font_file(style).open("rb") as file:
            font = TTFont(file)
            assert len({font["hmtx"][font.getBestCmap()[ord(d)]][0] for d in digits}) == 1
    template, kleuren = environment().get_template("stijl.css.j2"), default_style().kleuren
    asked = [template.render(k=kleuren, letters=own, maat=own_widths()).count("font-variant") for own in (False, True)]
    assert asked == [0, 2]


def test_the_example_is_the_standard(map_: Path) -> None:
    assert read_style(map_) == default_style()


def test_the_standard_can_be_read_by_everybody() -> None:
    colours = default_style().kleuren
    for colour in (colours.accent, colours.inkt, colours.grijs, colours.let_op):
        assert min(contrast(colour), contrast(colour, colours.waas)) >= LEESBAAR
    assert not alike(colours.reeksen)
    for ground in (*colours.reeksen, *colours.tinten):
        assert contrast(colours.tekst_op(ground), ground) >= LEESBAAR


def test_what_is_left_out_is_that_of_the_standard(map_: Path) -> None:
    (map_ / BESTAND).write_text('[kleuren]\naccent = "#005F3A"\n', "utf-8")
    found = read_style(map_)
    assert found.kleuren.accent == "#005f3a"
    assert found.kleuren.reeksen == default_style().kleuren.reeksen
    assert found.merk != default_style().merk


def test_everything_that_is_wrong_is_told_at_once(map_: Path) -> None:
    zet(
        map_, afzender='"\\u0007"', kleuren__accent='"#ffee00"', kleuren__grijs='"grijs"',
        logo__bestand='"weg.png"', lettertype__vet='"weg.ttf"',
    )  # fmt: skip
    found = fouten(map_)
    assert {"afzender", "kleuren.grijs", "logo.bestand", "logo.tekst", "lettertype.vet"} <= set(found)
    assert "contrast" not in found["kleuren.grijs"]


@pytest.mark.parametrize(
    ("setting", "value", "said"),
    [
        ("kleuren__accent", '"#ffee00"', "contrast is 1,2"),
        ("kleuren__accent", '"red; } body { display: none"', "geen kleur"),
        ("kleuren__inkt", "12", "geen kleur"),
        ("kleuren__reeksen", '["#154273"]', "1 kleuren"),
        (
            "kleuren__reeksen",
            '["#154273", "#154274", "#525252", "#8fb8de", "#27807f", "#f3d9a4"]',
            "Kleur 1 en kleur 2 zijn niet voor iedereen te onderscheiden",
        ),
        (
            "kleuren__reeksen",
            '["#a03020", "#5f6f1f", "#111111", "#8fb8de", "#154273", "#f3d9a4"]',
            "kleurenblind",
        ),
        ("logo__bestand", '"../geheim.png"', "geen naam van een bestand hier"),
        ("logo__bestand", '"/etc/passwd"', "geen naam van een bestand hier"),
        ("logo__bestand", '"http://127.0.0.1/x.png"', "geen naam van een bestand hier"),
        ("lettertype__vet", '"C:\\\\x.ttf"', "geen naam van een bestand hier"),
        ("afzender", "7", "past hier niet"),
        ("afzender", f'"{"x" * 121}"', "te lang"),
    ],
)
def test_a_wrong_setting_is_refused(map_: Path, setting: str, value: str, said: str) -> None:
    zet(map_, **{setting: value})
    found = fouten(map_)
    where = setting.replace("__", ".")
    assert any(said in text for place, text in found.items() if place.startswith(where)), found


@pytest.mark.parametrize(
    "raw",
    [
        b"\xff\xfe\x00", b"kleuren = 1", b"[kleuren]\nroze = '#ff00ff'", b"x" * 70_000,
        b"[\n" * 5000, b".".join([b"a"] * 9_000) + b" = 1", b"afzender = 0x" + b"f" * 400,
        b"[kleuren]\naccent = 1\naccent = 2", b'"\\u001b]0;x" = 1',
    ],
    ids=["bytes", "type", "onbekend", "groot", "diep", "punten", "getal", "dubbel", "escape"],
)  # fmt: skip
def test_a_wrong_file_is_refused(map_: Path, raw: bytes) -> None:
    (map_ / BESTAND).write_bytes(raw)
    found = fouten(map_)
    assert all(text.isprintable() for item in found.items() for text in item)


def test_a_mark_of_notepad_is_no_mistake(map_: Path) -> None:
    (map_ / BESTAND).write_bytes(b"\xef\xbb\xbf" + example_style().encode())
    assert read_style(map_) == default_style()


def test_only_a_plain_file_of_the_folder_itself_is_read(map_: Path, tmp_path: Path) -> None:
    path = map_ / BESTAND
    path.rename(tmp_path / "elders.toml")
    os.symlink(tmp_path / "elders.toml", path)
    assert "niet in deze map" in fouten(map_)[""]
    path.unlink()
    os.mkfifo(path)  # reading it would never end
    assert "niet in deze map" in fouten(map_)[""]
    path.unlink()
    path.write_text(example_style(), "utf-8")
    os.symlink("rond.png", map_ / "rond.png")
    zet(map_, logo__bestand='"rond.png"', logo__tekst='"Logo"')
    assert "kan niet worden gelezen" in fouten(map_)["logo.bestand"]


def test_a_logo_from_elsewhere_is_refused(map_: Path, tmp_path: Path) -> None:
    (tmp_path / "geheim.png").write_bytes(png())
    os.symlink(tmp_path / "geheim.png", map_ / "logo.png")
    zet(map_, logo__bestand='"logo.png"', logo__tekst='"Logo"')
    assert "niet in deze map" in fouten(map_)["logo.bestand"]


def _bom() -> bytes:
    """A small PNG that says it is 60,000 by 60,000."""
    head = struct.pack(">IIBBBBB", 60_000, 60_000, 8, 2, 0, 0, 0)
    parts = ((b"IHDR", head), (b"IDAT", zlib.compress(b"\0" * 1000)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(d)) + k + d + struct.pack(">I", zlib.crc32(k + d)) for k, d in parts
    )


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("logo.png", b"geen afbeelding"),
        ("logo.png", png()[:50]),
        ("logo.png", _bom()),
        ("logo.svg", b"<svg"),
        ("logo.svg", SVG.format("<script>alert(1)</script>").encode()),
        ("logo.svg", SVG.format('<image href="file:///etc/passwd"/>').encode()),
        ("logo.svg", SVG.format('<use href="#a"/>').encode()),
        ("logo.svg", SVG.format('<rect width="1" height="1" fill="url(#x)"/>').encode()),
        ("logo.svg", SVG.format('<rect width="1" onload="x()"/>').encode()),
        ("logo.svg", SVG.format('<rect width="1" style="fill:red"/>').encode()),
        ("logo.svg", SVG.format("<g>" * 300 + "</g>" * 300).encode()),
        ("logo.svg", SVG.format("<g>" * 12 + VORM + "</g>" * 12).encode()),
        ("logo.svg", SVG.format('<svg width="4" height="4"/>').encode()),
        *(
            ("logo.svg", SVG.format(f'<path d="M0 0" {attribute}/>').encode())
            for attribute in (
                'fill="device-cmyk(0 1 1 0)"', 'fill="color(display-p3 1 0 0)"', 'opacity="x"',
                'fill-opacity="2"', 'stroke-width="nan"', 'stroke-width="-1"', 'stroke-width="1e9"',
                'transform="rotate()"', 'transform="scale(1e300)"', 'transform="skewX(90)"',
                'preserveAspectRatio=""',
            )
        ),
        ("logo.svg", SVG.format('<path d="M nan 1"/>').encode()),
        ("logo.svg", SVG.format('<path d="M1e999 1"/>').encode()),
        *(
            ("logo.svg", SVG.replace("0 0 40 20", box).format(VORM).encode())
            for box in ("0 0", "a b c d", "nan nan nan nan", "0 0 0 0", "0 0 inf 1", "0 0 1e400 1")
        ),
        ("logo.svg", SVG.format("<g/>" * 5000).encode()),
        ("logo.svg", b'<!DOCTYPE svg [<!ENTITY a "b">]>' + SVG.format("<g>&a;</g>").encode()),
    ],
)  # fmt: skip
def test_a_hostile_logo_is_refused(map_: Path, name: str, data: bytes) -> None:
    (map_ / name).write_bytes(data)
    zet(map_, logo__bestand=f'"{name}"', logo__tekst='"Logo"')
    assert "kan niet worden gebruikt" in fouten(map_)["logo.bestand"]


def _verboden(font: TTFont) -> None:
    font["OS/2"].fsType = 2


def _zonder_letter(font: TTFont) -> None:
    for table in font["cmap"].tables:
        table.cmap.pop(ord("e"), None)


def _alles_a(font: TTFont) -> None:
    for table in font["cmap"].tables:
        table.cmap.update({code: "A" for code in table.cmap if chr(code).isalpha()})


def _zonder_breedte(font: TTFont) -> None:
    for name in font["hmtx"].metrics:
        font["hmtx"].metrics[name] = (0, 0)


def _kleine_em(font: TTFont) -> None:
    font["head"].unitsPerEm = 16


def _lange_naam(font: TTFont) -> None:
    for record in font["name"].names:
        record.string = "x" * 20_000


def _ongelijke_cijfers(font: TTFont) -> None:
    name = font.getBestCmap()[ord("1")]
    font["hmtx"].metrics[name] = (300, 20)


def _leeg(font: TTFont) -> None:
    name = font.getBestCmap()[ord("e")]
    font["glyf"][name] = font["glyf"][font.getBestCmap()[ord(" ")]]


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (_verboden, "mag niet in een document"),
        (_zonder_letter, "het teken ‘e’ ontbreekt"),
        (_alles_a, "hetzelfde beeld"),
        (_zonder_breedte, "onmogelijke breedte"),
        (_kleine_em, "de maten"),
        (_lange_naam, "de naam"),
        (_ongelijke_cijfers, "niet even breed"),
        (_leeg, "geen beeld"),
    ],
)
def test_a_font_that_cannot_be_used_is_refused(map_: Path, change: Callable[[TTFont], None], said: str) -> None:
    lettertype(map_, change)
    assert said in fouten(map_)["lettertype.gewoon"]


def test_a_broken_font_is_refused(map_: Path) -> None:
    lettertype(map_)
    whole = (map_ / "vet.ttf").read_bytes()
    (map_ / "vet.ttf").write_bytes(whole[: len(whole) // 2])
    shutil.copy(map_ / BESTAND, map_ / "cursief.ttf")
    assert set(fouten(map_)) == {"lettertype.vet", "lettertype.cursief"}


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA", "I;16"])
def test_a_picture_of_any_kind_becomes_plain_pixels(map_: Path, mode: str) -> None:
    (map_ / "logo.png").write_bytes(png(mode))
    zet(map_, logo__bestand='"logo.png"', logo__tekst='"Logo"')
    logo = read_style(map_).logo
    assert logo is not None
    with Image.open(io.BytesIO(logo.data)) as image:
        assert image.mode == ("RGBA" if mode in ("LA", "RGBA") else "RGB")
        assert image.size == (60, 30) and not image.info


def test_what_the_renderer_cannot_use_is_told_before_anything_is_made() -> None:
    broken = (Letter("huisstijl-gewoon.ttf", b"geen letter"),) * 4
    with pytest.raises(StyleError) as caught:
        proof(Huisstijl(default_style().kleuren, letters=broken))
    assert "lukt het niet" in caught.value.bevindingen[0].wat


def test_fonts_and_logo_are_in_the_document(map_: Path, tmp_path: Path) -> None:
    """A house style with all that it can have: the documents stay archivable and accessible."""

    def rename(font: TTFont) -> None:
        for record in font["name"].names:
            if record.nameID in (1, 4, 16):
                record.string = "Gemeenteletter"
            if record.nameID == 6:
                record.string = "Gemeenteletter"
        for table in font["cmap"].tables:  # the bundled font stands in for what is not there
            table.cmap.pop(ord("→"), None)

    lettertype(map_, rename)
    zet(map_, afzender='"Regio <b>Zuid-Kennemerland</b>"', kleuren__accent='"#0a5f38"',
        logo__tekst='"Logo van de regio"')  # fmt: skip
    made = []
    for name, data in (
        ("logo.svg", SVG.format(VORM).encode()), ("a.png", png("RGBA")),
    ):  # fmt: skip
        (map_ / name).write_bytes(data)
        zet(map_, logo__bestand=f'"{name}"')
        made.append(tmp_path / f"{name}.pdf")
        print_proof(read_style(map_), made[-1])
    keuring.keur(made)
    fonts = subprocess.run(["pdffonts", made[0]], capture_output=True, check=True, text=True)
    assert "Huisstijl " in fonts.stdout
    with pikepdf.open(made[0]) as document:
        alts = [str(o.Alt) for o in document.objects if _has_alt(o)]
    assert "Logo van de regio" in alts


def _has_alt(item: object) -> bool:
    return isinstance(item, pikepdf.Dictionary) and "/Alt" in item


def test_a_user_makes_a_style_and_hears_what_is_wrong(tmp_path: Path, kleintje: Path) -> None:
    folder = tmp_path / "stijl"
    assert run("huisstijl", folder).returncode == 0
    again = run("huisstijl", folder)
    assert again.returncode == 3 and "bestaat al" in again.stderr
    zet(folder, kleuren__accent='"#ffee00"')
    done = run("bereken", kleintje, "--uit", tmp_path / "uit", "--huisstijl", folder)
    assert done.returncode == 1
    assert "huisstijl.toml!kleuren.accent" in done.stderr
    assert "Traceback" not in done.stderr
    assert not (tmp_path / "uit").exists()
    missing = run("bereken", kleintje, "--uit", tmp_path / "uit", "--huisstijl", tmp_path / "weg")
    assert missing.returncode == 1 and "geen bruikbaar bestand" in missing.stderr
