"""Accepts or rejects every tracked change of a Word document, by the rules of the standard, and reads what is left."""

from __future__ import annotations

import io
import zipfile
from typing import Any, Literal

from lxml import etree

from tests.unit.documents.word import PRINTED, W

Side = Literal["accepted", "rejected"]
LEFT_OUT = {"accepted": f"{W}del", "rejected": f"{W}ins"}
KEPT = {"accepted": f"{W}ins", "rejected": f"{W}del"}

PLACES = {f"{W}bookmarkStart", f"{W}bookmarkEnd"}


def resolved(part: bytes, side: Side) -> Any:
    """One part of a document with all of its changes accepted or rejected."""
    root = etree.fromstring(part)
    for paragraph in [*root.iter(f"{W}p")]:
        _runs(paragraph, side)
    _rows(root, side)
    for paragraph in [*root.iter(f"{W}p")]:
        _end(paragraph, side)
    for change in [*root.iter(f"{W}pPrChange")]:
        _properties(change, side)
    return root


def _rows(root: Any, side: Side) -> None:
    for row in [*root.iter(f"{W}tr")]:
        if row.find(f"{W}trPr/{LEFT_OUT[side]}") is not None:
            row.getparent().remove(row)
        for mark in row.findall(f"{W}trPr/{KEPT[side]}"):
            mark.getparent().remove(mark)
    for table in [*root.iter(f"{W}tbl")]:
        if table.find(f"{W}tr") is None:
            table.getparent().remove(table)


def _runs(paragraph: Any, side: Side) -> None:
    for mark in [*paragraph.iter(LEFT_OUT[side])]:
        holder = mark.getparent()
        if holder.tag != f"{W}rPr":
            holder.remove(mark)
        if holder.tag == f"{W}hyperlink" and not len(holder):
            holder.getparent().remove(holder)
    for mark in [*paragraph.iter(KEPT[side])]:
        holder = mark.getparent()
        if holder.tag != f"{W}rPr":
            place = holder.index(mark)
            holder[place : place + 1] = [*mark]
    for gone, name in ((f"{W}delText", f"{W}t"), (f"{W}delInstrText", f"{W}instrText")):
        for element in paragraph.iter(gone):
            element.tag = name


def _end(paragraph: Any, side: Side) -> None:
    """A paragraph whose end is left out goes on in the next one; if there is none, it goes if it is empty."""
    properties = paragraph.find(f"{W}pPr/{W}rPr")
    if properties is None or properties.find(LEFT_OUT[side]) is None:
        for mark in [] if properties is None else properties.findall(KEPT[side]):
            properties.remove(mark)
        return
    content = [each for each in paragraph if each.tag != f"{W}pPr"]
    following = paragraph.getnext()
    if following is not None and following.tag == f"{W}p":
        start = 1 if following.find(f"{W}pPr") is not None else 0
        following[start:start] = content
        paragraph.getparent().remove(paragraph)
    elif all(each.tag in PLACES for each in content):
        paragraph.getparent().remove(paragraph)


def _properties(change: Any, side: Side) -> None:
    properties = change.getparent()
    if side == "accepted":
        properties.remove(change)
        return
    kept = [each for each in properties if each.tag in {f"{W}rPr", f"{W}sectPr"}]
    properties[:] = [*change.find(f"{W}pPr"), *kept]


def parts(document: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(document)) as package:
        return {name: package.read(name) for name in package.namelist()}


def reads(root: Any) -> list[tuple[str, str, int]]:
    """Every paragraph: its text, its properties, and how deep in tables it stands."""
    return [
        (
            "".join(_printed(each) for each in paragraph.iter()),
            _styles(paragraph),
            sum(1 for each in paragraph.iterancestors() if each.tag in {f"{W}tbl", f"{W}tr", f"{W}tc"}),
        )
        for paragraph in root.iter(f"{W}p")
    ]


def _printed(element: Any) -> str:
    text = element.text or "" if element.tag in {f"{W}t", f"{W}instrText"} else ""
    return text + PRINTED.get(element.tag, "")


def _styles(paragraph: Any) -> str:
    """The properties but for those of the mark of its end, which say nothing here."""
    found = [each for each in paragraph.iterfind(f"{W}pPr/*") if each.tag not in {f"{W}rPr"}]
    return "".join(etree.tostring(each, encoding="unicode", with_tail=False) for each in found)


def shape(root: Any) -> list[list[int]]:
    """The cells of each row of each table."""
    return [[len(row.findall(f"{W}tc")) for row in table.findall(f"{W}tr")] for table in root.iter(f"{W}tbl")]
