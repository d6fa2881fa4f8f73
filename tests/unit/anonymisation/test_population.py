"""Estimates of population uniques against invented populations whose uniques are counted."""

from __future__ import annotations

import random
from collections import Counter

import pytest

from infoshare.anonymisation.population import class_sizes, fitted, pitman, population_uniques, zayatz

PEOPLE = 20_000


def grown(alpha: float, theta: float, seed: int) -> list[tuple[str | None, ...]]:
    """A population grown by Pitman's own rule: each newcomer joins a class, or begins one."""
    draw = random.Random(seed)
    members: list[int] = []
    sizes: list[int] = []
    for person in range(PEOPLE):
        if draw.random() * (person + theta) < theta + alpha * len(sizes):
            sizes.append(1)
            members.append(len(sizes) - 1)
        else:
            while True:
                chosen = draw.choice(members)
                if draw.random() * sizes[chosen] < sizes[chosen] - alpha:
                    break
            sizes[chosen] += 1
            members.append(chosen)
    return [(str(chosen),) for chosen in members]


def crossed(categories: tuple[int, ...], seed: int) -> list[tuple[str | None, ...]]:
    """A population of independent columns whose values become rarer, as in a register of ages, places and trades."""
    draw = random.Random(seed)
    columns = [draw.choices(range(n), [1 / (i + 1) for i in range(n)], k=PEOPLE) for n in categories]
    return [tuple(map(str, person)) for person in zip(*columns, strict=True)]


def uniques(people: list[tuple[str | None, ...]]) -> int:
    return sum(size == 1 for size in Counter(people).values())


def sampled(people: list[tuple[str | None, ...]], fraction: float) -> dict[int, int]:
    return class_sizes(Counter(random.Random(7).sample(people, int(len(people) * fraction))))


@pytest.mark.parametrize(("alpha", "theta"), [(0.3, 400.0), (0.6, 150.0)])
@pytest.mark.parametrize("fraction", [0.05, 0.1])
def test_pitman_finds_the_uniques_of_a_population_of_its_own_kind(alpha: float, theta: float, fraction: float) -> None:
    people = grown(alpha, theta, seed=3)
    assert pitman(sampled(people, fraction), PEOPLE) == pytest.approx(uniques(people), rel=0.25)


def test_the_fit_finds_the_parameters_that_the_population_was_grown_with() -> None:
    alpha, theta = fitted(class_sizes(Counter(grown(0.6, 150, seed=3))))
    assert alpha == pytest.approx(0.6, abs=0.05)
    assert theta == pytest.approx(150, rel=0.35)


@pytest.mark.parametrize("categories", [(80, 2, 30), (20, 10, 10, 5), (50, 50, 20)])
def test_zayatz_is_near_where_half_of_the_population_is_seen_and_never_too_low_by_much(
    categories: tuple[int, ...],
) -> None:
    people = crossed(categories, seed=1)
    truth = uniques(people)
    assert 0.8 * truth < zayatz(sampled(people, 0.5), PEOPLE) < 1.5 * truth
    assert zayatz(sampled(people, 0.05), PEOPLE) > truth


@pytest.mark.parametrize("fraction", [0.05, 0.2, 0.5])
def test_the_chance_that_a_unique_match_is_right_is_the_true_one(fraction: float) -> None:
    people = crossed((50, 50, 20), seed=1)
    sample = Counter(random.Random(7).sample(people, int(PEOPLE * fraction)))
    population = Counter(people)
    alone = [key for key, rows in sample.items() if rows == 1]
    truth = len(alone) / sum(population[key] for key in alone)
    estimate = population_uniques(class_sizes(sample), fraction).right_if_unique
    assert estimate == pytest.approx(truth, rel=0.15)


def test_a_whole_population_is_counted_and_not_estimated() -> None:
    people = crossed((80, 2, 30), seed=1)
    found = population_uniques(class_sizes(Counter(people)), 1.0)
    assert found.population == PEOPLE
    assert found.zayatz == pytest.approx(uniques(people))
    assert found.right_if_unique == 1


def test_a_tenth_of_the_population_is_where_the_estimator_changes() -> None:
    assert population_uniques({1: 50, 2: 20}, 0.1).chosen == "pitman"
    assert population_uniques({1: 50, 2: 20}, 0.11).chosen == "zayatz"


def test_a_sample_without_uniques_has_none_and_no_chance_to_give() -> None:
    found = population_uniques({5: 10, 8: 3}, 0.5)
    assert found.zayatz == 0
    assert found.right_if_unique is None


@pytest.mark.parametrize("sizes", [{1: 1}, {1: 400}, {1000: 1}, {1: 1, 500: 2}])
@pytest.mark.parametrize("fraction", [0.001, 0.5, 1.0])
def test_odd_samples_give_a_number_of_people_and_never_more_than_there_are(
    sizes: dict[int, int], fraction: float
) -> None:
    found = population_uniques(sizes, fraction)
    assert 0 <= found.pitman <= found.population
    assert 0 <= found.zayatz <= found.population
    assert 0 <= found.share <= 1
