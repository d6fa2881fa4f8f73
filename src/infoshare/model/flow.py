"""The facts of one flow of information: who gives what to whom, why, in what form, and under which law."""

from __future__ import annotations

import datetime
from typing import Annotated, Any, Literal

from pydantic import Field, field_validator, model_validator

from infoshare.model.law import Law
from infoshare.model.noun import Noun

DataForm = Literal["aggregate", "depersonalised", "pseudonymised", "identifiable"]
Consent = Literal["explicit_given", "refused", "not_sought", "not_safe", "would_prejudice", "not_applicable"]
Territory = Literal["England", "Wales"]
Frequency = Literal["one_off", "daily", "weekly", "monthly", "quarterly", "annual", "routine", "continuous"]
Art6 = Literal["6_1_a", "6_1_b", "6_1_c", "6_1_d", "6_1_e", "6_1_ea", "6_1_f", "none"]
Art9 = Literal[
    "9_2_a", "9_2_b", "9_2_c", "9_2_d", "9_2_e", "9_2_f", "9_2_g", "9_2_h", "9_2_i", "9_2_j", "none"
]  # fmt: skip
Part3 = Annotated[str, Field(pattern=r"^(s35_2_[ab]|s36_[34]|s35_[345](_sch8_para_[1-9])?|sch8_para_[1-9])$")]
Schedule1 = Annotated[str, Field(pattern=r"^(para_([1-9]|[12][0-9]|3[0-7])|none)$")]
Barred = Literal[
    "sexual_infection", "fertility_treatment", "gender_recognition", "complainant_identity", "court_anonymity",
    "spent_conviction", "tax_record", "benefit_record", "intercepted", "adoption", "witness_protection", "informant",
    "legal_advice", "counselling",
]  # fmt: skip
"""What other laws forbid or limit sharing, or what goes only with the approval of a specialist."""
PERSONAL: frozenset[DataForm] = frozenset({"identifiable", "pseudonymised"})
"""Pseudonymised data is still personal data for whoever may undo it (UK GDPR Article 4(5))."""


class Other(Noun):
    """Facts that only some flows have. None is "not stated"."""

    art26_arrangement: bool | None = None
    bar_lifted_by: str | None = None
    barred_data: tuple[Barred, ...] = ()
    commencement_instrument_shown: bool | None = None
    complaints_route_to_controller: bool | None = None
    confidence_justification: str | bool | None = None
    consent_safe_and_recorded: bool | None = None
    copi_regulation: str | int | None = None
    data_protection_law: str | None = None
    deceased: bool | None = None
    designated_liaison_officer: bool | str | None = None
    disclosure_control: bool | str | None = None
    ea_condition: str | int | None = None
    evidence_of_appointment: bool | None = None
    for_partnership: bool | str | None = None
    form: str | None = None
    forum: str | None = None
    free_text_location_reviewed: bool | None = None
    intruder_test: bool | str | None = None
    joint_decision_on_purposes_and_means: bool | None = None
    limited_to_order: bool | None = None
    matching: bool | None = None
    necessity_recorded: bool | None = None
    opt_out_checked: bool | None = None
    opt_out_exempted_by_approval: bool | None = None
    opt_out_set: bool | None = None
    period: str | None = None
    profiling: bool | None = None
    public_interest_test_recorded: bool | None = None
    refusal_ground: str | None = None
    refused: bool | None = None
    request_handling_given: bool | None = None
    request_reason_given: bool | None = None
    request_states_public_task: bool | None = None
    s45_conditions_met: bool | None = None
    separate_decision_record: bool | None = None
    smallest_cell: int | None = None
    smallest_shown: int | None = None
    strategy_preparation: bool | None = None
    victim_notice: bool | None = None
    written_reasons: bool | None = None

    @field_validator("barred_data", mode="before")
    @classmethod
    def _nothing_barred(cls, barred: Any) -> Any:
        return _as_tuple(barred)


class Flow(Noun):
    """One flow. None is "not stated": where such a fact decides the outcome, that is a gap which names it.

    `discloser`, `recipient`, `recipient_acts_for` and `also_to` are kinds of body; `purpose` is a word or words joined
    by underscores, such as `prevent_violence`; `gateway` is an id of `law/gateways.yaml`, or `none`; `art6`, `art9`,
    `sch1` and `part3` are the discloser's.
    """

    discloser: str | None = None
    recipient: str | None = None
    recipient_acts_for: str | None = None
    also_to: tuple[str, ...] = ()
    purpose: Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$")] | None = None
    data_form: DataForm | None = None
    special_category: bool | None = None
    health_origin: bool | None = None
    patient_information: bool | None = None
    criminal_offence: bool | None = None
    children: bool | None = None
    victims: bool | None = None
    confidential: bool | None = None
    consent: Consent | None = None
    gateway: str | None = None
    cda_provision: str | None = None
    art6: Art6 | None = None
    art9: Art9 | None = None
    sch1: Schedule1 | None = None
    part3: Part3 | None = None
    appropriate_policy_document: bool | None = None
    guardian_decision: bool | None = None
    dpia: bool | None = None
    date: datetime.date | None = None
    territory: Territory | None = None
    frequency: Frequency | None = None
    other: Other = Other()

    @field_validator("also_to", mode="before")
    @classmethod
    def _nobody_else(cls, also_to: Any) -> Any:
        return _as_tuple(also_to)

    @field_validator("other", mode="before")
    @classmethod
    def _nothing_else(cls, other: Any) -> Any:
        return {} if other is None else other

    @model_validator(mode="after")
    def _of_this_law(self) -> Flow:
        law = Law.load()
        faults = [f"'{body}' is not a kind of body" for body in self.bodies if law.body(body) is None]
        if self.gateway not in {None, "none", *(gateway.id for gateway in law.gateways)}:
            faults.append(f"'{self.gateway}' is not a gateway")
        if faults:
            raise ValueError("; ".join(faults))
        return self

    @property
    def recipients(self) -> tuple[str, ...]:
        """Everybody who receives, by kind of body."""
        return tuple(body for body in (self.recipient, *self.also_to) if body)

    @property
    def bodies(self) -> tuple[str, ...]:
        """Every kind of body that the flow names."""
        return tuple(body for body in (self.discloser, *self.recipients, self.recipient_acts_for) if body)

    @property
    def is_personal(self) -> bool | None:
        """Whether it is about people who can be told, directly or by whoever holds a key; None if not stated."""
        return None if self.data_form is None else self.data_form in PERSONAL


class Reason(Noun):
    """One verdict on a flow, with its provision, and what would mend it or must still be looked at.

    `provision` is as a lawyer writes it in a margin, `citation` the same provision's id.
    """

    verdict: Literal["stop", "gap", "judgement", "fine"]
    provision: str
    message: str
    mend: str
    citation: str = Field(exclude=True)


class Advice(Noun):
    """Whether a flow may go ahead on the facts given: the worst verdict of its reasons, and all of them."""

    verdict: Literal["stop", "gap", "judgement", "fine"]
    reasons: tuple[Reason, ...]


def _as_tuple(written: Any) -> Any:
    return tuple(written or ()) if written is None or isinstance(written, list) else written
