"""Measures what a release is still good for: what each column lost, how alike rows became, what moved."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from infoshare.anonymisation.coding import Coder, Codes, Tally, combined
from infoshare.anonymisation.plan import Plan, Step
from infoshare.model.certificate import ColumnUtility, UtilityFacts

if TYPE_CHECKING:
    import pyarrow as pa

MOST_VALUES = 200_000
"""A column of more different values is not looked at any further, so that memory does not grow with the data."""
_UNSEEN_ACTIONS = frozenset({"redact", "pseudonymise", "reversible"})


def watched(plan: Plan) -> tuple[Step, ...]:
    """The released columns that are measured: quasi-identifiers, and others whose values people count."""
    return tuple(
        step
        for step in plan.released
        if step.rule.role in {"quasi", "sensitive", "plain"} and step.action not in _UNSEEN_ACTIONS
    )


@dataclass(slots=True)
class _Column:
    """One column: its cells before and after, and whether their row left, counted together."""

    step: Step
    before: Coder = field(default_factory=lambda: Coder(str))
    after: Coder = field(default_factory=lambda: Coder(str))
    tally: Tally = field(default_factory=lambda: Tally(3))
    given_up: bool = False

    def add(self, source: pa.RecordBatch, treated: pa.RecordBatch, left: NDArray[np.bool_]) -> None:
        if not self.given_up:
            before = self.before.of(source, self.step.column)
            self.tally.add([before, self.after.of(treated, self.step.name), left.astype(np.int64)])
            self.given_up = max(len(self.before.values), len(self.after.values)) > MOST_VALUES

    def facts(self) -> ColumnUtility:
        if self.given_up:
            return ColumnUtility(column=self.step.name, loss=None, entropy=None, moved=None)
        (before, after, left), rows = self.tally.counted()
        gone = left == 0
        loss = entropy = None
        if self.step.rule.role == "quasi":
            lost = gone | ((after == 0) & (before != 0))
            loss = _rounded(information_loss(before, after, rows, lost))
            entropy = _rounded(entropy_loss(before, after, rows, lost))
        moved = _rounded(marginal_shift(after, rows, gone))
        return ColumnUtility(column=self.step.name, loss=loss, entropy=entropy, moved=moved)


def _rounded(figure: float) -> float:
    return round(figure, 6) + 0.0


def information_loss(before: Codes, after: Codes, rows: Codes, lost: NDArray[np.bool_]) -> float:
    """The mean over all rows of (values that became the released one - 1) / (all values - 1); 1 for a lost cell.

    The normalised loss of Iyengar (2002), over the different values that the data has. All arrays are of one length:
    a value before, the value after (0 is blank), how many rows have both, and whether they are lost. A cell that was
    blank before loses nothing unless its row is left out.
    """
    kept = ~lost & (before != 0)
    pairs = np.unique(np.stack([after[kept], before[kept]]), axis=1)
    under = np.bincount(pairs[0], minlength=int(after.max(initial=0)) + 1)
    values = len(np.unique(before[before != 0]))
    share = np.where(kept, (under[after] - 1) / max(values - 1, 1), 0.0)
    return float((np.where(lost, 1.0, share) * rows).sum() / max(rows.sum(), 1))


def entropy_loss(before: Codes, after: Codes, rows: Codes, lost: NDArray[np.bool_]) -> float:
    """The non-uniform entropy: how uncertain the value before is once the one after is known, as a share, 0 to 1.

    For each row minus the logarithm of the share that its value has among the rows with the same released value
    (de Waal and Willenborg 1999; Gionis and Tassa 2009), or among all rows if it is lost; divided by what it would
    be if all were lost.
    """
    before_rows = np.bincount(before, weights=rows)
    whole = -np.log(before_rows[before] / max(rows.sum(), 1))
    pairs, inverse = np.unique(combined([after, before])[0][~lost], return_inverse=True)
    together = np.bincount(inverse, weights=rows[~lost], minlength=len(pairs))[inverse]
    after_rows = np.bincount(after[~lost], weights=rows[~lost], minlength=int(after.max(initial=0)) + 1)
    uncertain = whole.copy()
    uncertain[~lost] = -np.log(together / after_rows[after[~lost]])
    total = float((whole * rows).sum())
    return float((uncertain * rows).sum()) / total if total > 0 else 0.0


def marginal_shift(after: Codes, rows: Codes, gone: NDArray[np.bool_]) -> float:
    """The total variation distance of the released values' shares with and without the rows that were left out.

    Half the sum of the differences, 0 (the same) to 1.
    """
    values = int(after.max(initial=0)) + 1
    everybody = np.bincount(after, weights=rows, minlength=values)
    left = np.bincount(after[~gone], weights=rows[~gone], minlength=values)
    return float(np.abs(everybody / max(everybody.sum(), 1) - left / max(left.sum(), 1)).sum() / 2)


class Utility:
    """Watches the rows of a release go by, beside what they were."""

    def __init__(self, plan: Plan) -> None:
        self._columns = [_Column(step) for step in watched(plan)]

    @property
    def steps(self) -> tuple[Step, ...]:
        """The columns that are measured."""
        return tuple(column.step for column in self._columns)

    def add(self, source: pa.RecordBatch, treated: pa.RecordBatch, left: Sequence[int] | None) -> None:
        """Count a batch: as it stood, as it was treated, and the places of the rows that leave (None: all)."""
        leaving = np.full(source.num_rows, left is None)
        if left is not None:
            leaving[np.asarray(left, np.int64)] = True
        for column in self._columns:
            column.add(source, treated, leaving)

    def facts(self, sizes: Sequence[int], suppressed: int) -> UtilityFacts:
        """The figures; `sizes` are the rows of each class that leaves, `suppressed` the rows left out."""
        rows = sum(sizes)
        return UtilityFacts(
            groups=len(sizes),
            average_group=round(rows / len(sizes), 3) if sizes else None,
            discernibility=discernibility(sizes, suppressed) if sizes else None,
            columns=tuple(column.facts() for column in self._columns),
        )


def discernibility(sizes: Sequence[int], suppressed: int) -> int:
    """The discernibility metric (Bayardo and Agrawal 2005).

    Each released row counts the rows of its class, each row that was left out counts all rows.
    """
    return sum(size * size for size in sizes) + suppressed * (sum(sizes) + suppressed)
