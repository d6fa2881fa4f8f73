"""Finds numbers of people that stand in a protocol, where none belongs; the value itself is never said."""

from __future__ import annotations

from collections.abc import Iterator

from infoshare.identifiers.registry import by_kind
from infoshare.protocols.old_protocol.found import Found
from infoshare.protocols.old_protocol.masking import spans_of
from infoshare.protocols.old_protocol.passages import OldText, Passage

KINDS = {
    "nhs": "an NHS number",
    "named_health_number": "an NHS number",
    "ni": "a National Insurance number",
    "pnc": "a PNC ID",
}
"""Numbers that point to one person wherever they stand, and that no protocol needs."""


def found_people(text: OldText) -> Iterator[Found]:
    """Every passage in which a number of a person stands, once for each kind of number."""
    for order, passage in enumerate(text.passages):
        kinds = {what: kind for kind, what in reversed(KINDS.items()) if _numbers(kind, passage.text)}
        for what, kind in kinds.items():
            yield _found(passage, order, kind, what)


def _found(passage: Passage, order: int, kind: str, what: str) -> Found:
    sentence = next((each for each in passage.sentences() if _numbers(kind, each)), passage.text)
    message = f"{what[0].upper()}{what[1:]} stands here. Take it out: a protocol is read by many and published."
    rule, place = f"person-{kind}", passage.where
    return Found(rule, "practice", sentence, (0, 1), place, message, "uk-gdpr-5-1-c", order, passage.row)


def _numbers(kind: str, text: str) -> bool:
    """Whether a number of a kind stands in a text; the telephone of an NHS body is none, nor are sections ("ss.")."""
    telephones = [*spans_of(by_kind("phone"), text)]
    return any(
        not text[start:end].startswith("ss") and not any(start < stop and at < end for at, stop in telephones)
        for start, end in spans_of(by_kind(kind), text)
    )
