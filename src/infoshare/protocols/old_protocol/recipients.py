"""Finds section 115 named as the power towards a body that is not on its list."""

from __future__ import annotations

import re
from collections.abc import Iterator

from infoshare.model.stale_law import StaleLaw
from infoshare.protocols.old_protocol.bodies import bodies_in
from infoshare.protocols.old_protocol.found import Found
from infoshare.protocols.old_protocol.parties import organisation_column
from infoshare.protocols.old_protocol.passages import OldText, Table
from infoshare.protocols.old_protocol.patterns import ready
from infoshare.protocols.old_protocol.understanding import understood

_WAY = re.compile(r"\b(to|with|between|from|by|for|of|in|on|who|that|where)\b", re.IGNORECASE)
_GIVING = re.compile(
    r"\b(?:disclos|shar|provid|suppl|pass|releas|giv|hand|exchang|send|sent|transfer|made available|information|"
    r"data)\w*",
    re.IGNORECASE,
)
_GETS = re.compile(
    r"^(?:s|'s)?(?:,? (?:and|or) [\w' ]{1,40}?)?,? (?:also |then )?(?:(?:may|can|will|is able to|are able to|shall|"
    r"is entitled to|are entitled to) )?(?:also |then |now )?"
    r"(?:receives?|obtains?|gets?|requests?|be (?:given|sent|supplied|provided|told))\b",
    re.IGNORECASE,
)
_RIGHT = re.compile(
    r"\b(?:behalf|act(?:s|ing)? for|contract\w*|commission(?:ed|s)? (?:by|under)|appoint\w*|not (?:a |one of |among |"
    r"an? )?"
    r"(?:the )?(?:relevant|listed|on|named|cover|available|apply|extend|reach|permit|allow|help|be used|use|rely)|"
    r"cannot|"
    r"does not|do not|is not|are not|nor|never|"
    r"another (?:power|gateway|basis)|other (?:than|powers?|gateways?)|no power|unless|instead)\b",
    re.IGNORECASE,
)
_LISTS = re.compile(
    r"\brelevant authorit(?:y|ies)\b|\brecipients?\b(?=[^.;]{0,80}\b(?:are|is|include)\b)", re.IGNORECASE
)
_TOLD = re.compile(
    r"\b(?:suppl(?:y|ies|ied)|provid(?:e|es|ed)|gives?|sends?|tells?|informs?|notif(?:y|ies)) (?:(?:the|a|an|our|"
    r"local|every|each) )*$",
    re.IGNORECASE,
)
_AS_DOES = re.compile(r"\bas do(?:es)?(?: the| a| an| our| local)*$", re.IGNORECASE)
_OTHER_LAW = re.compile(r"\b(?:Act|Regulations)\b")
_IS_LISTED = re.compile(r"^[^.;]{0,60}\b(?:is|are) (?:a |also |all |both )*relevant authorit", re.IGNORECASE)
_RECIPIENT = re.compile(
    r"\b(?:recipients?|receiv\w*|disclosed to|shared? with|sent to|given to|goes to|to whom|to)\b", re.IGNORECASE
)


def found_recipients(text: OldText) -> Iterator[Found]:
    """Every sentence and row that names section 115 as the power towards a body that it does not list."""
    called = _called(text)
    for read in understood(text):
        silent = read.passage.history or read.sentence.endswith("?")
        wholes = () if silent else ((read.sentence, 0), *read.wholes)
        if any(_reaches_too_far(whole, offset, called) for whole, offset in wholes):
            yield _found(read.sentence, read.passage.where, read.order, read.passage.row)
    for table in text.tables:
        yield from _in_table(table, text, called)


_NHS_TRUSTS = {"nhs_trust_acute", "nhs_trust_mental_health", "nhs_foundation_trust", "ambulance_trust"}
_OTHER_TRUSTS = {"primary_care_trust", "probation_trust"}
_CHARITY = (
    r"(?:(?:registered|local|national|youth|small) )*(?:charity|voluntary (?:sector )?(?:organi[sz]ation|group|body)|"
    r"community group)"
)
_SAID_CHARITY = re.compile(
    rf"((?:[A-Z][\w'&.-]*)(?: (?:[A-Z][\w'&.-]*|of|and|the|for|&))*)(?: \(|, |,? which is |,? is )(?:a |an |"
    rf"the )?{_CHARITY}\b"
)
_IS_CHARITY = re.compile(rf"^\W*(?:a )?{_CHARITY}\W*$", re.IGNORECASE)


def _called(text: OldText) -> re.Pattern[str] | None:
    """Other names of bodies that section 115 does not list: "the Trust", the name of a charity."""
    named = {each.body for passage in text.passages for each in bodies_in(passage.text)}
    names = {"the Trust"} if named & _NHS_TRUSTS and not named & _OTHER_TRUSTS else set()
    names |= {found[1] for passage in text.passages for found in _SAID_CHARITY.finditer(passage.text)}
    names |= {name.rpartition(" and ")[2] for name in names}
    names |= {row.cells[0] for table in text.tables for row in table.rows if any(map(_IS_CHARITY.match, row.cells[1:]))}
    longer = sorted((re.escape(name) for name in names if len(name) > SHORTEST_NAME), key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(longer)})(?!\w)") if longer else None


SHORTEST_NAME = 3


def _reaches_too_far(sentence: str, offset: int, called: re.Pattern[str] | None) -> bool:
    """Whether a body from `offset` on receives under section 115 and is not on its list."""
    (section,) = ready(("{s115}",), alone=True)
    named = section.search(sentence)
    if not named or _RIGHT.search(sentence):
        return False
    unlisted = StaleLaw.load().unlisted.bodies
    spans = [(each.start, each.end) for each in bodies_in(sentence) if each.body in unlisted]
    spans += [found.span() for found in called.finditer(sentence)] if called else []
    return any(
        start >= offset
        and not _OTHER_LAW.search(sentence, end, max(end, named.start()))
        and _receives(sentence, start, end)
        for start, end in spans
    )


def _receives(sentence: str, start: int, end: int) -> bool:
    """Whether the sentence makes a body a recipient: "disclose to the trust", "the trust may receive"."""
    before = sentence[:start]
    ways = [each for each in _WAY.finditer(before) if each[0].casefold() not in {"of", "in", "on", "for"}]
    if _TOLD.search(before) or (_AS_DOES.search(before.rstrip()) and re.search(r"\b(?:receiv|get|given)", before)):
        return True
    if _IS_LISTED.search(sentence[end:]):
        return True
    if _LISTS.search(before) and not re.search(r"\bto the relevant\b", before):
        return True
    if ways and ways[-1][0].casefold() in {"to", "with", "between"}:
        return bool(_GIVING.search(before[: ways[-1].start()]))
    return bool(_GETS.search(sentence[end:])) and not ways


def _in_table(table: Table, text: OldText, called: re.Pattern[str] | None) -> Iterator[Found]:
    """Rows of a table whose recipient and whose power stand in different cells."""
    (section,) = ready(("{s115}",), alone=True)
    recipients = _recipient_columns(table)
    unlisted = StaleLaw.load().unlisted.bodies
    for row in () if table.history else table.rows:
        told = [cell for cell, column in zip(row.cells, row.columns, strict=True) if column in recipients]
        reached = any(each.body in unlisted for cell in told for each in bodies_in(cell)) or any(
            called and called.search(cell) for cell in told
        )
        if not row.is_header and reached and section.search(row.joined) and not _RIGHT.search(row.joined):
            key = (table.number, row.number)
            order = next((n for n, each in enumerate(text.passages) if each.row == key), 0)
            yield _found(row.joined, row.where, order, key)


def _recipient_columns(table: Table) -> list[int]:
    """The columns that name who receives, or the parties' own where a column says what they receive under."""
    named = [column for column, label in table.headers.items() if _RECIPIENT.search(label) and not _FROM.search(label)]
    under = any(
        re.search(r"\breceiv\w* under\b|\bpower to receive\b", label, re.IGNORECASE) for label in table.headers.values()
    )
    own = organisation_column(table) if under else None
    return named if own is None else [own]


_FROM = re.compile(r"\bfrom\b", re.IGNORECASE)


def _found(quote: str, where: str, order: int, row: tuple[int, int] | None) -> Found:
    unlisted = StaleLaw.load().unlisted
    return Found("s115-unlisted", unlisted.kind, quote, (0, 1), where, unlisted.message, unlisted.provision, order, row)
