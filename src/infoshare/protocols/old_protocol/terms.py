"""Finds stale and wrong law by its words, sentence by sentence, and passes by every mention that is right."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from infoshare.model.law import Law
from infoshare.protocols.old_protocol.abbreviations import other_sense
from infoshare.protocols.old_protocol.bodies import bodies_in
from infoshare.protocols.old_protocol.found import Found
from infoshare.protocols.old_protocol.layout import is_reading
from infoshare.protocols.old_protocol.passages import OldText, Passage, Row, Table
from infoshare.protocols.old_protocol.patterns import ReadyRule, ready_rules
from infoshare.protocols.old_protocol.understanding import Understood, understood

STALE = "stale_law"
_QUOTED_QUESTION = re.compile(r"\"[^\"]*\?\s*(?:\"|$)|(?<!\w)'[^\"]*?\?\s*(?:'|$)")
_NEXT_BODY = re.compile(
    r"^[\s,/&()\"']*(?:(?:and|or|before|until|since|\d{4}|the|its|any|both|of"
    r"|then|later|[A-Z][\w'-]*)[\s,/&()\"']*)*$"
)
_CONNECTORS = re.compile(r"^[\s,/&()\"']*(?:(?:and|or|the|its|any|then|both|later|of)[\s,/&()\"']*)*$")


@dataclass(frozen=True, slots=True)
class _Mention:
    ready: ReadyRule
    start: int
    end: int


def found_terms(text: OldText, day: date) -> Iterator[Found]:
    """Everything stale or wrong that is found by its words, as of a day."""
    rules = [rule for rule in ready_rules() if rule.counts_on(day) and not _means_another(rule, text)]
    rows = {(table.number, row.number): row.joined for table in text.tables for row in table.rows}
    in_rows: set[tuple[str, tuple[int, int]]] = set()
    for read in understood(text):
        for found in _in_sentence(read, rules):
            if found.row:
                in_rows.add((found.rule, found.row))
            whole = _with_row(found, rows)
            if whole is found or not _is_gone_in_row(found, whole.text, rules):
                yield whole
    across = [rule for rule in rules if rule.rule.across]
    for table in text.tables:
        for row in table.rows:
            yield from _in_row(table, row, across, in_rows, text)


FEW_WORDS = 2


def _is_gone_in_row(found: Found, row: str, rules: list[ReadyRule]) -> bool:
    """Whether the next cells say that what a short first cell names is gone, as a list of terms does."""
    start, end = found.about
    (rule,) = (each for each in rules if each.rule.id == found.rule)
    return row.startswith(found.text) and rule.is_right(row.replace(" | ", " "), start, end)


def _with_row(found: Found, rows: dict[tuple[int, int], str]) -> Found:
    """A cell of one or two words says little without the rest of its row."""
    if found.row is None or len(found.text.split()) > FEW_WORDS:
        return found
    return replace(found, text=rows[found.row], about=(0, 1))


def _in_sentence(read: Understood, rules: list[ReadyRule]) -> Iterator[Found]:
    """What a sentence says by itself, and what it says only as it is understood."""
    fitting = [rule for rule in rules if _may_speak(rule, read.sentence, read.passage)]
    seen: set[str] = set()
    for mention in _wrong_mentions(read.sentence, fitting):
        seen.add(mention.ready.rule.id)
        yield _found(mention, read, (mention.start, mention.end))
    for whole, offset in read.wholes:
        others = [rule for rule in fitting if rule.rule.kind != STALE and rule.rule.id not in seen]
        for mention in _wrong_mentions(whole, others):
            if mention.start < offset < mention.end:
                seen.add(mention.ready.rule.id)
                yield _found(mention, read, (0, max(mention.end - offset, 1)))


_DATED_TITLE = re.compile(r"(?<!Act) \((?:19|20)\d\d\)(?:\W*$|,? [A-Z])")
_MYTHS = re.compile(r"\bmyths?\b|\bmisconceptions?\b|\bmisunderstandings\b", re.IGNORECASE)


def _may_speak(rule: ReadyRule, sentence: str, passage: Passage) -> bool:
    """A history tells what was, and a question says nothing; a stale Act in a question still needs another one.

    Of things to read, each is called what it was called in its year.
    """
    if is_reading([passage.heading]) and _DATED_TITLE.search(sentence):
        return False
    if passage.history and rule.rule.kind in {STALE, "wrong_law"}:
        return False
    if any(_MYTHS.search(heading) for heading in passage.headings):
        return False
    if any(pattern.search(heading) for pattern in rule.beneath for heading in passage.headings):
        return False
    return rule.rule.kind == STALE or not sentence.rstrip("\"' )").endswith("?")


def _in_quoted_question(sentence: str, start: int, end: int) -> bool:
    """Whether a mention stands in a question that is only quoted, as a form or a guide does."""
    return any(found.start() <= start and end <= found.end() for found in _QUOTED_QUESTION.finditer(sentence))


def _wrong_mentions(sentence: str, rules: list[ReadyRule]) -> list[_Mention]:
    """At most one mention of each rule that nothing makes right; of stale ones that overlap, the earlier rule's."""
    taken: list[_Mention] = []
    for rule in rules:
        for start, end in rule.mentions(sentence):
            clash = rule.rule.kind == STALE and any(
                each.ready.rule.kind == STALE and start < each.end and each.start < end for each in taken
            )
            if rule.rule.privately and _is_private(sentence):
                continue
            apart = _in_quoted_question(sentence, start, end) or (
                rule.rule.body and _is_something_else(sentence, start, end)
            )
            if not clash and not apart:
                taken.append(_Mention(rule, start, end))
    wrong: dict[str, _Mention] = {}
    right: _Mention | None = None
    for mention in sorted(taken, key=lambda each: (each.start, -each.end)):
        if mention.ready.is_right(sentence, mention.start, mention.end) or (
            right and _goes_on(sentence, right, mention)
        ):
            right = mention
        else:
            wrong.setdefault(mention.ready.rule.id, mention)
    return [*wrong.values()]


def _means_another(rule: ReadyRule, text: OldText) -> bool:
    """Whether a document gives an abbreviation another sense, and never writes out the body that it stands for."""
    if not (rule.rule.body and rule.rule.exact):
        return False
    said = [each.text for each in text.passages]
    if not any(_is_something_else(each, *span) for each in said for span in rule.mentions(each)):
        return False
    long = [other for other in ready_rules() if other.rule.message == rule.rule.message and not other.rule.exact]
    return not any([*other.mentions(each)] for other in long for each in said)


def _is_something_else(sentence: str, start: int, end: int) -> bool:
    """Whether an abbreviation is said to stand for words that name no body that is gone."""
    sense = other_sense(sentence, start, end)
    bodies = (pattern for rule in ready_rules() if rule.rule.body for pattern in rule.words)
    return bool(sense) and not any(pattern.fullmatch(sense) for pattern in bodies)


def _is_private(sentence: str) -> bool:
    """Whether a sentence names bodies, and no public authority among them."""
    law = Law.load()
    named = [law.body(each.body) for each in bodies_in(sentence)]
    return bool(named) and not any(body and body.public_authority for body in named)


def _goes_on(sentence: str, right: _Mention, mention: _Mention) -> bool:
    """Whether a mention is the next item of a list whose last one is right: "formerly the PCT and the SHA"."""
    between = sentence[right.end : mention.start]
    one, other = right.ready.rule, mention.ready.rule
    if one.body and other.body:
        return bool(_NEXT_BODY.match(between))
    return one.kind == other.kind == STALE and one.body == other.body and bool(_CONNECTORS.match(between))


def _in_row(
    table: Table, row: Row, rules: list[ReadyRule], seen: set[tuple[str, tuple[int, int]]], text: OldText
) -> Iterator[Found]:
    """What only the cells of a row together say."""
    key = (table.number, row.number)
    if row.is_header or table.history:
        return
    headed = [f"{label}: {cell}" if (label := table.headers.get(column)) else cell
              for cell, column in zip(row.cells, row.columns, strict=True) if cell]  # fmt: skip
    together = " | ".join(headed)
    order = next((n for n, each in enumerate(text.passages) if each.row == key), 0)
    if together.rstrip().endswith("?"):
        return
    for mention in _wrong_mentions(together, [rule for rule in rules if (rule.rule.id, key) not in seen]):
        rule = mention.ready.rule
        yield Found(rule.id, rule.kind, row.joined, (0, 1), row.where, rule.message, rule.provision, order, key)


def _found(mention: _Mention, read: Understood, about: tuple[int, int]) -> Found:
    rule, passage = mention.ready.rule, read.passage
    return Found(
        rule.id, rule.kind, read.sentence, about, passage.where, rule.message, rule.provision, read.order, passage.row
    )
