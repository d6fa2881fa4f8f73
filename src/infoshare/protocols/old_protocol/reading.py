"""Reads an old protocol as a whole: its sections, what is stale, wrong or missing in it, and what it suggests."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from infoshare.model.old_protocol import OldProtocol
from infoshare.protocols.old_protocol.blocks import Block
from infoshare.protocols.old_protocol.found import Found
from infoshare.protocols.old_protocol.layout import old_text
from infoshare.protocols.old_protocol.owners import found_owner
from infoshare.protocols.old_protocol.passages import OldText
from infoshare.protocols.old_protocol.people import found_people
from infoshare.protocols.old_protocol.recipients import found_recipients
from infoshare.protocols.old_protocol.reviews import found_reviews
from infoshare.protocols.old_protocol.sections import found_missing, found_sections
from infoshare.protocols.old_protocol.signatures import found_unsigned
from infoshare.protocols.old_protocol.suggestions import suggestions_of
from infoshare.protocols.old_protocol.terms import found_terms


def old_protocol(blocks: Sequence[Block], day: date, titles: dict[int, str]) -> OldProtocol:
    """What there is in a document, what is wrong with it as of a day, and which answers it suggests.

    Args:
        blocks: the document as it was read.
        day: the day on which it is judged; law that changed later is not yet stale.
        titles: the titles of the sections by their numbers.
    """
    text = old_text(blocks)
    sections = found_sections(text, titles)
    wrong = _in_order(_wrong(text, day))
    absent = [*found_owner(text), *found_missing(sections, text)]
    return OldProtocol(
        on=day,
        sections=sections,
        findings=tuple(each.finding() for each in (*wrong, *absent)),
        suggestions=suggestions_of(text, wrong),
    )


def _wrong(text: OldText, day: date) -> list[Found]:
    return [
        *found_terms(text, day),
        *found_recipients(text),
        *found_reviews(text, day),
        *found_unsigned(text),
        *found_people(text),
    ]


def _in_order(found: Sequence[Found]) -> list[Found]:
    """In the order of the document, and nothing twice for the same place and reason."""
    kept: dict[tuple[str, str, str], Found] = {}
    for each in sorted(found, key=lambda one: one.order):
        kept.setdefault((each.message, each.text, each.where), each)
    return [*kept.values()]
