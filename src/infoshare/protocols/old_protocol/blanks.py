"""Tells whether something was filled in: dots, lines, boxes and "to be confirmed" are no answer."""

from __future__ import annotations

import re

_FILLER = re.compile(r"[._…\-\s/:;,xX☐()\[\]<>*#\"'\\|]+")
_NOTHING = re.compile(
    r"^(?:tbc|tba|tbd|tbn|n/?a|none|nil|unknown|not known|pending|vacant|blank|draft|awaited|outstanding|unsigned|"
    r"not (?:yet )?"
    r"(?:signed|agreed|appointed|named|identified|decided|confirmed)|to be (?:\w+ ){0,2}(?:confirmed|agreed|"
    r"appointed|decided|"
    r"determined|named|added|advised|completed|inserted|identified|nominated|signed|notified|obtained|"
    r"filled)(?: \w+){0,3}|"
    r"awaiting(?: \w+){0,4}|insert(?: \w+){0,6}|enter(?: \w+){0,6}|click (?:or tap )?(?:here )?to enter(?: \w+){0,4}|"
    r"(?:please )?(?:sign|complete|insert|name)(?: and \w+)? here|signature(?: here| pending| awaited)?|name|date|"
    r"signature and date|xx+)$",
    re.IGNORECASE,
)


def is_blank(text: str) -> bool:
    """Whether a text says nothing, or only that something is still to come."""
    kept = " ".join(_FILLER.sub(" ", text).split())
    plain = " ".join(text.strip(" .:[]()<>*_\"'").split())
    coming = len(kept.split()) <= FEW_WORDS and _COMING.search(kept)
    return not kept or bool(coming or _NOTHING.match(kept) or _NOTHING.match(plain))


FEW_WORDS = 8
_COMING = re.compile(
    r"\b(?:to be|yet to be) (?:inserted|added|signed|confirmed|obtained|completed|supplied|appointed|agreed|named)\b|"
    r"\bnot (?:yet )?signed\b",
    re.IGNORECASE,
)
