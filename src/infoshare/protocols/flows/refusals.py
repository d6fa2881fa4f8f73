"""Whether a refusal stands: a power may always be left unused, a duty only on the grounds that its section gives."""

from __future__ import annotations

from collections.abc import Iterator

from infoshare.model.flow import Reason
from infoshare.protocols.flows.case import Case

GROUNDS = {
    "care_act_s7": ("incompatible", "conflict", "own_duties", "adverse"),
    "pcsc_s15": ("incompatible", "conflict", "adverse", "disproportion", "cost"),
}
"""Words of the grounds on which a duty may be refused: Care Act 2014 s.7; PCSC Act 2022 s.15(7)."""


def refusal(case: Case) -> Iterator[Reason]:
    """What the law says of refusing this flow."""
    gateway = case.gateway
    if gateway is None or gateway.kind != "duty" or not _binds(case):
        yield case.fine(
            gateway.provision if gateway else "good-practice",
            "nothing here obliges anybody to share",
            "Record the reasons for the refusal all the same.",
        )
    elif gateway.id in GROUNDS:
        yield from _on_grounds(case, GROUNDS[gateway.id])
    elif gateway.id == "pcsc_s17" and _excluded(case):
        yield case.fine(gateway.provision, "the section never covers this information", "Say so in the reply.")
    elif gateway.id == "care_act_s45" and case.flow.other.s45_conditions_met is not True:
        yield case.gap(
            gateway.provision, "whether the section's conditions are met is not stated", "Check the request."
        )
    else:
        yield case.stop(
            gateway.provision,
            f"{gateway.name} is a duty, and gives no ground for this refusal",
            "Share, or take advice.",
        )


def _binds(case: Case) -> bool:
    gateway = case.gateway
    return gateway is not None and (case.discloser is None or case.on_list(case.discloser, *gateway.sources))


def _excluded(case: Case) -> bool:
    from_health = case.on_list(case.discloser, "integrated_care_board", "local_health_board")
    return bool(case.flow.patient_information) or (from_health and case.is_personal)


def _on_grounds(case: Case, grounds: tuple[str, ...]) -> Iterator[Reason]:
    provision = case.gateway.provision if case.gateway else ""
    other = case.flow.other
    if case.flow.gateway == "pcsc_s15" and other.strategy_preparation:
        yield case.stop(
            provision,
            "a request to help find the kinds or causes of violence, or to prepare the strategy, may not be refused",
            "Answer the request.",
        )
        return
    if other.refusal_ground is None:
        yield case.gap(provision, "no ground is stated, and the section gives few", "State 'refusal_ground'.")
    elif not any(word in other.refusal_ground for word in grounds):
        yield case.stop(
            provision, "this is no ground that the section gives", "Answer the request, or state one that it gives."
        )
    else:
        yield case.fine(
            provision, "the ground stated is one that the section gives", "Send the reasons, and keep them."
        )
    if case.flow.gateway == "care_act_s7":
        yield from case.missing_or_false(
            other.written_reasons,
            provision,
            "a refusal must have written reasons",
            "Write them and send them.",
        )
