"""Checks of what is shared: figures before people, the least that will do, flows that agree, nobody's own number."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations
from typing import Any

from infoshare.identifiers import by_kind
from infoshare.identifiers.folding import fold
from infoshare.model.finding import Finding
from infoshare.model.flow import PERSONAL
from infoshare.protocols.checks.rule import Rule
from infoshare.protocols.draft import Draft, Row, name_key, same_name

FIRST = Rule("anonymised_first", ("aggregate_would_do", "data_form"), ("uk-gdpr-5-1-c", "caldicott-2", "caldicott-3"))
AGREES = Rule("items_within_form", ("data_items", "flows", "data_form"), ("uk-gdpr-5-1-c", "caldicott-3"))
WITHIN = Rule("flows_within_purposes", ("flows", "purposes"), ("uk-gdpr-5-1-b",))
AGREE = Rule("flows_agree", ("flows", "data_items"), ("uk-gdpr-5-1-b", "uk-gdpr-5-1-e", "data-sharing-code"))
NOBODY = Rule("no_patients_in_it", (), ("good-practice",))

FINEST_FIRST = ("identifiable", "pseudonymised", "depersonalised", "anonymised", "aggregate", "not_shared")


def anonymised_first(draft: Draft) -> Iterator[Finding]:
    """If figures would do, records of people fail necessity."""
    enough, form = draft.get("aggregate_would_do"), draft.get("data_form")
    if enough is True and form in PERSONAL:
        yield FIRST.gap("figures without people in them would be enough, so sharing records of people is not necessary")
    elif enough is not None and form:
        yield FIRST.met("it was asked whether figures would be enough")


def items_within_form(draft: Draft) -> Iterator[Finding]:
    """No sharing is finer than the protocol says, and no item finer than its sharing."""
    if draft.get("data_form") and draft.rows("flows") and draft.rows("data_items"):
        gaps = [*_finer_flows(draft), *_finer_items(draft)]
        yield from AGREES.gaps_or_met(gaps, "nothing is shared in a finer form than was said")


def _finer_flows(draft: Draft) -> Iterator[str]:
    for row in draft.rows("flows"):
        if _is_finer(row.get("data_form"), draft.get("data_form")):
            yield f"{_called(row)} is {row['data_form']}, and the protocol says that data is {draft.get('data_form')}"


def _finer_items(draft: Draft) -> Iterator[str]:
    for item, flow in _items_in_flows(draft):
        if _is_finer(item.get("form"), flow.get("data_form")):
            yield f"{_item(item)} is shared as {item['form']}, and {_called(flow)} is {flow['data_form']}"


def _is_finer(form: Any, than: Any) -> bool:
    return form in FINEST_FIRST and than in FINEST_FIRST and FINEST_FIRST.index(form) < FINEST_FIRST.index(than)


def _items_in_flows(draft: Draft) -> Iterator[tuple[Row, Row]]:
    for item in draft.rows("data_items"):
        for name in item.get("flows", ()):
            yield from ((item, flow) for flow in draft.rows("flows") if same_name(flow.get("name"), name))


def flows_within_purposes(draft: Draft) -> Iterator[Finding]:
    """Each sharing serves a purpose that the protocol names, and each has its items."""
    purposes, rows = draft.get("purposes"), [*draft.whole_rows("flows")]
    if not purposes or not rows or not draft.rows("data_items"):
        return
    gaps = [
        f"{_called(row)} is for something that is not among the purposes"
        for row in rows
        if row["purpose"] not in purposes
    ]
    used = [name for item in draft.rows("data_items") for name in item.get("flows", ())]
    whole = len([*draft.whole_rows("data_items")]) == len(draft.rows("data_items"))
    gaps += [
        f"{_called(row)} has no items: say what is shared in it"
        for row in rows
        if whole and not any(same_name(row["name"], each) for each in used)
    ]
    yield from WITHIN.gaps_or_met(gaps, "every sharing serves a named purpose and has its items")


def flows_agree(draft: Draft) -> Iterator[Finding]:
    """No two rows contradict each other."""
    flows, items = [*draft.whole_rows("flows")], [*draft.whole_rows("data_items")]
    if flows and items:
        gaps = [f"in {_called(row)} somebody gives to themselves" for row in flows if _gives_to_itself(row)]
        gaps += [gap for one, other in combinations(flows, 2) for gap in _flow_conflicts(one, other)]
        gaps += [gap for one, other in combinations(items, 2) for gap in _item_conflicts(draft, one, other)]
        yield from AGREE.gaps_or_met(gaps, "no two rows contradict each other")
        for one, other in combinations(flows, 2):
            yield from _joinable(one, other)


def _flow_conflicts(one: Row, other: Row) -> Iterator[str]:
    both = f"{_called(one)} and {_called(other)}"
    if same_name(one["name"], other["name"]):
        yield f"two rows are called {_called(one)}: give each sharing a name of its own"
    elif _same_ends(one, other) and one["purpose"] == other["purpose"]:
        if one.get("confidence") and other.get("confidence") and one["confidence"] != other["confidence"]:
            yield f"{both} go the same way for the same purpose, and set confidence aside on different grounds"
        if one["data_form"] == other["data_form"] and one["gateway"] != other["gateway"]:
            yield f"{both} go the same way for the same purpose in the same form, and rest on different powers"


def _gives_to_itself(row: Row) -> bool:
    return any(same_name(row["giver"], each) for each in row["recipients"])


def _joinable(one: Row, other: Row) -> Iterator[Finding]:
    forms = {one["data_form"], other["data_form"]}
    if _same_ends(one, other) and forms == {"pseudonymised", "identifiable"}:
        yield AGREE.judgement(
            f"{_called(one)} and {_called(other)} go to the same recipient with and without names: "
            "could the codes be joined to the names?"
        )


def _same_ends(one: Row, other: Row) -> bool:
    shared = any(same_name(each, also) for each in one["recipients"] for also in other["recipients"])
    return shared and same_name(one["giver"], other["giver"])


def _item_conflicts(draft: Draft, one: Row, other: Row) -> Iterator[str]:
    """The same item of the same holder, once shared and once not, or in one sharing in two forms."""
    if not _same_item(one, other):
        return
    if _held_by(draft, one) & _held_by(draft, other) and "not_shared" in {one["form"], other["form"]}:
        if one["form"] != other["form"]:
            yield f"{_item(one)} is listed as shared and as never shared by the same holder"
    elif one["form"] != other["form"] and _flows_of(one) & _flows_of(other):
        yield f"{_item(one)} is listed twice in one sharing, in two forms"


def _same_item(one: Row, other: Row) -> bool:
    return same_name(one["item"], other["item"]) or bool(one.get("column") and one["column"] == other.get("column"))


def _flows_of(item: Row) -> set[str]:
    return {name_key(name) for name in item.get("flows", ())}


def _held_by(draft: Draft, item: Row) -> set[str]:
    if item.get("holder"):
        return {name_key(item["holder"])}
    rows = [row for row in draft.rows("flows") if _flows_of(item) & _flows_of({"flows": [row.get("name")]})]
    return {name_key(row.get("giver")) for row in rows}


def _item(row: Row) -> str:
    return f"'{row['item']}'" if row.get("item") else "an item without a name"


def _called(row: Row) -> str:
    return f"'{row['name']}'" if row.get("name") else "a sharing without a name"


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
    elif isinstance(answer, list | dict):
        for each in answer.values() if isinstance(answer, dict) else answer:
            yield from _texts(each)


DATA_CHECKS = (anonymised_first, items_within_form, flows_within_purposes, flows_agree, no_patients_in_it)
