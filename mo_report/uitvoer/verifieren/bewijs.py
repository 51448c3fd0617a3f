"""The proof: a manifest, its input, and every file made once more."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from mo_report import __version__
from mo_report.bijlage.huisstijl import Huisstijl, default_style
from mo_report.invoer import Reading, read_input
from mo_report.lib.bevinding import Finding, warning
from mo_report.lib.kantoor import ODS
from mo_report.uitvoer.plaatsen import MANIFEST, OutputFolder, sha256
from mo_report.uitvoer.schrijven import write_all
from mo_report.uitvoer.verifieren.bestanden import OPNIEUW, compare_files
from mo_report.uitvoer.werkplek import VOORVOEGSEL

Progress = Callable[[str, int, int], None]


@dataclass(frozen=True)
class Proof:
    """What was found, of how many files, and with which input."""

    bevindingen: list[Finding]
    bestanden: int = 0
    invoer: str = ""

    @property
    def klopt(self) -> bool:
        return not any(b.is_fout for b in self.bevindingen)


def verify(
    folder: Path,
    invoer: Path | None = None,
    stijl: Huisstijl | None = None,
    progress: Progress | None = None,
) -> Proof:
    """Compute the outputs in a folder anew and compare them.

    Without an input the one that the manifest names is looked for in the folder, beside it and in
    the current folder. Raises OutputError where the machine stops it.
    """
    uitvoer = OutputFolder(folder)
    if not uitvoer.earlier():
        return Proof([_geen_manifest(folder)])
    name = _invoernaam(uitvoer)
    path = invoer or _zoek(folder, name)
    if path is None:
        wat = f"De invoer ‘{name}’ is niet gevonden."
        herstel = "Geef hem op met --invoer INVOER.xlsx."
        return Proof([Finding(MANIFEST, "", wat, "de invoer van deze bestanden", herstel)])
    gelezen = read_input(path)
    if gelezen.resultaat is None:
        return Proof(gelezen.fouten)
    style = stijl or default_style()
    found = list(_van_de_berekening(uitvoer, gelezen, style))
    with tempfile.TemporaryDirectory(prefix="mo-report-") as temporary:
        made = Path(temporary) / "uit"
        pdf = any(n.endswith(".pdf") for n in uitvoer.earlier())
        names = write_all(
            gelezen.resultaat,
            path,
            made,
            pdf=pdf,
            kort=uitvoer.manifest().get("kort") is True,
            ods=any(n.endswith(ODS) for n in uitvoer.earlier()),
            stijl=style,
            digest=gelezen.sha256,
            progress=progress,
        ).namen
        for each in names:
            if each != MANIFEST:
                found += _bestand(uitvoer, each, made)
    found += _vreemd(folder, {*names, *uitvoer.earlier(), path.name})
    return Proof(found, len(names), path.name)


def _geen_manifest(folder: Path) -> Finding:
    return Finding(
        str(folder),
        "",
        f"Hier staat geen {MANIFEST} van mo-report, of het is beschadigd.",
        f"een map die ‘mo-report bereken’ heeft gemaakt, met {MANIFEST}",
        "Geef de map met de resultaten op.",
    )


def _invoernaam(uitvoer: OutputFolder) -> str:
    found = uitvoer.manifest().get("invoer")
    return Path(str(found.get("bestand", ""))).name if isinstance(found, dict) else ""


def _zoek(folder: Path, name: str) -> Path | None:
    places = (folder, folder.resolve().parent, Path())
    return next((p / name for p in places if name and (p / name).is_file()), None)


def _van_de_berekening(uitvoer: OutputFolder, gelezen: Reading, stijl: Huisstijl) -> Iterator[Finding]:
    """What the manifest says of the run, beside what this run would say."""
    manifest = uitvoer.manifest()
    if uitvoer.invoer() != gelezen.sha256:
        yield Finding(
            gelezen.path.name,
            "",
            "Dit is niet de invoer van deze bestanden, of die is daarna gewijzigd.",
            f"een bestand met SHA-256 {uitvoer.invoer()[:64]}",
            "Geef de goede invoer op, of maak de bestanden opnieuw.",
        )
    version = str(manifest.get("versie", "onbekend"))[:40]
    if version != __version__:
        yield Finding(
            MANIFEST,
            "",
            f"Deze bestanden zijn gemaakt met versie {version} van mo-report.",
            f"versie {__version__}, waarmee nu is vergeleken",
            f"Gebruik versie {version} om ze te controleren, of maak ze opnieuw.",
        )
    style = manifest.get("huisstijl")
    if not isinstance(style, dict) or style.get("sha256") != stijl.merk:
        yield Finding(
            MANIFEST,
            "",
            "De PDF's zijn met een andere huisstijl gemaakt.",
            "de huisstijl van de berekening",
            "Geef die op met --huisstijl MAP.",
        )


def _bestand(uitvoer: OutputFolder, name: str, made: Path) -> list[Finding]:
    """What is wrong with one file."""
    own = uitvoer.path / name
    noted = uitvoer.earlier().get(name)
    if not own.is_file():
        wat = "Dit bestand ontbreekt." if noted else "Dit bestand ontbreekt, ook in het manifest."
        return [Finding(name, "", wat, "alle bestanden van de berekening", OPNIEUW)]
    digest = sha256(own)
    found = [] if digest == sha256(made / name) else compare_files(name, own, made / name)
    if not found and digest != noted:
        wat = f"{MANIFEST} noemt een andere SHA-256 dan dit bestand heeft."
        found.append(Finding(name, "", wat, f"SHA-256 {digest}", OPNIEUW))
    return found


def _vreemd(folder: Path, known: set[str]) -> Iterator[Finding]:
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if path.is_file() and name not in known | {MANIFEST} and VOORVOEGSEL not in name:
            yield warning(
                name,
                "",
                "Dit bestand hoort niet bij de berekening.",
                "alleen de bestanden van de berekening",
                "Het is niet gecontroleerd. Verwijder het als u het niet kent.",
            )
