"""Checks of each flow by the rules of `law may-share`: its power, its bases, confidence and safeguards."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from infoshare.model.finding import Finding
from infoshare.model.flow import Reason
from infoshare.protocols.checks.rule import Rule
from infoshare.protocols.draft import Draft, Row
from infoshare.protocols.flow_facts import StatedFlow, basis_facts, stated_flows
from infoshare.protocols.flows import basis, special, stated
from infoshare.protocols.flows.bars import barred
from infoshare.protocols.flows.case import Case
from infoshare.protocols.flows.confidence import confidence
from infoshare.protocols.flows.gateways import gateway_fits, gateway_named
from infoshare.protocols.flows.refusals import refusal
from infoshare.protocols.flows.safeguards import (
    complaints,
    joint_control,
    liaison,
    need,
    request_about_a_victim,
    safety,
    small_numbers,
)
from infoshare.safe_repr import listed

LawRule = Callable[[Case], Iterator[Reason]]
FLOW = ("flows", "discloser", "recipient", "purpose", "gateway", "data_form", "start_date", "territory")
"""The questions that state a flow: a table of an agreement, or single ones of a decision."""
BASES: dict[LawRule, tuple[str, ...]] = {
    basis.basis_named: ("lawful_basis", "art6", "part3", "request_states_public_task"),
    basis.special_category: ("lawful_basis", "flows", "art9", "sch1", "part3", "appropriate_policy_document"),
    basis.offence_data: ("lawful_basis", "flows", "sch1"),
    basis.schedule_1: ("lawful_basis", "sch1", "appropriate_policy_document"),
}
RULES: dict[LawRule, tuple[str, ...]] = {
    stated.stated: FLOW,
    stated.bodies_exist: FLOW,
    stated.of_its_time: ("start_date", "lawful_basis", "art6"),
    gateway_named: FLOW,
    gateway_fits: (*FLOW, "parties", "commencement_instrument_shown", "commencement", "evidence_of_appointment"),
    special.gateway_conditions: (
        *FLOW, "limited_to_order", "s45_conditions_met", "copi_regulation", "separate_decision_record",
        "free_text_handling", "opt_out", "parties", "cda_provision", "evidence_of_appointment", "opt_out_checked",
        "subjects", "children",
    ),
    barred: ("barred_data", "barred_data_shared", "bar_lifted_by"),
    **BASES,
    confidence: (
        *FLOW, "confidential", "consent", "confidentiality_reason", "separate_decision_record",
        "public_interest_test_recorded", "outweighs",
    ),
    need: ("necessity", *FLOW),
    joint_control: ("joint_controllers", "joint_arrangement"),
    complaints: ("complaints",),
    liaison: ("parties",),
    request_about_a_victim: FLOW,
    small_numbers: ("anonymisation_standard", *FLOW),
    safety: ("victim_safety", *FLOW),
}  # fmt: skip
"""Each rule of a flow, and the questions that mend what it finds. While one of those is open, the rule waits: the open
question is a gap already. The Caldicott Guardian and the impact assessment have questions and checks of their own."""

AT_ONCE: tuple[LawRule, ...] = (stated.stated, stated.bodies_exist, gateway_named, gateway_fits)
"""The rules of an urgent flow: there is a power, and it fits. The others wait for the review, as do their questions."""

REFUSED: dict[LawRule, tuple[str, ...]] = {refusal: ("refused", "refusal_ground", "written_reasons", "gateway")}
"""The one rule of a flow that is refused."""

MAY_GO = Rule("flow_may_go", ("flows",), ("data-sharing-code",))


class Said(NamedTuple):
    """What a rule says of one flow, and of whom."""

    rule: LawRule
    about: str
    flow: str
    reason: Reason


def flows_allowed(draft: Draft) -> Iterator[Finding]:
    """Each flow has a power that fits, a basis, an answer on confidence, and what those ask for."""
    flows = stated_flows(draft)
    said = [each for flow in flows for each in _said(draft, flow)]
    yield from _together(draft, said)
    held_up = {each.flow for each in said if each.reason.verdict in {"stop", "gap"}}
    for name in dict.fromkeys(each.name for each in flows if each.name not in held_up):
        yield _in_set(draft, MAY_GO.met(f"{name}: nothing that the rules for one flow ask for is missing"))


def _said(draft: Draft, stated_flow: StatedFlow) -> Iterator[Said]:
    case = Case(stated_flow.flow, draft.law)
    about = f"{stated_flow.giver} to {stated_flow.recipient}"
    for rule, questions in _rules_for(draft, stated_flow).items():
        by_party = rule in BASES and draft.rows("parties")
        if not by_party and not draft.lacks(*questions):
            yield from (Said(rule, about, stated_flow.name, reason) for reason in rule(case))
    yield from _bases(draft, stated_flow)


def _rules_for(draft: Draft, stated_flow: StatedFlow) -> dict[LawRule, tuple[str, ...]]:
    """The rules of a flow; of one that is refused that of refusals alone, which also judges a part held back."""
    if stated_flow.flow.other.refused:
        return REFUSED
    if draft.is_short:
        return {rule: RULES[rule] for rule in AT_ONCE} | (REFUSED if draft.get("held_back") else {})
    return RULES | REFUSED if draft.get("held_back") else RULES


def _bases(draft: Draft, stated_flow: StatedFlow) -> Iterator[Said]:
    """The bases of giver and recipient, each by its own row."""
    if not stated_flow.flow.is_personal or not draft.rows("lawful_basis"):
        return
    for party in (stated_flow.giver, stated_flow.recipient):
        row = draft.basis_of(party, stated_flow.name)
        if row and draft.body_of(party):
            case = _own_case(draft, stated_flow, party, row)
            for rule, questions in BASES.items():
                if not draft.lacks(*questions) and "art6" in row:
                    yield from (Said(rule, party, stated_flow.name, reason) for reason in rule(case))


def _own_case(draft: Draft, stated_flow: StatedFlow, party: str, row: Row) -> Case:
    """The flow as a party handles it: for a recipient, without the power under which somebody else gave."""
    giving = party == stated_flow.giver
    body = draft.body_of(party)
    other = stated_flow.flow.other.model_copy(update={"ea_condition": row.get("ea_condition")})
    change = {"discloser": body.id if body else None, "other": other, **basis_facts(row)}
    if not giving:
        kept = stated_flow.flow.gateway if stated_flow.flow.gateway == "cja_s325_4" else None
        change |= {"recipient": None, "gateway": kept}
    return Case(stated_flow.flow.model_copy(update=change), draft.law)


def _together(draft: Draft, said: Iterable[Said]) -> Iterator[Finding]:
    """One finding for what a rule says of several flows in the same words."""
    groups: dict[tuple[str, str, str], list[Said]] = {}
    for each in said:
        if each.reason.verdict != "fine":
            about = each.about if each.rule in BASES else ""
            groups.setdefault((each.rule.__name__, about, each.reason.message), []).append(each)
    for group in groups.values():
        yield _finding(draft, group)


def _finding(draft: Draft, group: list[Said]) -> Finding:
    first = group[0]
    flows = listed(dict.fromkeys(each.flow for each in group))
    whose = f"{first.about}, in {flows}" if first.rule in BASES and draft.rows("parties") else flows
    mend = first.reason.mend if "'" not in first.reason.mend else ""
    rule = Rule(first.rule.__name__, (RULES | REFUSED)[first.rule], (first.reason.citation,))
    say = rule.judgement if first.reason.verdict == "judgement" else rule.gap
    return _in_set(draft, say(f"{whose}: {first.reason.message}. {mend}".rstrip(". ")))


def _in_set(draft: Draft, finding: Finding) -> Finding:
    """The finding with those of its questions that the set asks."""
    questions = tuple(each for each in dict.fromkeys(finding.questions) if each in draft.asked_ids)
    return finding.model_copy(update={"questions": questions or ("gateway",)})


EVERY = Rule("every_party_has_a_basis", ("lawful_basis", "flows"), ("uk-gdpr-6", "dpa-2018-s35"))


def every_party_has_a_basis(draft: Draft) -> Iterator[Finding]:
    """A gateway never replaces a data-protection basis: whoever gives or receives personal data needs one."""
    if not draft.rows("lawful_basis"):
        return
    gaps = [
        f"{party} has no data-protection basis for '{flow}'; a power to share does not replace one"
        for party, flow in without_a_basis(draft)
    ]
    yield from EVERY.gaps_or_met(gaps, "everybody who gives or receives personal data has a basis")


def without_a_basis(draft: Draft) -> list[tuple[str, str]]:
    """Each party that gives or receives personal data in a flow and has no basis for it, with that flow's name."""
    needed = dict.fromkeys(
        (party, each.name)
        for each in stated_flows(draft)
        if each.flow.is_personal
        for party in (each.giver, each.recipient)
        if draft.party(party)
    )
    return [(party, flow) for party, flow in needed if draft.basis_of(party, flow) is None]


NO_OTHER = Rule("no_other_power", ("s115_no_other_power", "flows"), ("cda-1998-s115",))


def no_other_power(draft: Draft) -> Iterator[Finding]:
    """Section 115 is for those who would not otherwise have the power; two powers may be named side by side."""
    if draft.get("s115_no_other_power") is False:
        yield NO_OTHER.judgement("somebody who gives under section 115 has another clear power: why not rely on that?")


FLOW_CHECKS = (flows_allowed, every_party_has_a_basis, no_other_power)
