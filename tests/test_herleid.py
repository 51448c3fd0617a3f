"""From an outcome back to a figure: exact where it is a straight line, searched elsewhere, and told what it is."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path

import pytest
from opdracht import run

from mo_report.engine.rekenen import Result, parts
from mo_report.model import Geldend
from mo_report.model.herrekening import Herrekening
from mo_report.onzekerheid.breakeven import break_even
from mo_report.onzekerheid.cijfers import berekend, gegeven
from mo_report.onzekerheid.herleiden import Herleiding, fit, solve

H18, H20 = "parametersets.haarlem-2018", "parametersets.hhm-2020"


def herleid(resultaat: Result, doel: str, waarde: str, met: str) -> Herleiding:
    return solve(resultaat, berekend(resultaat)[doel], Decimal(waarde), gegeven(resultaat)[met])


@pytest.mark.parametrize(
    ("product", "tarief", "maandloon"),
    [
        ("woonbegeleiding-beperkt", "56.71", "3154.20"),
        ("trajectbegeleiding", "56.35", "3134.14"),
        ("opvoeden-en-ondersteunen", "48.52", "2698.65"),
    ],
)
def test_the_herleide_maandlonen_of_the_example_come_out(
    product: str, tarief: str, maandloon: str, resultaat: Result
) -> None:
    """From the tariffs that the report prints: what was given lies among what gives that tariff."""
    found = herleid(resultaat, f"{H18}.ort.{product}.uurtarief-afgerond", tarief, f"{H18}.maandloon.{product}")
    (one,) = found.oplossingen
    assert one.van <= Decimal(maandloon) <= one.tot and not one.exact
    assert one.tot - one.van < 1


@pytest.mark.parametrize(
    ("schaal", "product"), [("ggz-40", "woonbegeleiding-beperkt"), ("sociaal-werk-7", "woonbegeleiding-beperkt"),
                            ("ggz-50", "trajectbegeleiding"), ("sociaal-werk-8", "trajectbegeleiding")]
)  # fmt: skip
def test_the_herleide_salaries_come_out(schaal: str, product: str, resultaat: Result) -> None:
    """Each from the tariff that rests on it, the others as they are."""
    name = f"salarisschalen.{schaal}.maximum"
    goal = f"{H20}.ort.{product}.uurtarief-afgerond"
    now = resultaat.outcomes[berekend(resultaat)[goal]].number
    found = herleid(resultaat, goal, str(now), name)
    (one,) = found.oplossingen
    assert one.van <= found.was <= one.tot


def test_a_straight_line_is_solved_exactly(resultaat: Result) -> None:
    """And what comes out gives the goal to the last digit that is kept."""
    goal, name = f"{H20}.ort.dagopvang.uurtarief", f"{H20}.overhead"
    found = herleid(resultaat, goal, "60", name)
    (one,) = found.oplossingen
    assert one.exact and one.van == one.tot == one.waarde
    now = resultaat.outcomes[berekend(resultaat)[goal]].number
    assert one.waarde == pytest.approx(Decimal(60) / now * (1 + found.was) - 1, abs=Decimal("1e-11"))


def test_a_bend_is_searched(resultaat: Result) -> None:
    """Fewer declarabele uren: the tariff is one over the figure."""
    goal, name = f"{H20}.ort.trajectbegeleiding.uurtarief", f"{H20}.declarabele-uren.verzuim"
    found = herleid(resultaat, goal, "60", name)
    (one,) = found.oplossingen
    now = resultaat.outcomes[berekend(resultaat)[goal]].number
    assert not one.exact
    assert one.waarde == pytest.approx(1378 - 1378 * now / 60 + 100, abs=Decimal("0.001"))


def test_none_is_said(resultaat: Result) -> None:
    assert herleid(resultaat, f"{H20}.ort.dagopvang.uurtarief", "5000", f"{H20}.overhead").oplossingen == []
    assert herleid(resultaat, f"{H20}.ort.dagopvang.uurtarief", "60", f"{H18}.overhead").oplossingen == []


def test_several_at_once_and_what_is_not_fixed(resultaat: Result) -> None:
    """Two tariffs fix two figures; one tariff does not."""
    figures, outcomes = gegeven(resultaat), berekend(resultaat)
    met = [figures[f"{H18}.maandloon.{p}"] for p in ("trajectbegeleiding", "opvoeden-en-ondersteunen")]
    goals = {
        outcomes[f"{H18}.ort.trajectbegeleiding.uurtarief"]: Decimal("57"),
        outcomes[f"{H18}.ort.opvoeden-en-ondersteunen.uurtarief"]: Decimal("49"),
    }
    found = fit(resultaat, goals, met)
    assert found.bepaald and max(map(abs, found.afwijking.values())) < 1e-6
    one = dict([next(iter(goals.items()))])
    both = [figures[f"{H18}.overhead"], figures[f"{H18}.risico"]]
    loose = fit(resultaat, one, both)
    assert not loose.bepaald and max(map(abs, loose.afwijking.values())) < 1e-6


def test_the_command(invoer: Path) -> None:
    goal, name = f"{H20}.ort.dagopvang.uurtarief", f"{H20}.overhead"
    done = run("herleid", invoer, "--doel", f"{goal}=60,00", "--met", name, "--json")
    plain = json.loads(done.stdout)
    assert plain["naam"] == name and plain["was"] == 0.3 and len(plain["uitkomsten"]) == 1
    assert plain["waarde"] == plain["uitkomsten"][0]["waarde"]
    said = " ".join(run("herleid", invoer, "--doel", f"{goal}=60", "--met", name).stdout.split())
    assert "uurtarief HHM 2020 · Dagopvang is € 60,00 bij:" in said.replace("\u00a0", " ") and "nu 30,00%" in said
    for wrong, status, why in (
        (("--doel", f"{goal}=60", "--met", f"{H20}.overhed"), 1, f"Bedoelt u ‘{name}’?"),
        (("--doel", "iets=60", "--met", name), 1, "‘iets’ is geen uitkomst."),
        (("--doel", f"{goal}", "--met", name), 2, "naam=61,85"),
        (("--doel", f"{goal}=5000", "--met", name), 1, "Geen waarde van"),
    ):
        done = run("herleid", invoer, *wrong)
        assert done.returncode == status and why in " ".join((done.stdout + done.stderr).split()), wrong


def test_at_break_even_a_tariff_in_force_is_cost(invoer: Path, resultaat: Result) -> None:
    """What comes out is put in, and the model computes the tariff in force."""
    found = list(break_even(resultaat))
    solved = [one for one in found if one.herleiding.oplossingen]
    assert len(solved) > 5
    for one in solved:
        (value, *_) = one.herleiding.oplossingen
        moves = Herrekening(resultaat, [one.tarief]).replaced({one.herleiding.met: value.waarde})
        then = resultaat.number(*parts(one.tarief)) + moves.get(one.tarief, Decimal(0))
        assert then == resultaat.number(one.geldend, Geldend.geldend), one
    plain = json.loads(run("break-even", invoer, "--json", "--met", f"{H20}.overhead").stdout)
    assert {row["naam"] for row in plain["tarieven"]} == {f"{H20}.overhead"} and plain["tarieven"][0]["was"] == 0.3
    said = run("break-even", invoer).stdout
    assert "Waar een geldend tarief precies de kostprijs is" in said
