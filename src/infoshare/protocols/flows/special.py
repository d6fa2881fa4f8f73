"""What single gateways ask beyond their lists: a provision, a record, an exclusion, a council at one end."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from infoshare.model.flow import Reason
from infoshare.protocols.flows.case import Case

Rule = Callable[[Case], Iterator[Reason]]

SERVED = frozenset("5 6 7 8 9 10 11 12 16 17 37 38 39 66A 66B 66C 66D 66E 66F 66G 66H".split())
"""Provisions of the 1998 Act that partnerships rely on; the orders of sections 1 to 4 were repealed."""
REPEALED = frozenset("1 1A 1B 1C 1D 2 2A 2B 3 4".split())


def gateway_conditions(case: Case) -> Iterator[Reason]:
    """The conditions of the gateway that is named."""
    for rule in _BY_GATEWAY.get(case.flow.gateway or "", ()):
        yield from rule(case)


def _cda_provision(case: Case) -> Iterator[Reason]:
    if case.flow.cda_provision is None:
        yield case.gap(
            "cda-1998-s115",
            "the provision of the Act for which sharing is necessary or expedient is not named",
            "Name it, such as section 6 (strategies) or section 17 (prevention), in 'cda_provision'.",
        )
        return
    named = set(re.findall(r"\d+[A-Z]?", case.flow.cda_provision.upper()))
    if named and named <= REPEALED:
        yield case.stop("cda-1998-s115", "the provision named was repealed", "Name a provision that is in force.")
    elif named.isdisjoint(SERVED):
        yield case.gap(
            "cda-1998-s115", "the provision named is none that section 115 serves", "Name the one it serves."
        )


def _s17a_terms(case: Case) -> Iterator[Reason]:
    form, frequency = (case.flow.other.form or "").casefold(), case.flow.frequency
    if form and "electronic" not in form:
        yield case.gap("si-2007-1831", "the information must be given in electronic form", "Send it electronically.")
    if frequency not in {None, "quarterly"}:
        yield case.judgement(
            "si-2007-1831", "the regulations ask for it quarter by quarter", "Say why more or less often."
        )


def _liaison_officer(case: Case) -> Iterator[Reason]:
    return case.missing_or_false(
        case.flow.other.designated_liaison_officer is not False
        and (bool(case.flow.other.designated_liaison_officer) or None),
        "si-2007-3076" if case.flow.territory == "Wales" else "si-2007-1830",
        "each responsible authority needs a designated liaison officer, and none is named",
        "Name the officer.",
    )


def _no_patients(case: Case) -> Iterator[Reason]:
    """The Serious Violence Duty's powers never carry patient information, whoever holds it."""
    provision = case.gateway.provision if case.gateway else "pcsc-2022-s16"
    if case.flow.patient_information and case.is_personal:
        yield case.stop(
            provision,
            "patient information is never shared under the Serious Violence Duty",
            "Share numbers, or use another gateway with an answer on confidentiality.",
        )
    elif case.flow.patient_information is None and case.is_personal and case.flow.health_origin is not False:
        yield case.gap(
            provision,
            "it is not stated whether this is patient information, which these powers exclude",
            "State 'patient_information'.",
        )
    if case.is_personal and case.discloser and case.discloser.id in {"integrated_care_board", "local_health_board"}:
        yield case.stop(
            provision,
            f"{case.discloser.name} may not give personal information under the Serious Violence Duty",
            "Share numbers, or use another gateway.",
        )


def _s15_is_no_power(case: Case) -> Iterator[Reason]:
    if case.is_personal:
        yield case.gap(
            "pcsc-2022-s15", "section 15 asks for collaboration; the power to give is section 16", "Name section 16."
        )


def _mappa_parties(case: Case) -> Iterator[Reason]:
    """One end is the responsible authority or an agency; anybody else is somebody who may contribute."""
    ends = [body for body in (case.discloser, *case.recipients) if body]
    outside = [body for body in ends if not case.on_list(body, "mappa_bodies")]
    if ends and len(outside) == len(ends):
        yield case.stop(
            "cja-2003-s325", "neither end is part of the arrangements for offenders", "Name another gateway."
        )
        return
    for body in outside:
        if body.id in {"public", "private_individual"}:
            yield case.stop(
                "cja-2003-s325",
                f"{body.name} takes no part in the arrangements",
                "Decide it as a disclosure to a third party, with a record of its own.",
            )
        else:
            yield from case.missing_or_false(
                case.flow.other.evidence_of_appointment,
                "cja-2003-s325",
                f"{body.name} is reached only if the responsible authority thinks that it may contribute",
                "Show that view, and state 'evidence_of_appointment'.",
                stop=True,
            )


def _mappa_regime(case: Case) -> Iterator[Reason]:
    if case.is_personal and case.flow.part3 is None and case.flow.art6 not in {None, "none"}:
        yield case.judgement(
            "cja-2003-s325",
            "who shares under section 325(4) is treated as a competent authority, under Part 3",
            "Check the day on which that began, and name the condition of section 35.",
        )


def _own_record(case: Case) -> Iterator[Reason]:
    provision = case.gateway.provision if case.gateway else "mappa-guidance"
    yield from case.missing_or_false(
        case.flow.other.separate_decision_record,
        provision,
        "a disclosure outside the arrangements needs a decision and a record of its own",
        "Record it, and state 'separate_decision_record'.",
    )
    yield case.judgement(
        provision, "whether this person must be told is weighed case by case", "Record who weighed it, and when."
    )


def _probation_at_one_end(case: Case) -> Iterator[Reason]:
    if case.discloser and not case.on_list(case.discloser, "probation_persons"):
        for body in case.recipients:
            if case.on_list(body, "s14_listed") and not case.on_list(body, "probation_persons"):
                yield case.stop(
                    "oma-2007-s14",
                    f"neither {case.discloser.name} nor {body.name} is on the probation side",
                    "Put the probation or prison side at one end, or name another gateway.",
                )


def _council_at_one_end(case: Case) -> Iterator[Reason]:
    ends = [body for body in (case.discloser, *case.recipients) if body]
    if case.gateway and len(ends) > 1 and not any(case.on_list(body, "care_act_councils") for body in ends):
        message = f"{case.gateway.name} works between a council and its partners"
        yield case.stop(case.gateway.provision, message, "Name another gateway.")


def _s45_conditions(case: Case) -> Iterator[Reason]:
    return case.missing_or_false(
        case.flow.other.s45_conditions_met,
        "care-act-2014-s45",
        "the Board's request must meet conditions 1 and 2, and 3 or 4",
        "Check the request, and state 's45_conditions_met'.",
        stop=True,
    )


def _about_a_child(case: Case) -> Iterator[Reason]:
    provision = case.gateway.provision if case.gateway else "children-act-2004-s16la"
    return case.missing_or_false(
        case.flow.children,
        provision,
        "it must be about a child, or somebody who matters to a child",
        "State 'children', or name another gateway.",
    )


def _detriment(case: Case) -> Iterator[Reason]:
    yield case.judgement(
        "children-act-2004-s16la",
        "the holder weighs whether telling would harm the child more than not telling",
        "Record who weighed it, and when.",
    )


def _support_under_251(case: Case) -> Iterator[Reason]:
    other = case.flow.other
    if not case.is_personal:
        return
    if other.copi_regulation is None:
        yield case.gap("copi-2002", "the regulation relied on is not named", "Name it in 'copi_regulation': 2, 3 or 5.")
    if _beyond_the_opt_out(case):
        return
    if other.opt_out_set:
        yield case.stop("national-data-opt-out", "the patient has opted out", "Leave the patient's record out.")
    elif not other.opt_out_checked:
        yield case.gap(
            "national-data-opt-out",
            "the national data opt-out applies, and nobody has checked it",
            "Check the numbers against the opt-out service first, and state 'opt_out_checked'.",
        )


def _beyond_the_opt_out(case: Case) -> bool:
    """Regulation 3, Wales, an approval that says so and explicit consent are outside the national data opt-out."""
    other = case.flow.other
    by_regulation_3 = "3" in re.findall(r"\d+", str(other.copi_regulation))
    agreed = case.flow.consent == "explicit_given"
    return by_regulation_3 or agreed or case.flow.territory == "Wales" or bool(other.opt_out_exempted_by_approval)


def _policing_need(case: Case) -> Iterator[Reason]:
    yield case.judgement(
        "common-law-policing",
        "each disclosure must be needed to prevent crime or protect somebody, and be in proportion",
        "Record who decided, and why.",
    )


def _as_ordered(case: Case) -> Iterator[Reason]:
    return case.missing_or_false(
        case.flow.other.limited_to_order,
        "court-order",
        "an order covers what it says and no more",
        "Share what the order says, and state 'limited_to_order'.",
        stop=True,
    )


def _violence_standard(case: Case) -> Iterator[Reason]:
    yield from case.missing_or_false(
        case.flow.other.free_text_location_reviewed,
        "istv-standard",
        "the words that say where can name a home or a person",
        "Look through them, and state 'free_text_location_reviewed'.",
    )
    if case.flow.frequency in {"quarterly", "annual"}:
        yield case.gap("istv-standard", "the standard asks for it at least monthly", "Share it every month.")


def _with_consent(case: Case) -> Iterator[Reason]:
    """The person agrees to be named; for a child's modern slavery the duty stands without."""
    if not case.is_personal or case.flow.consent == "explicit_given":
        return
    if case.flow.gateway == "msa_s52" and case.flow.children:
        return
    provision = case.gateway.provision if case.gateway else "homelessness-duty-to-refer"
    say = case.gap if case.flow.consent is None else case.stop
    yield say(
        provision, "the person must agree to be named, and has not", "Ask for consent, or tell it without a name."
    )


def _last_resort(case: Case) -> Iterator[Reason]:
    provision = case.gateway.provision if case.gateway else "uk-gdpr-6"
    if case.is_personal:
        yield case.judgement(
            provision,
            "a general power is the last resort, where none made for this fits",
            "Record which powers were looked at, and why none of them fits.",
        )


def _no_nhs_bodies(case: Case) -> Iterator[Reason]:
    for body in (case.discloser, *case.recipients):
        if body and body.nhs and case.flow.territory == "England":
            yield case.stop("dea-2017-s35", f"{body.name} is not specified for this power", "Name another gateway.")


_SERIOUS_VIOLENCE = (_no_patients,)
_BY_GATEWAY: dict[str, tuple[Rule, ...]] = {
    "cda_s115": (_cda_provision,),
    "cda_s17a": (_s17a_terms,),
    "cda_s6_regulations": (_liaison_officer,),
    "pcsc_s15": (*_SERIOUS_VIOLENCE, _s15_is_no_power),
    "pcsc_s16": _SERIOUS_VIOLENCE,
    "pcsc_s17": _SERIOUS_VIOLENCE,
    "cja_s325_4": (_mappa_parties, _mappa_regime),
    "cja_s327a": (_own_record,),
    "mappa_third_party": (_own_record,),
    "oma_s14": (_probation_at_one_end,),
    "care_act_s6": (_council_at_one_end,),
    "care_act_s7": (_council_at_one_end,),
    "care_act_s45": (_s45_conditions,),
    "ca1989_s17_s27": (_about_a_child,),
    "ca1989_s47": (_about_a_child,),
    "ca2004_s10_s11": (_about_a_child,),
    "ca2004_s16e_s16k": (_about_a_child,),
    "ca2004_s16la": (_about_a_child, _detriment),
    "nhs_act_s251": (_support_under_251,),
    "common_law_policing": (_policing_need,),
    "court_order": (_as_ordered,),
    "istv_standard": (_violence_standard,),
    "dea_s35": (_no_nhs_bodies,),
    "fgm_s5b": (_about_a_child,),
    "msa_s52": (_with_consent,),
    "ha_s213b": (_with_consent,),
    "localism_lga": (_last_resort,),
}
