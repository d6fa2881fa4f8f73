"""Says which gaps a later version has that an earlier one did not have, and which are closed."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from infoshare.model.finding import Finding
from infoshare.protocols.draft import Draft
from infoshare.protocols.findings import findings_of
from infoshare.protocols.versions.side import Side
from infoshare.protocols.versions.sides import Sides

Key = tuple[str, str]
_OF_QUESTION = "question_"
_ROW = re.compile(r"^row (\d+) ")


def gaps_of(draft: Draft) -> tuple[Finding, ...]:
    """The gaps of a draft."""
    return tuple(finding for finding in findings_of(draft) if finding.verdict == "gap")


def opened_and_closed(
    sides: Sides, before: Sequence[Finding], after: Sequence[Finding]
) -> tuple[tuple[Finding, ...], tuple[Finding, ...]]:
    """The gaps that opened, and those that closed; that of a row which moved or was renamed is one and the same."""
    renamed = sides.renamed()
    earlier = [_key(sides.before, gap, [old for old, _ in renamed]) for gap in before]
    later = [_key(sides.after, gap, [new for _, new in renamed]) for gap in after]
    return _beyond(after, later, Counter(earlier)), _beyond(before, earlier, Counter(later))


def _beyond(gaps: Sequence[Finding], keys: Sequence[Key], others: Counter[Key]) -> tuple[Finding, ...]:
    """The gaps whose key is not among the others, each of which stands for one gap."""
    found = []
    for gap, key in zip(gaps, keys, strict=True):
        if others[key]:
            others[key] -= 1
        else:
            found.append(gap)
    return tuple(found)


def _key(side: Side, gap: Finding, names: Sequence[str]) -> Key:
    """The gap with whatever the two versions call or number differently named the same."""
    message = gap.message
    found = _ROW.match(message) if gap.rule.startswith(_OF_QUESTION) else None
    if found:
        table = gap.rule.removeprefix(_OF_QUESTION)
        message = f"{side.row_id(table, int(found[1]) - 1)} {message[found.end() :]}"
    for number, name in enumerate(names):
        message = re.sub(rf"(?<!\w){re.escape(name)}(?!\w)", f"\0{number}\0", message)
    return gap.rule, message
