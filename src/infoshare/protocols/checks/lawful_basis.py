"""Checks of the data-protection basis of each party: Article 6 or Part 3, Article 9, Schedule 1, policy document."""

from __future__ import annotations

from collections.abc import Iterator

from infoshare.model.finding import Finding
from infoshare.protocols.checks.rule import Rule
from infoshare.protocols.draft import Draft, Row, same_name

EVERY = Rule("every_party_has_a_basis", ("lawful_basis", "parties"), ("uk-gdpr-6", "dpa-2018-s35"))
OPEN = Rule("basis_open_to_party", ("lawful_basis", "parties"), ("uk-gdpr-6", "uk-gdpr-6-1-ea"))
SPECIAL = Rule("special_category_condition", ("lawful_basis", "special_category"), ("uk-gdpr-9", "dpa-2018-sch1"))
OFFENCES = Rule("criminal_offence_condition", ("lawful_basis", "criminal_offence"), ("uk-gdpr-10", "dpa-2018-sch1"))
POLICY = Rule(
    "appropriate_policy_document", ("appropriate_policy_document", "lawful_basis"),
    ("dpa-2018-sch1-part4", "dpa-2018-s42"),
)  # fmt: skip

CLOSED_TO_PUBLIC_AUTHORITIES = ("6_1_ea", "6_1_f")
PART_2 = tuple(f"para_{number}" for number in range(6, 29))
SCHEDULE_1_FOR = {
    "9_2_b": ("para_1",), "9_2_g": PART_2, "9_2_h": ("para_2",), "9_2_i": ("para_3",), "9_2_j": ("para_4",),
}  # fmt: skip
"""DPA 2018 s.10: Article 9(2)(b), (h), (i) and (j) need their condition of Schedule 1 Part 1, and (g) one of Part 2."""
NEEDS_POLICY_DOCUMENT = frozenset(f"para_{number}" for number in (1, 6, 7, 8, 10, 11, 12, 14, 17, 18, 19, 35))
"""DPA 2018 Sch 1: para 1, and every Part 2 condition whose own words do not say otherwise; para 35 of Part 3."""
FOLLOWS_PART_2 = frozenset({"para_36", "para_37"})
"""These need a policy document where the Part 2 condition that they lean on does."""


def every_party_has_a_basis(draft: Draft) -> Iterator[Finding]:
    """A gateway never replaces a data-protection basis."""
    rows = draft.rows("lawful_basis")
    if rows and draft.parties:
        without = [name for name in draft.parties if not any(same_name(name, row.get("party")) for row in rows)]
        gaps = [f"{name} has no data-protection basis; a power to share does not replace one" for name in without]
        yield from EVERY.gaps_or_met(gaps, "every party has a data-protection basis")


def basis_open_to_party(draft: Draft) -> Iterator[Finding]:
    """Public authorities doing their tasks cannot use Article 6(1)(ea) or (f); Part 3 is for competent authorities."""
    rows = draft.rows("lawful_basis")
    if rows:
        gaps = [gap for row in rows if (gap := _closed(draft, row))]
        yield from OPEN.gaps_or_met(gaps, "no party relies on a basis that is closed to it")
    for row in rows:
        body = draft.body_of(row.get("party"))
        if row.get("art6") == "part_3" and body and not body.competent_authority:
            yield OPEN.judgement(
                f"{row['party']} relies on Part 3 and is not in Schedule 7: "
                "is this its own statutory law-enforcement work?"
            )


def _closed(draft: Draft, row: Row) -> str | None:
    body = draft.body_of(row.get("party"))
    if row.get("art6") in CLOSED_TO_PUBLIC_AUTHORITIES and body and body.public_authority:
        return (
            f"{row['party']} is a public authority and relies on legitimate interests, which Article 6(1) closes to "
            "public authorities doing their tasks"
        )
    return None


def special_category_condition(draft: Draft) -> Iterator[Finding]:
    """Special category data needs an Article 9 condition of each party, and most of those a condition of Schedule 1."""
    rows = [row for row in draft.rows("lawful_basis") if row.get("art6") != "part_3" and row.get("party")]
    if draft.get("special_category") is not True or not rows:
        return
    without = [str(row["party"]) for row in rows if row.get("art9") in {None, "none"}]
    gaps = [gap for row in rows if (gap := _schedule_1_gap(row))]
    if len(without) == len(rows):
        gaps.append("special category data is shared, and no party has a condition of Article 9")
    else:
        for name in without:
            yield SPECIAL.judgement(f"{name} has no condition of Article 9: does it handle no special category data?")
    yield from SPECIAL.gaps_or_met(gaps, "special category data rests on conditions of Article 9 and Schedule 1")


def _schedule_1_gap(row: Row) -> str | None:
    allowed = SCHEDULE_1_FOR.get(str(row.get("art9")))
    if allowed is None or row.get("sch1") in allowed:
        return None
    needed = "a condition of Part 2" if allowed is PART_2 else allowed[0].replace("_", " ")
    return f"{row['party']}: Article {_article(row['art9'])} needs {needed} of Schedule 1 too"


def _article(value: str) -> str:
    chapter, number, letter = value.split("_")
    return f"{chapter}({number})({letter})"


def criminal_offence_condition(draft: Draft) -> Iterator[Finding]:
    """Offence data outside Part 3 needs official authority or a condition of Schedule 1."""
    rows = [row for row in draft.rows("lawful_basis") if row.get("art6") != "part_3" and row.get("party")]
    if draft.get("criminal_offence") is True and rows:
        without = [str(row["party"]) for row in rows if row.get("sch1") in {None, "none"}]
        for name in without:
            yield OFFENCES.judgement(
                f"{name} has no condition of Schedule 1: "
                "does it handle offence data under official authority, or not at all?"
            )
        if not without:
            yield OFFENCES.met("criminal offence data rests on conditions of Schedule 1")


def appropriate_policy_document(draft: Draft) -> Iterator[Finding]:
    """Most conditions of Schedule 1, and sensitive processing under Part 3, need a policy document from the start."""
    answer, conditions = draft.get("appropriate_policy_document"), _conditions(draft)
    if not answer or conditions.isdisjoint({*NEEDS_POLICY_DOCUMENT, *FOLLOWS_PART_2, "part_3"}):
        return
    if answer == "in_place":
        yield POLICY.met("the appropriate policy document is in place")
    elif answer == "being_written":
        yield POLICY.gap("the appropriate policy document must be in place when sharing starts, and is being written")
    else:
        yield _not_needed(conditions)


def _conditions(draft: Draft) -> set[str]:
    """The conditions of Schedule 1 that are chosen, and `part_3` where sensitive processing falls under Part 3."""
    rows = draft.rows("lawful_basis")
    sensitive = draft.get("special_category") is True and any(row.get("art6") == "part_3" for row in rows)
    return {str(row.get("sch1")) for row in rows} | ({"part_3"} if sensitive else set())


def _not_needed(conditions: set[str]) -> Finding:
    needing = conditions & {*NEEDS_POLICY_DOCUMENT, "part_3"}
    if needing == {"para_10"}:
        return POLICY.judgement(
            "paragraph 10 needs no policy document only to disclose to a competent authority: is that all?"
        )
    if not needing:
        return POLICY.judgement("a condition follows one of Part 2: does that one need no policy document?")
    which = "sensitive processing under Part 3" if needing == {"part_3"} else "a Schedule 1 condition that was chosen"
    return POLICY.gap(f"{which} needs an appropriate policy document, and there is none")


LAWFUL_BASIS_CHECKS = (
    every_party_has_a_basis, basis_open_to_party, special_category_condition, criminal_offence_condition,
    appropriate_policy_document,
)  # fmt: skip
