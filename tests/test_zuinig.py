"""What keeps a large region small: what is the same is there once, and what was read does not stay."""

from __future__ import annotations

import gc
import os
import signal
import weakref
from pathlib import Path

import pytest

from mo_report.engine.expression import Cell, cells_of
from mo_report.engine.rekenen import Result
from mo_report.invoer import lezen
from mo_report.invoer.openen import InputBook
from mo_report.uitvoer.maken import Task, make_files
from mo_report.uitvoer.plaatsen import OutputError


def test_a_cell_is_there_once(resultaat: Result) -> None:
    cells = [c for node in resultaat.formulas.values() for c in cells_of(node)]
    seen: dict[Cell, Cell] = {}
    assert len(cells) > 10_000 and all(seen.setdefault(c, c) is c for c in cells)


def test_records_that_say_the_same_share_it(resultaat: Result) -> None:
    derived = [r for b, records in resultaat.dossier.records.items() if b.form == "berekend" for r in records]
    seen: dict[tuple[tuple[str, str], ...], dict[str, str]] = {}
    assert all(seen.setdefault(tuple(r.texts.items()), r.texts) is r.texts for r in derived)


def test_a_workbook_that_was_read_makes_room_at_once(kleintje: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Also without the collector: before anything is computed from it."""
    opened: list[weakref.ref[object]] = []
    left: list[object] = []
    own_open, own_calculate = lezen.open_book, lezen.calculate

    def open_book(*given: object) -> object:
        book = own_open(*given)  # type: ignore[arg-type]
        assert isinstance(book, InputBook)
        opened.extend((weakref.ref(book), weakref.ref(book.book)))
        return book

    def calculate(dossier: object) -> Result:
        left.extend(found for ref in opened if (found := ref()) is not None)
        return own_calculate(dossier)  # type: ignore[arg-type]

    monkeypatch.setattr(lezen, "open_book", open_book)
    monkeypatch.setattr(lezen, "calculate", calculate)
    gc.disable()
    try:
        assert lezen.read_input(kleintje).resultaat is not None
    finally:
        gc.enable()
    assert len(opened) == 2 and not left


def test_what_goes_over_everything_goes_first_in_a_process_of_its_own(tmp_path: Path) -> None:
    """Where many others follow: what it took is given back before they begin."""

    def everything(folder: Path) -> None:
        (folder / "alles").write_text(str(os.getpid()), "utf-8")

    def own(name: str) -> Task:
        def write(folder: Path) -> None:
            (folder / name).write_text(f"{os.getpid()} {(folder / 'alles').exists()}", "utf-8")

        return Task((name,), write, "")

    told: list[tuple[str, int, int]] = []
    tasks = [*(own(f"{n}") for n in range(9)), Task(("alles",), everything, "", apart=True)]
    make_files(tasks, tmp_path, lambda *so_far: told.append(so_far), kernen=2)
    others = [(tmp_path / f"{n}").read_text("utf-8").split() for n in range(9)]
    assert all(after == "True" for _, after in others)
    assert (tmp_path / "alles").read_text("utf-8") not in {str(os.getpid()), *(pid for pid, _ in others)}
    assert told[:2] == [("", 0, 10), ("alles", 1, 10)] and told[-1][1:] == (10, 10)


def test_when_one_of_many_is_killed_the_others_are_not_made(tmp_path: Path) -> None:
    """As the system does with a process when its memory is full."""

    def killed(_: Path) -> None:
        os.kill(os.getpid(), signal.SIGKILL)

    def write(folder: Path) -> None:
        (folder / "later").touch()

    tasks = [Task(("alles",), killed, "", apart=True), *(Task((f"{n}",), write, "") for n in range(9))]
    with pytest.raises(OutputError, match="geheugen van de computer vol"):
        make_files(tasks, tmp_path, lambda *_: None, kernen=2)
    assert not (tmp_path / "later").exists()
