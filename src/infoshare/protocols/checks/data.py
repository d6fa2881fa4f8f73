"""Checks of what is shared: figures before people, the least that will do, and every item complete."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from infoshare.identifiers import by_kind
from infoshare.identifiers.folding import fold
from infoshare.model.finding import Finding
from infoshare.protocols.checks.parties import recipients
from infoshare.protocols.checks.rule import Rule
from infoshare.protocols.draft import Draft, Row, same_name

FIRST = Rule("anonymised_first", ("aggregate_would_do", "data_form"), ("uk-gdpr-5-1-c", "caldicott-2", "caldicott-3"))
AGREES = Rule("items_within_form", ("data_items", "data_form"), ("uk-gdpr-5-1-c", "caldicott-3"))
COMPLETE = Rule("items_complete", ("data_items",), ("uk-gdpr-5-1-c", "uk-gdpr-5-1-e", "data-sharing-code"))
NOBODY = Rule("no_patients_in_it", (), ("good-practice",))

PERSONAL = ("pseudonymised", "identifiable")
FINEST_FIRST = ("identifiable", "pseudonymised", "depersonalised", "anonymised", "aggregate", "not_shared")


def anonymised_first(draft: Draft) -> Iterator[Finding]:
    """If figures would do, records of people fail necessity."""
    enough, form = draft.get("aggregate_would_do"), draft.get("data_form")
    if enough is True and form in PERSONAL:
        yield FIRST.gap("figures without people in them would be enough, so sharing records of people is not necessary")
    elif enough is not None and form:
        yield FIRST.met("it was asked whether figures would be enough")


def items_within_form(draft: Draft) -> Iterator[Finding]:
    """No item is shared in a finer form than the protocol says."""
    form = draft.get("data_form")
    if form and draft.rows("data_items"):
        finest = FINEST_FIRST.index(form)
        gaps = [
            f"{_item(row)} is shared as {row['form']}, and the protocol says that data is {form}"
            for row in draft.rows("data_items")
            if row.get("form") in FINEST_FIRST and FINEST_FIRST.index(row["form"]) < finest
        ]
        yield from AGREES.gaps_or_met(gaps, "no item is shared in a finer form than the protocol allows")


def items_complete(draft: Draft) -> Iterator[Finding]:
    """Every shared item says who receives it, how often, and for how long it is kept."""
    rows = [row for row in draft.rows("data_items") if row.get("form") not in {None, "not_shared"}]
    if rows:
        gaps = [gap for row in rows for gap in _item_gaps(draft, row)]
        yield from COMPLETE.gaps_or_met(gaps, "every shared item has recipients, an interval and a retention period")


def _item_gaps(draft: Draft, row: Row) -> Iterator[str]:
    for column, what in (
        ("recipients", "who receives it"),
        ("frequency", "how often"),
        ("retention", "how long for"),
    ):
        if not row.get(column):
            yield f"{_item(row)} does not say {what}"
    receiving = [party["name"] for party in draft.rows("parties") if party.get("receives") and party.get("name")]
    for name in recipients(row.get("recipients")):
        is_party = any(same_name(name, each) for each in draft.parties)
        if is_party and not any(same_name(name, each) for each in receiving):
            yield f"{_item(row)} goes to {name}, which the list of parties says receives nothing"


def _item(row: Row) -> str:
    return f"'{row['item']}'" if row.get("item") else "an item without a name"


def no_patients_in_it(draft: Draft) -> Iterator[Finding]:
    """A protocol is about data, and holds no patient's own number."""
    nhs = by_kind("nhs")
    for question_id, answer in draft.answers.items():
        if any(next(nhs.spans(fold(text).text), None) for text in _texts(answer)):
            message = f"the answer to '{question_id}' has what looks like an NHS number: a protocol names no patients"
            yield NOBODY.gap(message).model_copy(update={"questions": (question_id,)})


def _texts(answer: Any) -> Iterator[str]:
    if isinstance(answer, str):
        yield answer
    elif isinstance(answer, list):
        for each in answer:
            yield from _texts(list(each.values()) if isinstance(each, dict) else each)


DATA_CHECKS = (anonymised_first, items_within_form, items_complete, no_patients_in_it)
