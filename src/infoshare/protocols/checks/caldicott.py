"""The eight Caldicott principles, put to every item that can tell who somebody is."""

from __future__ import annotations

import re
from collections.abc import Iterator

from infoshare.model.finding import Finding
from infoshare.model.flow import PERSONAL
from infoshare.protocols.checks.rule import Rule
from infoshare.protocols.draft import Draft, Row

COARSER = {
    r"date.of.birth|birth.?date|\bdob\b": "an age band",
    r"\bages?\b": "an age band",
    r"post.?code": "the first half of the postcode",
    r"address|\buprn\b": "the street, or the first half of the postcode",
    r"forename|surname|\bnames?\b": "a code in place of the name",
    r"nhs.?number|national.insurance|\bnino\b|\bpnc\b|\bcro\b|crn\b|\breference\b|\bnumber\b": "a code in its place",
    r"phone|mobile|e.?mail": "a contact through the holder",
    r"\btimes?\b|\bdates?\b|arriv|occurred": "the month, or the part of the week",
    r"location|place|coordinates|easting|latitude": "an area of many addresses",
    r"notes?\b|narrative|summary|descri|comment": "the few facts that are needed, in columns of their own",
    r"ethnic|religio": "a broad group",
    r"diagnos|icd|medic": "a broad group of conditions",
}
"""What an item is called, and the coarser form that is proposed for it."""

WHAT = (
    "the purpose is named", "each has its reason", "a coarser form was weighed for each", "who receives it is named",
    "the people with access know their duties", "each has its power", "the duty to share is not held up",
    "people are told",
)  # fmt: skip
MENDED_AT = (
    ("flows", "purposes"), ("data_items",), ("data_items",), ("flows",), ("security_access",), ("flows",),
    ("caldicott_duty_to_share",), ("caldicott_informing",),
)  # fmt: skip


def caldicott_principles(draft: Draft) -> Iterator[Finding]:
    """Each principle against each item that is shared with people in it."""
    items = [row for row in draft.whole_rows("data_items") if row["form"] in PERSONAL]
    if not items:
        return
    declined = [gap for row in items if (gap := _finer_than_needed(row))]
    for number, (what, questions) in enumerate(zip(WHAT, MENDED_AT, strict=True), start=1):
        asked = tuple(each for each in questions if each in draft.asked_ids)
        rule = Rule(f"caldicott_{number}", asked or ("data_items",), (f"caldicott-{number}",))
        if number == 3:
            yield from rule.gaps_or_met(declined, f"{what} of {_counted(items)}")
        elif asked and not draft.lacks(*asked):
            yield rule.met(f"{what}, for {_counted(items)}")


def _counted(items: list[Row]) -> str:
    names = ", ".join(f"'{row['item']}'" for row in items[:6])
    return names if len(items) <= 6 else f"{names} and {len(items) - 6} more"


def _finer_than_needed(row: Row) -> str | None:
    """The gap of an item for which a coarser form is there, and nothing says why it would not do."""
    coarser = proposed(f"{row['item']} {row.get('column', '')}")
    if coarser is None or row.get("declined"):
        return None
    return f"'{row['item']}': would {coarser} do? Share that, or say why it would not"


def proposed(name: str) -> str | None:
    """The coarser form proposed for an item of this name, if one is known."""
    words = name.casefold().replace("_", " ")
    return next((coarser for pattern, coarser in COARSER.items() if re.search(pattern, words)), None)


CALDICOTT_CHECKS = (caldicott_principles,)
