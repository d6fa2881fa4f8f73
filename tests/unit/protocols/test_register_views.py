"""What follows from the entries of a register, on one day and on another."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from infoshare.model.law import Law
from infoshare.model.register_entry import (
    NONE_BEFORE,
    Body,
    Entry,
    RegisteredDestruction,
    RegisteredProtocol,
    RegisteredRelease,
    RegisteredReview,
    RegisteredSignature,
    RegisteredWithdrawal,
)
from infoshare.model.register_schedule import CitedProvision, ScheduleRow
from infoshare.protocols.draft import Draft
from infoshare.protocols.findings import findings_of
from infoshare.protocols.register.due import calendar_days, due
from infoshare.protocols.register.findings import findings
from infoshare.protocols.register.public_fields import FIELDS, NOT_KNOWN, public_rows, without_contacts
from infoshare.protocols.register.registering import registered
from infoshare.protocols.register.sharings import protocol_states, sharings
from infoshare.protocols.register.states import standing
from infoshare.workflows.protocol import Protocol

START, REVIEW = date(2027, 1, 1), date(2027, 12, 1)
A, B, C = ("a" * 64, "b" * 64, "c" * 64)
AT = "2027-01-01T09:00:00+00:00"


def row(**changed: Any) -> ScheduleRow:
    written: dict[str, Any] = {
        "flow": "Attendances", "item": "Weapon", "giver": "Hospital", "recipients": ("Council", "Police"),
        "purpose": "s6", "gateway": "cda_s115", "provision": "cda-1998-s115", "retention": "24 months", **changed,
    }  # fmt: skip
    return ScheduleRow(**written)


def protocol(digest: str = A, **changed: Any) -> RegisteredProtocol:
    written: dict[str, Any] = {
        "questionnaire": "cda-s115", "version": 1, "title": "A protocol", "partnership": "Harrowmere",
        "protocol_version": "1.0", "digest": digest, "answers": {}, "starts": START, "review": REVIEW,
        "parties": ("Hospital", "Council", "Police"), "schedule": (row(),), **changed,
    }  # fmt: skip
    return RegisteredProtocol(**written)


def release(sha256: str = C, **changed: Any) -> RegisteredRelease:
    written: dict[str, Any] = {
        "protocol": A, "partnership": "Harrowmere", "protocol_version": "1.0", "sharing": "Attendances",
        "recipient": "Council", "issued": AT, "sha256": sha256, "destroy_by": date(2027, 6, 1), **changed,
    }  # fmt: skip
    return RegisteredRelease(**written)


def withdrawal(digest: str = A) -> RegisteredWithdrawal:
    return RegisteredWithdrawal(protocol=digest, on=date(2027, 5, 1), by="Chair", reason="It ended")


def chain(*bodies: Body) -> list[Entry]:
    made: list[Entry] = []
    for number, body in enumerate(bodies, 1):
        made.append(Entry.following(number, made[-1].hash if made else NONE_BEFORE, AT, body))
    return made


def states(entries: list[Entry], on: date) -> list[str]:
    return [each.state for each in protocol_states(entries, on)]


DAY = timedelta(days=1)


@pytest.mark.parametrize(
    ("bodies", "on", "state"),
    [
        ([protocol()], START - DAY, "to come"),
        ([protocol()], START, "current"),
        ([protocol()], REVIEW, "current"),
        ([protocol()], REVIEW + DAY, "past review"),
        ([protocol(ends=date(2027, 3, 1))], date(2027, 3, 1), "current"),
        ([protocol(ends=date(2027, 3, 1))], date(2027, 3, 2), "expired"),
        ([protocol(gaps=1)], START, "draft"),
        ([protocol(actions=1)], START, "draft"),
        ([protocol(), withdrawal()], date(2027, 4, 30), "current"),
        ([protocol(), withdrawal()], date(2027, 5, 1), "withdrawn"),
        ([protocol(), RegisteredReview(protocol=A, on=REVIEW, by="DPO", outcome="Goes on",
                                       next_review=date(2028, 12, 1))], REVIEW + DAY, "current"),
        ([protocol(), protocol(B, follows=A, starts=date(2027, 7, 1))], date(2027, 6, 30), "current"),
        ([protocol(), protocol(B, follows=A, starts=date(2027, 7, 1))], date(2027, 7, 1), "replaced"),
        ([protocol(), protocol(B, follows=A, starts=date(2027, 7, 1), gaps=2)], date(2027, 7, 1), "current"),
        ([protocol(), protocol(B, starts=date(2027, 7, 1))], date(2027, 7, 1), "current"),
    ],
)  # fmt: skip
def test_the_state_of_a_protocol_on_a_day(bodies: list[Body], on: date, state: str) -> None:
    assert states(chain(*bodies), on)[0] == state


def test_only_what_binds_is_shared_and_a_signature_counts_once_for_each_party() -> None:
    signed = RegisteredSignature(protocol=A, party="council ", name="A. Example", role="Chief Executive", at=AT)
    stranger = signed.model_copy(update={"party": "Nobody's"})
    entries = chain(protocol(), signed, signed, stranger, protocol(B, gaps=1))
    (sharing,) = sharings(entries, START)
    assert (sharing.giver, sharing.recipients, sharing.items) == ("Hospital", ("Council", "Police"), ("Weapon",))
    assert sharing.provision == "cda-1998-s115"
    assert protocol_states(entries, START)[0].signed == 1
    assert [each.body.digest for each in standing(entries, START)] == [A]


def told(entries: list[Entry], on: date, kind: str) -> list[tuple[int, ...]]:
    return [each.entries for each in findings(entries, Law.load(), on) if each.kind == kind]


def test_what_is_late_is_told() -> None:
    entries = chain(protocol(), protocol(B, ends=date(2027, 3, 1), partnership="Eastmarch"), release())
    assert told(entries, REVIEW + DAY, "overdue_review") == [(1,)]
    assert told(entries, date(2027, 3, 2), "expired") == [(2,)]
    assert told(entries, date(2027, 6, 1), "not_destroyed") == []
    assert told(entries, date(2027, 6, 2), "not_destroyed") == [(3,)]
    gone = RegisteredDestruction(release=C, on=START, by="A. Example", role="Analyst", how="Overwritten", what="It")
    assert told([*entries, *chain(gone)], date(2027, 6, 2), "not_destroyed") == []


def test_a_flow_that_no_current_protocol_has_is_told_of_lapsed_protocols_and_of_releases() -> None:
    after = date(2027, 5, 2)
    assert told(chain(protocol(), release()), after, "no_current_protocol") == []
    assert told(chain(protocol(), release(), withdrawal()), after, "no_current_protocol") == [(1,), (2,)]
    covered = chain(protocol(), release(), withdrawal(), protocol(B))
    assert told(covered, after, "no_current_protocol") == []
    narrower = chain(protocol(), withdrawal(), protocol(B, schedule=(row(recipients=("Police",)),)))
    (finding,) = [each for each in findings(narrower, Law.load(), after) if each.kind == "no_current_protocol"]
    assert "to Council:" in finding.message
    two = (row(), row(flow="Notes"))
    assert told(chain(protocol(schedule=two), withdrawal()), after, "no_current_protocol") == [(1,)]
    half = chain(protocol(schedule=two), withdrawal(), protocol(B))
    (finding,) = [each for each in findings(half, Law.load(), after) if each.kind == "no_current_protocol"]
    assert finding.message.startswith("Notes, from Hospital to Council and Police")
    others = chain(protocol(), withdrawal(), protocol(B, partnership="Eastmarch"))
    assert told(others, after, "no_current_protocol") == [(1,)]


def test_two_protocols_that_keep_one_item_for_different_times_are_told() -> None:
    other = protocol(B, schedule=(row(flow="Other", recipients=("council",), item_retention="3 years"),))
    assert told(chain(protocol(), other), START, "retention_differs") == [(1, 2)]
    assert told(chain(protocol(), protocol(B)), START, "retention_differs") == []
    assert told(chain(protocol(), other, withdrawal(B)), date(2027, 5, 1), "retention_differs") == []
    elsewhere = protocol(B, schedule=(row(recipients=("Fire",), retention="3 years"),))
    assert told(chain(protocol(), elsewhere), START, "retention_differs") == []


def test_law_that_changed_since_ended_or_has_not_begun_marks_the_protocol() -> None:
    law = Law.load()
    known = law.provision("uk-gdpr-5-2")
    as_it_was = CitedProvision(id=known.id, in_force_from=known.in_force_from, in_force_to=known.in_force_to)
    entries = chain(protocol(citations=(as_it_was,)))
    assert findings(entries, law, START) == []

    def amended(**dates: Any) -> Law:
        changed = known.model_copy(update=dates)
        return law.model_copy(update={"provisions": (*(p for p in law.provisions if p.id != known.id), changed)})

    def kinds(under: Law) -> list[str]:
        return [each.kind for each in findings(entries, under, START) if each.citations == (known.id,)]

    assert kinds(amended(in_force_to=date(2026, 12, 31))) == ["law_changed", "law_ended"]
    assert kinds(amended(in_force_to=START)) == ["law_changed"]
    assert kinds(amended(in_force_from=date(2027, 2, 1))) == ["law_changed", "law_not_begun"]
    without = law.model_copy(update={"provisions": tuple(p for p in law.provisions if p.id != known.id)})
    assert kinds(without) == ["law_changed"]


def test_what_is_due_comes_the_earliest_first_and_a_calendar_hangs_on_no_day() -> None:
    entries = chain(protocol(ends=date(2028, 1, 1)), release(), protocol(B, gaps=1))
    assert [(each.what, each.overdue) for each in due(entries, date(2027, 6, 2))] == [
        ("destruction", True), ("review", False), ("expiry", False),
    ]  # fmt: skip
    days = calendar_days(entries)
    assert [each.what for each in days] == ["destruction", "review", "expiry"]
    assert not any(each.overdue for each in days)
    assert calendar_days(chain(protocol(), withdrawal())) == []
    assert due(chain(protocol(ends=date(2027, 3, 1))), date(2027, 3, 2)) == []


def test_the_public_fields_are_the_eighteen_in_order_and_say_what_is_not_known() -> None:
    parties = [{"name": "Council", "role": "controller"}, {"name": "Host", "role": "processor"}]
    answers = {"purpose_statement": " So  that ", "territory": "wales", "parties": parties}
    (fields,) = public_rows(chain(protocol(answers=answers), protocol(B, gaps=1)), Law.load(), START)
    assert (tuple(fields), len(FIELDS)) == (FIELDS, 18)
    assert (fields["purpose"], fields["legal-power-disclosure"]) == ("So that", "CDA 1998 s.115")
    assert (fields["controller-names"], fields["processor-names"]) == ("Council", "Host")
    assert (fields["area-names"], fields["review-date"]) == ("Wales", "2027-12-01")
    for unknown in ("end-date", "areas", "controllers", "processors", "contact", "information-sharing-benefits"):
        assert fields[unknown] == NOT_KNOWN


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Community Safety Manager, Harrowmere, safer@harrowmere.example.org, 01632 960100",
         "Community Safety Manager, Harrowmere"),
        ("Ring 01632 960100 first", "Ring first"), ("24 months from receipt", "24 months from receipt"),
        ("2026-12-01", "2026-12-01"),
    ],
)  # fmt: skip
def test_contacts_are_taken_out(text: str, left: str) -> None:
    assert without_contacts(text) == left


def test_a_protocol_is_entered_with_every_item_of_every_flow_and_the_law_as_it_was(tmp_path: Any) -> None:
    from infoshare.workflows.protocol import example

    path = tmp_path / "answers.yaml"
    path.write_text(example("cda-s115"), encoding="utf-8")
    draft: Draft = Protocol.load(path).draft
    body = registered(draft, findings_of(draft))
    assert {each.flow for each in body.schedule} == {flow["name"] for flow in draft.rows("flows")}
    shared = [item for item in draft.rows("data_items") if item["form"] != "not_shared"]
    assert sum(bool(each.item) for each in body.schedule) == sum(len(item["flows"]) for item in shared)
    (victims,) = [each for each in body.schedule if each.flow == "Repeat victims"]
    assert (victims.item, victims.form, victims.kept) == (
        "Repeat victim code",
        "pseudonymised",
        "12 months from receipt",
    )
    dates = {each.id: (each.in_force_from, each.in_force_to) for each in body.citations}
    assert "cda-1998-s115" in dates
    assert all(dates[p.id] == (p.in_force_from, p.in_force_to) for p in Law.load().provisions if p.id in dates)
    assert not body.is_draft
