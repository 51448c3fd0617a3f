"""What comes of the recipe for a question chapter, in the program that has it."""

from __future__ import annotations

from decimal import Decimal

from klein import klein
from recept import in_bijlage, in_json, in_overzicht, in_tariefbijlage, resultaat

from mo_report.model import INVOERBLADEN, Wachtlijst
from mo_report.model.vragen import VRAGEN

WAAROVER = "Hoeveel mensen er op een plek wachten."


def _met() -> dict:  # type: ignore[type-arg]
    data = klein()
    first = data["bladen"]["Locaties"][0]
    row = {"locatie": first["locatie"], "wachtenden": first["plekken"] * Decimal("0.9"), "status": "aanname"}
    data["bladen"][Wachtlijst.title] = [row]
    return data


def test_it_is_computed() -> None:
    assert Wachtlijst in INVOERBLADEN
    assert VRAGEN[Wachtlijst.vraag] == Wachtlijst.intro  # sjabloon --vragen wachtlijst
    result = resultaat(_met())
    (record,) = result.dossier[Wachtlijst]
    assert result.number(record, Wachtlijst.per_plek) == Decimal("0.9")


def test_it_has_a_sheet_a_page_and_a_key() -> None:
    assert WAAROVER in in_overzicht(_met())
    assert "wachtlijst" in in_json(_met())
    assert "90,00%" in in_tariefbijlage(_met())
    assert "wachtlijst" not in in_bijlage(_met()).lower(), "it tells of one locatie: not in the public annex"


def test_an_input_without_it_stays_as_it_was() -> None:
    assert WAAROVER not in in_overzicht(klein())
