"""Answers that an old protocol's cover plainly gives: the partnership, the version, the dates and the owner."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from infoshare.identifiers.identifier import Identifier
from infoshare.model.old_protocol import Suggestion
from infoshare.protocols.old_protocol.blanks import is_blank
from infoshare.protocols.old_protocol.dates import FoundDate, dates_in
from infoshare.protocols.old_protocol.labels import Labelled, labelled
from infoshare.protocols.old_protocol.masking import masked
from infoshare.protocols.old_protocol.owners import owners
from infoshare.protocols.old_protocol.passages import OldText, Passage
from infoshare.protocols.old_protocol.reviews import review_dates

LONGEST_SHORT, FIRST_PASSAGES, SHORT_SENTENCE = 300, 40, 20
CONTACT = frozenset({"EMAIL", "PHONE", "WEB ADDRESS", "DATE", "NAME", "ADDRESS", "POSTCODE"})
"""What a work contact is made of, which an answer may hold; numbers that point to a person it may not."""
_START = re.compile(
    r"^\W*(?:effective (?:date|from)|(?:date of )?commencement(?: date)?|start date|starts? (?:on|from)|begins? on|"
    r"valid from|date (?:agreed|of issue|"
    r"of agreement|in force|effective)|"
    r"issue date|in force from|date of (?:this )?(?:protocol|agreement)|agreed on|implementation date)\W*$",
    re.IGNORECASE,
)
_VERSION = re.compile(r"^\W*(?:version|issue|revision)(?: (?:no\.?|number))?\W*$", re.IGNORECASE)
_SAID_VERSION = re.compile(
    r"\b(?:version|issue)(?: (?:no\.?|number))?:? ?v?(\d+(?:\.\d+)*)\b|\bv(\d+\.\d+)\b", re.IGNORECASE
)
_NUMBER = re.compile(r"^v?(\d+(?:\.\d+)*)\b", re.IGNORECASE)
_PARTNERSHIP = re.compile(
    r"(?P<name>(?:[A-Z][\w'&.-]*)(?: (?:[A-Z][\w'&.-]*|of|and|the|for|&|in)){0,7}? (?i:Community Safety Partnership|"
    r"Crime (?:and|&) Disorder "
    r"Reduction Partnership|Safety Partnership|Crime Reduction Partnership|Partnership)|"
    r"[A-Z][\w'&.-]+ (?:[A-Z][\w'&.-]+ )?(?:CSP|CDRP))\b"
)
_PARTNERSHIP_LABEL = re.compile(r"^\W*(?:name of (?:the )?partnership|partnership(?: name)?)\W*$", re.IGNORECASE)
_OPENING = re.compile(
    r"^(?:(?:The|This|In|Of|For|And|Between|Protocol|Agreement|Information|Sharing|Information-Sharing) )+",
    re.IGNORECASE,
)
_KIND_ONLY = re.compile(
    r"^(?:Community Safety|Crime and Disorder Reduction|Safety|Crime Reduction|Local|Multi-?agency|Strategic)? ?"
    r"Partnership$",
    re.IGNORECASE,
)


def of_cover(text: OldText) -> Iterator[Suggestion]:
    """What a cover answers, wherever the document says it."""
    yield from _partnership(text)
    yield from _version(text)
    yield from _start(text)
    reviews = [(found, value) for found, value in review_dates(text) if found.exact and not _is_end(value)]
    if reviews:
        found, value = max(reviews, key=lambda each: each[0].day)
        yield suggestion("review_date", found.day.isoformat(), value.passage)
    owner = next((each for each in owners(text) if not is_blank(each.text)), None)
    if owner:
        yield suggestion("owner", short(owner.text), owner.passage)


_END = re.compile(r"\b(?:expir\w*|ends?|valid|renew\w*|in force|laps\w*|until)\b", re.IGNORECASE)


def _is_end(value: Labelled) -> bool:
    """Whether a date is the end of the protocol, and not of its review."""
    return bool(_END.search(" ".join((*value.labels, value.text))))


_BEGINS = re.compile(
    r"\b(?:protocol|agreement|document|it|this)\b[^.;]{0,30}\b(?:starts?|commences?|begins?|takes? effect|"
    r"comes? into (?:force|effect)|is effective|"
    r"is in force|has effect) (?:on|from)\b|\b(?:in force|effective) from\b",
    re.IGNORECASE,
)


def _start(text: OldText) -> Iterator[Suggestion]:
    """The day on which the protocol begins, under its label or in a sentence."""
    for value in said_values(text):
        if any(map(_START.match, value.labels)):
            yield from _as_start(value, dates_in(value.text))
    for value in said_values(text):
        yield from _as_start(value, _begun_in(value.text))


def _begun_in(sentence: str) -> Iterator[FoundDate]:
    begins = _BEGINS.search(sentence)
    if begins:
        yield from (each for each in dates_in(sentence) if each.start - begins.end() in (0, 1))


def _as_start(value: Labelled, dates: Iterator[FoundDate]) -> Iterator[Suggestion]:
    yield from (suggestion("start_date", each.day.isoformat(), value.passage) for each in dates if each.exact)


def said_values(text: OldText) -> Iterator[Labelled]:
    """What stands under labels, histories and blank forms left out."""
    return (value for value in labelled(text) if not value.passage.history and not value.passage.form)


def suggestion(question: str, answer: object, passage: Passage) -> Suggestion:
    """An answer to a question, and where it comes from."""
    return Suggestion(question=question, answer=answer, where=passage.where)


def short(text: str) -> str:
    """A short answer."""
    return safe(text)[:LONGEST_SHORT].strip(" ,;")


def safe(text: str) -> str:
    """A text that may hold a work contact and no number of a person."""
    return masked(text, _is_contact)


def _is_contact(identifier: Identifier, _: tuple[int, int]) -> bool:
    return identifier.placeholder in CONTACT


def _partnership(text: OldText) -> Iterator[Suggestion]:
    """The name under its label, or else the one that stands most often; of two, the one that comes first."""
    for value in said_values(text):
        if any(map(_PARTNERSHIP_LABEL.match, value.labels)) and not is_blank(value.text):
            yield suggestion("partnership_name", short(value.text), value.passage)
    named = [(name, passage) for passage in text.passages if not passage.history for name in _names_in(passage.text)]
    count = Counter(name.casefold() for name, _ in named)
    for key, _ in count.most_common(1):
        spelt = [(name, passage) for name, passage in named if name.casefold() == key]
        name = next((name for name, _ in spelt if name != name.upper()), spelt[0][0])
        yield suggestion("partnership_name", name, spelt[0][1])


def _names_in(text: str) -> Iterator[str]:
    names = (_OPENING.sub("", found["name"]) for found in _PARTNERSHIP.finditer(text))
    return (name for name in names if not _KIND_ONLY.match(name))


def _version(text: OldText) -> Iterator[Suggestion]:
    for value in said_values(text):
        number = _NUMBER.match(value.text) if any(map(_VERSION.match, value.labels)) else None
        if number:
            yield suggestion("protocol_version", number[1], value.passage)
    for passage in text.passages[:FIRST_PASSAGES]:
        sentences = [] if passage.history else passage.sentences()
        brief = [each for each in sentences if len(each.split()) < SHORT_SENTENCE]
        said = next(filter(None, map(_SAID_VERSION.search, brief)), None)
        if said:
            yield suggestion("protocol_version", said[1] or said[2], passage)
