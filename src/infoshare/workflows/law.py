"""Everything a person asks of the law: what there is, a card for one entry, and whether a flow may go ahead."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from infoshare.errors import AnswersError, UserError
from infoshare.model.flow import Advice, Flow
from infoshare.model.law import ANYBODY, MARKS, Body, BodyList, Gateway, Law, Provision, Purpose
from infoshare.model.strict_yaml import read_yaml
from infoshare.model.worded_date import worded_date
from infoshare.protocols.flows.advice import advise

Entry = Provision | Body | BodyList | Gateway | Purpose
Card = tuple[tuple[str, str], ...]
"""A card's lines: what is said, and what it is."""


def may_share(facts: Flow | Mapping[str, Any] | str | Path) -> Advice:
    """Whether one flow of information may go ahead: stop, gap, judgement or fine, each reason with its provision.

    Args:
        facts: a Flow, its facts by name, or the path of a YAML file with them; a fact that is left out is not stated.

    Raises:
        AnswersError: naming every fact that is not known, or has a value that it cannot have.
    """
    return advise(facts if isinstance(facts, Flow) else _flow(facts), Law.load())


def _flow(facts: Mapping[str, Any] | str | Path) -> Flow:
    if isinstance(facts, Mapping):
        return Flow.parsed(_as_written(facts), AnswersError, "the facts")
    path = Path(facts)
    return Flow.parsed(_as_written(read_yaml(path, AnswersError)), AnswersError, path.name)


def _as_written(facts: Mapping[str, Any]) -> dict[str, Any]:
    return {key: each.isoformat() if isinstance(each, date) else each for key, each in facts.items()}


def entries() -> dict[str, tuple[Entry, ...]]:
    """Everything that the shipped law knows, by what it is."""
    law = Law.load()
    groups = ("gateways", "provisions", "bodies", "lists", "purposes")
    return {group: getattr(law, group) for group in groups}


def card(entry_id: str) -> Card:
    """One gateway, provision, body, list or kind of purpose, on one screen.

    Raises:
        UserError: if there is none with that id.
    """
    law = Law.load()
    entry = next((each for group in entries().values() for each in group if each.id == entry_id), None)
    match entry:
        case Gateway():
            return tuple(_gateway(law, entry))
        case Provision():
            return tuple(_provision(entry))
        case Body():
            return tuple(_body(law, entry))
        case BodyList():
            return tuple(_list(law, entry))
        case Purpose():
            return tuple(_purpose(law, entry))
    raise UserError(f"the law has no entry '{entry_id}'", mend="`infoshare law list` shows every one.")


def _gateway(law: Law, gateway: Gateway) -> Iterator[tuple[str, str]]:
    provision = law.provision(gateway.provision)
    yield "Gateway", gateway.name
    yield "Kind", gateway.kind
    yield "What it says", " ".join(provision.says.split())
    yield "From", _named(law, gateway.sources)
    yield "To", _named(law, gateway.targets)
    yield "Serves", _purposes(law, gateway.purposes) or "any purpose within the discloser's functions"
    if gateway.never:
        yield "Never serves", _purposes(law, gateway.never)
    yield (
        "Data",
        " or ".join(gateway.forms) + " only" if gateway.forms else "any form that is needed, within what it says",
    )
    yield "Confidence", LIFTS[gateway.lifts]
    yield "Data protection", KEEPS[gateway.keeps]
    yield "Where", " and ".join(gateway.territory)
    yield "In force", _in_force(gateway)
    yield "Cited as", provision.short
    yield "How this is known", provision.standing


LIFTS = {
    "yes": "the provision itself lifts a duty of confidence",
    "no": "not lifted: consent, other law, or a recorded weighing of the public interest is needed as well",
    "not_said": "the provision does not say: treat it as not lifted, and take advice",
}
UNSURE = {"uncertain": " (check who they are before you rely on this)"}
KEEPS = {
    "yes": "the provision says that data protection law stays",
    "not_said": "the provision does not speak of it: data protection law stays all the same",
}


def _in_force(gateway: Gateway) -> str:
    if gateway.prospective:
        return "not known to have begun: show the commencement regulations before you rely on it"
    if gateway.expected_from:
        announced = worded_date(gateway.expected_from)
        return f"announced for {announced}: show the commencement regulations before you rely on it"
    begun = (
        f"from {worded_date(gateway.in_force_from)}"
        if gateway.in_force_from
        else "yes; the day it began is not held here"
    )
    return f"{begun} to {worded_date(gateway.in_force_to)}" if gateway.in_force_to else begun


def _provision(provision: Provision) -> Iterator[tuple[str, str]]:
    yield "Provision", f"{provision.instrument}, {provision.provision}"
    yield "Kind", provision.kind.replace("_", " ")
    yield "What it says", " ".join(provision.says.split())
    yield "Where", provision.territory
    if provision.in_force_from:
        yield "In force", f"from {worded_date(provision.in_force_from)}"
    if provision.in_force_to:
        yield "Ended", worded_date(provision.in_force_to)
    yield "Cited as", provision.short
    yield "How this is known", provision.standing


def _body(law: Law, body: Body) -> Iterator[tuple[str, str]]:
    yield "Body", body.name
    yield "Section 115(2)", f"paragraph {body.s115}" if body.s115 else "not listed: it may give, and cannot receive"
    if body.s115_note:
        yield "Note", " ".join(body.s115_note.split())
    yield "Stands on", "; ".join(each.name for each in law.lists if body.id in each.members) or "no list held here"
    yield "Public authority", "yes: Article 6(1)(ea) and (f) are closed to its tasks" if body.public_authority else "no"
    yield (
        "Competent authority",
        "yes, under Part 3 for law enforcement" if body.competent_authority else "not by Schedule 7",
    )
    if body.exists_from or body.exists_to:
        yield "There is one", _span(body)
    if replaced := [each.name for each in law.bodies if body.id in each.replaced_by]:
        yield "Replaced", "; ".join(replaced)
    if body.replaced_by:
        yield "Replaced by", "; ".join(each.name for name in body.replaced_by if (each := law.body(name)))
    yield "How this is known", MARKS[body.mark]


def _span(body: Body) -> str:
    begun = f"from {worded_date(body.exists_from)}" if body.exists_from else "from before this law"
    return f"{begun} to {worded_date(body.exists_to)}" if body.exists_to else begun


def _list(law: Law, each: BodyList) -> Iterator[tuple[str, str]]:
    yield "List", each.name
    yield "Made by", law.provision(each.provision).short
    yield "Members", "; ".join(body.name for name in each.members if (body := law.body(name)))
    yield "How this is known", MARKS[each.mark]


def _purpose(law: Law, purpose: Purpose) -> Iterator[tuple[str, str]]:
    serving = [each.name for each in law.gateways if purpose.id in each.purposes]
    barred = [each.name for each in law.gateways if purpose.id in each.never]
    yield "Purpose", purpose.name
    yield "Known by", f"a purpose that has one of these in it: {', '.join(purpose.words)}"
    yield "Served by", "; ".join(serving) or "no gateway that is limited to kinds of purpose"
    if barred:
        yield "Never by", "; ".join(barred)
    yield "How this is known", "the words are our own; the gateways' cards say how each is known"


def _named(law: Law, names: tuple[str, ...]) -> str:
    known = {each.id: each.name + UNSURE.get(each.mark, "") for each in law.lists}
    known |= {each.id: each.name for each in law.bodies} | {ANYBODY: "anybody"}
    return "; ".join(known[name] for name in names)


def _purposes(law: Law, ids: tuple[str, ...]) -> str:
    return "; ".join(each.name for each in law.purposes if each.id in ids)
