"""The units of values: the word that people read, the Excel format and the decimals."""

from __future__ import annotations

from mo_report.lib.notatie import Unit

_EURO = "[$€-413]\\ #,##0.00;[$€-413]\\ \\-#,##0.00"


def _euro(per: str) -> Unit:
    return Unit(f"€ per {per}", "euro", _EURO, 2)


EUR_MAAND, EUR_JAAR, EUR_UUR = _euro("maand"), _euro("jaar"), _euro("uur")
EUR_ETMAAL, EUR_CLIENT = _euro("plek per etmaal"), _euro("cliënt per etmaal")
EUR_CLIENT_WEEK, EUR_HUISHOUDEN_MAAND, EUR_PLEK, EUR_INWONER = (
    _euro("cliënt per week"),
    _euro("huishouden per maand"),
    _euro("plek per jaar"),
    _euro("inwoner per jaar"),
)
EUR_HUISHOUDEN = _euro("huishouden per etmaal")
EUR_M2 = _euro("m² per jaar")
EURO = Unit("€", "euro", _EURO, 2)
PCT = Unit("%", "procent", "0.00%", 2)
UUR_JAAR = Unit("uur per jaar", "getal", "#,##0.##", 2)
UUR_ETMAAL = Unit("uur per etmaal", "getal", "#,##0.00#", 3)
UUR_DAG = Unit("uur per dag", "getal", "#,##0.00", 2)
UUR_WEEK = Unit("uur per week", "getal", "#,##0.00", 2)
KLOK = Unit("uur (0-24)", "getal", "General", 2)
MAANDEN = Unit("maanden", "getal", "#,##0.##", 2)
DAGEN_WEEK = Unit("dagen per week", "getal", "#,##0.00##", 4)
FTE = Unit("fte", "getal", "#,##0.00", 2)
UUR_OPEN = Unit("uur open per jaar", "getal", "#,##0.##", 2)
M2 = Unit("m²", "getal", "#,##0.##", 2)
JAREN = Unit("jaren", "getal", "#,##0.##", 2)
PLAATS = Unit("plaats", "getal", "0", 0)
AANTAL = Unit("aantal", "getal", "#,##0.##", 2)
FACTOR = Unit("factor", "getal", "0.0000", 4)
JAAR = Unit("jaar", "getal", "0", 0)
TEKST = Unit("tekst", "tekst", "@")
DATUM = Unit("datum", "datum", "dd\\-mm\\-yyyy")
GETAL = Unit("getal", "getal", "General", 4)


def number_with(decimals: int) -> Unit:
    """A plain number with exactly so many decimals."""
    excel = "#,##0" + ("." + "0" * decimals if decimals else "")
    return Unit(GETAL.word, "getal", excel, decimals, decimals)
