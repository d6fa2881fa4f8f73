"""Looks through the XML of one sheet for what its cells alone do not say: hidden rows, errors, formulas, its size."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from xml.parsers import expat

from infoshare.safe_repr import count_of

_MAINS = (
    "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
    "http://purl.oclc.org/ooxml/spreadsheetml/main",
)
_YES = frozenset({"1", "true"})
MOST_COLUMNS, MOST_ROWS = 16_384, 1_048_576
"""Excel's own limits."""


@dataclass(slots=True)
class SheetFacts:
    """What a sheet has. Rows and columns count from 0.

    `cells` have something in them, `letters` are their columns. `written` are rows with a cell that some program
    (never Excel) wrote with its text inside, so that they count as rows even if that text is empty. `hidden` are
    ranges of hidden columns. `unsolved` formulas have no result.
    """

    cells: int = 0
    last_row: int = -1
    letters: set[str] = field(default_factory=set)
    written: set[int] = field(default_factory=set)
    hidden_rows: int = 0
    hidden: list[tuple[int, int]] = field(default_factory=list)
    errors: int = 0
    formulas: int = 0
    unsolved: int = 0
    merged: int = 0

    @property
    def last_column(self) -> int:
        """The last column with a cell."""
        return max(map(column_number, self.letters), default=-1)

    @property
    def hidden_columns(self) -> int:
        """How many columns with cells are hidden."""
        return sum(any(a <= column_number(c) <= b for a, b in self.hidden) for c in self.letters)

    def notes(self) -> Iterator[str]:
        """What whoever reads the table should know, with counts and no value."""
        if self.hidden_rows or self.hidden_columns:
            counts = {"hidden row": self.hidden_rows, "hidden column": self.hidden_columns}
            found = (count_of(number, what) for what, number in counts.items() if number)
            yield f"{' and '.join(found)} read like the others"
        if self.errors:
            yield f"{count_of(self.errors, 'cell')} with a spreadsheet error, such as a division by 0, read as empty"
        if self.formulas:
            yield f"{count_of(self.formulas, 'formula')} read as the result that was stored with it"
        if self.merged:
            yield f"{count_of(self.merged, 'group')} of merged cells: the value stands in the first cell alone"


def column_number(letters: str) -> int:
    """The place of a column, from 0: `A` is 0, `AA` is 26."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1


def facts_of(pieces: Iterable[bytes]) -> SheetFacts:
    """What the XML of one sheet says.

    Raises:
        ValueError: if it is no sheet's.
    """
    parser = expat.ParserCreate(namespace_separator=" ")
    look = _Look(parser)
    try:
        for piece in pieces:
            parser.Parse(piece)
        parser.Parse(b"", True)
    except expat.ExpatError:
        raise ValueError("not XML") from None
    look.end_of_cell()
    if not look.is_sheet:
        raise ValueError("no worksheet")
    return look.facts


_CELLS = frozenset({"c", "v", "is"})
"""Elements of a cell. The Rust reader goes by their names alone, whatever namespace they are of."""
_REFERENCE = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6})")


class _Look:
    """What the parser tells, element by element."""

    def __init__(self, parser: expat.XMLParserType) -> None:
        self.facts = SheetFacts()
        self.is_sheet = False
        self._parser = parser
        self._row, self._place = 0, ""
        self._kind: str | None = None
        self._without_result = False
        heard: dict[str, Callable[[dict[str, str]], None]] = {
            "worksheet": self._sheet, "row": self._on_row, "c": self._on_cell, "f": self._on_formula,
            "v": self._on_value, "is": self._on_text, "col": self._on_column, "mergeCell": self._on_merged,
        }  # fmt: skip
        self._heard = {f"{main} {name}": handler for main in _MAINS for name, handler in heard.items()}
        parser.StartElementHandler = self.start

    def start(self, name: str, attributes: dict[str, str]) -> None:
        handler = self._heard.get(name)
        if handler is not None:
            handler(attributes)
        elif name.rpartition(" ")[2] in _CELLS:
            raise ValueError("a cell that Excel does not know, which other programs may read as one")

    def end_of_cell(self) -> None:
        """A formula that no result came with is one that nobody has worked out."""
        if self._without_result:
            self._with_result()
            self.facts.unsolved += 1

    def _with_result(self, _: str = "") -> None:
        self._without_result = False
        self._parser.CharacterDataHandler = None

    def _sheet(self, _: dict[str, str]) -> None:
        self.is_sheet = True

    def _on_row(self, attributes: dict[str, str]) -> None:
        self.end_of_cell()
        self._row = int(attributes.get("r", self._row + 1))
        self.facts.hidden_rows += attributes.get("hidden") in _YES

    def _on_cell(self, attributes: dict[str, str]) -> None:
        self.end_of_cell()
        self._kind, self._place = attributes.get("t"), attributes.get("r", "")
        if self._kind == "e":
            self.facts.errors += 1
        elif self._kind == "inlineStr":
            self.facts.written.add(self._row - 1)
            self._count()

    def _count(self) -> None:
        """A cell with something in it: its place bounds the sheet."""
        facts, place = self.facts, self._place
        letters = place.rstrip("0123456789")
        if place[len(letters) :] != str(self._row):
            raise ValueError("a cell out of place")
        facts.cells += 1
        facts.last_row = max(facts.last_row, self._row - 1)
        if letters not in facts.letters:
            if not _REFERENCE.fullmatch(place) or column_number(letters) >= MOST_COLUMNS:
                raise ValueError("a cell out of place")
            facts.letters.add(letters)

    def _on_formula(self, _: dict[str, str]) -> None:
        self.facts.formulas += 1
        self._without_result = True

    def _on_value(self, _: dict[str, str]) -> None:
        """An empty result is one only if it is text."""
        self._count()
        if self._without_result and self._kind == "str":
            self._with_result()
        elif self._without_result:
            self._parser.CharacterDataHandler = self._with_result

    def _on_text(self, _: dict[str, str]) -> None:
        """A text inside the cell is read whatever kind the cell says that it is, and so bounds the sheet too."""
        self._with_result()
        if self._kind != "inlineStr":
            self._count()

    def _on_column(self, attributes: dict[str, str]) -> None:
        if attributes.get("hidden") in _YES:
            self.facts.hidden.append((int(attributes["min"]) - 1, int(attributes["max"]) - 1))

    def _on_merged(self, _: dict[str, str]) -> None:
        self.facts.merged += 1
