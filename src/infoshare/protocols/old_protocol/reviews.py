"""Finds review and expiry dates that have passed, and reviews that are said to be pending."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from infoshare.protocols.old_protocol.dates import FoundDate, dates_in
from infoshare.protocols.old_protocol.found import Found
from infoshare.protocols.old_protocol.labels import Labelled, labelled
from infoshare.protocols.old_protocol.passages import OldText, Passage

_LABEL = re.compile(
    r"^(?:\W*(?:date (?:of|for|due for) (?:the )?(?:next |formal |annual )?review|(?:next|formal|annual|planned|"
    r"scheduled|"
    r"protocol|document|policy|agreement|isa|isp)? ?(?:planned |scheduled |formal )?review(?: date| due| due date|"
    r" by| due by| "
    r"on|ed by date| cycle date)?|due for review|(?:to be )?reviewed? (?:by|on|before)|to be reviewed|"
    r"(?:protocol|agreement|document|isa|isp)(?: is)? to be (?:next )?reviewed|"
    r"(?:protocol|agreement|document|isa|isp)(?: is| remains)? (?:valid|in force) (?:until|to)|"
    r"expir(?:y|es|ation)(?: date|"
    r" on)?|date of "
    r"expiry|valid (?:until|to)|renewal(?: date| due)?|end date|review and expiry date))\W*$",
    re.IGNORECASE,
)
_CUE = re.compile(
    r"(?:(?:will|shall|must|is|are|should|to) (?:then |next |first )?be (?:next |formally |fully |jointly |first |"
    r"again |[\w-]+ and )*"
    r"(?:review|renew|revisit|refresh)ed|"
    r"next due|date (?:for|of) (?:the )?(?:next )?review|considered for review|renewal is due|review the (?:working|"
    r"operation|effectiveness)|review (?:of )?(?:this|the) (?:protocol|agreement|document|isa|isp)|review (?:it|"
    r"this)(?: again)?|subject to (?:\w+ )?review|"
    r"(?:next|first|formal|scheduled|annual|full|joint) review|review (?:date|period|is due|was due|due|by)|"
    r"review\b[^.;]{0,20} (?:is|was|will be|shall be|being) (?:due|scheduled|planned|set|fixed|timetabled|held|"
    r"carried out)|"
    r"review\b[^.;]{0,20} (?:will|shall|should|is to) (?:take place|occur|happen|be)|due (?:for|to be) (?:review|"
    r"renew)\w*|"
    r"(?:protocol|agreement|document|it|isa|isp)(?: \w+){0,2} (?:expires?\b|lapses?\b|ends?\b|runs? (?:until|to)|(?:is|"
    r"remains?|will remain|shall "
    r"remain) (?:valid|in force|in effect|operational) (?:until|to)|(?:continues?|will run|will continue) until)|"
    r"(?:will |shall |to )?(?:runs?|continues?|lasts?|remains? in force|operates?|be in force|be valid|in force|"
    r"ends?|expires?|lapses?) (?:until|till|up to|on)|^\W*(?:expires?|expiry|valid until|review|next review|"
    r"review date|review due|due for review)\b|(?:looked at|considered|examined|visited) (?:again|afresh)|"
    r"\bvalid (?:until|till|to) |check(?:ed)? (?:it |this )?again|"
    r"be (?:re-?examined|revisited|reconsidered|reassessed))",
    re.IGNORECASE,
)
_PAST = re.compile(
    r"\b(?:last|previous(?:ly)?|was|were|has been|have been) (?:\w+ )?review|\blast reviewed\b", re.IGNORECASE
)
_PENDING = re.compile(
    r"\breviews?(?: of (?:this|the) \w+)?\W{1,3}(?:is |are |was |still |now )*(?:pending|overdue|outstanding|awaited|"
    r"not yet (?:done|started|held|complete\w*))|"
    r"\b(?:pending|awaiting|overdue for) (?:\w+ ){0,2}review|\b(?:under|in) review\b|\breview in progress\b",
    re.IGNORECASE,
)
_ABOUT_ITSELF = re.compile(
    r"\b(?:protocol|agreement|document|version|partners?|status|this|policy|isa|isp)\b", re.IGNORECASE
)
FEW_WORDS, REACH = 6, 70


def review_dates(text: OldText) -> Iterator[tuple[FoundDate, Labelled]]:
    """The dates on which the document says it must be reviewed or ends, each with where it stands."""
    last = {(table.number, table.rows[-1].number) for table in text.tables}
    for value in labelled(text):
        bygone = value.passage.history and value.passage.row not in last
        if not bygone and any(_LABEL.match(label) for label in value.labels):
            yield from ((found, value) for found in dates_in(value.text))
    for order, passage in enumerate(text.passages):
        for sentence in () if passage.history else passage.sentences():
            for found in _said_in(sentence, passage.heading):
                yield found, Labelled((), sentence, passage, order)


def _said_in(sentence: str, heading: str) -> Iterator[FoundDate]:
    """The first date after each mention of a review to come, if it is near."""
    for cue in _CUE.finditer(sentence):
        if _PAST.search(sentence[max(0, cue.start() - 12) : cue.end()]) or not _is_about_itself(
            cue[0], sentence, heading
        ):
            continue
        after = next((each for each in dates_in(sentence) if each.start >= cue.end()), None)
        if after and after.start - cue.end() <= REACH and ";" not in sentence[cue.end() : after.start]:
            yield after


_OWN_WORDS = (
    "check",
    "next",
    "review",
    "first",
    "due",
    "full",
    "formal",
    "annual",
    "joint",
    "scheduled",
    "renew",
    "consider",
    "date",
)
_ITSELF = re.compile(
    r"\b(?:protocol|agreement|document|policy|version|accord|memorandum|isa|isp|it|this)\b|"
    r"^\W*(?:to|will|shall|must) be",
    re.IGNORECASE,
)


def _is_about_itself(cue: str, sentence: str, heading: str) -> bool:
    """Whether it is the protocol that is to be reviewed, and not something that it speaks of."""
    if not cue[:1].isalpha() or sentence.startswith(cue):
        return True
    return cue.casefold().startswith(_OWN_WORDS) or bool(
        _ITSELF.search(sentence) or re.search(r"review", heading, re.IGNORECASE))  # fmt: skip


def found_reviews(text: OldText, day: date) -> Iterator[Found]:
    """Review dates before a day, and reviews that wait.

    Of several dates under one label or in one sentence the latest counts; of one that stands twice, each place.
    """
    latest: dict[tuple[int, str], tuple[FoundDate, Labelled]] = {}
    for found, value in review_dates(text):
        key = (value.order, value.text)
        if key not in latest or latest[key][0].day < found.day:
            latest[key] = (found, value)
    places = {(value.order, found.day): (found, value) for found, value in reversed(latest.values())}
    for found, value in reversed(places.values()):
        if found.day < day:
            yield _past(found, value, day)
    if not any(found.day >= day for found, _ in places.values()):
        yield from _lapsed(text, day, {order for order, _ in places})
    for order, passage in enumerate(text.passages):
        yield from _pending(passage, order)


_YEARLY = re.compile(
    r"\breviewed (?:at least )?(?:annually|yearly|every year|each year|once a year|every (?:12|twelve) months)|"
    r"\b(?:annual|yearly) review|"
    r"\breviews? (?:this|the|it)\b(?: \w+)? "
    r"(?:at least )?(?:annually|yearly|every year|each year|once a year|every (?:12|twelve) months)",
    re.IGNORECASE,
)
_LAST = re.compile(
    r"\blast (?:formally |fully )?review(?:ed)?(?: date| on| in)?\b|"
    r"\b(?:has|have|was|were) (?:last |most recently )?reviewed (?:on|in)\b|\breviewed (?:this|the) \w+ (?:on|in)\b",
    re.IGNORECASE,
)


def _lapsed(text: OldText, day: date, told: set[int]) -> Iterator[Found]:
    """The last review, if one is said to be held each year and more than a year has passed."""
    if not any(_YEARLY.search(each.text) for each in text.body if not each.history):
        return
    held = [*_held(text)]
    last = max((found.day for found, _, _ in held), default=day)
    late = {value.order: (found, begins, value) for found, begins, value in held if found.day == last}
    for order, (found, begins, value) in late.items():
        if order in told or (day - last).days <= A_YEAR:
            continue
        about = (len(begins) + found.start, len(begins) + found.end)
        message = (
            f"It is to be reviewed each year, and the last review, {_worded(found)}, is longer ago. Review it now."
        )
        yield Found("past-review", "past_review", begins + value.text, about, value.passage.where, message,
                    "data-sharing-code", order)  # fmt: skip


def _held(text: OldText) -> Iterator[tuple[FoundDate, str, Labelled]]:
    """The reviews that were held: the latest day of each label or sentence, and the label before the quote."""
    for value in labelled(text):
        label = next((each for each in value.labels if _LAST.match(each)), "")
        dates = [*dates_in(value.text)] if label and not value.passage.history and not _LAST.search(value.text) else []
        if dates:
            yield max(dates, key=lambda each: each.day), f"{label.rstrip(': ')}: ", value
    for order, passage in enumerate(text.passages):
        for sentence in () if passage.history else passage.sentences():
            cue = _LAST.search(sentence)
            dates = [each for each in dates_in(sentence) if cue and each.start >= cue.end()]
            if dates:
                yield max(dates, key=lambda each: each.day), "", Labelled((), sentence, passage, order)


A_YEAR = 366


def _past(found: FoundDate, value: Labelled, day: date) -> Found:
    label = next((each for each in value.labels if _LABEL.match(each)), "")
    begins = f"{label.rstrip(': ')}: " if label and not _CUE.search(value.text) else ""
    about = (len(begins) + found.start, len(begins) + found.end)
    message = (
        f"The date for review or the end of the protocol, {_worded(found)}, was before {day.day} {day:%B %Y}. "
        "Review it now, and then at least once a year and whenever the law changes."
    )
    return Found("past-review", "past_review", begins + value.text, about, value.passage.where, message,
                 "data-sharing-code", value.order)  # fmt: skip


def _worded(found: FoundDate) -> str:
    return f"{found.day.day} {found.day:%B %Y}" if found.exact else f"at the latest {found.day.day} {found.day:%B %Y}"


def _pending(passage: Passage, order: int) -> Iterator[Found]:
    for sentence in () if passage.history else passage.sentences():
        waits = _PENDING.search(sentence)
        named = f"{' '.join(passage.labels)} {sentence}"
        if (
            waits
            and (_ABOUT_ITSELF.search(named) or len(sentence.split()) <= FEW_WORDS)
            and not _NOT_ITSELF.search(sentence)
        ):
            message = "A review is said to be waiting. Hold it, and write down its date and what came of it."
            yield Found("review-pending", "past_review", sentence, waits.span(), passage.where, message,
                        "data-sharing-code", order, passage.row)  # fmt: skip


_NOT_ITSELF = re.compile(
    r"\b(?:kept|keep|keeps) under review|\b(?:case|cases|referrals?|requests?|decisions?|records?|complaints?|"
    r"appeals?)\b|"
    r"\b(?:not|never) (?:under|in|pending)|\bregular(?:ly)? under review|remain\w* under (?:constant|regular|"
    r"continuous)? ?review",
    re.IGNORECASE,
)
