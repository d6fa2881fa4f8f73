"""Checks of the parties: that each exists and signs, that names agree, and who of section 5 is missing."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from infoshare.model.finding import Finding
from infoshare.model.questionnaire import Column, Question
from infoshare.protocols.checks.rule import Rule
from infoshare.protocols.draft import Draft, name_key, same_name
from infoshare.safe_repr import listed

EXIST = Rule("parties_exist", ("parties", "start_date"), ("data-sharing-code",))
SIGN = Rule("every_party_signs", ("signatories", "parties"), ("data-sharing-code",))
JOINT = Rule("joint_controllers_arranged", ("parties", "joint_controllers"), ("uk-gdpr-26",))
MEMBERS = Rule("members_of_partnership", ("parties",), ("cda-1998-s5", "si-2004-118", "si-1998-2452"))


def parties_exist(draft: Draft) -> Iterator[Finding]:
    """A body that was dissolved, or is not yet there, cannot be a party."""
    start = draft.day("start_date")
    if start and draft.parties:
        yield from EXIST.gaps_or_met(_gone(draft, start), "every party is a body that exists on that date")


def _gone(draft: Draft, start: date) -> Iterator[str]:
    for body in map(draft.body_in, draft.rows("parties")):
        if body and not body.exists_on(start):
            successors = [each.name for each in draft.law.successors(body, start)]
            now = f"; name its successor ({listed(successors)})" if successors else ""
            yield f"there is no {body.name} on {start.isoformat()}, when the protocol starts{now}"


TWICE = Rule("named_once", ("parties", "lawful_basis"), ("data-sharing-code",))


def named_once(draft: Draft) -> Iterator[Finding]:
    """No two parties have one name, and no party two bases for one sharing: nobody could tell which counts."""
    for name in _twice(row.get("name") for row in draft.rows("parties")):
        yield TWICE.gap(f"two parties are called '{name}': give each its own full name")
    for name in _twice((row["party"], row.get("flow", "")) for row in draft.rows("lawful_basis") if "party" in row):
        yield TWICE.gap(
            f"there are two bases for {name[0]}{f' in {name[1]!r}' if name[1] else ''}: keep the one that counts"
        )


def _twice(names: Iterable[Any]) -> list[Any]:
    """What stands more than once, but for case and spaces."""
    seen: dict[str, list[Any]] = {}
    for name in names:
        seen.setdefault(name_key(name), []).append(name)
    return [found[0] for found in seen.values() if len(found) > 1 and found[0]]


def every_party_signs(draft: Draft) -> Iterator[Finding]:
    """Each party has somebody who signs for it."""
    signing = [row.get("party") for row in draft.rows("signatories")]
    if signing and draft.parties:
        missing = [name for name in draft.parties if not any(same_name(name, each) for each in signing)]
        gaps = [f"nobody is named to sign for {name}" for name in missing]
        yield from SIGN.gaps_or_met(gaps, "every party has a signatory")


KEYS = Rule("keys_are_fingerprints", ("signatories",), ("data-sharing-code",))
FINGERPRINT = re.compile(r"[0-9a-fA-F]{64}")
"""The SHA-256 of a public key's SubjectPublicKeyInfo."""


def keys_are_fingerprints(draft: Draft) -> Iterator[Finding]:
    """What is named as a key is the fingerprint of one, so that only that key signs."""
    for number, row in enumerate(draft.rows("signatories"), start=1):
        if row.get("key") and not FINGERPRINT.fullmatch(str(row["key"]).strip()):
            yield KEYS.gap(f"row {number} of those who sign names a key that is no fingerprint: give 64 hexadecimal "
                           "digits, as 'infoshare certificate keys' prints them")  # fmt: skip


def names_agree(draft: Draft) -> Iterator[Finding]:
    """A cell that names a row of another table names one that is there."""
    for question in draft.asked:
        for column in question.columns:
            if column.rows_of in draft.answers and question.id in draft.answers:
                yield from _strangers(draft, question, column)


def _strangers(draft: Draft, question: Question, column: Column) -> Iterator[Finding]:
    table = draft.questionnaire.question(str(column.rows_of))
    known = [row.get(table.columns[0].id) for row in draft.rows(table.id)]
    rule = Rule("names_agree", (question.id, table.id), question.citations[-1:])
    for name in dict.fromkeys(_named(draft, question, column)):
        if not any(same_name(name, each) for each in known):
            yield rule.gap(f"'{name}' is named under '{column.label}', and is not in the answer to: {table.text}")


def _named(draft: Draft, question: Question, column: Column) -> Iterator[str]:
    for row in draft.rows(question.id):
        cell = row.get(column.id, [])
        yield from (cell if isinstance(cell, list) else [cell])


def joint_controllers_arranged(draft: Draft) -> Iterator[Finding]:
    """Joint controllers need an arrangement between them."""
    joint = any(row.get("role") == "joint_controller" for row in draft.rows("parties"))
    if joint and draft.get("joint_controllers") is False:
        yield JOINT.gap("a party is called a joint controller, and the next answer says that nobody decides jointly")


SECTION_5 = {
    "responsible authorities": "s5_responsible_authorities",
    "bodies that must co-operate": "s5_co_operating_bodies",
    "bodies to be invited": "s5_invited",
}
COUNCIL = ("council_unitary", "county_council", "district_council", "metropolitan_district", "london_borough",
           "city_of_london_corporation", "council_isles_of_scilly", "council_wales")  # fmt: skip
EXPECTED = {
    "a council": COUNCIL,
    "the police": ("police_force",),
    "the fire and rescue authority": ("fire_authority",),
    "a provider of probation services": ("probation_service_sos", "probation_provider"),
}
HEALTH_BODY = {"england": ("an integrated care board", "integrated_care_board"),
               "wales": ("a Local Health Board", "local_health_board")}  # fmt: skip


def members_of_partnership(draft: Draft) -> Iterator[Finding]:
    """Who section 5 of the 1998 Act makes responsible, who must co-operate, who is invited, and who is missing."""
    if not draft.parties or "cda-1998-s5" not in draft.questionnaire.question("parties").citations:
        return
    if here := [f"{what}: {listed(names)}" for what, name in SECTION_5.items() if (names := _on(draft, name))]:
        yield MEMBERS.met(f"under section 5, {'; '.join(here)}")
    if missing := [*_missing(draft)]:
        yield MEMBERS.judgement(
            f"section 5 also makes these responsible, and none is a party: {listed(missing)}. "
            "Do they share under another agreement?"
        )


def _on(draft: Draft, list_id: str) -> list[str]:
    earlier = ["s5_responsible_authorities"] if list_id != "s5_responsible_authorities" else []
    return [
        str(row.get("name", "a party without a name"))
        for row in draft.rows("parties")
        if draft.law.on_list(str(row.get("body")), list_id) and not draft.law.on_list(str(row.get("body")), *earlier)
    ]


def _missing(draft: Draft) -> Iterator[str]:
    bodies = {row.get("body") for row in draft.rows("parties")}
    health = [body for country, body in HEALTH_BODY.items() if draft.get("territory") in {country, "both"}]
    expected = EXPECTED | {name: (body,) for name, body in health}
    yield from (name for name, kinds in expected.items() if bodies.isdisjoint(kinds))


PARTY_CHECKS = (
    parties_exist, named_once, every_party_signs, keys_are_fingerprints, names_agree, joint_controllers_arranged,
    members_of_partnership,
)  # fmt: skip
