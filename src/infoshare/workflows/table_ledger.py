"""What a published table tells about the rows of its source, for the register of releases."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product
from typing import TYPE_CHECKING

import numpy as np

from infoshare.digests import sha256_of_data
from infoshare.engines.cells import NOT_STATED
from infoshare.model.cube import Dimension
from infoshare.model.publication import Figure, Publication, PublicationFacts
from infoshare.model.tables import TableRule, Tables
from infoshare.workflows.certify import policy_facts
from infoshare.workflows.earlier_releases import Ledger

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from infoshare.anonymisation.plan import Plan
    from infoshare.model.certificate import FileFacts
    from infoshare.tabulation.safe import Published


def told_by_table(
    ledger: Ledger, made: Published, rule: TableRule, plan: Plan, release: FileFacts, issued: str, recipient: str | None
) -> Publication:
    """Which cell each row stands in, and between which limits a reader knows the count of every cell and margin.

    Whoever reads a sum, a mean or a rate is taken to know the count behind it.
    """
    tables = plan.policy.tables or Tables()
    facts = PublicationFacts(
        kind="table", issued=issued, policy=policy_facts(plan.policy), recipient=recipient, sha256=release.sha256,
        rows=len(ledger.names), threshold=1 if tables.cell_key else tables.counts.threshold,
        groups_by=rule.columns, measure=rule.measure,
        visible={step.name: sha256_of_data(step.rule.model_dump(mode="json")) for step in plan.released},
    )  # fmt: skip
    told = ledger.publication(facts)
    groups = np.ravel_multi_index(
        tuple(_places(ledger, told, names[-1], dimension)
              for names, dimension in zip(rule.nested, made.cube.dimensions, strict=True)),
        made.cube.shape,
    )  # fmt: skip
    figures = tuple(_figures(made, rule, tables))
    return Publication(facts, told.rows, told.cells, np.asarray(groups, dtype=np.int64), figures)


def _places(ledger: Ledger, told: Publication, column: str, dimension: Dimension) -> NDArray[np.int64]:
    """Where each row's code stands in a dimension."""
    innermost = set(dimension.leaves)
    place = {
        ledger.code(column, word): number
        for number, code in enumerate(dimension.codes)
        if number in innermost
        for word in ((code, "") if code == NOT_STATED else (code,))
    }
    codes = np.array(sorted(place), dtype=np.uint64)
    numbers = np.array([place[int(code)] for code in codes], dtype=np.int64)
    return np.asarray(numbers[np.searchsorted(codes, told.cells[column])])


def _figures(made: Published, rule: TableRule, tables: Tables) -> Iterator[Figure]:
    below = [_leaves_below(dimension) for dimension in made.cube.dimensions]
    shape = made.cube.shape
    for at in product(*map(range, shape)):
        members = product(*(leaves[code] for leaves, code in zip(below, at, strict=True)))
        groups = tuple(int(np.ravel_multi_index(each, shape)) for each in members)
        yield Figure(groups, *_known(made, rule, tables, at))


def _leaves_below(dimension: Dimension) -> list[list[int]]:
    """For each code, the codes without parts that belong to it."""
    found: list[list[int]] = [[] for _ in dimension.codes]
    for leaf in dimension.leaves:
        code: int | None = leaf
        while code is not None:
            found[code].append(leaf)
            code = dimension.parents[code]
    return found


def _known(made: Published, rule: TableRule, tables: Tables, at: tuple[int, ...]) -> tuple[int, int | None]:
    """Between which limits a reader knows the count of a cell."""
    counts, count = tables.counts_behind(rule.measure), int(made.counts[at])
    if made.suppressed[at]:
        marked = counts.tells_range and made.primary[at]
        return (1, counts.threshold - 1) if marked else (0, None)
    if tables.cell_key:
        return max(0, count - tables.cell_key.most), count + tables.cell_key.most
    if tables.is_controlled:
        shown = int(made.shown[at])
        return max(0, shown - counts.base), shown + counts.base
    if counts.base <= 1 or count == 0:
        return count, count
    middle = counts.base * ((2 * count + counts.base) // (2 * counts.base))
    half = counts.base // 2
    return max(counts.threshold, middle - half), middle + half
