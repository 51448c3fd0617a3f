"""Whether the program did right by a mutant: findings with errors, or figures that are right."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

from mutanten import mutant
from tegenlezing import Basis, Tegenlezing, verschillen, weggevallen
from test_onafhankelijk import SET, by_hand

from mo_report.invoer import Reading, read_input
from mo_report.model.velden import velden
from mo_report.uitvoer.gegevens import as_data
from mo_report.uitvoer.schrijven import write_all


def basis_van(path: Path) -> Basis:
    """The base of mutants; it must be in order itself."""
    basis = Basis(path.read_bytes(), read_input(path))
    assert not list(_cijfers(basis.gelezen, basis.data, basis))
    return basis


def beproef(basis: Basis, soort: str, zaad: int, map: Path, *, schrijf: bool = False) -> tuple[str, list[str]]:
    """How a mutant ended (geweigerd, fouten or resultaat), and what is wrong with that."""
    data = mutant(basis.data, soort, zaad)
    path = map / "mutant.xlsx"
    path.write_bytes(data)
    gelezen = read_input(path)
    wrong = [*_bevindingen(gelezen)]
    if gelezen.resultaat is not None:
        wrong += _cijfers(gelezen, data, basis)
    if gelezen.resultaat is not None and schrijf:
        with tempfile.TemporaryDirectory(dir=map) as folder:
            write_all(gelezen.resultaat, path, Path(folder) / "uit", pdf=False)
    if not gelezen.geopend:
        return "geweigerd", wrong
    return "fouten" if gelezen.resultaat is None else "resultaat", wrong


def _bevindingen(gelezen: Reading) -> Iterator[str]:
    """Each finding says where, what, and what is expected; an error is there or a result is."""
    if bool(gelezen.fouten) == (gelezen.resultaat is not None):
        yield f"{len(gelezen.fouten)} errors, and a result: {gelezen.resultaat is not None}"
    for found in gelezen.bevindingen:
        if not (found.blad and found.wat and found.verwacht and found.wat.strip().endswith(".")):
            yield f"not a whole finding: {found}"
        text = f"{found.wat}{found.verwacht}{found.herstel}"
        if "Traceback" in text or "object at 0x" in text or len(text) > 12_000:
            yield f"not a finding for people: {text[:300]}"
        text.encode()


def _cijfers(gelezen: Reading, data: bytes, basis: Basis) -> Iterator[str]:
    """The figures are what the cells say, and what the model makes of them."""
    result = gelezen.resultaat
    assert result is not None
    tegen = Tegenlezing(data)
    yield from verschillen(gelezen, tegen)
    yield from weggevallen(gelezen, tegen, basis)
    if not result.controles_goed:
        yield "a check of the model does not hold"
    plain = as_data(result)
    json.dumps(plain, allow_nan=False)
    own = plain["parametersets"].get(SET.rpartition(".")[2], {}).get("producten", {})
    found = own.get("woonbegeleiding-beperkt", {}).get("uurtarief")
    expected = _met_de_hand(gelezen)
    if expected is not None and abs(Decimal(str(found)) - expected) > expected * Decimal("1e-9"):
        yield f"uurtarief {found}, by hand {expected}"


def _met_de_hand(gelezen: Reading) -> Decimal | None:
    """A uurtarief by an independent calculation, where the mutant has what that is made of."""
    assert gelezen.resultaat is not None
    fields = velden(gelezen.resultaat.dossier)
    values = {f["naam"]: Decimal(str(f["waarde"])) for f in fields if _is_getal(f["waarde"])}
    try:
        return by_hand(values)[0]
    except (KeyError, ArithmeticError):
        return None


def _is_getal(value: object) -> bool:
    return isinstance(value, int | float)


__all__ = ["basis_van", "beproef"]
