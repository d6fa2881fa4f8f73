"""Whether data protection law has a basis for the flow: Article 6 or Part 3, Articles 9 and 10, Schedule 1."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from infoshare.model.flow import Reason
from infoshare.protocols.flows.case import LAW_ENFORCEMENT, Case

RECOGNISED_FROM = date(2026, 2, 5)
"""The day from which Article 6(1)(ea) can be relied on (Data (Use and Access) Act 2025; SI 2026/82)."""
NEED_POLICY = frozenset(f"para_{n}" for n in (1, *range(6, 29)) if n not in {13, 27}) | {
    "para_35",
    "para_36",
    "para_37",
}
"""Conditions that need an appropriate policy document; paragraph 10 does not where a competent authority receives."""
PART_2 = frozenset(f"para_{n}" for n in range(6, 29))
FOR_ARTICLE_9 = {"9_2_b": "para_1", "9_2_h": "para_2", "9_2_i": "para_3", "9_2_j": "para_4"}
"""The condition of Schedule 1 that goes with each of these points of Article 9(2)."""


def basis_named(case: Case) -> Iterator[Reason]:
    """Personal data needs a basis, and one that is open to whoever discloses."""
    flow, discloser = case.flow, case.discloser
    if not case.is_under_data_protection or (discloser and discloser.id == "private_individual"):
        return
    if flow.part3 is None and flow.art6 is None:
        yield case.gap("uk-gdpr-6", "no basis is named: neither Article 6 nor Part 3", "Name it in 'art6' or 'part3'.")
    elif flow.part3 is None and flow.art6 == "none":
        yield case.stop("uk-gdpr-6", "there is no basis under Article 6 or Part 3", "Find a basis, or do not share.")
    else:
        yield from _article_6(case)
        yield from _part_3(case)


def _article_6(case: Case) -> Iterator[Reason]:
    discloser, art6 = case.discloser, case.flow.art6
    if discloser and discloser.public_authority and art6 in {"6_1_ea", "6_1_f"}:
        yield case.stop(
            "uk-gdpr-6",
            f"{discloser.name} is a public authority, and Article 6(1)(ea) and (f) are closed to its tasks",
            "Rely on Article 6(1)(e), or (c) where a duty requires it.",
        )
    elif rule := _BY_POINT.get(art6 or ""):
        yield from rule(case)


def _consent(case: Case) -> Iterator[Reason]:
    if case.flow.consent != "explicit_given":
        yield case.stop("uk-gdpr-6", "the basis is consent, and it was not given", "Ask for it, or name another basis.")
    elif case.discloser and case.discloser.public_authority:
        yield case.judgement(
            "uk-gdpr-6",
            "consent is rarely free where a public body asks",
            "Say why the public task is not the basis.",
        )


def _obligation(case: Case) -> Iterator[Reason]:
    if case.gateway and case.gateway.kind != "duty":
        yield case.gap(
            "uk-gdpr-6",
            f"the basis is a legal obligation, and {case.gateway.name} is no duty",
            "Name the duty, or rely on Article 6(1)(e).",
        )


def _vital(case: Case) -> Iterator[Reason]:
    yield case.judgement("uk-gdpr-6", "vital interests are for danger to life", "Record the danger, and who judged it.")


def _public_task(case: Case) -> Iterator[Reason]:
    body = case.discloser
    if body and not body.public_authority and not body.competent_authority:
        quasi = case.on_list(body, "registered_provider_non_profit", "registered_social_landlord_wales")
        say = case.judgement if quasi else case.gap
        yield say(
            "uk-gdpr-6",
            f"Article 6(1)(e) is for the body's own public task, and {body.name} cannot borrow another's",
            "Name its own task in law, or rely on Article 6(1)(ea) or (f).",
        )


def _recognised(case: Case) -> Iterator[Reason]:
    other, day = case.flow.other, case.flow.date
    if day and day < RECOGNISED_FROM:
        yield case.stop(
            "uk-gdpr-6-1-ea", "Article 6(1)(ea) began on 5 February 2026", "Rely on another point of Article 6."
        )
    elif other.ea_condition is None:
        yield case.gap("uk-gdpr-6-1-ea", "the condition of Annex 1 is not named", "Name it in 'ea_condition'.")
    elif "request" in str(other.ea_condition) or str(other.ea_condition) in {"1", "condition_1", "annex_1_condition_1"}:
        yield from case.missing_or_false(
            other.request_states_public_task,
            "uk-gdpr-6-1-ea",
            "the request must state that the asker needs the data for its public task",
            "Ask for that statement in writing.",
        )


def _balance(case: Case) -> Iterator[Reason]:
    yield case.judgement("uk-gdpr-6", "legitimate interests are weighed against the person's", "Record the weighing.")


_BY_POINT = {
    "6_1_a": _consent,
    "6_1_c": _obligation,
    "6_1_d": _vital,
    "6_1_e": _public_task,
    "6_1_ea": _recognised,
    "6_1_f": _balance,
}


def _part_3(case: Case) -> Iterator[Reason]:
    body = case.discloser
    if body is None:
        return
    if case.flow.part3 and not body.competent_authority and case.flow.gateway != "cja_s325_4":
        yield _not_competent(case)
    police = case.on_list(body, "police_bodies", "probation_service_sos", "prison_authority")
    if not case.flow.part3 and police and not case.kinds.isdisjoint(LAW_ENFORCEMENT):
        yield case.judgement(
            "dpa-2018-ss30-31",
            f"for law enforcement {body.name} works under Part 3, not Article 6",
            "Say whether this is law enforcement; if so, name the condition in 'part3'.",
        )


def _not_competent(case: Case) -> Reason:
    body = case.discloser
    name = body.name if body else ""
    if case.on_list(body, "care_act_councils", "district_council", "council_wales"):
        return case.judgement(
            "dpa-2018-sch7",
            f"{name} is under Part 3 only for its own statutory law enforcement, such as prosecuting",
            "Say which function that is.",
        )
    return case.stop(
        "dpa-2018-sch7", f"{name} is no competent authority, so Part 3 is closed to it", "Rely on Article 6."
    )


def special_category(case: Case) -> Iterator[Reason]:
    """Special category data needs a condition as well: Article 9, or Schedule 8 under Part 3."""
    flow = case.flow
    if not case.is_under_data_protection or (flow.art6 in {None, "none"} and flow.part3 is None):
        return
    if flow.special_category is None and not case.is_health and flow.art9 is None and flow.part3 is None:
        yield case.gap(
            "uk-gdpr-9", "it is not stated whether this is special category data", "State 'special_category'."
        )
    elif case.is_special and flow.part3:
        yield from _sensitive(case)
    elif case.is_special:
        yield from _article_9(case)


def _sensitive(case: Case) -> Iterator[Reason]:
    if "sch8" not in (case.flow.part3 or "") and case.flow.part3 != "s35_2_a":
        yield case.gap(
            "dpa-2018-sch8",
            "sensitive processing needs a condition of Schedule 8 and strict necessity",
            "Name it in 'part3', such as s35_5_sch8_para_1.",
        )
    yield from _policy(case, "dpa-2018-s42")


def _article_9(case: Case) -> Iterator[Reason]:
    art9, sch1 = case.flow.art9, case.flow.sch1
    if art9 is None:
        yield case.gap("uk-gdpr-9", "no condition of Article 9 is named", "Name it in 'art9'.")
    elif art9 == "none":
        yield case.stop(
            "uk-gdpr-9", "special category data has no condition of Article 9", "Find one, or do not share."
        )
    elif art9 == "9_2_g" and sch1 not in PART_2:
        yield case.gap(
            "dpa-2018-sch1", "Article 9(2)(g) needs a condition of Part 2 of Schedule 1", "Name it in 'sch1'."
        )
    elif art9 in FOR_ARTICLE_9 and sch1 != FOR_ARTICLE_9[art9]:
        paragraph = FOR_ARTICLE_9[art9].removeprefix("para_")
        yield case.gap(
            "dpa-2018-sch1", f"this point of Article 9 goes with paragraph {paragraph} of Schedule 1", "Name it."
        )
    elif art9 == "9_2_h" and case.kinds and case.kinds <= LAW_ENFORCEMENT:
        yield case.gap("uk-gdpr-9", "Article 9(2)(h) is for health and social care, not for crime", "Rely on 9(2)(g).")
    elif art9 == "9_2_a" and case.flow.consent != "explicit_given":
        yield case.stop(
            "uk-gdpr-9", "the condition is explicit consent, and it was not given", "Name another condition."
        )
    elif art9 == "9_2_c":
        yield case.judgement("uk-gdpr-9", "vital interests are for who cannot consent", "Record why the person cannot.")


def offence_data(case: Case) -> Iterator[Reason]:
    """Criminal offence data is handled under official authority, or a condition of Schedule 1 (Article 10)."""
    flow, body = case.flow, case.discloser
    without = flow.sch1 in {None, "none"} and flow.part3 is None and flow.art6 not in {None, "none"}
    if case.is_under_data_protection and flow.criminal_offence and without and body and not body.competent_authority:
        say = case.judgement if body.public_authority else case.gap
        yield say(
            "uk-gdpr-10",
            f"{body.name} needs official authority or a condition of Schedule 1 for offence data",
            "Name the condition in 'sch1', or the authority.",
        )


def schedule_1(case: Case) -> Iterator[Reason]:
    """What a condition of Schedule 1 asks for: a policy document from the start, and to be the right one."""
    sch1 = case.flow.sch1
    if not case.is_under_data_protection or case.flow.part3 or sch1 in {None, "none"}:
        return
    if sch1 in NEED_POLICY and not (sch1 == "para_10" and _only_to_competent(case)):
        yield from _policy(case, "dpa-2018-sch1-part4")
    if sch1 == "para_10" and case.flow.consent == "explicit_given":
        yield case.judgement(
            "dpa-2018-sch1", "paragraph 10 is for acting without consent, which was given", "Say why it is used."
        )
    if sch1 == "para_18" and case.flow.children is not True:
        yield case.judgement(
            "dpa-2018-sch1",
            "paragraph 18 covers an adult only who has care needs and cannot protect themselves",
            "Say that the person is such an adult; otherwise use paragraph 6 or 10.",
        )
    if sch1 == "para_14":
        yield case.judgement("dpa-2018-sch1", "paragraph 14 works only through an anti-fraud organisation", "Name it.")


def _only_to_competent(case: Case) -> bool:
    return bool(case.recipients) and all(body.competent_authority for body in case.recipients)


def _policy(case: Case, provision: str) -> Iterator[Reason]:
    return case.missing_or_false(
        case.flow.appropriate_policy_document,
        provision,
        "an appropriate policy document must be in place from the start",
        "Write it first, and state 'appropriate_policy_document'.",
        stop=True,
    )
