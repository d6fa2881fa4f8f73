"""One flow beside the law: its bodies, its gateway, its kinds of purpose, and how a rule speaks of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from infoshare.model.flow import Flow, Reason
from infoshare.model.law import Body, Gateway, Law

LAW_ENFORCEMENT = frozenset(
    {"crime", "property_crime", "serious_violence", "domestic_abuse", "offender_risk", "terrorism"}
)


@dataclass(frozen=True)
class Case:
    """What the rules ask about a flow."""

    flow: Flow
    law: Law

    @cached_property
    def gateway(self) -> Gateway | None:
        """The gateway named, if one is."""
        return self.law.gateway(self.flow.gateway or "")

    @cached_property
    def discloser(self) -> Body | None:
        """Who gives the information."""
        return self.law.body(self.flow.discloser or "")

    @cached_property
    def recipients(self) -> tuple[Body, ...]:
        """Everybody who receives it."""
        return tuple(body for each in self.flow.recipients if (body := self.law.body(each)))

    @cached_property
    def kinds(self) -> frozenset[str]:
        """The kinds of purpose that the purpose's words show."""
        return self.law.kinds_of(self.flow.purpose or "")

    @property
    def is_personal(self) -> bool:
        """Whether people can be told; what is not stated counts as if they could."""
        return self.flow.is_personal is not False

    @property
    def is_under_data_protection(self) -> bool:
        """Whether data protection law applies: to people who can be told, and who are alive."""
        return self.is_personal and not self.flow.other.deceased

    @property
    def is_routine(self) -> bool:
        """Whether it happens again and again."""
        return self.flow.frequency not in {None, "one_off"}

    @property
    def is_health(self) -> bool:
        """Whether it is about health, by what is stated or where it comes from."""
        return bool(self.flow.health_origin or self.flow.patient_information)

    @property
    def is_special(self) -> bool:
        """Whether it is special category data, as stated or as health data always is."""
        return bool(self.flow.special_category) or self.is_health

    @property
    def is_for_care(self) -> bool:
        """Whether it is for the person's own care, and not for crime as well."""
        return "individual_care" in self.kinds and self.kinds.isdisjoint(LAW_ENFORCEMENT)

    @property
    def lifts_confidence(self) -> bool:
        """Whether the gateway itself lifts a duty of confidence."""
        return bool(self.gateway and self.gateway.lifts == "yes")

    def on_list(self, body: Body | None, *lists: str) -> bool:
        """Whether a body is one of those named, or on a list of those named."""
        return body is not None and self.law.on_list(body.id, *lists)

    def stop(self, provision: str, message: str, mend: str) -> Reason:
        """It cannot go ahead as proposed."""
        return self._reason("stop", provision, message, mend)

    def gap(self, provision: str, message: str, mend: str) -> Reason:
        """Something that the law asks for is missing, and can be supplied."""
        return self._reason("gap", provision, message, mend)

    def judgement(self, provision: str, message: str, mend: str) -> Reason:
        """The law leaves it to a named person to weigh."""
        return self._reason("judgement", provision, message, mend)

    def fine(self, provision: str, message: str, mend: str) -> Reason:
        """Nothing is missing on the facts given."""
        return self._reason("fine", provision, message, mend)

    def missing_or_false(
        self, stated: bool | None, provision: str, message: str, mend: str, *, stop: bool = False
    ) -> Iterator[Reason]:
        """A gap for a fact that is not stated; for one that is false a gap as well, or a stop."""
        if stated is None or (stated is False and not stop):
            yield self.gap(provision, message, mend)
        elif stated is False:
            yield self.stop(provision, message, mend)

    def _reason(self, verdict: str, provision: str, message: str, mend: str) -> Reason:
        said = {"verdict": verdict, "message": message, "mend": mend}
        return Reason.model_validate({**said, "provision": self.law.provision(provision).short, "citation": provision})
