"""Says in a line or two what a comparison found."""

from __future__ import annotations

from infoshare.model.comparison import Change, Comparison, Version
from infoshare.safe_repr import count_of


def summary_of(comparison: Comparison) -> str:
    """How much changed with which effect, and who signs anew."""
    opened, closed = len(comparison.gaps_opened), len(comparison.gaps_closed)
    if not (comparison.changes or opened or closed):
        return "Nothing changed."
    legal, wording = (len(comparison.having(effect)) for effect in ("legal", "wording"))
    gaps = f"; {count_of(opened, 'gap')} opened, {closed} closed" if opened or closed else ""
    return f"{count_of(legal, 'change')} of legal effect, {wording} of wording{gaps}. {signing_of(comparison)}"


def signing_of(comparison: Comparison) -> str:
    """Who signs anew; a name of a party may have commas in it."""
    anew = comparison.signs_anew
    if comparison.having("legal") and not comparison.parties:
        return "Whoever decided decides anew."
    if not anew:
        return "Nobody needs to sign anew."
    if len(anew) == len(comparison.parties) > 1:
        return f"All {len(anew)} parties sign anew."
    return f"To sign anew: {'; '.join(anew)}."


def signers_of(change: Change, comparison: Comparison) -> tuple[str, ...]:
    """Whose signature one change of legal effect re-opens."""
    if not comparison.parties:
        return ("Whoever decided",)
    if len(change.parties) == len(comparison.parties) > 1:
        return ("All parties",)
    return change.parties or ("Nobody",)


def version_of(version: Version) -> str:
    """One of the two versions: `2.0, which starts on 1 December 2026`."""
    return f"{version.version}, which starts on {version.starts}"


def where_of(change: Change) -> str:
    """The row and the column of a change, or the row with what became of it; empty where the whole answer changed."""
    if change.row and not change.column:
        return f"{change.row} ({change.kind})"
    return ": ".join(filter(None, (change.row, change.label)))
