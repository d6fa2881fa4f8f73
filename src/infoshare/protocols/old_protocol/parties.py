"""Finds the parties of an old protocol by name, with the kind of body that each name shows."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from infoshare.protocols.old_protocol.blanks import is_blank
from infoshare.protocols.old_protocol.bodies import kind_of
from infoshare.protocols.old_protocol.passages import OldText, Passage, Table

LONGEST_NAME = 12
_ORGANISATION = re.compile(
    r"^\W*(?:(?:name of )?(?:the )?(?:part(?:y|ies)|organi[sz]ations?|agenc(?:y|ies)|partners?|bod(?:y|ies)|"
    r"signator(?:y|ies)|on behalf of)"
    r"(?: (?:name|organi[sz]ation|agency))?)\W*$",
    re.IGNORECASE,
)
_LIST = re.compile(
    r"\b(?:part(?:y|ies)|partners?|signator(?:y|ies)|agencies|organi[sz]ations)\b[^.:]{0,80}?(?:\bare\b|:|"
    r"\bis between\b|\binclude\b|\bcomprise\b)"
    r"|\b(?:made|agreed|entered into|is)? ?between\b:?",
    re.IGNORECASE,
)
_BODY = re.compile(
    r"\b(?:Board|Committee|Authority|Trust|Service|Association|Ltd|Limited|Council|Partnership|Team|Agency|Company)$"
)
_SPLIT = re.compile(r"[;,\n]| and (?=(?:the )?[A-Z])|\bas well as\b")
_TIDY = re.compile(
    r"^(?:[-•*·–o]\s+|\(?[a-z0-9ivx]{1,3}[.)]\s+)?(?:(?:and|the|between|with) )*|\s*\((?:the |\"|'|referred|herein|"
    r"known|[A-Z]{2,})[^)]*\)|[\s.;,:]+$",
    re.IGNORECASE,
)


def parties_in(text: OldText, content: Sequence[Passage]) -> list[dict[str, str]]:
    """The parties, as rows for the question set: the name, and the kind of body where the name shows it."""
    found: dict[str, dict[str, str]] = {}
    listed = [each for each in text.body if each.lead and _LIST.search(each.lead) and each not in content]
    for name in (*_of_tables(text), *_of_passages([*content, *listed])):
        kind = kind_of(name)
        if _is_name(name) and (kind or _BODY.search(name)):
            found.setdefault(name.casefold(), {"name": name, **({"body": kind} if kind else {})})
    return _with_tiers([*found.values()])


def _with_tiers(rows: list[dict[str, str]]) -> list[dict[str, str]]:
    """Where a county council is a party, a borough or city is the district below it."""
    if any(row.get("body") == "county_council" for row in rows):
        for row in rows:
            row.update({"body": "district_council"} if row.get("body") == "council_unitary" else {})
    return rows


def _is_name(name: str) -> bool:
    words = name.split()
    return 1 < len(words) <= LONGEST_NAME and words[0][:1].isupper() and not name.endswith("?") and sum(
        word[:1].isupper() for word in words) * 2 > len(words)  # fmt: skip


def tidy(name: str) -> str:
    """A name without the mark of its list item and what it is called hereafter."""
    return _TIDY.sub("", name.strip()).strip()


def organisation_column(table: Table) -> int | None:
    """The column of a table that names organisations, if there is one."""
    return next((column for column, header in table.headers.items() if _ORGANISATION.match(header)), None)


def _of_tables(text: OldText) -> Iterator[str]:
    for table in text.tables:
        column = organisation_column(table)
        for row in table.rows if column is not None and not table.history and not table.form else ():
            for cell, place in zip(row.cells, row.columns, strict=True):
                if place == column and not row.is_header and not is_blank(cell):
                    yield tidy(cell)


def _of_passages(content: Iterable[Passage]) -> Iterator[str]:
    for passage in content:
        if not passage.form:
            introduced = _LIST.search(passage.text)
            if introduced and len(passage.text.split()) > LONGEST_NAME:
                yield from map(tidy, _SPLIT.split(passage.text[introduced.end() :]))
            else:
                yield from map(tidy, re.split(r"[\n;]", passage.raw))
