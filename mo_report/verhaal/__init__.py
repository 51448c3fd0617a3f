"""What is told: a file per chapter, and here their order, the only place that has them all."""

from mo_report.verhaal.aannames import AANNAMES
from mo_report.verhaal.aansluiting import AANSLUITING
from mo_report.verhaal.benchmark import BENCHMARK
from mo_report.verhaal.budget import BUDGET
from mo_report.verhaal.eigen_bijdrage import EIGEN_BIJDRAGE
from mo_report.verhaal.gegevens import GEGEVENS
from mo_report.verhaal.indexering import INDEXERING
from mo_report.verhaal.kort import KORT
from mo_report.verhaal.lezen import LEZEN
from mo_report.verhaal.locaties import LOCATIES
from mo_report.verhaal.model import MODEL
from mo_report.verhaal.opslagen import OPSLAGEN
from mo_report.verhaal.ort import ORT
from mo_report.verhaal.reele_prijs import REELE_PRIJS
from mo_report.verhaal.salaris import SALARIS
from mo_report.verhaal.scenarios import SCENARIOS
from mo_report.verhaal.slot import SLOT
from mo_report.verhaal.taakgericht import TAAKGERICHT
from mo_report.verhaal.ureninzet import URENINZET
from mo_report.verhaal.uurtarief import UURTARIEF
from mo_report.verhaal.verblijf import VERBLIJF
from mo_report.verhaal.vergelijking import VERGELIJKING
from mo_report.verhaal.vorm import Hoofdstuk

#: Every chapter, in the order of the pages.
HOOFDSTUKKEN: tuple[Hoofdstuk, ...] = (
    KORT,
    LEZEN,
    LOCATIES,
    MODEL,
    SALARIS,
    OPSLAGEN,
    UURTARIEF,
    VERBLIJF,
    VERGELIJKING,
    ORT,
    AANSLUITING,
    REELE_PRIJS,
    URENINZET,
    SCENARIOS,
    BUDGET,
    EIGEN_BIJDRAGE,
    INDEXERING,
    TAAKGERICHT,
    BENCHMARK,
    AANNAMES,
    GEGEVENS,
    SLOT,
)
