"""The text of one Word paragraph as a reader sees it once changes are accepted, and what hangs on it.

Inserted text counts and deleted text does not; fields give their results; hidden text is read.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from infoshare.documents.word_package import Style, child, is_on, outline_level, tag, value
from infoshare.protocols.old_protocol.blocks import Line

DELETED = frozenset({"del", "moveFrom"})
UNREAD = DELETED | {
    "pPr", "rPr", "sdtPr", "sdtEndPr", "instrText", "delText", "delInstrText", "fldData", "tblPr", "Fallback", "rt",
}  # fmt: skip
PRINTED = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
PICTURE = "[picture]"
"""What stands in the text for a picture, such as a signature that was scanned."""


@dataclass
class Paragraph:
    """What was read of one paragraph: its text so far, text boxes, and the notes that it refers to."""

    text: list[str] = field(default_factory=list)
    boxes: list[Any] = field(default_factory=list)
    notes: list[tuple[str, str]] = field(default_factory=list)
    letters: int = 0
    bold_letters: int = 0

    def line(self, style: Style, properties: Any) -> Line:
        """The paragraph as a line, with what its style and its own properties say."""
        own = outline_level(properties)
        numbered = properties is not None and child(properties, "numPr") is not None
        return Line(
            text="".join(self.text).strip(),
            level=style.level if own is None else own,
            bold=style.bold or 0 < self.letters == self.bold_letters,
            listed=style.listed or numbered,
            contents=style.contents,
        )


def read_into(paragraph: Paragraph, element: Any, *, bold: bool = False) -> None:
    """Read an element of a paragraph, and everything in it."""
    name = tag(element)
    if name in UNREAD or is_placeholder(element):
        return
    special = _SPECIAL.get(name)
    if special:
        special(paragraph, element, bold)
    elif name in PRINTED:
        paragraph.text.append(PRINTED[name])
    else:
        _read_children(paragraph, element, _is_bold(element) if name == "r" else bold)


def is_placeholder(element: Any) -> bool:
    """Whether this is a content control that nobody has filled in, which only shows what to do."""
    return tag(element) == "sdt" and is_on(child(element, "sdtPr", "showingPlcHdr"))


def _read_children(paragraph: Paragraph, element: Any, bold: bool) -> None:
    for each in element:
        read_into(paragraph, each, bold=bold)


def _is_bold(run: Any) -> bool:
    return is_on(child(run, "rPr", "b"))


def _text(paragraph: Paragraph, element: Any, bold: bool) -> None:
    text = element.text or ""
    paragraph.text.append(text)
    letters = sum(character.isalnum() for character in text)
    paragraph.letters += letters
    paragraph.bold_letters += letters if bold else 0


def _symbol(paragraph: Paragraph, element: Any, _: bool) -> None:
    code = value(element, "char")
    if code and all(figure in "0123456789abcdefABCDEF" for figure in code):
        paragraph.text.append("☐" if int(code, 16) >= PRIVATE else chr(int(code, 16)))


PRIVATE = 0xD800
"""Symbols of symbol fonts have numbers that mean nothing outside the font; most are boxes to tick and bullets."""


def _box(paragraph: Paragraph, element: Any, _: bool) -> None:
    paragraph.boxes.append(element)


def _note(paragraph: Paragraph, element: Any, _: bool) -> None:
    paragraph.notes.append((tag(element).removesuffix("Reference"), value(element, "id")))


def _picture(paragraph: Paragraph, _: Any, __: bool) -> None:
    paragraph.text.append(PICTURE)


def _form_field(paragraph: Paragraph, element: Any, _: bool) -> None:
    """An old form field keeps what was chosen or ticked beside its text."""
    choices, tick = child(element, "ffData", "ddList"), child(element, "ffData", "checkBox")
    if choices is not None:
        entries = [value(each) for each in choices if tag(each) == "listEntry"]
        chosen = child(choices, "result")
        number = value(chosen) if chosen is not None else "0"
        paragraph.text += entries[int(number) : int(number) + 1] if number.isdigit() else []
    if tick is not None:
        state = child(tick, "checked")
        paragraph.text.append("☒" if is_on(child(tick, "default") if state is None else state) else "☐")


def _alternatives(paragraph: Paragraph, element: Any, bold: bool) -> None:
    """Word keeps drawings twice, for itself and for older programs: the first is read, or else the other."""
    before = (len(paragraph.text), len(paragraph.boxes))
    _read_children(paragraph, element, bold)
    if (len(paragraph.text), len(paragraph.boxes)) == before:
        for other in element:
            _read_children(paragraph, other, bold)


_SPECIAL: dict[str, Callable[[Paragraph, Any, bool], None]] = {
    "t": _text,
    "sym": _symbol,
    "txbxContent": _box,
    "footnoteReference": _note,
    "endnoteReference": _note,
    "blip": _picture,
    "imagedata": _picture,
    "fldChar": _form_field,
    "AlternateContent": _alternatives,
}
