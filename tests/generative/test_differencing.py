"""The guard against differencing beside a reader who tries every way of subtracting one publication from another."""

from itertools import product

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from infoshare.gate.differencing import no_differencing
from infoshare.model.certificate import PolicyFacts
from infoshare.model.publication import Publication, PublicationFacts

THRESHOLD = 3
Groups = dict[int, str]
"""For each row that was published, the group in which it stands."""


def published(groups: Groups, name: str, number: int) -> Publication:
    facts = PublicationFacts(
        kind="extract", issued="2026-01-01", policy=PolicyFacts(name="p", version=1, sha256="x"), recipient=None,
        sha256=f"{name} {sorted(groups.items())}", rows=len(groups), threshold=THRESHOLD, groups_by=(name,),
        visible={name: "kept"},
    )  # fmt: skip
    cells = np.array([ord(group) for group in groups.values()], dtype=np.uint64)
    return Publication(facts, np.array(list(groups), dtype=np.uint64), {name: cells}, number=number)


def sound(groups: Groups) -> Groups:
    """Without the groups that are too small to be published."""
    sizes = {group: list(groups.values()).count(group) for group in groups.values()}
    return {row: group for row, group in groups.items() if sizes[group] >= THRESHOLD}


GROUPS = st.dictionaries(st.integers(0, 15), st.sampled_from("ab"), max_size=14).map(sound)


def people_alone(one: Groups, other: Groups) -> bool:
    """Whether groups of the one, put together, hold groups of the other and a few people more (or the other way)."""
    return _holds_a_few_more(one, other) or _holds_a_few_more(other, one)


def _holds_a_few_more(one: Groups, other: Groups) -> bool:
    for outer, inner in product(_unions(one), _unions(other)):
        if outer and inner and inner < outer and 0 < len(outer - inner) < THRESHOLD:
            return True
    return False


def _unions(groups: Groups) -> list[frozenset[int]]:
    names = sorted(set(groups.values()))
    chosen = [
        {name for name, is_in in zip(names, some, strict=True) if is_in} for some in product([0, 1], repeat=len(names))
    ]
    return [frozenset(row for row, group in groups.items() if group in some) for some in chosen]


@given(GROUPS, GROUPS)
def test_whoever_can_be_left_over_by_subtraction_is_noticed(one: Groups, other: Groups) -> None:
    if not one or not other:
        return
    check = no_differencing(published(one, "new", 0), [published(other, "old", 1)])
    if people_alone(one, other):
        assert check.verdict == "fail"


@given(GROUPS)
def test_the_same_publication_again_and_rows_apart_are_no_danger(groups: Groups) -> None:
    if not groups:
        return
    apart = {row + 100: group for row, group in groups.items()}
    new = published(groups, "new", 0)
    assert no_differencing(new, [published(groups, "new", 1)]).verdict == "pass"
    assert no_differencing(new, [published(apart, "new", 1)]).verdict == "pass"


def test_the_strategy_builds_both_ends() -> None:
    seen: set[bool] = set()

    @given(GROUPS, GROUPS)
    def build(one: Groups, other: Groups) -> None:
        if one and other:
            seen.add(people_alone(one, other))

    build()
    assert seen == {True, False}
