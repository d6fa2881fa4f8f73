"""What must be stated of every flow: who, to whom, what, why, when and where."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from infoshare.model.flow import Reason
from infoshare.model.worded_date import worded_date
from infoshare.protocols.flows.case import Case

ALWAYS = {
    "discloser": "who gives the information",
    "recipient": "who receives it",
    "purpose": "what it is for",
    "data_form": "whether it is aggregate, depersonalised, pseudonymised or identifiable",
    "date": "on which day it is shared, which decides the law",
    "territory": "whether it is in England or in Wales",
}

GDPR_FROM = date(2018, 5, 25)


def stated(case: Case) -> Iterator[Reason]:
    """Each fact that every flow must state."""
    for fact, what in ALWAYS.items():
        if getattr(case.flow, fact) is None:
            yield case.gap("uk-gdpr-5-2", f"'{fact}' is not stated: {what}", f"State '{fact}'.")


def bodies_exist(case: Case) -> Iterator[Reason]:
    """A body that was dissolved, or is not there yet, can neither give nor receive."""
    day = case.flow.date
    for name in dict.fromkeys(case.flow.bodies):
        body = case.law.body(name)
        if day and body and not body.exists_on(day):
            now = [each.name for each in case.law.successors(body, day)]
            yield case.stop(
                case.gateway.provision if case.gateway else "uk-gdpr-5-2",
                f"there is no {body.name} on {worded_date(day)}",
                f"Name its successor: {' or '.join(now)}." if now else "Name the body that has its functions now.",
            )


def of_its_time(case: Case) -> Iterator[Reason]:
    """Data protection law of another time cannot be relied on."""
    day, cited = case.flow.date, (case.flow.other.data_protection_law or "").casefold()
    modern = "2018" in cited or "gdpr" in cited or (not cited and _relies_on_gdpr(case))
    if not day:
        return
    if not modern and "1998" in cited and day >= GDPR_FROM:
        yield case.stop(
            "dpa-2018-ss30-31",
            "the Data Protection Act 1998 was replaced on 25 May 2018",
            "Cite the UK GDPR and the Data Protection Act 2018.",
        )
    elif modern and day < GDPR_FROM:
        yield case.stop(
            "dpa-2018-ss30-31",
            "the law cited began on 25 May 2018, after the date of the flow",
            "Cite the Data Protection Act 1998, or mend the date.",
        )


def _relies_on_gdpr(case: Case) -> bool:
    return case.is_personal and bool({case.flow.art6, case.flow.art9, case.flow.part3} - {None, "none"})
