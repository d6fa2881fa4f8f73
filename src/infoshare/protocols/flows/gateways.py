"""Whether the gateway fits the flow: from, to, purpose, form, territory and date, read from the law's data."""

from __future__ import annotations

from collections.abc import Iterator

from infoshare.model.flow import Reason
from infoshare.model.law import Body, Gateway
from infoshare.model.worded_date import worded_date
from infoshare.protocols.flows.case import Case


def gateway_named(case: Case) -> Iterator[Reason]:
    """Personal data needs a power or a duty behind it."""
    if not case.is_personal or case.gateway:
        return
    if case.flow.gateway is None:
        yield case.gap(
            "uk-gdpr-6", "no power or duty to share is named", "Name the gateway; `infoshare law list` has them."
        )
    elif case.is_for_care:
        yield case.gap(
            "hsca-2012-s251b", "no power or duty to share is named", "Name the duty to share for care, or another."
        )
    else:
        yield case.stop(
            "uk-gdpr-6",
            "there is no power or duty to share personal data here",
            "Find a gateway that fits from, to and purpose, or share numbers that are about nobody.",
        )


def gateway_fits(case: Case) -> Iterator[Reason]:
    """Each limit of the gateway, from its data."""
    if gateway := case.gateway:
        yield from _from(case, gateway)
        yield from _to(case, gateway)
        yield from _purpose(case, gateway)
        yield from _form(case, gateway)
        yield from _territory(case, gateway)
        yield from _in_force(case, gateway)


def _from(case: Case, gateway: Gateway) -> Iterator[Reason]:
    if case.discloser and not case.on_list(case.discloser, *gateway.sources):
        yield _unlisted(case, gateway, case.discloser, "cannot give under", gateway.sources)


def _to(case: Case, gateway: Gateway) -> Iterator[Reason]:
    for body in case.recipients:
        if case.on_list(body, *gateway.targets):
            continue
        if body.id == case.flow.recipient and _acts_for_listed(case, gateway):
            yield from _appointed(case, gateway, body)
        elif body.id in NO_BODY_OF_ITS_OWN:
            yield case.gap(
                gateway.provision,
                f"{body.name} is no body of its own that {gateway.name} reaches",
                NO_BODY_OF_ITS_OWN[body.id],
            )
        else:
            yield _unlisted(case, gateway, body, "cannot receive under", gateway.targets)


NO_BODY_OF_ITS_OWN = {
    "youth_offending_team": "Name the council that set it up as the recipient.",
    "mappa_responsible_authority": "Name the police force, or another of its bodies, as the recipient.",
}
"""Partnerships that are part of listed bodies: what to name in their place."""


def _acts_for_listed(case: Case, gateway: Gateway) -> bool:
    principal = case.law.body(case.flow.recipient_acts_for or "")
    return gateway.through_others and case.on_list(principal, *gateway.targets)


def _appointed(case: Case, gateway: Gateway, body: Body) -> Iterator[Reason]:
    """Somebody who acts for a listed body is reached, if that is shown."""
    return case.missing_or_false(
        case.flow.other.evidence_of_appointment,
        gateway.provision,
        f"{body.name} is reached only if it acts for a listed body, and no appointment is shown",
        "Show the contract or letter by which it acts, and state 'evidence_of_appointment'.",
        stop=True,
    )


def _unlisted(case: Case, gateway: Gateway, body: Body, cannot: str, lists: tuple[str, ...]) -> Reason:
    names = [each.name for each in case.law.lists if each.id in lists]
    marks = {each.mark for each in case.law.lists if each.id in lists}
    message = f"{body.name} {cannot} {gateway.name}" + (f", which reaches {' and '.join(names)}" if names else "")
    if marks == {"uncertain"} or (body.mark == "uncertain" and gateway.id in {"cda_s115", "cda_s17a"}):
        return case.gap(gateway.provision, f"{message}; that list must be checked", "Check the list in the Act.")
    if body.exists_to and case.flow.date and body.exists_on(case.flow.date):
        return case.gap(
            gateway.provision, f"{message} today; that day's list is not known here", "Check the Act as it stood then."
        )
    return case.stop(gateway.provision, message, "Name another gateway, or take it out of the flow.")


def _purpose(case: Case, gateway: Gateway) -> Iterator[Reason]:
    if case.flow.purpose is None or not gateway.purposes or not case.kinds.isdisjoint(gateway.purposes):
        return
    if case.kinds and case.kinds <= set(gateway.never):
        names = [each.name for each in case.law.purposes if each.id in case.kinds]
        yield case.stop(
            gateway.provision,
            f"{gateway.name} does not serve {' or '.join(names)}",
            "Name a gateway made for this purpose.",
        )
    else:
        yield case.judgement(
            gateway.provision,
            f"it is not plain that {gateway.name} serves this purpose",
            "Write down how the purpose falls within it, and who decided that.",
        )


def _form(case: Case, gateway: Gateway) -> Iterator[Reason]:
    form = case.flow.data_form
    if form and gateway.forms and form not in gateway.forms:
        yield case.stop(
            gateway.provision,
            f"{gateway.name} carries no data about people who can be told, and this is {form}",
            "Take out what tells people apart, or name a gateway for personal data.",
        )


def _territory(case: Case, gateway: Gateway) -> Iterator[Reason]:
    if case.flow.territory and case.flow.territory not in gateway.territory:
        yield case.stop(
            gateway.provision,
            f"{gateway.name} does not apply in {case.flow.territory}",
            f"Name the law of {case.flow.territory} that does.",
        )


def _in_force(case: Case, gateway: Gateway) -> Iterator[Reason]:
    day, shown = case.flow.date, case.flow.other.commencement_instrument_shown
    if day is None:
        return
    if (gateway.in_force_from or day) > day or (gateway.in_force_to or day) < day:
        yield _not_in_force(case, gateway, f"{gateway.name} is not in force on {worded_date(day)}")
    elif gateway.prospective and shown is not True:
        yield _not_in_force(case, gateway, f"{gateway.name} is not known to have begun")
    elif gateway.expected_from and day < gateway.expected_from:
        yield _not_in_force(
            case, gateway, f"{gateway.name} is expected to begin on {worded_date(gateway.expected_from)}"
        )
    elif gateway.expected_from and shown is not True:
        yield case.gap(
            gateway.provision,
            f"{gateway.name} was announced for {worded_date(gateway.expected_from)}; nothing shows that it began",
            "Find the commencement regulations, and state 'commencement_instrument_shown'.",
        )


def _not_in_force(case: Case, gateway: Gateway, message: str) -> Reason:
    return case.stop(gateway.provision, message, "Rely on law that is in force on that day, or show its commencement.")
