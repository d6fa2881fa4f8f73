"""Guesses a column's role from its header and from what was found in its cells, and says why."""

from __future__ import annotations

import re
from dataclasses import dataclass

from infoshare.identifiers import IDENTIFIERS, PLURALS
from infoshare.model.column_rule import Known, Role
from infoshare.model.inspection import ColumnType

MOSTLY = 0.5
FREE_TEXT_LENGTH = 25


@dataclass(frozen=True, slots=True)
class Guess:
    """A likely role, the kind of value if that is known, and the reason in words."""

    role: Role
    known: Known | None
    why: str


@dataclass(frozen=True, slots=True)
class Seen:
    """What was found in a column's cells: all counts are of rows; `mean_length` is in characters."""

    rows: int
    filled: int
    distinct: int
    unique_rows: int
    identifiers: dict[str, int]
    type: ColumnType


_HEADERS: tuple[tuple[str, Role, Known | None, str], ...] = (
    (r"nhs", "direct", "nhs", "the header says NHS number"),
    (r"nino|national ?ins\w*|\bni ?(no|num\w*)", "direct", "ni", "the header says National Insurance number"),
    (r"d ?o ?b|date ?of ?birth|birth ?date", "direct", "date_of_birth", "the header says date of birth"),
    (r"e ?mail", "direct", "email", "the header says e-mail"),
    (r"phone|mobile|\btel|contact ?(no|num)", "direct", "phone", "the header says telephone"),
    (r"address|street|addr\b", "direct", "address", "the header says address"),
    (r"note|comment|narrative|descri|free ?text|summary|remark|history|detail|text|letter", "text", None,
     "the header says free text"),
    (r"name|surname|forename|alias|next ?of ?kin|carer|gp\b|clinician|officer", "direct", "name",
     "the header says a name"),
    (r"\bid\b|_id|ref|number|\bno\b|\burn\b|\bcrn\b|\bupn\b|\bpnc\b|\buprn\b", "direct", "reference",
     "the header says a reference"),
    (r"post ?code|pcode", "quasi", "postcode", "could single a person out"),
    (r"\bage\b|sex|gender|ethnic|religio|occupation|marital|nationality|language|school|ward|lsoa|msoa|district"
     r"|town|locality|date|time|arrival|admission|discharge|month|year", "quasi", None, "could single a person out"),
    (r"diagnos|weapon|offence|crime|injur|drug|alcohol|outcome|disab|hiv|mental|risk|relationship|disposal",
     "sensitive", None, "private in itself"),
)  # fmt: skip
_SAFE = ("quasi", "sensitive", "plain")


def guess_role(header: str, seen: Seen) -> Guess:
    """The likely role of a column: what its header says, unless its cells say something more dangerous."""
    words = re.sub(r"[._\-/]+", " ", re.sub(r"(?<=[a-z])(?=[A-Z])", " ", header)).casefold().strip()
    named = next((Guess(*entry[1:]) for entry in _HEADERS if re.search(entry[0], words)), None)
    if named and named.role not in _SAFE:
        return named
    return _by_content(seen) or named or _by_shape(seen)


def _by_content(seen: Seen) -> Guess | None:
    found = {kind: rows for kind, rows in seen.identifiers.items() if kind in DISTINCTIVE}
    kind = max(found, key=lambda each: found[each], default=None)
    if kind is None:
        return None
    if found[kind] < MOSTLY * seen.filled:
        return Guess("text", None, f"some cells hold {TITLES[kind]}")
    return Guess("quasi" if kind == "postcode" else "direct", DISTINCTIVE[kind], f"cells hold {TITLES[kind]}")


DISTINCTIVE: dict[str, Known] = {
    "nhs": "nhs",
    "ni": "ni",
    "phone": "phone",
    "email": "email",
    "postcode": "postcode",
}
TITLES = {each.kind: PLURALS[each.placeholder] for each in IDENTIFIERS}


def _by_shape(seen: Seen) -> Guess:
    if seen.type == "free_text":
        return Guess("text", None, "long and varied text")
    if seen.filled and seen.unique_rows == seen.filled > 1:
        return Guess("direct", "reference", "every row has its own value")
    if seen.type == "date":
        return Guess("quasi", None, "could single a person out")
    return Guess("plain", None, "nothing personal was seen")
