"""vergelijking.xlsx: every figure of every gemeente, from low to high, with live formulas."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

from openpyxl.utils import get_column_letter

from mo_report.engine.units import AANTAL, EUR_ETMAAL, EUR_JAAR, JAAR, PLAATS
from mo_report.reeks.vergelijking import Vergelijking
from mo_report.werkboek.losblad import LosBlad
from mo_report.werkboek.opslaan import NewBook
from mo_report.werkboek.rollen import Rol
from mo_report.werkboek.stijl import new_workbook

TITEL = "Gemeenten vergeleken"
GEMEENTEN, CIJFERS, PLEK, INVOER = "Gemeenten", "Cijfers", "Plaats", "Invoer"
_VASTE = ("cijfer", "eenheid", "gemeenten", "laagste", "een kwart lager", "middelste", "een kwart hoger", "hoogste")
_EERSTE = len(_VASTE) + 1


def write_comparison(found: Vergelijking, path: Path, day: date) -> None:
    """Write the workbook. Raises OSError."""
    boek = NewBook(new_workbook(TITEL, "mo-report"))
    _gemeenten(LosBlad(boek, GEMEENTEN, ("Elke gemeente die is doorgerekend, in haar leidende tariefvariant.",)), found)
    about = ("Elk cijfer dat twee gemeenten of meer onder dezelfde naam hebben, van laag naar hoog.",)
    own = LosBlad(boek, CIJFERS, about)
    rows = _cijfers(own, found)
    about = (
        "De plaats van elke gemeente bij elk cijfer: 1 is het laagste. Kies met het filter een gemeente of een cijfer.",
    )
    _plaats(LosBlad(boek, PLEK, about), own, rows, found)
    _invoer(LosBlad(boek, INVOER, ("Elke invoer, en wat ervan kwam.",), Rol.CONTROLE), found)
    boek.save(path, day)


def _gemeenten(blad: LosBlad, found: Vergelijking) -> None:
    heads = (
        "gemeente",
        "versie",
        "prijspeil",
        "leidende tariefvariant",
        "plekken",
        "budget per jaar",
        "gemiddeld tarief per plek per etmaal",
    )
    first = blad.header(*heads)
    for name, own in found.gemeenten.items():
        for column, text in ((1, name), (2, own.versie), (4, own.tariefvariant)):
            blad.text(column, text)
        for column, value, unit in (
            (3, Decimal(own.prijspeil), JAAR),
            (5, own.plekken, AANTAL),
            (6, own.budget, EUR_JAAR),
            (7, own.tarief, EUR_ETMAAL),
        ):
            blad.number(column, value, unit)
        blad.row += 1
    blad.close(f"B{first}")


def _cijfers(blad: LosBlad, found: Vergelijking) -> dict[str, int]:
    """Returns the row of each figure."""
    names = list(found.gemeenten)
    first = blad.header(*_VASTE, *names)
    rows = {}
    for each in found.cijfers:
        rows[each.naam] = blad.row
        blad.text(1, each.naam)
        blad.text(2, each.eenheid.word)
        area = f"{blad.at(_EERSTE)}:{blad.at(_EERSTE + len(names) - 1)}"
        blad.formula(3, f"=COUNT({area})", Decimal(len(each.waarden)), AANTAL)
        s = each.spreiding
        for n, value in enumerate((s.laagste, s.q1, s.mediaan, s.q3, s.hoogste)):
            blad.formula(4 + n, f"=QUARTILE({area},{n})", value, each.eenheid)
        for column, name in enumerate(names, _EERSTE):
            blad.number(column, each.waarden.get(name), each.eenheid)
        blad.row += 1
    blad.none(found.cijfers)
    blad.close(f"B{first}")
    return rows


def _plaats(blad: LosBlad, cijfers: LosBlad, rows: dict[str, int], found: Vergelijking) -> None:
    names = list(found.gemeenten)
    heads = ("gemeente", "cijfer", "eenheid", "waarde", "plaats", "van", "middelste")
    first = blad.header(*heads)
    for column, name in enumerate(names, _EERSTE):
        for each in (v for v in found.cijfers if name in v.waarden):
            row = rows[each.naam]
            for n, text in enumerate((name, each.naam, each.eenheid.word), 1):
                blad.text(n, text)
            own = cijfers.there(column, row)
            area = f"{cijfers.there(_EERSTE, row)}:{cijfers.at(_EERSTE + len(names) - 1, row)}"
            blad.formula(4, f"={own}", each.waarden[name], each.eenheid)
            blad.formula(5, f"=RANK({own},{area},1)", Decimal(each.plaats(name)), PLAATS)
            blad.formula(6, f"={cijfers.there(3, row)}", Decimal(len(each.waarden)), AANTAL)
            blad.formula(7, f"={cijfers.there(6, row)}", each.spreiding.mediaan, each.eenheid)
            blad.row += 1
    blad.none(found.cijfers)
    blad.sheet.auto_filter.ref = f"A{first - 1}:{get_column_letter(len(heads))}{max(first, blad.row - 1)}"
    blad.sheet.print_title_rows = f"{first - 1}:{first - 1}"
    blad.close(f"C{first}")


def _invoer(blad: LosBlad, found: Vergelijking) -> None:
    blad.header("bestand", "map", "stand", "fouten", "waarschuwingen", "kenmerk (SHA-256)")
    for own in found.onderdelen:
        errors = sum(f.is_fout for f in own.bevindingen)
        for column, text in ((1, own.bestand), (2, own.map), (3, own.stand), (6, own.sha256)):
            blad.text(column, text, most=70)
        for column, count in ((4, errors), (5, len(own.bevindingen) - errors)):
            blad.number(column, Decimal(count), AANTAL)
        blad.row += 1
    found_in = [(own.bestand, f) for own in found.zonder for f in own.bevindingen]
    if found_in:
        blad.row += 1
        blad.heading("Wat er mis is met invoer die niet meetelt")
        blad.header("bestand", "blad", "cel", "wat", "verwacht", "wat u kunt doen")
        for name, finding in found_in:
            told = (name, finding.blad, finding.cel, finding.wat, finding.verwacht, finding.herstel)
            for column, text in enumerate(told, 1):
                blad.text(column, text)
            blad.row += 1
    blad.close()
