"""Page one of the report of a release: what is shared, with whom, what the checks found, and what is left to weigh."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from infoshare.documents.report import Front, Point
from infoshare.model.certificate import Certificate, Check, PolicyFacts, RiskFacts
from infoshare.safe_repr import count_of, listed

KINDS_OF_RELEASE = {
    "anonymised": "It is meant to point to nobody.",
    "pseudonymised": "Codes stand in place of names. It is still personal data.",
    "identifiable": "It says who people are.",
    "aggregate": "It holds counts.",
}
NAMES_FOUND = {"balanced": 98, "strict": 99}
"""Of 100 names in notes that nothing was learnt from, so many were found: docs/accuracy.md, rounded down."""
NOTES_TRIED = 80
MOST_NAMED = 12


def front_of(certificate: Certificate) -> Front:
    """Page one of a release of one table."""
    return Front(outcome_of(certificate.recipient, certificate.release.rows), tuple(_facts(certificate)),
                 tuple(points_of(certificate)))  # fmt: skip


def outcome_of(recipient: str | None, rows: int) -> str:
    """The outcome in a sentence or two."""
    ready = f"{count_of(rows, 'row')} {'is' if rows == 1 else 'are'} ready{f' for {recipient}' if recipient else ''}"
    return f"Every check passed. {ready}. The decision is yours."


def _facts(c: Certificate) -> Iterator[tuple[str, str]]:
    kept = [column.column for column in c.columns if column.action != "drop"]
    named = f": {', '.join(kept)}" if len(kept) <= MOST_NAMED else ""
    yield "What is shared?", f"{len(kept)} of {count_of(len(c.columns), 'column')}{named}."
    yield "With whom?", recipient_of(c.recipient)
    yield "Under which policy?", policy_of(c.policy)
    yield "How many rows?", rows_of(c)
    if c.risk:
        yield "Could somebody be picked out?", standing_of(c.risk)
    if c.redactions:
        yield "What of free text?", f"{sum(c.redactions.values()):,} names, numbers and the like were taken out of it."
    yield "What did the checks find?", checks_of(len(c.gate))


def recipient_of(recipient: str | None) -> str:
    """Who receives the release."""
    return recipient or "Nobody is named. Write the name in before you sign."


def policy_of(policy: PolicyFacts) -> str:
    """The policy in words."""
    return f"{policy.name}, version {policy.version}. {KINDS_OF_RELEASE.get(policy.release, '')}".strip()


def rows_of(c: Certificate) -> str:
    """How many rows leave, and why others do not."""
    said = [f"{c.release.rows:,} of {count_of(c.source.rows, 'row')}."]
    if c.privacy.suppressed_rows:
        said.append(f"{c.privacy.suppressed_rows:,} were left out: too few others were like them.")
    if c.privacy.not_sampled_rows:
        said.append(f"{c.privacy.not_sampled_rows:,} were not drawn for the sample.")
    return " ".join([*said, "One person may have more than one row."])


def standing_of(risk: RiskFacts) -> str:
    """How many rows stood alone before, and how many do after."""
    before = risk.before
    alone = before.rows_by_size.get("1", 0)
    said = f"In the source, {about(alone)} of {count_of(before.rows, 'row')} stood alone."
    if risk.after is None:
        return f"{said} Nothing that could single a person out leaves."
    left = risk.after.rows_by_size.get("1", 0)
    now = f"{about(left)} do" if left else "none does"
    group = f" Each row is one of {risk.after.smallest:,} or more that look alike." if not left else ""
    return f"{said} In the release {now}.{group}"


def about(rows: int) -> str:
    """A rounded count of rows."""
    return f"{rows:,}" if rows else "none"


def checks_of(checks: int) -> str:
    """The gate's answer in words."""
    return f"All {checks} checks passed. A program of its own read the finished file to make them."


def points_of(c: Certificate) -> Iterator[Point]:
    """What is left to weigh, each point only where it has a bearing."""
    yield Point(
        "Need.", "Is this needed, and is it fair to the people in it? No program can say.",
        "A release that passes every check may still be one that ought not to be made.",
    )  # fmt: skip
    strengths = {_strength(column.detail) for column in c.columns if column.action == "redact"}
    if strengths:
        yield _free_text(min(NAMES_FOUND[each] for each in strengths))
    yield Point(
        "People who know more.", "A friend, a colleague or the press may still know a person by what is left.",
        "The checks count only what stands in the file. They cannot know what a reader knows.",
    )  # fmt: skip
    private = [column.column for column in c.columns if column.role == "sensitive" and column.action != "drop"]
    if private:
        yield Point(
            "Private facts.", f"These columns say private things: {listed(private)}.",
            "If everybody in a group has the same private fact, knowing the group is enough to learn it.",
        )  # fmt: skip
    codes = [column.column for column in c.columns if column.action == "pseudonymise"]
    if codes:
        yield Point(
            "Codes.", f"Codes stand in place of {listed(codes)}. Whoever has the key can link them to people.",
            "For whoever has the key, these rows are personal data. Keep the key away from them.",
        )  # fmt: skip
    if c.privacy.note:
        yield Point("How groups were made.", "Groups made one by one can be compared.", c.privacy.note)
    yield earlier_releases(c.checks)


def earlier_releases(checks: Iterable[Check]) -> Point:
    """Whether this was laid over what left before."""
    earlier = next((check.counts["earlier"] for check in checks if check.check == "no_differencing"), None)
    danger = "A person who stands in one release and not in the next can be found by the difference."
    if earlier is None:
        return Point(
            "Earlier releases.",
            "Nobody compared this with what left before. Two releases may show more than one.",
            danger,
        )
    laid = (
        f"This was compared with {count_of(earlier, 'earlier release')}. Together they leave nobody alone."
        if earlier
        else "The register knew of no earlier release to compare this with."
    )
    return Point("Earlier releases.", laid, f"{danger} Releases that the register does not know were not compared.")


def _strength(detail: str) -> str:
    return "strict" if detail.startswith("strictly") else "balanced"


def _free_text(found: int) -> Point:
    return Point(
        "Free text.", f"Some names may be left in it. In a test {found} of 100 were found. Read some of it first.",
        f"The test was of {NOTES_TRIED} made-up notes. Real notes differ, and a name that stands in no column is "
        "the hardest to find.",
    )  # fmt: skip
