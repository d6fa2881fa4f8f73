"""The search finds what trying every combination of levels finds, whatever the data and the target."""

from __future__ import annotations

import itertools
from collections import Counter, defaultdict
from collections.abc import Sequence
from typing import Any

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from infoshare.anonymisation.generalisation import losses_at
from infoshare.anonymisation.lattice import DECIMALS, LevelColumn, Problem, optimum
from infoshare.anonymisation.targets import Targets
from infoshare.model.privacy import Recursive

Row = tuple[int, ...]
HIERARCHIES: list[list[tuple[str, ...]]] = [
    [("a", "x", "*"), ("b", "x", "*"), ("c", "y", "*"), ("d", "y", "*")],
    [("1", "low"), ("2", "low"), ("3", "high")],
    [("p", "pq", "pr", "*"), ("q", "pq", "pr", "*"), ("r", "r", "pr", "*"), ("s", "s", "s", "*")],
]
TARGETS: list[dict[str, Any]] = [
    {"k": 1}, {"k": 2}, {"k": 3}, {"k": 5}, {"k": 2, "l_diversity": {"ill": 2}}, {"k": 2, "entropy_l": {"ill": 1.6}},
    {"k": 2, "recursive_l": {"ill": Recursive(c=2.0, least=2)}}, {"k": 2, "t_closeness": {"ill": 0.3}},
    {"k": 2, "t_ordered": {"ill": 0.25}}, {"k": 2, "alpha": {"ill": 0.7}}, {"k": 2, "beta": {"ill": 1.0}},
]  # fmt: skip


def column(place: int, leaves: Sequence[int], weight: float) -> LevelColumn:
    paths = HIERARCHIES[place]
    codes, losses = [], []
    for level in range(len(paths[0])):
        numbers = {value: number for number, value in enumerate(dict.fromkeys(path[level] for path in paths))}
        codes.append([numbers[path[level]] for path in paths])
        losses.append([losses_at(paths, level)[path[level]] for path in paths])
    return LevelColumn(np.array(leaves), np.array(codes), np.array(losses), weight)


def problem_of(rows: Sequence[Row], targets: Targets, allowed: float, weights: Sequence[float]) -> Problem:
    """Rows are (leaf, leaf, leaf, fixed, ill)."""
    counted = Counter(rows)
    table, counts = np.array(list(counted)), np.array(list(counted.values()))
    columns = [column(place, table[:, place].tolist(), weights[place]) for place in range(3)]
    sensitive = {"ill": (table[:, 4], [0, 1, 2])} if targets.sensitive else {}
    return Problem(columns, table[:, 3], counts, targets, allowed, sensitive)


def failing(classes: dict[Any, Counter[int]], targets: Targets) -> set[Any]:
    """The classes to leave out, the slow way."""
    failed = {key for key, own in classes.items() if not alone(own, targets)}
    while True:
        whole: Counter[int] = sum((own for key, own in classes.items() if key not in failed), Counter())
        more = {key for key, own in classes.items() if key not in failed and not beside(own, whole, targets)}
        if not more:
            return failed
        failed |= more


def alone(own: Counter[int], targets: Targets) -> bool:
    shares = sorted((rows / own.total() for rows in own.values()), reverse=True)
    entropy = np.exp(-sum(share * np.log(share) for share in shares))
    recursive = [shares[0] < asked.c * sum(shares[asked.least - 1 :]) - 1e-9 for asked in targets.recursive_l.values()]
    return bool(
        own.total() >= targets.k
        and all(len(own) >= least for least in targets.l_diversity.values())
        and all(entropy >= least - 1e-9 for least in targets.entropy_l.values())
        and all(recursive)
        and all(shares[0] <= most + 1e-9 for most in targets.alpha.values())
    )


def beside(own: Counter[int], whole: Counter[int], targets: Targets) -> bool:
    apart = {value: own[value] / own.total() - whole[value] / whole.total() for value in whole}
    carried = np.abs(np.cumsum([apart[value] for value in sorted(apart)])).sum() / max(len(apart) - 1, 1)
    gain = max(gap / (whole[value] / whole.total()) for value, gap in apart.items())
    return bool(
        all(sum(map(abs, apart.values())) / 2 <= most + 1e-9 for most in targets.t_closeness.values())
        and all(carried <= most + 1e-9 for most in targets.t_ordered.values())
        and all(gain <= most + 1e-9 for most in targets.beta.values())
    )


def by_trying_all(
    rows: Sequence[Row], targets: Targets, allowed: float, weights: Sequence[float]
) -> tuple[float, tuple[int, ...], int] | None:
    found = []
    for node in itertools.product(*(range(len(paths[0])) for paths in HIERARCHIES)):
        classes: dict[Any, Counter[int]] = defaultdict(Counter)
        losses = dict.fromkeys(rows, 0.0)
        for row in rows:
            labels = [HIERARCHIES[place][row[place]][level] for place, level in enumerate(node)]
            classes[*labels, row[3]][row[4]] += 1
            each = [losses_at(HIERARCHIES[p], level)[labels[p]] * weights[p] for p, level in enumerate(node)]
            losses[row] = sum(each) / sum(weights)
        failed = failing(classes, targets)
        gone = sum(own.total() for key, own in classes.items() if key in failed)
        if gone <= allowed and gone < len(rows):
            labelled = [tuple(HIERARCHIES[p][row[p]][level] for p, level in enumerate(node)) for row in rows]
            lost = [
                1.0 if (*labels, row[3]) in failed else losses[row] for row, labels in zip(rows, labelled, strict=True)
            ]
            found.append((round(sum(lost) / len(rows), DECIMALS - 2), node, gone))
    return min(found, default=None)


FEW = st.tuples(st.integers(0, 3), st.just(0), st.just(0), st.just(0), st.sampled_from([0, 0, 0, 1, 2]))
MANY = st.tuples(st.integers(0, 3), st.integers(0, 2), st.integers(0, 3), st.integers(0, 1), st.integers(0, 2))
ROWS = st.lists(FEW, min_size=1, max_size=30) | st.lists(MANY, min_size=1, max_size=25)
HALF_ALIKE = [(0, 0, 0, 0, 0), (0, 0, 0, 0, 1), *[(1, 0, 0, 0, 0)] * 6]
"""One leaf is spread, another is all alike: put together they are too alike, apart only the second is."""


@example(HALF_ALIKE, {"k": 2, "alpha": {"ill": 0.7}}, 0.8, [1.0, 1.0, 1.0])
@example([(0, 0, 0, 0, 0)], {"k": 2}, 1.0, [1.0, 1.0, 1.0])
@settings(max_examples=150)
@given(
    ROWS,
    st.sampled_from(TARGETS),
    st.sampled_from([0.0, 0.1, 0.3, 0.7, 1.0]),
    st.sampled_from([[1.0, 1.0, 1.0], [5.0, 1.0, 0.5]]),
)
def test_it_finds_what_trying_every_combination_finds(
    rows: list[Row], asked: dict[str, Any], share: float, weights: list[float]
) -> None:
    targets, allowed = Targets(**asked), share * len(rows)
    found, expected = (
        optimum(problem_of(rows, targets, allowed, weights)),
        by_trying_all(rows, targets, allowed, weights),
    )
    assert (found is None) == (expected is None)
    if found and expected:
        assert found.loss == pytest.approx(expected[0], abs=1e-9)
        assert (found.node, found.left_out) == expected[1:]


def by_trying_all_with_people(
    rows: Sequence[Row], people: Sequence[Row], targets: Targets, allowed: float
) -> tuple[tuple[int, ...], int] | None:
    """The best node and the rows left out there, where people of a population count."""
    found = []
    for node in itertools.product(*(range(len(paths[0])) for paths in HIERARCHIES)):
        classes = [Counter(labels_of(row, node) for row in table) for table in (rows, people)]
        here, everybody = classes
        low, high = targets.delta or (0.0, np.inf)
        shares = {key: here[key] / everybody[key] if everybody[key] else np.inf for key in {**here, **everybody}}
        outside = {key for key, share in shares.items() if not low - 1e-9 <= share <= high + 1e-9}
        failed = {key for key in here if here[key] < targets.k or everybody[key] < targets.k_map or key in outside}
        gone = sum(here[key] for key in failed)
        unseen = low > 0 and (gone or outside - failed)
        if gone <= allowed and gone < len(rows) and not unseen:
            each = [1.0 if labels_of(row, node) in failed else loss_of(row, node) for row in rows]
            found.append((round(sum(each) / len(rows), DECIMALS - 2), node, gone))
    return min(found)[1:] if found else None


def labels_of(row: Row, node: tuple[int, ...]) -> tuple[object, ...]:
    return (*(HIERARCHIES[place][row[place]][level] for place, level in enumerate(node)), row[3])


def loss_of(row: Row, node: tuple[int, ...]) -> float:
    each = (losses_at(HIERARCHIES[p], level)[HIERARCHIES[p][row[p]][level]] for p, level in enumerate(node))
    return sum(each) / len(node)


@settings(max_examples=100)
@given(
    st.lists(MANY, min_size=1, max_size=12),
    st.lists(MANY, max_size=40),
    st.sampled_from([{"k_map": 2}, {"k": 2, "k_map": 4}, {"delta": (0.0, 0.5)}, {"delta": (0.05, 0.9)}]),
    st.sampled_from([0.0, 0.3, 0.7]),
)
def test_it_finds_the_same_where_people_of_a_population_count(
    rows: list[Row], strangers: list[Row], asked: dict[str, Any], share: float
) -> None:
    people, targets = [*rows, *strangers], Targets(**asked)
    table = np.array([*rows, *people])
    columns = [column(place, table[:, place].tolist(), 1.0) for place in range(3)]
    here = np.array([1] * len(rows) + [0] * len(people))
    problem = Problem(columns, table[:, 3], here, targets, share * len(rows), {}, 1 - here)
    found, expected = optimum(problem), by_trying_all_with_people(rows, people, targets, share * len(rows))
    assert (found and (found.node, found.left_out)) == expected


@pytest.mark.parametrize("allowed", [0, 2])
def test_people_of_the_population_keep_levels_fine(allowed: float) -> None:
    """One person in each class is enough where the population has three in each."""
    rows, people = np.array([1, 1, 0, 0]), np.array([0, 0, 3, 3])
    leaves = np.array([0, 1, 0, 1])
    columns = [LevelColumn(leaves, np.array([[0, 1], [0, 0]]), np.array([[0.0, 0.0], [1.0, 1.0]]))]
    fixed = np.zeros(4, np.int64)
    found = optimum(Problem(columns, fixed, rows, Targets(k_map=3), allowed, {}, people))
    assert found is not None
    assert (found.node, found.loss) == ((0,), 0.0)
    coarser = optimum(Problem(columns, fixed, rows, Targets(k_map=4), allowed, {}, people))
    assert coarser is not None
    assert coarser.node == (1,)
    assert optimum(Problem(columns, fixed, rows, Targets(k_map=7), allowed, {}, people)) is None


def test_presence_asks_that_no_class_of_the_population_be_missing() -> None:
    rows, people = np.array([2, 0, 0]), np.array([0, 4, 4])
    columns = [LevelColumn(np.array([0, 0, 1]), np.array([[0, 1], [0, 0]]), np.array([[0.0, 0.0], [1.0, 1.0]]))]
    asked = Targets(delta=(0.1, 0.5))
    found = optimum(Problem(columns, np.zeros(3, np.int64), rows, asked, 0, {}, people))
    assert found is not None
    assert found.node == (1,)
    loose = optimum(Problem(columns, np.zeros(3, np.int64), rows, Targets(delta=(0.0, 0.5)), 0, {}, people))
    assert loose is not None
    assert loose.node == (0,)


def test_of_equal_losses_the_lower_levels_of_the_earlier_columns_win() -> None:
    leaves = np.array([0, 1])
    same = [
        LevelColumn(each, np.array([[0, 1], [0, 0]]), np.array([[0.0, 0.0], [1.0, 1.0]])) for each in (leaves, leaves)
    ]
    found = optimum(Problem(same, np.zeros(2, np.int64), np.array([2, 2]), Targets(k=4), 0))
    assert found is not None
    assert found.node == (1, 1)
    one = [same[0], LevelColumn(np.array([0, 0]), np.array([[0, 1], [0, 0]]), np.array([[0.0, 0.0], [1.0, 1.0]]))]
    cheapest = optimum(Problem(one, np.zeros(2, np.int64), np.array([2, 2]), Targets(k=4), 0))
    assert cheapest is not None
    assert cheapest.node == (1, 0)
