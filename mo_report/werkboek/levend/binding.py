"""The lines of the model as formulas over an input workbook that is still being filled in."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from mo_report.engine.dossier import as_column, joining
from mo_report.engine.expression import (
    Binary,
    Call,
    Const,
    Given,
    Lookup,
    Node,
    Ref,
    Total,
    When,
    Word,
    variables_of,
)
from mo_report.engine.rekenen import FOUT
from mo_report.engine.schema import WAARDE, Block, Choice, Column, Key, Line, Options, Parameter
from mo_report.model import (
    Algemeen,
    Caotoeslag,
    Eigenset,
    Locatie,
    Ortplafond,
    Parameterset,
    Tariefvariant,
    Teamort,
    Teamrooster,
    Tredemix,
    Tredeschaal,
    Uurtarief,
)
from mo_report.werkboek.formule import excel
from mo_report.werkboek.invoercontrole import OORDEEL
from mo_report.werkboek.levend.kader import NIETS, NOG_NIET, Entry, Frame
from mo_report.werkboek.levend.rijen import LiveRows, joined

_ONBEKEND = Lookup("NA()")
#: What takes more than a row to compute, and the line that says whether there is any: no outcome then.
_NIET_HIER: dict[Column, Line] = {Teamort.ort: Teamrooster.met_rooster}
#: So many cells are added up in a formula that can still be read.
_SAMEN = 18
#: What rests on more sheets than one looks up here: with a row on this one there is no outcome yet.
_ELDERS: dict[Column, type[Block]] = {
    Tredeschaal.bedrag: Tredemix,
    Uurtarief.cao_toeslagen: Caotoeslag,
    Uurtarief.ort_deel: Ortplafond,
}
_SET = Parameterset.parameterset.name


class LiveModel(LiveRows):
    """Makes frames with the columns that a line of the model needs, and what these need in turn."""

    def line(self, line: Line) -> Entry:
        """The column of a line, made with all that it rests on. Raises LookupError where it cannot be."""
        frame = self._home(line.block)
        if frame is None:
            raise LookupError(line)
        return self._line(frame, line)

    def _line(self, frame: Frame, line: Line) -> Entry:
        if line in frame.entries:
            return frame.entries[line]
        text = excel(self._bound(line.formula, frame, line.block), "", lambda _: [])[1:]
        used = dict.fromkeys(as_column(v).block.title for v in variables_of(line.formula))
        bladen = [title for title in used if any(b.title == title for b in self.sheets)]
        else_ = f'"{NIETS if line.optional else NOG_NIET}"'
        if line.block.form == "lijst" and not line.block.needed:
            else_ = f'IF({self._begun(frame, line.block).cell},"{NOG_NIET}","{NIETS}")'
        return frame.add(line, line.label, f"IFERROR({text},{else_})", line, ", ".join(bladen))

    def _begun(self, frame: Frame, block: type[Block]) -> Entry:
        """How many values of a list are given."""
        cells = ",".join(self._value(frame, p).cell for p in block.parameters())
        key = block, "begonnen"
        return frame.entries.get(key) or frame.add(key, f"{block.title}: ingevuld", f"COUNT({cells})")

    def _value(self, frame: Frame, column: Parameter) -> Entry:
        """A given value beside the row of its record, or of a list beside its set."""
        if column in frame.entries:
            return frame.entries[column]
        missing = f'"{NIETS if column.optional or not _wanted(column.block) else NOG_NIET}"'
        if column.kalender is not None:
            return self._calendar(frame, column, column.kalender)
        if column.block.form == "lijst":
            rows = self._listed(column.block)
            found = self._at(rows["sleutel"], joined([*self._set_of(frame, column.block), f'"{column.label}"']))
            text = f"IFERROR(INDEX({rows['waarde'].area},{found})+0,{missing})"
        else:
            assert frame.sheet is not None
            cell = frame.sheet.cell(column.label)
            # A text where a number belongs is not the same as nothing.
            text = f'IF(ISNUMBER({cell}),{cell},IF({cell}="",{missing},"{NOG_NIET}"))'
        return frame.add(column, column.label, text, column, column.block.title)

    def _calendar(self, frame: Frame, column: Parameter, known: Decimal) -> Entry:
        """What every calendar says: it need not be given, but what is given counts."""
        rows = self._listed(column.block)
        found = self._at(rows["sleutel"], f'"{column.label}"').removesuffix(f"-{self.top - 1}")
        default = frame.fixed((column, "kalender"), f"{column.label} (kalender)", known, column).cell
        at = frame.add((column, "rij"), f"rij van {column.label}", found).cell
        head = rows["waarde"].head(1).replace("$1", "")
        whole = f"{head}$1:{rows['waarde'].area.partition(':')[2]}"
        text = f'IF({at}=0,{default},IFERROR(INDEX({whole},{at})+0,"{NOG_NIET}"))'
        return frame.add(column, column.label, text, column)

    def _bound(self, node: Node, frame: Frame, of: type[Block]) -> Node:
        """A formula of a block, for any row of a frame."""
        match node:
            case Const() | Word() | Lookup():
                return node
            case Ref():
                return self._leaf(node, frame)
            case Total(variable):
                return self._total(as_column(variable), frame, of)
            case Binary(op, left, right):
                return Binary(op, self._bound(left, frame, of), self._bound(right, frame, of))
            case Call(name, args):
                return Call(name, tuple(self._bound(a, frame, of) for a in args))
            case Given(ref, _, other) if as_column(ref.variable) in _ELDERS:
                elders = _ELDERS[as_column(ref.variable)]
                without = self._bound(other, frame, of)
                if elders not in self.sheets:
                    return without
                return Call("IF", (Lookup(f"{self._filled(self._beside(elders)).cell}>0"), _ONBEKEND, without))
            case Given(ref, then, other):
                there = self._there(ref, frame, nothing=other == Const(Decimal(0)))
                if there is None:
                    return self._bound(other, frame, of)
                return Call("IF", (there, self._bound(then, frame, of), self._bound(other, frame, of)))
            case When(variable, value, then, other):
                return self._when(as_column(variable), value, then, other, frame, of)
        raise LookupError(node)

    def _when(self, column: Column, value: str, then: Node, other: Node, frame: Frame, of: type[Block]) -> Node:
        sheet = self.sheets.get(column.block)
        if sheet is None or not sheet.has(column.label):
            without = column.without if isinstance(column, Choice) else ""
            return self._bound(then if value == without else other, frame, of)
        text = Lookup(self._text(frame, column.name))
        chosen = Call(
            "IF", (Binary("=", text, Word(value)), self._bound(then, frame, of), self._bound(other, frame, of))
        )
        return (
            chosen
            if column.optional or isinstance(column, Key)
            else Call("IF", (Binary("=", text, Word("")), _ONBEKEND, chosen))
        )

    def _leaf(self, ref: Ref, frame: Frame) -> Node:
        """What a reference means in a row."""
        column = as_column(ref.variable)
        if ref.previous or ref.via or not self._known(column):
            return _ONBEKEND
        home = self._home(column.block)
        if column in _NIET_HIER:
            there = self._leaf(Ref(_NIET_HIER[column]), frame)
            assert isinstance(there, Lookup)
            return Lookup(f'IF(IFERROR({there.text}+0>0,FALSE),"{NOG_NIET}",NA())')
        if home is None:
            assert isinstance(column, Line)
            (total,) = [n for n in [column.formula] if isinstance(n, Total)]
            return self._total(as_column(total.variable), frame, column.block)
        if isinstance(column, Choice):
            text = self._text(frame, column.name)
            return Call("IF", (Binary("=", Lookup(text), Word("")), _ONBEKEND, Lookup(text)))
        assert isinstance(column, Line | Parameter)
        made = self._line(home, column) if isinstance(column, Line) else self._value(home, column)
        return Lookup(self._seen(made, ref, frame))

    def _seen(self, made: Entry, ref: Ref, frame: Frame) -> str:
        """A column of some frame in the row at hand of this one."""
        home = made.frame
        if home is frame or home.single:
            return made.cell
        if self._of_the_leading(frame, home):
            return self._leading_value(made).cell
        return f"INDEX({made.area},{self._row(frame, home, ref.fixed).cell})"

    @staticmethod
    def _of_the_leading(frame: Frame, home: Frame) -> bool:
        """Whether a value goes with the set of the leading variant, and so is the same in each row."""
        blocks = [f.sheet.block for f in (frame, home) if f.sheet is not None]
        return blocks == [Locatie, Parameterset]

    def _leading_value(self, made: Entry) -> Entry:
        frame, key = self._single(Algemeen), (made.column, "leidend")
        if key not in frame.entries:
            at = self._row(frame, made.frame, ()).cell
            frame.add(key, made.heading, f'IFERROR(INDEX({made.area},{at}),"{NIETS}")', made.column)
        return frame.entries[key]

    def _there(self, ref: Ref, frame: Frame, *, nothing: bool) -> Node | None:
        """Whether the input gives a value; None where it never can.

        Where it would count for `nothing` without, a name that is on no row is not yet an answer.
        """
        column = as_column(ref.variable)
        home = self._home(column.block) if self._known(column) else None
        if home is None:
            return None
        if isinstance(column, Choice):
            return Lookup(f'{self._text(frame, column.name)}<>""')
        leaf = self._leaf(ref, frame)
        assert isinstance(leaf, Lookup)
        if home is frame or home.single or self._of_the_leading(frame, home):
            return Lookup(f'{leaf.text}<>"{NIETS}"')
        if home.sheet is not None and home.sheet.block is not Parameterset and not column.optional:
            at = self._row(frame, home, ref.fixed).cell
            if ref.fixed or not nothing:
                return Lookup(f"{at}>0") if len(home.sheet.block.key_columns()) > 1 else Lookup(f"{at}<>-1")
            return Lookup(f"OR({at}>0,{self._filled(home).cell}>0)")
        return Lookup(f'IFERROR({leaf.text}<>"{NIETS}",FALSE)')

    def _known(self, column: Column) -> bool:
        """Whether this workbook can have such a value."""
        block = column.block
        if block.form in ("tabel", "lijst"):
            if block not in self.sheets:
                return False
            return block.form == "lijst" or isinstance(column, Line) or self.sheets[block].has(column.label)
        return all(b in self.sheets or b in (Tariefvariant, Parameterset) for b in _rests_on(block))

    def _total(self, column: Column, frame: Frame, of: type[Block]) -> Node:
        """The sum, for a block, over the rows with this row's names; not to be had where one is missing."""
        home = self._home(column.block) if self._known(column) else None
        if home is None:
            return _ONBEKEND
        assert isinstance(column, Line)
        names = {k.name for k in of.key_columns()}
        shared = [n for n in _in_order(column.block) if n in names and self._has_text(home, n)]
        # Over no rows there is no sum yet, where these rows are what the block is made of.
        none = of.form == "berekend" and column.block not in of.sources
        return Lookup(
            self._sum(frame, self._key(home, shared), self._line(home, column), shared, least=int(not none)).cell
        )

    def _filled(self, home: Frame) -> Entry:
        """How many rows of a sheet somebody began on."""
        frame, key = self._single(Algemeen), ("begonnen", home.titel)
        assert home.sheet is not None
        first = next(k.label for k in home.sheet.block.key_columns() if home.sheet.has(k.label))
        text = f"COUNTA({home.sheet.area(first)})"
        return frame.entries.get(key) or frame.add(key, f"{home.titel}: rijen begonnen", text)

    def _sum(self, frame: Frame, keys: Entry, made: Entry, names: Sequence[str], *, least: int) -> Entry:
        """Beside a row, the sum of a column over the rows with its names: `least` of them, and all numbers."""
        key, about = (made.column, "som"), made.frame.titel
        if key not in frame.entries:
            over, text = self._beyond(made.frame).cell, joined([self._text(frame, name) for name in names])
            own = frame.add((key, 1), f"sleutel van {about}", text).cell
            every = frame.add((key, 2), f"rijen op {about}", f"SUMPRODUCT(--({keys.area}={own}))").cell
            # No ISNUMBER of a range: not every engine takes that cell by cell.
            count = f'SUMPRODUCT(({keys.area}={own})*({made.area}<>"{NOG_NIET}"))'
            numbers = frame.add((key, 3), f"waarvan klaar op {about}", count).cell
            summed = f"SUMPRODUCT(--({keys.area}={own}),{made.area})"
            test = f"AND({over}=0,{every}>={least},{every}={numbers})"
            frame.add(key, f"som van {made.heading}", f'IF({test},{summed},"{NOG_NIET}")')
        return frame.entries[key]

    # -- what cannot be placed -------------------------------------------------------------------

    def doubt(self) -> Entry:
        """How much stands on the sheets that has no place here: then no outcome is to be trusted."""
        frame, found = self._single(Algemeen), list[Entry]()
        for other in [f for f in self.frames.values() if f.sheet is not None]:
            found += [self._beyond(other), *self._misfits(other)]
        found += [rows] if (rows := self.elsewhere()) else []
        parts = [
            frame.add(("deel", n), f"wat hier niet past, deel {n}", f"SUM({','.join(e.cell for e in some)})")
            for n, some in enumerate(batched(found, _SAMEN), 1)
        ]
        # What the checks call wrong counts too: a name that stands twice, a value that cannot be.
        wrong = f'({OORDEEL.seen_from(frame.titel)}="{FOUT}")'
        return frame.add("twijfel", "wat hier niet past", f"SUM({','.join(e.cell for e in parts)})+{wrong}")

    def elsewhere(self) -> Entry | None:
        """How many rows there are with a set of an aanbieder, perceel or locatie: these are not counted with here."""
        return self._filled(self._beside(Eigenset)) if Eigenset in self.sheets else None

    def notice(self, doubt: Entry, general: str, own_sets: str) -> Entry:
        """What is said of an outcome that cannot be trusted; empty where nothing is wrong."""
        frame = self._single(Algemeen)
        if "melding" in frame.entries:
            return frame.entries["melding"]
        said = frame.add("twijfelmelding", "melding over de bladen", f'IF({doubt.cell}>0,"{general}","")')
        rows = self.elsewhere()
        text = f'IF({rows.cell}>0,"{own_sets}",{said.cell})' if rows else said.cell
        return frame.add("melding", "melding", text)

    def _misfits(self, other: Frame) -> Iterator[Entry]:
        """Values and names of a sheet that no row here goes with."""
        sheet, frame = other.sheet, self._single(Algemeen)
        assert sheet is not None
        block, about = sheet.block, f"{sheet.block.title}: "
        if block.form == "lijst":
            home = self._home(block)
            assert home is not None
            params = {p: self._value(home, p) for p in block.parameters()}
            given = ",".join(_all_of(e) for p, e in params.items() if p.kalender is None)
            # Of what every calendar says only what is on the sheet was given.
            known = "".join(f"+({home.entries[p, 'rij'].cell}>0)" for p in params if p.kalender is not None)
            count = frame.add((block, "gevonden"), f"{about}gevonden", f"COUNT({given}){known}")
            every = f"{'COUNT' if block is Algemeen else 'COUNTA'}({sheet.area(WAARDE)})"
            yield frame.add((block, "over"), f"{about}waarden die hier niet passen", f"ABS({every}-{count.cell})")
            return
        keys = [k for k in block.key_columns() if sheet.has(k.label)]
        if len(keys) > 1:
            first, second = (sheet.area(k.label) for k in keys[:2])
            blank = f'SUMPRODUCT(({first}="")*({second}<>""))'
            yield frame.add((block, "leeg"), f"{about}rijen zonder {keys[0].label}", blank)
        for column in [c for c in block.columns if isinstance(c, Key | Choice) and sheet.has(c.label)]:
            among = column.among
            if isinstance(among, Options) and among.fixed:
                area = self.named(other, column).area
                none = "*".join(f'({area}<>"{word}")' for word in ("", *among.fixed))
                about_it = f"{about}{column.label} die er niet is"
                yield frame.add((column, "anders"), about_it, f"SUMPRODUCT({none})")
            elif isinstance(column, Key) and isinstance(among, type) and among in self.sheets and among is not block:
                at = self._row(other, self._beside(among), ()).area
                lost = f'SUMPRODUCT(({at}<>"")*({at}<-1))'
                yield frame.add((column, "nergens"), f"{about}{column.label} die nergens staat", lost)


def batched(entries: Sequence[Entry], size: int) -> Iterator[Sequence[Entry]]:
    """So many at a time."""
    for start in range(0, len(entries), size):
        yield entries[start : start + size]


def _all_of(entry: Entry) -> str:
    """All cells of a column, or its only one."""
    return entry.cell if entry.frame.single else entry.area


def _wanted(block: type[Block]) -> bool:
    """Whether a record lacks something where a value is blank: of a list that nobody began on, nothing is."""
    return block.needed or block.form == "tabel"


def _rests_on(block: type[Block]) -> set[type[Block]]:
    """The input sheets under a computed block."""
    found: set[type[Block]] = set()
    for source in block.sources:
        found |= {source} if source.is_input() else _rests_on(source)
    return found


def _in_order(block: type[Block]) -> list[str]:
    """The names by which records of a block are told apart, its own first."""
    return [*dict.fromkeys([*(k.name for k in block.key_columns()), *sorted(joining(block))])]
