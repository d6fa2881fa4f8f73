"""What is entered of a protocol: its facts, its schedule row by row, and the law it relies on with its dates."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from infoshare.model.finding import Finding
from infoshare.model.law import Law
from infoshare.model.register_entry import (
    RegisteredProtocol,
)
from infoshare.model.register_schedule import CitedProvision, ScheduleRow
from infoshare.protocols.draft import Draft, Row, name_key
from infoshare.protocols.findings import COME_BACK


def registered(draft: Draft, findings: Sequence[Finding], *, follows: str | None = None) -> RegisteredProtocol:
    """What a protocol says of itself, as it is entered; `findings` are those of its check."""
    return RegisteredProtocol(
        questionnaire=draft.questionnaire.questionnaire, version=draft.questionnaire.version,
        title=draft.questionnaire.title, partnership=str(draft.get("partnership_name") or ""),
        protocol_version=str(draft.get("protocol_version") or ""), digest=draft.digest, answers=dict(draft.answers),
        starts=draft.day("start_date"), review=draft.day("review_date"),
        ends=draft.day("end_date"), parties=tuple(draft.parties),
        citations=tuple(_relied_on(draft, findings)), schedule=tuple(schedule(draft)), follows=follows,
        gaps=sum(each.verdict == "gap" for each in findings),
        actions=sum(each.rule == COME_BACK for each in findings),
    )  # fmt: skip


def _relied_on(draft: Draft, findings: Sequence[Finding]) -> Iterator[CitedProvision]:
    """The provisions of the flows' gateways, and those that the findings cite, in the order of the law."""
    ids = {each for finding in findings for each in finding.citations}
    ids |= {provision_of(draft.law, row.get("gateway")) for row in draft.rows("flows")}
    for each in draft.law.provisions:
        if each.id in ids:
            yield CitedProvision(id=each.id, in_force_from=each.in_force_from, in_force_to=each.in_force_to)


def provision_of(law: Law, gateway: object) -> str:
    """The id of a gateway's provision, or nothing."""
    found = law.gateway(str(gateway))
    return found.provision if found else ""


def schedule(draft: Draft) -> Iterator[ScheduleRow]:
    """Every item of every flow that is whole; a flow without items has one row."""
    for flow in draft.whole_rows("flows"):
        items = [row for row in draft.whole_rows("data_items") if _is_in(row, flow)]
        for item in items or [{}]:
            yield _row(draft, flow, item)


def _is_in(item: Row, flow: Row) -> bool:
    return name_key(flow["name"]) in {name_key(each) for each in item.get("flows") or ()}


def _row(draft: Draft, flow: Row, item: Row) -> ScheduleRow:
    return ScheduleRow(
        flow=flow["name"], item=str(item.get("item") or ""), form=str(item.get("form") or ""), giver=flow["giver"],
        recipients=tuple(flow["recipients"]), purpose=str(flow["purpose"]),
        purpose_words=_worded(draft, str(flow["purpose"])), gateway=str(flow["gateway"]),
        provision=provision_of(draft.law, flow["gateway"]), frequency=str(flow.get("frequency") or ""),
        retention=str(flow.get("retention") or ""), item_retention=str(item.get("retention") or ""),
    )  # fmt: skip


def _worded(draft: Draft, purpose: str) -> str:
    """What the question set calls a purpose."""
    return draft.questionnaire.question("flows").column("purpose").label_of(purpose)
