"""Checks of the parties: that each exists, signs, and is called the same everywhere."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from infoshare.model.finding import Finding
from infoshare.protocols.checks.rule import Rule
from infoshare.protocols.draft import Draft, same_name
from infoshare.safe_repr import listed

EXIST = Rule("parties_exist", ("parties", "start_date"), ("cda-1998-s115-2",))
SIGN = Rule("every_party_signs", ("signatories", "parties"), ("data-sharing-code",))
NAMED = Rule("names_agree", ("parties", "data_items", "lawful_basis"), ("data-sharing-code",))
JOINT = Rule("joint_controllers_arranged", ("parties", "joint_controllers"), ("uk-gdpr-26",))


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


def every_party_signs(draft: Draft) -> Iterator[Finding]:
    """Each party has somebody who signs for it."""
    signing = [row.get("party") for row in draft.rows("signatories")]
    if signing and draft.parties:
        missing = [name for name in draft.parties if not any(same_name(name, each) for each in signing)]
        gaps = [f"nobody is named to sign for {name}" for name in missing]
        yield from SIGN.gaps_or_met(gaps, "every party has a signatory")


def names_agree(draft: Draft) -> Iterator[Finding]:
    """Whoever holds, receives, signs or has a basis is one of the parties."""
    if draft.parties:
        strangers = [name for name in _mentioned(draft) if not any(same_name(name, each) for each in draft.parties)]
        gaps = [f"'{name}' is named in a table and is not one of the parties" for name in dict.fromkeys(strangers)]
        yield from NAMED.gaps_or_met(gaps, "every organisation named in a table is a party")


def _mentioned(draft: Draft) -> Iterator[str]:
    for table, column in (("lawful_basis", "party"), ("signatories", "party"), ("data_items", "holder")):
        yield from (str(row[column]) for row in draft.rows(table) if row.get(column))
    for row in draft.rows("data_items"):
        yield from recipients(row.get("recipients"))


def recipients(cell: object) -> list[str]:
    """The names in a cell of recipients, which stand apart by semicolons."""
    return [name.strip() for name in str(cell or "").split(";") if name.strip()]


def joint_controllers_arranged(draft: Draft) -> Iterator[Finding]:
    """Joint controllers need an arrangement between them."""
    joint = any(row.get("role") == "joint_controller" for row in draft.rows("parties"))
    if joint and draft.get("joint_controllers") is False:
        yield JOINT.gap("a party is called a joint controller, and the next answer says that nobody decides jointly")


PARTY_CHECKS = (parties_exist, every_party_signs, names_agree, joint_controllers_arranged)
