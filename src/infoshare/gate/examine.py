"""Runs every check over a release; one that cannot be run counts as failed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, TypeVar

from infoshare.gate.canary import redaction_works
from infoshare.gate.checks import (
    ColumnsAgreed,
    FormsKept,
    NoFormulas,
    NoIdentifierForms,
    PseudonymsKeyed,
    RowsAccounted,
    SourceValuesAbsent,
    Watcher,
)
from infoshare.gate.groups import GroupsLargeEnough, OneLevel
from infoshare.gate.guesses import guesses_at
from infoshare.gate.sought import what_to_seek
from infoshare.gate.whole_columns import RareRecoded, ValuesMoved, moving
from infoshare.model.certificate import Check, Verdict
from infoshare.model.policy import Policy
from infoshare.model.table import Table

if TYPE_CHECKING:
    import pyarrow as pa

T = TypeVar("T")

SHARED_BY = 5
"""A cell that this many rows have is a category (5 is the usual least group for sharing within a partnership)."""


def examine(
    policy: Policy,
    source: Table,
    released: Table,
    *,
    for_spreadsheets: bool,
    canary: str | None = None,
    beside: Sequence[tuple[Policy, Table]] = (),
    population: Table | None = None,
) -> Verdict:
    """Look at a release with the policy and the source beside it.

    Args:
        policy: what was agreed.
        source: the data that the release was made from.
        released: the release, read anew.
        for_spreadsheets: whether the release is a file that a spreadsheet program opens.
        canary: what the redaction that made the release makes of `canary.CANARY`; None if it redacts nothing,
            or lies there already.
        beside: the other tables of a data set, with their policies: who stands in them is sought here too.
        population: the population file that the policy names, if it names one.
    """
    watchers = [
        _Guarded(name, make) for name, make in _checks(policy, source, beside, population, for_spreadsheets).items()
    ]
    for batch in released.batches():
        for watcher in watchers:
            watcher.see(batch)
    planted = () if canary is None else (redaction_works(canary),)
    return Verdict(checks=(*(watcher.verdict() for watcher in watchers), *planted))


def _checks(
    policy: Policy,
    source: Table,
    beside: Sequence[tuple[Policy, Table]],
    population: Table | None,
    for_spreadsheets: bool,
) -> dict[str, Callable[[], Watcher]]:
    shared_by = max(SHARED_BY, policy.privacy.k)
    checks: dict[str, Callable[[], Watcher]] = {
        ColumnsAgreed.check: lambda: ColumnsAgreed(policy),
        FormsKept.check: lambda: FormsKept(policy.columns),
        NoIdentifierForms.check: lambda: NoIdentifierForms(policy.columns),
        SourceValuesAbsent.check: lambda: SourceValuesAbsent(
            policy.columns, what_to_seek(policy, source, beside), shared_by
        ),
        PseudonymsKeyed.check: lambda: PseudonymsKeyed(policy.columns, guesses_at(policy, source)),
        GroupsLargeEnough.check: lambda: GroupsLargeEnough(policy, population),
        RowsAccounted.check: lambda: RowsAccounted(policy, sum(batch.num_rows for batch in source.batches())),
    }
    if any(rule.action == "recode_rare" for rule in policy.columns.values()):
        checks[RareRecoded.check] = lambda: RareRecoded(policy, source)
    if policy.privacy.method == "generalise":
        checks[OneLevel.check] = lambda: OneLevel(policy)
    if moving(policy.columns):
        checks[ValuesMoved.check] = lambda: ValuesMoved(policy, source)
    if for_spreadsheets:
        checks[NoFormulas.check] = lambda: NoFormulas(policy.columns)
    return checks


class _Guarded:
    """A watcher whose failure to run is a verdict, and never an accident that lets a release through."""

    def __init__(self, name: str, make: Callable[[], Watcher]) -> None:
        self._name = name
        self._watcher, self._stopped_by = _attempt(make)

    def see(self, batch: pa.RecordBatch) -> None:
        if self._watcher is not None and self._stopped_by is None:
            _, self._stopped_by = _attempt(partial(self._watcher.see, batch))

    def verdict(self) -> Check:
        check = None
        if self._watcher is not None and self._stopped_by is None:
            check, self._stopped_by = _attempt(self._watcher.verdict)
        return check or self._not_run()

    def _not_run(self) -> Check:
        message = f"the check was stopped by {self._stopped_by}, so it counts as failed"
        return Check(check=self._name, verdict="not-run", counts={}, message=message)


def _attempt(work: Callable[[], T]) -> tuple[T | None, str | None]:
    try:
        return work(), None
    except Exception as error:  # whatever stops a check, the check has not run
        return None, type(error).__name__
