"""The facts of each flow of a draft: what its tables and answers say, in the words of `law may-share`."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from infoshare.model.answers import Answer
from infoshare.model.flow import Flow, Other
from infoshare.protocols.draft import Draft, Row

TERRITORIES = {"england": ("England",), "wales": ("Wales",), "both": ("England", "Wales")}
RISK_SIGNS = ("matching", "profiling")


@dataclass(frozen=True)
class StatedFlow:
    """One flow of a draft, from one organisation to one other in one country, with a name for people."""

    name: str
    giver: str
    recipient: str
    flow: Flow


def stated_flows(draft: Draft) -> tuple[StatedFlow, ...]:
    """Every flow of a draft; a decision has one, an agreement a table of them.

    A row that is not whole, or names nobody on the list of parties, states no flow: it has a gap of its own.
    """
    return tuple(_of_decision(draft) if draft.questionnaire.kind == "decision" else _of_agreement(draft))


def _of_decision(draft: Draft) -> Iterator[StatedFlow]:
    facts = {**_common(draft), **_facts(draft.answers, Flow), "other": Other(**_others(draft))}
    for territory in _territories(draft):
        flow = Flow.model_validate({**facts, "territory": territory})
        giver, recipient = (_body_name(draft, each) for each in (flow.discloser, flow.recipient))
        yield StatedFlow("this disclosure", giver, recipient, flow)


def _body_name(draft: Draft, body_id: str | None) -> str:
    body = draft.law.body(body_id or "")
    return body.name if body else ""


def _of_agreement(draft: Draft) -> Iterator[StatedFlow]:
    for row in draft.whole_rows("flows"):
        for recipient in row["recipients"]:
            if draft.body_of(row["giver"]) and draft.body_of(recipient):
                yield from (_stated(draft, row, recipient, territory) for territory in _territories(draft))


def _stated(draft: Draft, row: Row, recipient: str, territory: str | None) -> StatedFlow:
    giving, receiving = draft.party(row["giver"]) or {}, draft.party(recipient) or {}
    facts = {
        **_common(draft), **_of_row(row), **basis_facts(draft.basis_of(row["giver"], row["name"]) or {}),
        "discloser": giving.get("body"), "recipient": receiving.get("body"), "territory": territory,
        "recipient_acts_for": receiving.get("acts_for"),
        "other": Other(**_others(draft) | _others_of_row(draft, row, giving, receiving)),
    }  # fmt: skip
    return StatedFlow(row["name"], row["giver"], recipient, Flow.model_validate(facts))


def _of_row(row: Row) -> dict[str, Any]:
    """What the row of a flow says in other words than the facts do."""
    includes = set(row.get("includes", ()))
    return {
        **_facts(row, Flow), "cda_provision": row.get("cda_task", row["purpose"]),
        "special_category": bool(includes & {"health", "special"}),
        "patient_information": bool(includes & {"health", "care_record"}), "health_origin": "care_record" in includes,
        "criminal_offence": "offences" in includes,
        "confidential": bool(includes & {"care_record", "health", "confidence"}), "consent": _consent(row),
    }  # fmt: skip


def _consent(row: Row) -> str:
    return "explicit_given" if row.get("confidence") == "explicit_consent" else "not_sought"


def _others_of_row(draft: Draft, row: Row, giving: Row, receiving: Row) -> dict[str, Any]:
    weighed = row.get("confidence") == "public_interest" and draft.get("separate_decision_record") is True
    basis = draft.basis_of(row["giver"], row["name"]) or {}
    return {
        "public_interest_test_recorded": weighed or None,
        "evidence_of_appointment": _is_appointed(row, giving, receiving) or None,
        "designated_liaison_officer": bool(giving.get("officer") and receiving.get("officer")) or None,
        "ea_condition": basis.get("ea_condition"),
    }


def _is_appointed(row: Row, giving: Row, receiving: Row) -> bool:
    """Whether a paper shows the part of whoever is not listed: the recipient, or under MAPPA either end."""
    either = row["gateway"] == "cja_s325_4" and giving.get("appointment")
    return bool(receiving.get("appointment") or either)


def basis_facts(row: Row) -> dict[str, Any]:
    """The facts of one row of the table of lawful bases."""
    under_part_3 = row.get("art6") == "part_3"
    return {key: row.get(key) for key in ("art9", "sch1", "part3")} | {
        "art6": None if under_part_3 else row.get("art6")
    }


def _common(draft: Draft) -> dict[str, Any]:
    subjects = draft.get("subjects")
    groups = {} if subjects is None else {"children": "children" in subjects, "victims": "victims" in subjects}
    translated = {fact: says(draft.get(fact)) for fact, says in _TRANSLATED.items() if fact in draft.answers}
    return {"date": draft.day("start_date"), **groups, **translated}


_TRANSLATED: Mapping[str, Callable[[Answer], Any]] = {
    "guardian_decision": lambda answer: answer != "not_agreed",
    "dpia": lambda answer: answer == "done",
    "appropriate_policy_document": lambda answer: answer == "in_place",
}
"""Answers that say a fact in other words."""


def _facts(answers: Mapping[str, Answer], of: type[Flow] | type[Other]) -> dict[str, Any]:
    """The answers whose questions are called like a fact and say it as it is."""
    named = set(of.model_fields) - {*_TRANSLATED, "territory", "date", "other", "barred_data"}
    return {key: answer for key, answer in answers.items() if key in named}


def _others(draft: Draft) -> dict[str, Any]:
    barred = [kind for kind in draft.get("barred_data") or () if kind != "none"]
    signs = draft.get("risk_signs") or ()
    given = {fact: True for fact, question in _GIVEN_BY.items() if question in draft.answers}
    said = {fact: draft.get(question) for fact, question in _SAID_BY.items() if question in draft.answers}
    return {
        **given, **said, **_facts(draft.answers, Other), **{sign: sign in signs for sign in RISK_SIGNS if signs},
        "barred_data": tuple(barred) if draft.get("barred_data_shared") else (),
        "opt_out_checked": draft.get("opt_out") == "applied" or None,
        "refused": draft.get("outcome") == "refuse" or draft.get("refused"),
    }  # fmt: skip


_GIVEN_BY = {
    "art26_arrangement": "joint_arrangement", "complaints_route_to_controller": "complaints",
    "necessity_recorded": "necessity", "disclosure_control": "anonymisation_standard",
    "free_text_location_reviewed": "free_text_handling",
}  # fmt: skip
"""Facts that are so as soon as a question has an answer."""
_SAID_BY = {
    "joint_decision_on_purposes_and_means": "joint_controllers",
    "public_interest_test_recorded": "outweighs",
}
"""Facts that an answer of yes or no says under another name."""


def _territories(draft: Draft) -> tuple[str | None, ...]:
    return TERRITORIES.get(str(draft.get("territory")), (None,))
