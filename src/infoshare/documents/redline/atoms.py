"""Takes a paragraph apart into words, tabs, fields and links, and puts such parts together as runs again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from copy import deepcopy
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any

from lxml import etree

from infoshare.documents.redline.marks import Kind, Marks, W
from infoshare.protocols.versions.word_changes import ISLAND, tokens

_RUN, _R_PR, _P_PR, _TEXT, _FIELD = f"{W}r", f"{W}rPr", f"{W}pPr", f"{W}t", f"{W}fldChar"
_PLACES = frozenset({f"{W}bookmarkStart", f"{W}bookmarkEnd", f"{W}proofErr", f"{W}lastRenderedPageBreak"})
"""What is no part of the text: of the later version it stays where it is, of the earlier one it is left out."""
LAYOUT = ISLAND
"""As many characters as a tab, a field or a link counts for: it stays where it is between two changes."""
SPACE = "{http://www.w3.org/XML/1998/namespace}space"


@dataclass(frozen=True)
class Atom:
    """The smallest part that comes or goes as one.

    `key` says when two are the same. `style` is the run's properties as XML. `run_part` is an element inside a run;
    `wholes` are elements of the paragraph itself: a link, or the runs of a field. `places` stand before it.
    """

    key: tuple[str, str]
    size: int
    style: str = ""
    run_part: Any = field(default=None, compare=False)
    wholes: tuple[Any, ...] = field(default=(), compare=False)
    places: tuple[Any, ...] = field(default=(), compare=False)


def atoms_of(paragraph: Any) -> tuple[list[Atom], tuple[Any, ...]]:
    """A paragraph's atoms, and the places behind the last of them."""
    found: list[Atom] = []
    waiting: list[Any] = []
    for each in _atoms(paragraph):
        if isinstance(each, Atom):
            found.append(Atom(each.key, each.size, each.style, each.run_part, each.wholes, tuple(waiting)))
            waiting = []
        else:
            waiting.append(each)
    return found, tuple(waiting)


def _atoms(paragraph: Any) -> Iterator[Any]:
    """Atoms, and between them the elements that are only places."""
    inside: list[Any] = []
    depth = 0
    for element in paragraph:
        if element.tag == _P_PR:
            continue
        if element.tag in _PLACES:
            yield element
            continue
        depth += _opened(element)
        if depth or inside:
            inside.append(element)
            if not depth:
                yield _whole(inside)
                inside = []
        elif element.tag == _RUN:
            yield from _of_run(element)
        else:
            yield _whole([element])
    if inside:
        yield _whole(inside)


def _opened(element: Any) -> int:
    """How many more fields a run of the paragraph opens than it closes."""
    kinds = [each.get(f"{W}fldCharType") for each in element.iter(_FIELD)] if element.tag == _RUN else []
    return kinds.count("begin") - kinds.count("end")


def _whole(elements: Sequence[Any]) -> Atom:
    key = "".join(etree.tostring(each, encoding="unicode", with_tail=False) for each in elements)
    return Atom((key, "whole"), LAYOUT, wholes=tuple(elements))


def _of_run(run: Any) -> Iterator[Atom]:
    properties = run.find(_R_PR)
    style = "" if properties is None else etree.tostring(properties, encoding="unicode", with_tail=False)
    for element in run:
        if element.tag == _TEXT:
            yield from (Atom((word, style), len(word), style, _text(word)) for word in tokens(element.text or ""))
        elif element.tag != _R_PR and element.tag not in _PLACES:
            key = etree.tostring(element, encoding="unicode", with_tail=False)
            yield Atom((key, style), LAYOUT, style, element)


def _text(words: str) -> Any:
    element = etree.Element(_TEXT)
    element.text = words
    element.set(SPACE, "preserve")
    return element


def put_together(atoms: Iterable[Atom], marks: Marks, kind: Kind | None) -> Iterator[Any]:
    """The elements of a paragraph that hold these atoms: as they are, or as having come or gone."""
    for is_whole, group in groupby(atoms, key=lambda atom: bool(atom.wholes)):
        several = [*group]
        yield from _wholes(several, marks, kind) if is_whole else _runs(several, marks, kind)


def _wholes(atoms: Iterable[Atom], marks: Marks, kind: Kind | None) -> Iterator[Any]:
    for atom in atoms:
        yield from _places(atom, kind)
        for element in atom.wholes:
            if kind is None:
                yield deepcopy(element)
            else:
                run = element.tag == _RUN
                yield marks.runs(kind, [deepcopy(element)]) if run else marks.inside(kind, element)


def _runs(atoms: Iterable[Atom], marks: Marks, kind: Kind | None) -> Iterator[Any]:
    """Runs, each as long as the style and nothing but text goes on; places stand between them."""
    for _, group in groupby(_numbered(atoms), key=lambda each: each[0]):
        several = [atom for _, atom in group]
        yield from _places(several[0], kind)
        runs = [_run(style, [*same]) for style, same in groupby(several, key=lambda atom: atom.style)]
        if kind is None:
            yield from runs
        else:
            yield marks.runs(kind, runs)


def _numbered(atoms: Iterable[Atom]) -> Iterator[tuple[int, Atom]]:
    """Atoms with a number that rises at each that has places before it."""
    number = 0
    for atom in atoms:
        number += bool(atom.places)
        yield number, atom


def _places(atom: Atom, kind: Kind | None) -> Iterator[Any]:
    if kind != "del":
        yield from (deepcopy(each) for each in atom.places)


def _run(style: str, atoms: Sequence[Atom]) -> Any:
    run = etree.Element(_RUN)
    if style:
        run.append(etree.fromstring(style))
    for atom in atoms:
        last = run[-1] if len(run) else None
        if atom.run_part.tag == _TEXT and last is not None and last.tag == _TEXT:
            last.text += atom.run_part.text
        else:
            run.append(deepcopy(atom.run_part))
    return run
