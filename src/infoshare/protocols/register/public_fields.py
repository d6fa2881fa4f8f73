"""The agreements of a register in the 18 fields of the register that the Digital Economy Act 2017, Part 5, brought.

The fields are those of the government's published register of information sharing agreements under that Part
(registers.service.gov.uk, `information-sharing-agreement-0001`, 2018 to 2019). An agreement under other law has no
duty to stand on that register: it is told in the same fields because readers know them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date

from infoshare.model.law import Law
from infoshare.model.register_entry import Entry, RegisteredProtocol
from infoshare.protocols.register.sharings import by_flow
from infoshare.protocols.register.states import STANDING, known_protocols

NOT_KNOWN = "not known"
"""What stands where the register does not hold a fact: a code of a body or area, or what nobody answered."""
NONE_NAMED = "none named"
NOT_PUBLISHED = "not published: it is part of how the information is kept safe"
AREAS = {"england": "England", "wales": "Wales", "both": "England; Wales"}
CONTROLLERS = frozenset({"controller", "joint_controller"})
_CONTACT = re.compile(r"[,;(]?\s*(\S+@\S+\.\w+|(?<![\d-])(\+\d|\(?0)\d[\d\s()-]{6,}\d)\)?")


FIELDS = (
    "information-sharing-agreement", "name", "purpose", "information-sharing-benefits", "legal-power-disclosure",
    "disclosed-information", "controllers", "controller-names", "information-sharing-method", "processors",
    "processor-names", "retention-period", "start-date", "end-date", "review-date", "contact", "areas", "area-names",
)  # fmt: skip


def public_rows(entries: Sequence[Entry], law: Law, on: date) -> list[dict[str, str]]:
    """Every agreement that binds or will, with the 18 fields in the published order."""
    return [
        _row(each.entry.number, each.body, each.review()[0], law)
        for each in known_protocols(entries).values()
        if each.state(on) in {*STANDING, "to come"}
    ]


def _row(number: int, body: RegisteredProtocol, review: date | None, law: Law) -> dict[str, str]:
    answers = body.answers
    return {
        "information-sharing-agreement": str(number),
        "name": f"{body.title}: {body.partnership}, version {body.protocol_version}",
        "purpose": _text(answers.get("purpose_statement")),
        "information-sharing-benefits": _text(answers.get("benefits")),
        "legal-power-disclosure": powers(body, law) or NOT_KNOWN,
        "disclosed-information": _disclosed(body) or NOT_KNOWN,
        "controllers": NOT_KNOWN,
        "controller-names": _names(answers.get("parties"), CONTROLLERS) or NOT_KNOWN,
        "information-sharing-method": NOT_PUBLISHED,
        "processors": NOT_KNOWN if _names(answers.get("parties"), {"processor"}) else NONE_NAMED,
        "processor-names": _names(answers.get("parties"), {"processor"}) or NONE_NAMED,
        "retention-period": _retention(body) or NOT_KNOWN,
        "start-date": _day(body.starts),
        "end-date": _day(body.ends),
        "review-date": _day(review),
        "contact": _text(answers.get("owner")),
        "areas": NOT_KNOWN,
        "area-names": AREAS.get(str(answers.get("territory")), NOT_KNOWN),
    }


def _text(answer: object) -> str:
    return " ".join(str(answer or "").split()) or NOT_KNOWN


def _day(day: date | None) -> str:
    return day.isoformat() if day else NOT_KNOWN


def powers(body: RegisteredProtocol, law: Law) -> str:
    """The provisions of a protocol's flows as a lawyer writes them, each once."""
    short = {each.id: each.short for each in law.provisions}
    return "; ".join(dict.fromkeys(short.get(row.provision, row.provision) for row in body.schedule if row.provision))


def _disclosed(body: RegisteredProtocol) -> str:
    flows = by_flow(body.schedule).items()
    return "; ".join(
        f"{flow}: {', '.join(row.item for row in rows if row.item) or 'items not listed'}" for flow, rows in flows
    )


def _retention(body: RegisteredProtocol) -> str:
    return "; ".join(f"{flow}: {rows[0].retention}" for flow, rows in by_flow(body.schedule).items())


def _names(parties: object, roles: Iterable[str]) -> str:
    rows = parties if isinstance(parties, list) else []
    return "; ".join(str(row.get("name")) for row in rows if row.get("role") in set(roles))


def without_contacts(text: str) -> str:
    """A text without e-mail addresses and telephone numbers."""
    return _CONTACT.sub("", text).strip(" ,;")
