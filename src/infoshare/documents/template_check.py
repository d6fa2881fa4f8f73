"""Looks at a partnership's own Word template: fields that are unknown or missing, unsafe tags, missing styles."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from difflib import get_close_matches
from pathlib import Path
from typing import Any, NamedTuple

from infoshare.documents.sound_docx import refuse_unsound
from infoshare.model.template_fault import TemplateFault
from infoshare.safe_repr import count_of

CURLY = dict.fromkeys(map(ord, "\u2018\u2019"), "'") | dict.fromkeys(map(ord, "\u201c\u201d"), '"')
_TAG = re.compile(r"\{\{.*?\}\}|\{%.*?%\}")
_PREFIX = re.compile(r"^\{(\{|%)(?:p|tr|tc|r)\s")
PARTS = {"header": "the header", "footer": "the footer"}


class Place(NamedTuple):
    """One paragraph of a template: its text, its style, and where it stands, for people."""

    text: str
    style: str | None
    where: str


class Fields(NamedTuple):
    """What a template may name: single fields, and the parts of each (answers, law, rows of tables)."""

    names: Mapping[str, Any]
    wanted: Sequence[str]


def template_faults(path: Path, fields: Fields) -> tuple[TemplateFault, ...]:
    """Everything worth saying of a template, in its own order; first what keeps it from being used.

    Args:
        path: the .docx file.
        fields: `names` is the context that the template would be filled with; `wanted` are the ids of the questions
            whose answers a document should show.

    Raises:
        TemplateError: if the file is no sound Word document at all.
    """
    refuse_unsound(path)
    places = [*_places(path)]
    found = [*_of_tags(places, fields), *_unclosed(places), *_styles(path, places), *_missing(places, fields)]
    return tuple(sorted(found, key=lambda fault: not fault.refuses))


def _places(path: Path) -> Iterator[Place]:
    """Every paragraph: of the body in order, then of headers and footers."""
    from docx import Document
    from docx.oxml.ns import qn

    document, heading = Document(str(path)), "the beginning"
    for number, element in enumerate(document.element.body.iter(qn("w:p")), start=1):
        place = _place(element, f"under '{heading}', paragraph {number}")
        if (place.style or "").casefold().startswith("heading") and place.text.strip():
            heading = _TAG.sub("…", place.text).strip()[:60]
        yield place
    for section in document.sections:
        for name, where in PARTS.items():
            for number, element in enumerate(getattr(section, name)._element.iter(qn("w:p")), start=1):
                yield _place(element, f"{where}, paragraph {number}")


def _place(element: Any, where: str) -> Place:
    from docx.oxml.ns import qn

    style = element.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
    text = "".join(each.text or "" for each in element.iter(qn("w:t")))
    return Place(text, None if style is None else style.get(qn("w:val")), where)


def _of_tags(places: Sequence[Place], fields: Fields) -> Iterator[TemplateFault]:
    """Each tag: that it can be read, that it is safe, and that what it names is there."""
    loops: dict[str, str] = {}
    for place in places:
        for tag in _TAG.findall(place.text):
            yield from _of_tag(_PREFIX.sub(r"{\1 ", tag), place, fields, loops)


def _of_tag(tag: str, place: Place, fields: Fields, loops: dict[str, str]) -> Iterator[TemplateFault]:
    if tag != tag.translate(CURLY):
        yield TemplateFault(
            kind="broken", where=place.where, message=f"curly quotation marks in {tag}: type straight ones"
        )
        return
    inside = tag[2:-2].strip()
    quoteless = _TEXT.sub("''", inside)
    bare = _FILTER.sub(" ", quoteless).replace(".values()", "")
    unsafe = [what for pattern, what in _UNSAFE.items() if re.search(pattern, bare)]
    for what in [*unsafe, *(["a filter that is switched off"] if _SWITCHED_OFF.search(quoteless) else [])]:
        message = f"{what} in {tag}: a template only prints fields"
        yield TemplateFault(kind="unsafe", where=place.where, message=message)
    looped = re.match(r"for\s+(\w+)\s+in\s+([\w.]+)", inside)
    if looped:
        loops[looped[1]] = looped[2]
    yield from _of_names(tag, inside, place, fields, loops)


_TEXT = re.compile(r"'[^']*'|\"[^\"]*\"")
_FILTER = re.compile(r"\|\s*\w+(?:\([^()]*\))?")
_SWITCHED_OFF = re.compile(r"\|\s*(?:safe|random)\b")
_UNSAFE = {
    r"\w\s*\(": "a call",
    r"__|\._": "a hidden name",
    r"\*": "a multiplication",
    r"^(?:import|from|include|extends|macro|autoescape|call|filter)\b": "a command",
}
"""What the sandbox refuses when the document is made (see `word_protocol`), and what it is called."""


def _of_names(tag: str, inside: str, place: Place, fields: Fields, loops: Mapping[str, str]) -> Iterator[TemplateFault]:
    plain = _FILTER.sub(" ", _TEXT.sub(" ", inside)).replace(".values()", "")
    for name, part in re.findall(r"(?<![\w.])([A-Za-z]\w*)(?:\.(\w+))?", plain):
        if name in _WORDS:
            continue
        known, among = _known(name, part, fields, loops)
        if not known:
            asked = f"{name}.{part}" if part else name
            close = get_close_matches(part or name, among, n=1)
            hint = f"; did you mean '{close[0]}'?" if close else ""
            yield TemplateFault(kind="unknown", where=place.where, message=f"'{asked}' in {tag} is no field{hint}")


_WORDS = frozenset("for in if elif else endif endfor not and or is defined none true false loop".split())


def _known(name: str, part: str, fields: Fields, loops: Mapping[str, str]) -> tuple[bool, list[str]]:
    """Whether a field is there, and the fields it may be mistaken for."""
    if name in loops:
        columns = _columns(loops[name], fields)
        return not part or columns is None or part in columns, columns or []
    found = fields.names.get(name)
    if part and isinstance(found, Mapping):
        return part in found, list(found)
    return name in fields.names, list(fields.names)


def _columns(source: str, fields: Fields) -> list[str] | None:
    """The parts of a row of what is looped over; None if it has none, or is not known."""
    name, _, part = source.partition(".")
    found = fields.names.get(name)
    rows = found.get(part) if part and isinstance(found, Mapping) else found
    first = rows[0] if isinstance(rows, list) and rows else None
    return list(first) if isinstance(first, Mapping) else None


def _unclosed(places: Sequence[Place]) -> Iterator[TemplateFault]:
    for place in places:
        rest = _TAG.sub("", place.text)
        if "{{" in rest or "{%" in rest:
            yield TemplateFault(
                kind="broken", where=place.where, message="a tag begins here and does not end in its paragraph"
            )
        elif "}}" in rest or "%}" in rest:
            yield TemplateFault(
                kind="broken", where=place.where, message="a tag ends here that did not begin in its paragraph"
            )


def _styles(path: Path, places: Sequence[Place]) -> Iterator[TemplateFault]:
    from docx import Document

    known = {style.style_id for style in Document(str(path)).styles}
    for style in dict.fromkeys(place.style for place in places if place.style and place.style not in known):
        where = next(place.where for place in places if place.style == style)
        yield TemplateFault(kind="style", where=where, message=f"the style '{style}' is used and is not in the file")


def _missing(places: Sequence[Place], fields: Fields) -> Iterator[TemplateFault]:
    """Questions whose answers the document would not show, and the marks that every page needs."""
    tags = " ".join(tag for place in places for tag in _TAG.findall(place.text))
    unseen = [each for each in fields.wanted if not re.search(rf"\ba\.{each}\b", tags)]
    if unseen:
        message = f"nothing shows the answers to {count_of(len(unseen), 'question')}: {', '.join(unseen)}"
        yield TemplateFault(kind="missing", where="the whole file", message=message)
    for mark, why in _MARKS.items():
        if not re.search(rf"\b{mark}\b", tags):
            yield TemplateFault(kind="missing", where="the whole file", message=f"'{mark}' is nowhere: {why}")


_MARKS = {
    "is_draft": "a draft would not say that it is one",
    "version": "nobody could tell which version it is",
    "short_digest": "nobody could tell which answers it holds (digest or short_digest)",
    "gaps": "open points would not be listed",
}
