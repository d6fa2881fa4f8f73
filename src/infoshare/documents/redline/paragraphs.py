"""Writes one paragraph with the words that came and went in it."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

from lxml import etree

from infoshare.documents.redline.atoms import Atom, atoms_of, put_together
from infoshare.documents.redline.marks import Kind, Marks, W
from infoshare.protocols.versions.word_changes import spans

_P_PR, _SECTION = f"{W}pPr", f"{W}sectPr"


def properties_of(paragraph: Any) -> str:
    """A paragraph's properties, such as style and number, as XML; the same of two that look the same."""
    properties = paragraph.find(_P_PR)
    return "" if properties is None else etree.tostring(properties, encoding="unicode", with_tail=False)


def changed_paragraph(before: Any, after: Any, marks: Marks) -> Any:
    """The later paragraph, with what went of the earlier one and what came marked word by word."""
    made = _empty(after)
    if properties_of(before) != properties_of(after):
        marks.was(made, before.find(_P_PR) if before.find(_P_PR) is not None else [])
    (old, _), (new, places) = atoms_of(before), atoms_of(after)
    for span in spans(old, new, size=_size):
        if span.same:
            made.extend(put_together(new[span.c : span.d], marks, None))
        else:
            made.extend(put_together(old[span.a : span.b], marks, "del"))
            made.extend(put_together(new[span.c : span.d], marks, "ins"))
    made.extend(deepcopy(each) for each in places)
    return made


def _size(atom: Atom) -> int:
    return atom.size


def whole_paragraph(paragraph: Any, kind: Kind, marks: Marks) -> Any:
    """A paragraph all of which came or went; its end is not marked here, and ends no section where it went."""
    made = _empty(paragraph)
    if kind == "del":
        for section in made.findall(f"{_P_PR}/{_SECTION}"):
            section.getparent().remove(section)
    atoms, places = atoms_of(paragraph)
    made.extend(put_together(atoms, marks, kind))
    made.extend(deepcopy(each) for each in places if kind == "ins")
    return made


def _empty(paragraph: Any) -> Any:
    """The paragraph with its properties and nothing in it."""
    made = etree.Element(paragraph.tag, paragraph.attrib, paragraph.nsmap)
    made.extend(deepcopy(each) for each in paragraph.findall(_P_PR))
    return made
