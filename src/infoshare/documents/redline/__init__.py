"""Makes a Word document with tracked changes of two: if they are accepted it is the later, if not the earlier one."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from lxml import etree

from infoshare.documents.redline.blocks import redlined
from infoshare.documents.redline.marks import Marks, W
from infoshare.documents.word_packing import packed, parts_of

BODY = "word/document.xml"
BESIDE = ("word/header", "word/footer")


def redline(before: bytes, after: bytes, written: datetime) -> bytes:
    """The later of two documents with its changes since the earlier one as tracked changes.

    Args:
        before: a Word document that was made from the same template as `after`.
        after: the later document; styles, numbering and everything that is not text is taken from it.
        written: the time of the changes; equal input gives equal bytes.
    """
    earlier, later, marks = parts_of(before), parts_of(after), Marks(written)
    parts = dict(later)
    for name in sorted(name for name in later if name == BODY or name.startswith(BESIDE)):
        if name in earlier and earlier[name] != later[name]:
            parts[name] = _part(earlier[name], later[name], marks)
    return packed(parts)


def _part(before: bytes, after: bytes, marks: Marks) -> bytes:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)
    one, other = (etree.fromstring(part, parser) for part in (before, after))
    body = other.find(f"{W}body")
    made = redlined(one, other, marks) if body is None else _with_body(one, other, marks)
    return bytes(etree.tostring(made, xml_declaration=True, encoding="UTF-8", standalone=True))


def _with_body(before: Any, after: Any, marks: Marks) -> Any:
    body = after.find(f"{W}body")
    after.replace(body, redlined(before.find(f"{W}body"), body, marks))
    return after
