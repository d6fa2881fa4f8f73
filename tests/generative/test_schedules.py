"""Random data schedules: a compiled policy lets out what the printed annex shows, so exactly, and nothing else."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from infoshare.errors import PolicyError
from infoshare.model.column_rule import Drop
from infoshare.model.policy import Policy
from infoshare.model.precision import FORMS, Precision, Precisions
from infoshare.model.schedule import Sharing
from infoshare.model.strict_yaml import parse_yaml
from infoshare.protocols.schedule.fineness import beyond
from infoshare.protocols.wording import worded_answers
from infoshare.workflows.policy_text import policy_text
from infoshare.workflows.protocol import Protocol
from tests.spec.set_cases import answers_of, protocol_of

NAME = "cda-s115"
FLOWS = [row["name"] for row in answers_of(NAME)["flows"]]
HOLDERS = sorted({row["giver"] for row in answers_of(NAME)["flows"]})
RELEASES = {"depersonalised": "anonymised"}
BY_NAME = {each.name[:1].upper() + each.name[1:]: each for each in Precisions.load().precisions}
COLUMNS = ["surname", "Post Code", "age", "weapon", "arrival", "notes", "ward", "nhs_number"]


@st.composite
def items(draw: st.DrawFn, column: str) -> dict[str, Any]:
    """One row: never shared, or shared in a form that its precision fits."""
    precision = draw(st.sampled_from(Precisions.load().precisions))
    row = {"item": f"Item {column}", "column": column, "precision": precision.id, "why": "Needed"}
    if draw(st.integers(0, 3)) == 0:
        return {**row, "form": "not_shared", "holder": draw(st.sampled_from(HOLDERS))}
    allowed = [form for form in FORMS if precision.fits(form)]
    flows = draw(st.lists(st.sampled_from(FLOWS), min_size=1, max_size=3, unique=True))
    return {**row, "form": draw(st.sampled_from(allowed)), "flows": flows}


@st.composite
def schedules(draw: st.DrawFn) -> Protocol:
    columns = draw(st.lists(st.sampled_from(COLUMNS), min_size=1, unique=True))
    answers = {**answers_of(NAME), "data_items": [draw(items(column)) for column in columns],
               "smallest_group": draw(st.integers(5, 20))}  # fmt: skip
    return protocol_of(NAME, answers)


def shown(protocol: Protocol, sharing: Sharing) -> dict[str, Precision]:
    """What the annex prints for a sharing: the columns that leave, each with its precision."""
    rows = worded_answers(protocol.draft)["data_items"]
    return {
        row["column"]: BY_NAME[row["precision"]]
        for row in rows
        if row["form"] != "Not shared" and sharing.name in row["flows"].split("; ")
    }


def leaves(policy: Policy) -> dict[str, Any]:
    return {name: rule for name, rule in policy.columns.items() if rule.action != "drop"}


@settings(max_examples=100)
@given(schedules())
def test_a_policy_permits_what_the_annex_shows_and_nothing_else(protocol: Protocol) -> None:
    for sharing in protocol.schedule.sharings:
        printed = shown(protocol, sharing)
        try:
            policy = protocol.policy(sharing.recipients[0], sharing=sharing.name)
        except PolicyError:
            form = RELEASES.get(sharing.form, sharing.form)
            assert not printed or any(not fits(each, form) for each in printed.values())
            continue
        assert leaves(policy) == {column: each.rule for column, each in printed.items()}
        assert policy.unlisted_columns == "refuse"
        assert policy.agreed
        assert policy.agreed.schedule_sha256 == protocol.schedule.digest
        assert policy.privacy.k == (protocol.schedule.smallest_group if policy.release == "anonymised" else 1)
        again = Policy.parsed(parse_yaml(policy_text(policy), PolicyError, "p.yaml"), PolicyError, "p.yaml")
        assert again.digest == policy.digest
        assert not [*beyond(policy, policy)]


def fits(precision: Precision, release: str) -> bool:
    """Whether a policy of this release may let that out: nothing that names somebody, unless it is identifiable."""
    named = precision.rule.role in {"direct", "text"} and precision.rule.action == "keep"
    return release == "identifiable" or not named


@settings(max_examples=60)
@given(st.data())
def test_a_finer_rule_is_found_and_a_coarser_one_passes(data: st.DataObject) -> None:
    """Each column in turn gets another precision: what the annex would have to print otherwise is beyond it."""
    protocol = data.draw(schedules().filter(lambda each: bool(compilable(each))))
    agreed = data.draw(st.sampled_from(compilable(protocol)))
    column = data.draw(st.sampled_from(sorted(agreed.columns)))
    other, signed = data.draw(st.sampled_from(Precisions.load().precisions)), agreed.columns[column]
    own = agreed.model_copy(update={"columns": {**agreed.columns, column: other.rule}})
    if other.rule.action == "keep" and signed.action != "keep":
        assert [*beyond(own, agreed)]
    dropped = Drop(action="drop", role=signed.role, known=signed.known)
    assert not [*beyond(agreed.model_copy(update={"columns": {**agreed.columns, column: dropped}}), agreed)]


def compilable(protocol: Protocol) -> list[Policy]:
    found = []
    for sharing in protocol.schedule.sharings:
        try:
            found.append(protocol.policy(sharing.recipients[0], sharing=sharing.name))
        except PolicyError:
            continue
    return found


@pytest.mark.parametrize("change", [{"columns": {"extra": {"role": "plain", "action": "keep"}}}, {"privacy": {"k": 4}},
                                    {"release": "pseudonymised"}, {"unlisted_columns": "drop"}])  # fmt: skip
def test_what_goes_beyond_the_example_is_found(change: dict[str, Any]) -> None:
    agreed = protocol_of(NAME, answers_of(NAME)).policy("Eastmarch Police", sharing="Assault attendances")
    data = agreed.model_dump(mode="json", by_alias=True, exclude_defaults=True)
    columns = {**data["columns"], **change.pop("columns", {})}
    own = Policy.parsed({**data, "columns": columns, **change}, PolicyError, "own.yaml")
    assert len([*beyond(own, agreed)]) == 1
