"""The marks of tracked changes in WordprocessingML: what came, what went, and what a paragraph was before."""

from __future__ import annotations

from collections.abc import Iterable
from copy import deepcopy
from datetime import datetime
from typing import Any, Literal

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
AUTHOR = "infoshare"
Kind = Literal["ins", "del"]
_GONE = {f"{W}t": f"{W}delText", f"{W}instrText": f"{W}delInstrText"}
_RUN, _P_PR, _R_PR, _TR_PR = f"{W}r", f"{W}pPr", f"{W}rPr", f"{W}trPr"
_AFTER_MARK = (f"{W}sectPr", f"{W}pPrChange")
"""What stands in a paragraph's properties after those of its mark."""


class Marks:
    """Makes marks of one author and time, each with a number of its own."""

    def __init__(self, written: datetime) -> None:
        self._date = written.strftime("%Y-%m-%dT%H:%M:%SZ")
        self._made = 0

    def _mark(self, name: str) -> Any:
        self._made += 1
        mark = etree.Element(f"{W}{name}")
        for key, value in (("id", str(self._made)), ("author", AUTHOR), ("date", self._date)):
            mark.set(f"{W}{key}", value)
        return mark

    def runs(self, kind: Kind, runs: Iterable[Any]) -> Any:
        """Runs of a paragraph, as having come or gone."""
        mark = self._mark(kind)
        mark.extend(_as_gone(run) if kind == "del" else run for run in runs)
        return mark

    def inside(self, kind: Kind, element: Any) -> Any:
        """A copy of what holds runs, such as a link, with each of them as having come or gone."""
        copied = deepcopy(element)
        for run in [*copied.iter(_RUN)]:
            holder, place = run.getparent(), run.getparent().index(run)
            holder.insert(place, self.runs(kind, [run]))
        return copied

    def end_of(self, paragraph: Any, kind: Kind) -> None:
        """Marks the end of a paragraph as having come or gone: without it, the next one goes on in the same line."""
        properties = _properties(paragraph)
        run = properties.find(_R_PR)
        if run is None:
            run = etree.Element(_R_PR)
            later = next((n for n, each in enumerate(properties) if each.tag in _AFTER_MARK), len(properties))
            properties.insert(later, run)
        run.insert(0, self._mark(kind))

    def was(self, paragraph: Any, before: Any) -> None:
        """Records the properties that a paragraph had before, if they were others."""
        old = etree.Element(_P_PR)
        old.extend(deepcopy(each) for each in before if each.tag not in {_R_PR, *_AFTER_MARK})
        mark = self._mark("pPrChange")
        mark.append(old)
        _properties(paragraph).append(mark)

    def row(self, row: Any, kind: Kind) -> None:
        """Marks a row of a table as having come or gone."""
        properties = row.find(_TR_PR)
        if properties is None:
            properties = etree.Element(_TR_PR)
            row.insert(0, properties)
        properties.append(self._mark(kind))


def _properties(paragraph: Any) -> Any:
    properties = paragraph.find(_P_PR)
    if properties is None:
        properties = etree.Element(_P_PR)
        paragraph.insert(0, properties)
    return properties


def _as_gone(run: Any) -> Any:
    """The run with its text as text that went."""
    for element in run.iter(*_GONE):
        element.tag = _GONE[element.tag]
    return run
