"""Writes the paragraphs and tables of a body, a cell, a header or a footer with what came and what went in them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from copy import deepcopy
from dataclasses import dataclass
from itertools import chain, groupby
from typing import Any

from lxml import etree

from infoshare.documents.redline.marks import Kind, Marks, W
from infoshare.documents.redline.order import NOWHERE, Beside, beside
from infoshare.documents.redline.paragraphs import changed_paragraph, properties_of, whole_paragraph
from infoshare.protocols.versions.likeness import FULL, likeness, words

_P, _TABLE, _ROW, _CELL = f"{W}p", f"{W}tbl", f"{W}tr", f"{W}tc"
_OF_HOLDER = frozenset({f"{W}tcPr", f"{W}sectPr"})
"""What a cell or a body holds besides blocks."""
_SECTION = f"{W}pPr/{W}sectPr"
_CHANGES = frozenset({f"{W}ins", f"{W}del"})
_SPANS = frozenset({f"{W}gridSpan", f"{W}vMerge"})
_BREAKS = {f"{W}tab": "\t", f"{W}br": "\n"}
BEGIN_ALIKE = FULL // 2
"""At least so much alike are two rows of a table that begin with the same words."""


@dataclass(frozen=True)
class _Block:
    """A paragraph, a table or one of its rows; `shape` is the same of two that may be one that changed."""

    element: Any
    xml: str
    shape: str
    words: Counter[str]
    begins: str = ""

    def likeness(self, other: _Block) -> int:
        if self.shape != other.shape:
            return 0
        if self.element.tag == _TABLE:
            return FULL
        least = BEGIN_ALIKE if self.begins and self.begins == other.begins else 0
        return max(least, likeness(self.words, other.words))


def _xml(element: Any) -> str:
    return str(etree.tostring(element, encoding="unicode", with_tail=False))


def text_of(element: Any) -> str:
    """The words of an element, paragraphs and cells apart."""
    return "\n".join("".join(_said(each) for each in paragraph.iter()) for paragraph in element.iter(_P))


def _said(element: Any) -> str:
    return element.text or "" if element.tag == f"{W}t" else _BREAKS.get(element.tag, "")


def _block(element: Any) -> _Block:
    shape = properties_of(element) if element.tag == _P else "".join(_xml(each) for each in element if each.tag != _ROW)
    return _Block(element, _xml(element), element.tag + shape, words(text_of(element)))


def _row(element: Any) -> _Block:
    cells = element.findall(_CELL)
    spans = [[_xml(each) for each in cell.iter(*_SPANS)] for cell in cells]
    begins = text_of(cells[0]) if cells else ""
    return _Block(element, _xml(element), str(spans), words(text_of(element)), begins)


def redlined(before: Any, after: Any, marks: Marks) -> Any:
    """A copy of the later of two elements that hold blocks, with the changes since the earlier one marked."""
    made = etree.Element(after.tag, after.attrib, after.nsmap)
    for one, other in _beside_sections(_sections(before), _sections(after)):
        made.extend(_marked(one, other, marks))
    for element in after:
        if element.tag in _OF_HOLDER:
            made.insert(0 if element.tag == f"{W}tcPr" else len(made), deepcopy(element))
    return made


def _sections(holder: Any) -> list[list[_Block]]:
    """The blocks, up to each paragraph that ends a section."""
    found: list[list[_Block]] = [[]]
    for element in holder:
        if element.tag not in _OF_HOLDER:
            found[-1].append(_block(element))
            if element.find(_SECTION) is not None:
                found.append([])
    return found


def _beside_sections(
    before: list[list[_Block]], after: list[list[_Block]]
) -> Iterator[tuple[list[_Block], list[_Block]]]:
    """Section by section, if there are as many; else all of them as one."""
    if len(before) == len(after):
        yield from zip(before, after, strict=True)
    else:
        yield [*chain(*before)], [*chain(*after)]


def _marked(before: Sequence[_Block], after: Sequence[_Block], marks: Marks) -> Iterator[Any]:
    order = beside(before, after, lambda block: block.xml, _Block.likeness)

    def is_paragraph(pair: Beside) -> bool:
        n, m = pair
        return bool((before[n] if m == NOWHERE else after[m]).element.tag == _P)

    for paragraphs, group in groupby(_tables_first(order, is_paragraph), key=is_paragraph):
        if paragraphs:
            yield from _paragraphs(_closed([*group]), before, after, marks)
        else:
            yield from (_made(n, m, before, after, marks) for n, m in group)


def _tables_first(order: Sequence[Beside], is_paragraph: Callable[[Beside], bool]) -> Iterator[Beside]:
    """The same with a table that came in place of paragraphs before them, if another paragraph follows both."""
    stretches = [(kind, [*group]) for kind, group in groupby(order, key=lambda pair: tuple(n == NOWHERE for n in pair))]
    gone, came = (False, True), (True, False)
    for place in range(len(stretches) - 2):
        (one, went), (other, tables), (_, rest) = stretches[place : place + 3]
        stands = all(map(is_paragraph, went)) and not is_paragraph(tables[0]) and is_paragraph(rest[0])
        if (one, other) == (gone, came) and stands:
            stretches[place : place + 2] = stretches[place + 1], stretches[place]
    yield from (pair for _, group in stretches for pair in group)


def _paragraphs(order: Sequence[Beside], before: Sequence[_Block], after: Sequence[_Block], marks: Marks) -> list[Any]:
    """Paragraphs up to a table or to the end."""
    made = [_made(n, m, before, after, marks) for n, m in order]
    ends: list[Kind | None] = ["ins" if n == NOWHERE else "del" if m == NOWHERE else None for n, m in order]
    _shift_ends(made, ends, marks)
    _shift_after_same(made, ends, marks)
    for element, end in zip(made, ends, strict=True):
        if end:
            marks.end_of(element, end)
    return made


def _closed(order: Sequence[Beside]) -> list[Beside]:
    """The same with the last of what went and the last of what came, if both are at the end, made one that changed."""
    last = next((place for place in reversed(range(len(order))) if NOWHERE not in order[place]), -1)
    gone = [n for n, m in order[last + 1 :] if m == NOWHERE]
    came = [m for n, m in order[last + 1 :] if n == NOWHERE]
    if not gone or not came:
        return [*order]
    others = [*((n, NOWHERE) for n in gone[:-1]), *((NOWHERE, m) for m in came[:-1])]
    return [*order[: last + 1], *others, (gone[-1], came[-1])]


def _made(n: int, m: int, before: Sequence[_Block], after: Sequence[_Block], marks: Marks) -> Any:
    if m == NOWHERE:
        return _whole(before[n].element, "del", marks)
    if n == NOWHERE:
        return _whole(after[m].element, "ins", marks)
    one, other = before[n], after[m]
    if one.xml == other.xml:
        return deepcopy(other.element)
    change = changed_paragraph if other.element.tag == _P else _changed_table
    return change(one.element, other.element, marks)


def _shift_ends(made: Sequence[Any], ends: list[Kind | None], marks: Marks) -> None:
    """Moves the marks of the last ends one paragraph up: before a table and at the end of a cell no end can go."""
    first = next((place + 1 for place in reversed(range(len(ends))) if ends[place] is None), 0)
    stays, changed = made[:first][-1:], made[first:]
    if not changed or not stays:
        return
    kind = ends[-1]
    ends[first - 1 :] = [*ends[first:], None]
    if properties_of(stays[0]) != properties_of(changed[-1]):
        _end_like(stays[0], changed[-1], kind, marks)


def _shift_after_same(made: Sequence[Any], ends: list[Kind | None], marks: Marks) -> None:
    """The same where paragraphs came after one at the end of which words changed, as Word writes it.

    LibreOffice takes those words and the paragraphs as one change, and would not give both ends back.
    """
    for place in range(len(made) - 1):
        if ends[place : place + 2] == [None, "ins"] and made[place][-1:] and made[place][-1].tag in _CHANGES:
            last = next((n for n in range(place + 1, len(ends)) if ends[n] != "ins"), len(ends)) - 1
            ends[place], ends[last] = "ins", None
            if properties_of(made[place]) != properties_of(made[last]):
                _end_like(made[place], made[last], "ins", marks)


def _end_like(stays: Any, last: Any, kind: Kind | None, marks: Marks) -> None:
    """Gives the last paragraph the properties that it has as the end of the one before, where it is that."""
    properties = [deepcopy(each.find(f"{W}pPr")) for each in (stays, last)]
    ours, theirs = (etree.Element(f"{W}pPr") if each is None else each for each in properties)
    if kind == "del":
        for old in last.findall(f"{W}pPr"):
            last.remove(old)
        last.insert(0, ours)
        marks.was(last, theirs)
    else:
        marks.was(last, ours)


def _whole(element: Any, kind: Kind, marks: Marks) -> Any:
    """A block that came or went as one."""
    if element.tag == _P:
        return whole_paragraph(element, kind, marks)
    copied = marks.inside(kind, element) if element.tag != _TABLE else deepcopy(element)
    for row in copied.findall(_ROW):
        copied.replace(row, _whole_row(row, kind, marks))
    return copied


def _whole_row(row: Any, kind: Kind, marks: Marks) -> Any:
    copied = deepcopy(row)
    for paragraph in [*copied.iter(_P)]:
        paragraph.getparent().replace(paragraph, whole_paragraph(paragraph, kind, marks))
    marks.row(copied, kind)
    return copied


def _changed_table(before: Any, after: Any, marks: Marks) -> Any:
    rows, later = ([_row(each) for each in table.findall(_ROW)] for table in (before, after))
    made = etree.Element(after.tag, after.attrib, after.nsmap)
    made.extend(deepcopy(each) for each in after if each.tag != _ROW)
    made.extend(_rows(rows, later, marks))
    return made


def _rows(before: Sequence[_Block], after: Sequence[_Block], marks: Marks) -> Iterator[Any]:
    for n, m in beside(before, after, lambda row: row.xml, _Block.likeness):
        if m == NOWHERE:
            yield _whole_row(before[n].element, "del", marks)
        elif n == NOWHERE:
            yield _whole_row(after[m].element, "ins", marks)
        elif before[n].xml == after[m].xml:
            yield deepcopy(after[m].element)
        else:
            yield _changed_row(before[n].element, after[m].element, marks)


def _changed_row(before: Any, after: Any, marks: Marks) -> Any:
    made = etree.Element(after.tag, after.attrib, after.nsmap)
    cells = iter(before.findall(_CELL))
    for element in after:
        made.append(redlined(next(cells), element, marks) if element.tag == _CELL else deepcopy(element))
    return made
