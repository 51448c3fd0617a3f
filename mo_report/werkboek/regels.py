"""Data validation: a prompt on every input cell, and a list or bounds where there are any."""

from __future__ import annotations

from collections.abc import Iterable

from openpyxl.worksheet.datavalidation import DataValidation

from mo_report.engine.schema import (
    BRON,
    PARAMETER,
    STATUS,
    TOELICHTING,
    VINDPLAATS,
    Block,
    Choice,
    Column,
    Key,
    Options,
    Parameter,
)
from mo_report.engine.units import DATUM
from mo_report.engine.verwachting import expected

_MAX_TITEL, _MAX_TEKST, _MAX_FOUT = 32, 255, 225
_HERKOMST = {
    STATUS: "bron: staat in een document. herleid: berekend uit gepubliceerde cijfers. aanname: geen van beide.",
    BRON: "Kies een document van het blad Bronnen.",
    VINDPLAATS: "Tabel, paragraaf of bladzijde in de bron.",
    TOELICHTING: "Uw uitleg bij dit cijfer; bij een aanname: waarom deze waarde.",
}


def has_calendar(block: type[Block]) -> bool:
    """Whether a sheet asks for what every calendar says."""
    return any(p.kalender is not None for p in block.parameters())


def validation_of(block: type[Block], heading: str, column: Column | None, ranges: dict[object, str]) -> DataValidation:
    """The rule for the cells under a heading; `ranges` has the cells of each list of names."""
    if heading == STATUS and has_calendar(block):
        return _lijst(heading, f"{_HERKOMST[heading]} kalender: is overal zo.", ranges[heading])
    if column is None and heading in (STATUS, BRON):
        return _lijst(heading, _HERKOMST[heading], ranges[heading])
    if heading == PARAMETER:
        names = ", ".join(c.label for c in block.inputs())
        return text_validation(PARAMETER, f"Een van: {names}")
    if column is None:
        return text_validation(heading, _HERKOMST.get(heading, "Vul de waarde in."))
    if isinstance(column, Parameter):
        return number_rule(column)
    if isinstance(column, Key | Choice) and column.among is not None:
        among = column.among
        key: object = among
        if isinstance(among, Options):
            key = among.label
            if among.fixed and key not in ranges:
                return _lijst(column.label, column.hint, in_line(among.fixed))
        if key in ranges and not (column.gives and ranges[key].startswith(f"'{block.title}'!")):
            return _lijst(column.label, column.hint, ranges[key])
    return text_validation(column.label, column.hint)


def choice_here(title: str, words: Iterable[str]) -> DataValidation:
    """The rule for a cell in which one of a few words is chosen."""
    return _lijst(title, f"{title} Kies uit de lijst.", in_line(words))


def whole_sheet_rule(heading: str, ranges: dict[object, str]) -> DataValidation:
    """The rule for a cell, above the headings, that holds where a row says nothing."""
    text = f"Geldt voor elke rij waarin u dit leeg laat. {_HERKOMST[heading]}"
    return _lijst(heading, text, ranges[heading]) if heading in ranges else text_validation(heading, text)


def text_validation(title: str, text: str) -> DataValidation:
    """A rule that allows any text, for its prompt."""
    rule = DataValidation(type="textLength", operator="lessThanOrEqual", formula1="2000", allow_blank=True)
    return _met_uitleg(rule, title, text)


def date_validation(title: str, text: str) -> DataValidation:
    """A rule that allows a day."""
    rule = DataValidation(type="date", operator="greaterThan", formula1="36526", allow_blank=True)
    return _met_uitleg(rule, title, text)


def _lijst(title: str, text: str, source: str) -> DataValidation:
    rule = DataValidation(type="list", formula1=source, allow_blank=True)
    if "INDEX(" in source:
        # A list that the user makes may have a name below a gap: warn, and let it pass.
        rule.errorStyle = "warning"
    return _met_uitleg(rule, title, text)


def in_line(names: Iterable[str]) -> str:
    """A list of fixed names, as a rule holds it; a comma would make two of one."""
    found = list(names)
    assert not any("," in name for name in found)
    return '"' + ",".join(found) + '"'


def filled_part(area: str) -> str:
    """A list without the blank cells below it: a dropdown would open at those."""
    return f"{area.partition(':')[0]}:INDEX({area},MAX(1,COUNTA({area})))"


def number_rule(p: Parameter, uitleg: str = "") -> DataValidation:
    """The rule for a cell with a number (or a date) within its bounds; `uitleg` instead of its hint."""
    low = p.low if p.low is not None else p.above
    rule = DataValidation(type="decimal", allow_blank=True)
    if p.unit is DATUM:
        rule = DataValidation(type="date", operator="greaterThan", formula1="36526")
    elif low is not None and p.high is not None:
        rule.operator, rule.formula1, rule.formula2 = "between", str(low), str(p.high)
    elif low is not None:
        rule.operator, rule.formula1 = "greaterThanOrEqual", str(low)
    else:
        rule.operator, rule.formula1, rule.formula2 = "between", "-1E+15", "1E+15"
    return _met_uitleg(rule, p.label, f"{uitleg or p.hint} Verwacht: {expected(p)}.")


def _met_uitleg(rule: DataValidation, title: str, text: str) -> DataValidation:
    rule.promptTitle, rule.prompt = title[:_MAX_TITEL], text[:_MAX_TEKST]
    rule.errorTitle, rule.error = "Deze waarde kan niet", text[:_MAX_FOUT]
    rule.showInputMessage = rule.showErrorMessage = True
    return rule
