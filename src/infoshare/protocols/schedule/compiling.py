"""Compiles a sharing of a data schedule to the policy that the release gate enforces."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from infoshare.errors import PolicyError
from infoshare.model.agreed import Agreed
from infoshare.model.column_rule import AnyRule
from infoshare.model.policy import Policy, header_key
from infoshare.model.precision import Precision
from infoshare.model.schedule import FIGURES, Schedule, ScheduleItem, Sharing

RELEASES = {"depersonalised": "anonymised"}
"""How a policy calls the form of a sharing, where it calls it otherwise."""
MOST_LEFT_BEHIND = 0.1
"""The share of records that may stay behind because their group is small; where it would be more, the release tells too
little of the whole, and a coarser schedule is better."""
NHS_FIGURES = {"preset": "nhs_hes_ecds"}


def compiled(schedule: Schedule, sharing: Sharing, agreed: Agreed, *, from_the_nhs: bool) -> Policy:
    """The policy of a sharing: what it lists leaves exactly so, and every other column is refused.

    What the same giver never shares, or shares only otherwise, is dropped, and sought in every text. Where nobody may
    be identified, the smallest group of the schedule is the k of k-anonymity; figures hide smaller counts, those of the
    NHS from 1 to 7 and rounded to 5.

    Of figures, the items with a column are those by which may be counted, and those without are figures by name.

    Raises:
        PolicyError: naming every item that has no column, or does not say how exactly it leaves.
    """
    items, kept_back = schedule.items_of(sharing), schedule.kept_back(sharing)
    if faults := [*_faults(sharing, items), *_unnamed(kept_back)]:
        raise PolicyError(*faults, mend="Give each item its column and how exactly it is shared, in the data schedule.")
    released = {each.column: each.exactly.rule for each in items if each.column and each.exactly}
    rules: dict[str, AnyRule] = {**_dropped(kept_back, released), **released}
    form = RELEASES.get(sharing.form, sharing.form)
    least = schedule.smallest_group
    data: dict[str, object] = {
        "policy": slug(agreed.partnership, sharing.name), "version": 1, "release": form,
        "title": f"{sharing.name}: {agreed.partnership}", "agreed": agreed.model_dump(),
        "columns": {name: rule.model_dump(by_alias=True, exclude_defaults=True) for name, rule in rules.items()},
    }  # fmt: skip
    if form == "anonymised" and least:
        data["privacy"] = {"k": least, "max_suppressed": MOST_LEFT_BEHIND}
    if form == FIGURES:
        data["tables"] = NHS_FIGURES if from_the_nhs else {"suppress_below": least}
    return Policy.parsed(data, PolicyError, f"'{sharing.name}'")


def slug(*names: str) -> str:
    """Names as the name of a policy: small letters, digits and hyphens."""
    return re.sub(r"[^a-z0-9]+", "-", " ".join(names).casefold()).strip("-") or "sharing"


def _faults(sharing: Sharing, items: tuple[ScheduleItem, ...]) -> Iterator[str]:
    if not any(each.column for each in items):
        yield f"'{sharing.name}' has no item with a column in the data schedule"
    columns = [header_key(each.column) for each in items if each.column]
    for each in items:
        if not each.column:
            if sharing.form != FIGURES:
                yield f"'{each.item}' in '{sharing.name}' has no column in the data"
        elif columns.count(header_key(each.column)) > 1:
            yield f"'{each.item}' in '{sharing.name}' has the column of another item"
    yield from _unnamed(items)


def _unnamed(items: tuple[ScheduleItem, ...]) -> Iterator[str]:
    for each in items:
        if each.column and each.exactly is None:
            yield f"'{each.item}' does not say what it is and how exactly it is shared"


def _dropped(items: Iterable[ScheduleItem], released: Iterable[str]) -> dict[str, AnyRule]:
    taken = {header_key(name) for name in released}
    named: dict[str, Precision] = {each.column: each.exactly for each in items if each.column and each.exactly}
    return {name: precision.left_out for name, precision in named.items() if header_key(name) not in taken}
