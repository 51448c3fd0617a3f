"""Which row belongs to which: the frames of the sheet Uitkomst, and the keys by which rows find each other."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from mo_report.engine.dossier import joining
from mo_report.engine.schema import PARAMETER, WAARDE, Block, Choice, Column, Key
from mo_report.model import Algemeen, Locatie, Locatietarief, Parameterset, Tariefvariant
from mo_report.werkboek.levend.kader import NOG_NIET, Entry, Frame, Sheet

#: Between the names of a key.
_TUSSEN = "\u241f"


class LiveRows:
    """The frames, and in each the names of its rows."""

    def __init__(self, sheets: Mapping[type[Block], Sheet], top: int) -> None:
        self.sheets, self.top = sheets, top
        self.frames: dict[object, Frame] = {}

    def named(self, frame: Frame, column: Column) -> Entry:
        """A column with what is chosen, or named, in the rows of a frame."""
        assert frame.sheet is not None
        found = frame.entries.get(column)
        return found or frame.add(column, column.label, f"TRIM({frame.sheet.cell(column.label)})")

    def _home(self, block: type[Block]) -> Frame | None:
        """The frame in whose rows the lines of a block are computed; None where it has none."""
        if block.sources == Locatietarief.sources:
            return self._beside(Locatie)  # of the variant that leads
        if block.form == "lijst":
            return self._per_set() if block.key_columns() else self._single(Algemeen)
        if block.form == "tabel":
            return self._beside(block) if block in self.sheets else None
        if len(block.key_columns()) == 1:
            key = block.key_columns()[0].name
            return next((self._beside(b) for b in self.sheets if _names(b) == key), None)
        first = block.sources[0]
        covered = {k.name for k in first.key_columns()} == {k.name for k in block.key_columns()} & joining(first)
        return self._beside(first) if first in self.sheets and covered and len(block.sources) > 1 else None

    def _beside(self, block: type[Block]) -> Frame:
        if block not in self.frames:
            sheet = self.sheets[block]
            made = self.frames[block] = Frame(block.title, sheet, sheet.top, sheet.last)
            if block.form == "lijst":
                made.begun = sheet.cell(PARAMETER)
            else:
                first = next(k for k in block.key_columns() if sheet.has(k.label))
                made.begun = self.named(made, first).cell
        return self.frames[block]

    def _single(self, key: object) -> Frame:
        return self.frames.setdefault(("een rij", key), Frame("Algemeen", None, self.top, self.top))

    def _per_set(self) -> Frame:
        """A row for each set; one row where the sheets do not say of which set a value is."""
        many = any(
            s.has(Parameterset.parameterset.label)
            for b, s in self.sheets.items()
            if not (b is Parameterset or b.instead)
        )
        return self._beside(Parameterset) if many else self._single(Parameterset)

    def _set_of(self, frame: Frame, block: type[Block]) -> list[str]:
        return [self._text(frame, k.name) for k in block.key_columns() if self.sheets[block].has(k.label)]

    def _listed(self, block: type[Block]) -> dict[object, Entry]:
        """The values of a list, each with a key of set and name."""
        frame, sheet = self._beside(block), self.sheets[block]
        if not frame.entries:
            keys = [sheet.cell(k.label) for k in block.key_columns() if sheet.has(k.label)]
            frame.add("sleutel", "sleutel", joined([f"TRIM({c})" for c in (*keys, sheet.cell(PARAMETER))]))
            value = sheet.cell(WAARDE)
            frame.add("waarde", WAARDE, f'IF(ISNUMBER({value}),{value},"{NOG_NIET}")')
        return frame.entries

    @staticmethod
    def _at(keys: Entry, key: str) -> str:
        """In which row of a frame a key stands. Exact: a * in a name is no wildcard.

        A key that stands twice gives any row: the check beside it says so, and no outcome is shown.
        """
        return f"SUMPRODUCT(({keys.area}={key})*ROW({keys.area}))-{keys.frame.top - 1}"

    def _row(self, frame: Frame, home: Frame, fixed: Sequence[tuple[str, str]]) -> Entry:
        """In which row of another frame the record stands that this row's keys mean."""
        assert home.sheet is not None
        names = [k.name for k in home.sheet.block.key_columns() if home.sheet.has(k.label)]
        given = {name: f'"{value}"' for name, value in fixed}
        key = (home.titel, *fixed)
        if key not in frame.entries:
            text = joined([given.get(name) or self._text(frame, name) for name in names])
            about = " ".join([f"rij op {home.titel}", *(value for _, value in fixed)])
            keys = self._key(home, names)
            found = self._at(keys, text).removesuffix(f"{home.top - 1}") + f"ROW({keys.head(home.top - 1)})"
            # A blank name is none of the blank rows; and row 0 would mean all of them.
            frame.add(key, about, found if len(names) > 1 else f'IF({text}="",-1,{found})')
        return frame.entries[key]

    def _key(self, frame: Frame, names: Sequence[str]) -> Entry:
        """The names of a row that others find it by."""
        key = ("sleutel", *names)
        text = joined([self._text(frame, name) for name in names])
        return frame.entries.get(key) or frame.add(key, "sleutel", text)

    def _text(self, frame: Frame, name: str) -> str:
        """A name that goes with a row: on its sheet, on one that it points at, or of the leading variant."""
        if frame.sheet is not None:
            block = frame.sheet.block
            for column in block.columns:
                if isinstance(column, Key | Choice) and column.name == name and frame.sheet.has(column.label):
                    return self.named(frame, column).cell
            if block is Locatie:
                return self._leading(name).cell
            for other in (b for b in self.sheets if b is not block):
                own = next((c for c in other.texts() if c.name == name and self.sheets[other].has(c.label)), None)
                if own is not None and {k.name for k in other.key_columns()} <= {k.name for k in block.key_columns()}:
                    at = self._row(frame, self._beside(other), ()).cell
                    text = f'IFERROR(TRIM(INDEX({self.sheets[other].area(own.label)},{at})),"")'
                    return (frame.entries.get(own) or frame.add(own, own.label, text)).cell
        elif frame is self._single(Algemeen):
            return self._leading(name).cell
        raise LookupError(name)

    def _leading(self, name: str) -> Entry:
        """What goes with the variant that leads: its name, set, norm and whether it takes the real hours."""
        frame, leads = self._single(Algemeen), Algemeen.tariefvariant
        if leads not in frame.entries:
            rows, sheet = self._listed(Algemeen), self.sheets[Algemeen]
            found = self._at(rows["sleutel"], f'"{leads.label}"')
            frame.add(leads, leads.label, f'IFERROR(TRIM(INDEX({sheet.area(WAARDE)},{found})),"")')
        if name == Tariefvariant.tariefvariant.name:
            return frame.entries[leads]
        if name not in frame.entries:
            sheet = self.sheets[Tariefvariant]
            column = next(c for c in Tariefvariant.texts() if c.name == name)
            found = self._at(self._key(self._beside(Tariefvariant), [leads.name]), frame.entries[leads].cell)
            frame.add(name, column.label, f'IFERROR(TRIM(INDEX({sheet.area(column.label)},{found})),"")')
        return frame.entries[name]

    def _beyond(self, home: Frame) -> Entry:
        """How much stands on a sheet below the rows that are looked at here."""
        frame, key = self._single(Algemeen), ("daaronder", home.titel)
        assert home.sheet is not None
        text = f"COUNTA({home.sheet.beyond})"
        return frame.entries.get(key) or frame.add(key, f"{home.titel}: rijen die hier niet passen", text)

    def _has_text(self, frame: Frame, name: str) -> bool:
        try:
            self._text(frame, name)
        except LookupError:
            return False
        return True


def joined(parts: Sequence[str]) -> str:
    """Names as one key, with a mark between them that no name has."""
    return f'&"{_TUSSEN}"&'.join(parts).replace(f'"{_TUSSEN}"&"', f'"{_TUSSEN}')


def _names(block: type[Block]) -> str:
    """The name that the records of a block have, where it introduces them."""
    keys = block.key_columns()
    return keys[0].name if len(keys) == 1 and block.form == "tabel" and keys[0].among is None else ""
