"""Finds who looks after the protocol, or that nobody is named."""

from __future__ import annotations

import re
from collections.abc import Iterator

from infoshare.protocols.old_protocol.blanks import is_blank
from infoshare.protocols.old_protocol.found import Found
from infoshare.protocols.old_protocol.labels import Labelled, labelled
from infoshare.protocols.old_protocol.parties import organisation_column
from infoshare.protocols.old_protocol.passages import OldText

_WHAT = r"(?:protocol|agreement|document|isa|isp|policy|arrangement|memorandum|guide|accord)"
LABEL = re.compile(
    rf"^\W*(?:\d[\d.]*\s+)?(?:(?:{_WHAT}|overall|responsible|named|lead|partnership|"
    rf"designated)(?:'s)? )*(?:owner(?:ship)?|custodian|"
    rf"(?:lead|responsible|accountable|contact) (?:officer|person|manager|agency|organisation|post)|keeper|"
    rf"maintained by|owned by|kept by|looked after by|managed "
    rf"by|sponsor|administrator|co-?ordinator|{_WHAT} (?:lead|manager|contact)|contact(?: for (?:this|the) {_WHAT})?|"
    rf"(?:owner|custodian|keeper)(?: of (?:this|the) {_WHAT})?(?: \(.*\))?|document lead|lead|"
    rf"questions|queries|enquiries)\W*$",
    re.IGNORECASE,
)
_SAID = re.compile(
    rf"(?i:\bthis {_WHAT}|\bthe {_WHAT}|\bit)\b[^.;]{{0,30}}\b(?:is|are|will be|shall be|remains?) (?:owned|"
    rf"maintained|managed|administered|"
    rf"kept up to date|looked after|co-?ordinated|held and maintained|kept under review|"
    rf"hosted) by (?P<after>the [^.;]+|[A-Z][^.;]+)|"
    rf"\b(?i:(?:owner|custodian|keeper) of (?:this|the) {_WHAT}) (?:is|will be|shall be) (?P<is>[^.;]+)|"
    rf"(?P<before>[^.;]+?) (?:is|are|will be|shall be|has|have|takes?) (?:\w+ )?(?:responsib(?:le|ility) for|"
    rf"charged with) "
    rf"(?:maintaining|reviewing|keeping|updating|managing|administering|the (?:maintenance|review|upkeep|"
    rf"administration|management|"
    rf"ownership|co-?ordination)|this)[^.;]{{0,40}}\b{_WHAT}|"
    rf"(?i:\b(?:responsibility for (?:maintaining|reviewing|keeping|updating|managing|the \w+ of)) (?:this|"
    rf"the) {_WHAT}[^.;]{{0,30}}) "
    rf"(?:rests|lies|sits) with (?P<rests>[^.;]+)|"
    rf"(?i:\b(?:overall |day-to-day )?responsibility for (?:this|the) {_WHAT}) (?:rests|lies|"
    rf"sits) with (?P<lies>[^.;]+)|"
    rf"(?i:\b(?:this|the) {_WHAT} is the responsibility of) (?P<of>[^.;]+)|"
    rf"(?P<named>[^.;]+?),? (?:is|are|will be|shall be) (?:the )?(?:named )?(?:owner|custodian|keeper|"
    rf"lead officer) (?:of|for) (?:this|the) {_WHAT}|"
    rf"(?P<owns>(?:The|A|An|[A-Z])[^.;]+?) (?:owns|looks after|maintains|administers|manages|keeps) this {_WHAT}|"
    r"(?P<owns_it>(?:The|A|An|[A-Z])[^.;]*\b(?i:manager|officer|lead|head|director|co-?ordinator|"
    r"team|chair|unit)\b[^.;]*?),? (?:owns|looks after|maintains) it(?=$|[.;,] ?)",
)
_NO_PERSON = re.compile(
    r"^\W*(?:(?:all|each|every|both|the) )*(?:partners?|part(?:y|ies)|signator(?:y|ies)|agenc(?:y|ies)|"
    r"organisations?|it|they|he|she|we|"
    r"everyone|everybody|nobody|no[- ]one|none|no owner|partnership)(?: (?:to this protocol|organi[sz]ations?|"
    r"agenc(?:y|ies)|bod(?:y|ies)|members?))*\W*$",
    re.IGNORECASE,
)


def owners(text: OldText) -> Iterator[Labelled]:
    """Who is said to look after the protocol, best said first; a blank one too."""
    of_parties = {table.number for table in text.tables if organisation_column(table) is not None}
    for value in labelled(text):
        passage = value.passage
        elsewhere = passage.form or passage.history or (passage.row is not None and passage.row[0] in of_parties)
        if not elsewhere and any(LABEL.match(label) for label in value.labels):
            yield Labelled(value.labels, value.text, value.passage, value.order)
    for order, passage in enumerate(text.passages):
        for sentence in () if passage.form or passage.history else passage.sentences():
            said = _SAID.search(sentence)
            who = next((each for each in said.groups() if each), "").strip() if said else ""
            if who and not _NO_PERSON.match(who):
                yield Labelled((), who, passage, order)


def found_owner(text: OldText) -> Iterator[Found]:
    """That the protocol names nobody who looks after it."""
    said = [*owners(text)]
    if any(not is_blank(each.text) and not _NO_PERSON.match(each.text) for each in said):
        return
    message = "Nobody is named who looks after the protocol: name a post, its organisation and a work contact."
    blank = next(iter(said), None)
    if blank is None:
        yield Found("owner", "missing", "", (0, 0), "in the whole document", message, "data-sharing-code")
    else:
        label = next((each for each in blank.labels if LABEL.match(each)), "")
        yield Found("owner", "missing", f"{label}: {blank.text}".strip(": "), (0, 1), blank.passage.where, message,
                    "data-sharing-code", blank.order)  # fmt: skip
