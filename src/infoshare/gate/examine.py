"""Runs every check over a release; one that cannot be run counts as failed."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
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
from infoshare.gate.consent import NamesInPlace, RowsPermitted
from infoshare.gate.groups import GroupsLargeEnough, OneLevel
from infoshare.gate.hidden_data import no_hidden_data
from infoshare.gate.permission import once, who_may_leave
from infoshare.gate.pseudonym_canary import Tokens, pseudonyms_differ
from infoshare.gate.row_order import OrderSaysNothing
from infoshare.gate.sought import what_to_seek
from infoshare.gate.survey import Survey, survey
from infoshare.gate.whole_columns import RareRecoded, ValuesMoved, moving
from infoshare.model.certificate import NO_SOURCE, Check, Verdict
from infoshare.model.policy import Policy
from infoshare.model.table import Table

if TYPE_CHECKING:
    import pyarrow as pa

T = TypeVar("T")

SHARED_BY = 5
"""A cell that this many rows have is a category (5 is the usual least group for sharing within a partnership)."""


def examine(
    policy: Policy,
    source: Table | None,
    released: Table,
    *,
    for_spreadsheets: bool,
    canary: str | None = None,
    tokens: Mapping[str, Tokens] | None = None,
    beside: Sequence[tuple[Policy, Table]] = (),
    population: Table | None = None,
    finished: object = None,
    opt_outs: Sequence[str] | None = None,
) -> Verdict:
    """Look at a release with the policy and the source beside it.

    Args:
        policy: what was agreed.
        source: the data that the release was made from; without it the checks that need it do not run, and fail.
        released: the release, read anew.
        for_spreadsheets: whether the release is a file that a spreadsheet program opens.
        canary: what the redaction that made the release makes of `canary.CANARY`; None if it redacts nothing,
            or lies there already.
        tokens: what the pseudonymisation that made the release makes of `pseudonym_canary.NOBODY`, column by column;
            empty if it makes none, None if the release lies there already.
        beside: the other tables of a data set, with their policies: who stands in them is sought here too.
        population: the population file that the policy names, if it names one.
        finished: the release as it leaves, for what it holds beside its rows: a `Finished` file, or a frame.
        opt_outs: the entries of the opt-out list, as they are written, if the policy names an opt-out.
    """
    from infoshare.gate.cells import whole_batches

    checks = _checks(policy, source, beside, population, for_spreadsheets)
    if policy.read_for_permission:
        checks |= _checks_of_permission(policy, source, opt_outs)
    watchers = [_Guarded(name, make) for name, make in checks.items()]
    for batch in whole_batches(released.batches()):
        for watcher in watchers:
            watcher.see(batch)
    found = [watcher.verdict() for watcher in watchers]
    found += [] if finished is None else [no_hidden_data(finished)]
    found += [] if canary is None else [redaction_works(canary)]
    return Verdict(checks=(*found, *([pseudonyms_differ(tokens)] if tokens else [])))


def at_once(name: str, make: Callable[[], Check]) -> Check:
    """A check that is made in one go; one that is stopped counts as failed."""
    check, stopped_by = _attempt(make)
    return check or _not_run(name, stopped_by)


def _checks(
    policy: Policy,
    source: Table | None,
    beside: Sequence[tuple[Policy, Table]],
    population: Table | None,
    for_spreadsheets: bool,
) -> dict[str, Callable[[], Watcher]]:
    """Every check that is due, by its name."""
    checks: dict[str, Callable[[], Watcher]] = {
        ColumnsAgreed.check: lambda: ColumnsAgreed(policy),
        FormsKept.check: lambda: FormsKept(policy.columns),
        NoIdentifierForms.check: lambda: NoIdentifierForms(policy.columns),
        **_beside_the_source(policy, source, beside),
        GroupsLargeEnough.check: lambda: GroupsLargeEnough(policy, population),
        OrderSaysNothing.check: lambda: OrderSaysNothing(policy),
    }
    if policy.privacy.method == "generalise":
        checks[OneLevel.check] = lambda: OneLevel(policy)
    if for_spreadsheets:
        checks[NoFormulas.check] = lambda: NoFormulas(policy.columns)
    return checks


def _beside_the_source(
    policy: Policy, source: Table | None, beside: Sequence[tuple[Policy, Table]]
) -> dict[str, Callable[[], Watcher]]:
    """The checks that lay the release beside its source; without one each of them is there, and does not run."""
    shared_by, surveyed = max(SHARED_BY, policy.privacy.k), _surveyed_once(policy)
    checks: dict[str, Callable[[Table], Watcher]] = {
        SourceValuesAbsent.check: lambda held: SourceValuesAbsent(
            policy.columns, what_to_seek(surveyed(held).known, *(survey(*each).known for each in beside)), shared_by
        ),
        PseudonymsKeyed.check: lambda held: PseudonymsKeyed(policy.columns, surveyed(held).pseudonymised),
        RowsAccounted.check: lambda held: RowsAccounted(policy, surveyed(held).rows),
    }
    if any(rule.action == "recode_rare" for rule in policy.columns.values()):
        checks[RareRecoded.check] = lambda held: RareRecoded(policy, held)
    if moving(policy.columns):
        checks[ValuesMoved.check] = lambda held: ValuesMoved(policy, held)
    if source is None:
        return {name: partial(NotRun, name, NO_SOURCE) for name in checks}
    return {name: partial(make, source) for name, make in checks.items()}


def _surveyed_once(policy: Policy) -> Callable[[Table], Survey]:
    found: list[Survey] = []

    def surveyed(held: Table) -> Survey:
        if not found:
            found.append(survey(policy, held))
        return found[0]

    return surveyed


class NotRun(Watcher):
    """A check that cannot be made with what was given."""

    def __init__(self, check: str, message: str) -> None:
        self.check, self._message = check, message

    def see(self, batch: pa.RecordBatch) -> None:
        """Look at nothing."""

    def verdict(self) -> Check:
        """Say why."""
        return Check(check=self.check, verdict="not-run", counts={}, message=self._message)


def _checks_of_permission(
    policy: Policy, source: Table | None, opt_outs: Sequence[str] | None
) -> dict[str, Callable[[], Watcher]]:
    if source is None:
        return {name: partial(NotRun, name, NO_SOURCE) for name in (RowsPermitted.check, NamesInPlace.check)}
    who, shared_by = once(lambda: who_may_leave(policy, source, opt_outs)), max(SHARED_BY, policy.privacy.k)
    return {
        RowsPermitted.check: lambda: RowsPermitted(policy, who()),
        NamesInPlace.check: lambda: NamesInPlace(policy, who(), shared_by),
        RowsAccounted.check: lambda: RowsAccounted(policy, who().leaving + who().nothing, who().nothing),
    }


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
        return check or _not_run(self._name, self._stopped_by)


def _not_run(name: str, stopped_by: str | None) -> Check:
    message = f"the check was stopped by {stopped_by}, so it counts as failed"
    return Check(check=name, verdict="not-run", counts={}, message=message)


def _attempt(work: Callable[[], T]) -> tuple[T | None, str | None]:
    try:
        return work(), None
    except Exception as error:  # whatever stops a check, the check has not run
        return None, type(error).__name__
