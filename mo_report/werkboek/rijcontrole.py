"""Checks beside each row of an input sheet: filled in, said once, and shares that are a whole."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby

from openpyxl.utils import get_column_letter

from mo_report.engine.expression import Const, Given, Node, Ref, Total
from mo_report.engine.rekenen import FOUT, GOED
from mo_report.engine.schema import BRON, EENHEID, PARAMETER, STATUS, WAARDE, Block, Column, Parameter, Status
from mo_report.engine.units import DATUM
from mo_report.model import CONTROLES, Algemeen
from mo_report.model.omvang import LAATSTE
from mo_report.werkboek.benoemd import excel_name

VUL_AAN, NIET_NODIG = "vul aan", "niet nodig"
INGEVULD, UNIEK, SAMEN = "klaar?", "één keer?", "samen goed?"
#: Formulas stay under 150 characters; this is what is left for the parts of one.
_LEESBAAR = 105
#: The row with what holds for the whole sheet.
HELE_BLAD_RIJ = 1
#: So many cells are shorter one by one than counted.
_WEINIG = 2
#: Where the number of the row comes in a formula.
_RIJ = "§"


@dataclass(frozen=True)
class RowChecks:
    """The checks of one sheet; `headings` are those of its columns, from row `top` to `last`.

    `niet_nodig` is the list of what the choices of route make needless, where this sheet is about one.
    """

    block: type[Block]
    headings: Sequence[str]
    top: int
    last: int
    niet_nodig: str = ""

    @property
    def kolommen(self) -> list[str]:
        """The headings of the checks."""
        found = [INGEVULD]
        if self._keys() and not self._in_one():
            found.append(UNIEK)
        if self._share() is not None:
            found.append(SAMEN)
        return found

    def formules(self, row: int) -> list[str]:
        """The checks of a row, in the order of `kolommen`; in a row not begun on they are blank."""
        return [pattern.replace(_RIJ, str(row)) for pattern in self._patronen]

    @cached_property
    def _patronen(self) -> list[str]:
        row = _RIJ
        begun, blank, unique = self._begun(row), self._blank(row), self._unique(row)
        filled = f"{get_column_letter(len(self.headings) + 1)}{row}"
        good, wrong = f'"{GOED}"', f'"{FOUT}"'
        if unique and self._in_one():
            good = f"IF({unique}=1,{good},{wrong})"
        found = [f'=IF({begun},IF({blank},"{VUL_AAN}",{good}),{self._not_begun()})']
        if unique and not self._in_one():
            found.append(f'=IF({filled}<>{good},"",IF({unique}=1,{good},{wrong}))')
        share = self._share()
        if share is not None:
            column, per, whole = share
            # All rows: those of one whole may stand apart.
            tests = "*".join(f"({self._area(k, LAATSTE)}={self._cell(k, row)})" for k in per)
            same = f"{tests}," if len(per) > 1 else f"--{tests}," if per else ""
            total = f"SUMPRODUCT({same}{self._area(column, LAATSTE)})"
            found.append(f'=IF({filled}="","",IF(IFERROR(ROUND({total}-{whole},6),1)=0,"{GOED}",{wrong}))')
        return found

    def _not_begun(self) -> str:
        """What stands beside a row that nobody began on: nothing, or that it need not be."""
        if not self.niet_nodig:
            return '""'
        return f'IF(COUNTIF({self.niet_nodig},{self._cell(PARAMETER, _RIJ)}),"{NIET_NODIG}","")'

    def needless(self) -> str:
        """Whether the choices of route make the value of a row needless, seen from the first row."""
        return f"COUNTIF({self.niet_nodig},${self._cell(PARAMETER, str(self.top))})"

    def _in_one(self) -> bool:
        """Whether ‘filled in’ and ‘said once’ fit into one formula that can still be read."""
        row = str(self.last)
        parts = self._begun(row) + self._blank(row) + self._unique(row) + self._not_begun()
        return len(parts) < _LEESBAAR

    def gebied(self, heading: str) -> str:
        """The cells under a heading, or under a check, seen from another sheet."""
        letter = get_column_letter([*self.headings, *self.kolommen].index(heading) + 1)
        last = LAATSTE if heading in self.headings else self.last
        return f"'{self.block.title}'!${letter}${self.top}:${letter}${last}"

    @property
    def oordelen(self) -> str:
        """The cells of all checks, seen from another sheet."""
        first = len(self.headings) + 1
        left, right = (get_column_letter(first + n) for n in (0, len(self.kolommen) - 1))
        return f"'{self.block.title}'!${left}${self.top}:${right}${self.last}"

    def _begun(self, row: str) -> str:
        """Counts what there is in a row; one that nobody began on is left in peace."""
        if self.block.form == "lijst":
            return f'{self._cell(WAARDE, row)}<>""'
        return f"COUNTA({self._span([h for h in self.headings if h != EENHEID], row)})"

    def _blank(self, row: str) -> str:
        """Counts what must be in a row and is not."""
        block, numbers = self.block, [c.label for c in self.block.parameters()]
        must = self._names()
        if block.form == "lijst":
            must, numbers = [*must, PARAMETER], [WAARDE]
        else:
            must += [c.label for c in block.inputs() if not c.optional and c.label in self.headings]
        if STATUS not in self.headings:
            return self._blanks(must, row)
        status, source = (self._cell(h, row) for h in (STATUS, BRON))
        # What stands above the headings holds where a row says nothing.
        over, document = (f"{self._letter(h)}${HELE_BLAD_RIJ}" for h in (STATUS, BRON))
        # The first letter tells an aanname from the other words, in a formula that can still be read.
        about = f'(LEFT({status}&{over})<>"{Status.AANNAME.word[0]}")*({source}&{document}="")'
        said = f'({status}&{over}="")'
        if set(numbers) & set(must):  # a number is always there, and so is its status
            return f"{self._blanks(must, row)}+{said}+{about}"
        there = f"COUNT({self._span(numbers, row)})"
        dates = [c.label for c in block.parameters() if c.unit is DATUM]
        if dates:
            there = f'AND({there},{self._cell(PARAMETER, row)}<>"{dates[0]}")'
        return f"{self._blanks(must, row)}+{there}*({said}+{about})"

    def _blanks(self, headings: list[str], row: str) -> str:
        if len(headings) <= _WEINIG:
            return "+".join(f'({self._cell(h, row)}="")' for h in headings)
        parts = self._span(headings, row).split(",")
        return "+".join(f"COUNTBLANK({part})" if ":" in part else f'({part}="")' for part in parts)

    def _unique(self, row: str) -> str:
        """Counts the rows with the names of this one; empty where a sheet has no names."""
        same = (f"--({self._area(k)}={self._cell(k, row)})" for k in self._keys())
        return f"SUMPRODUCT({','.join(same)})" if self._keys() else ""

    def _keys(self) -> list[str]:
        keys = self._names()
        return [*keys, PARAMETER] if self.block.form == "lijst" else keys

    def _names(self) -> list[str]:
        """The headings of the keys that are on the sheet."""
        return [k.label for k in self.block.key_columns() if k.label in self.headings]

    def _share(self) -> tuple[str, list[str], str] | None:
        """A check of the model that a column of this sheet adds up: over what, and to what."""
        for check in CONTROLES:
            # Where something else may be given instead, the shares count if they are there.
            left = check.left.other if isinstance(check.left, Given) else check.left
            column = left.variable if isinstance(left, Total) else None
            if isinstance(column, Parameter) and column.block is self.block:
                labels = {k.name: k.label for k in self.block.key_columns()}
                per = [label for name in check.per if (label := labels[name]) in self.headings]
                return column.label, per, _whole(check.right)
        return None

    def _span(self, headings: list[str], row: str) -> str:
        """The cells of a row under these headings, as ranges."""
        numbers = sorted(self.headings.index(h) + 1 for h in headings)
        found = []
        for _, run in groupby(enumerate(numbers), lambda x: x[1] - x[0]):
            own = [get_column_letter(n) for _, n in run]
            found.append(f"{own[0]}{row}" + (f":{own[-1]}{row}" if len(own) > 1 else ""))
        return ",".join(found)

    def _cell(self, heading: str, row: str) -> str:
        return f"{get_column_letter(self.headings.index(heading) + 1)}{row}"

    def _letter(self, heading: str) -> str:
        return get_column_letter(self.headings.index(heading) + 1)

    def _area(self, heading: str, last: int = 0) -> str:
        letter = get_column_letter(self.headings.index(heading) + 1)
        return f"{letter}${self.top}:{letter}${last or self.last}"

    def verder(self) -> str:
        """The cells with names below the last row with a check, seen from another sheet."""
        heading = (self._keys() or [PARAMETER])[0]
        letter = get_column_letter(self.headings.index(heading) + 1)
        return f"'{self.block.title}'!${letter}${self.last + 1}:${letter}${LAATSTE + 1}"


def _whole(node: Node) -> str:
    """What shares add up to: a number, or the name of a general value."""
    if isinstance(node, Const):
        return f"{node.value:f}"
    assert isinstance(node, Ref)
    column = node.variable
    assert isinstance(column, Column)
    assert column.block is Algemeen
    return excel_name(Algemeen, {}, column)
