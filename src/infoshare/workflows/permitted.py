"""Gives a source with only the rows that consent and opt-outs let leave, and takes names off those that need it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from infoshare.anonymisation.permissions import Leaves, Permissions, Standing
from infoshare.anonymisation.plan import Plan
from infoshare.engines import Engine, Treatment
from infoshare.errors import PrivacyTargetMissed
from infoshare.model.table import texts
from infoshare.safe_repr import count_of
from infoshare.workflows.opt_out_list import OptOutList
from infoshare.workflows.sources import Source

if TYPE_CHECKING:
    import pyarrow as pa


NAMED = "\x00 named"
"""Where the rows that may leave say whether they do so with what needs consent; no file has such a header."""


class MayLeave:
    """The rows of a source of which anything may leave, each marked whether it leaves with what needs consent."""

    def __init__(self, source: Source, permissions: Permissions) -> None:
        self._source, self.counted = source, Counter[Standing]()
        self.columns, self.sha256, self.notes = (*source.columns, NAMED), source.sha256, source.notes
        self._leaves = [self._looked_at(permissions.standings(batch)) for batch in source.batches()]
        self.rows = sum(rows for standing, rows in self.counted.items() if standing.leaves is not Leaves.NOTHING)

    def _looked_at(self, standings: Sequence[Standing]) -> pa.Array:
        """For each row whether it is named; missing where nothing of it may leave."""
        import pyarrow as pa

        self.counted.update(standings)
        said = {Leaves.NAMED: True, Leaves.UNNAMED: False, Leaves.NOTHING: None}
        return pa.array([said[standing.leaves] for standing in standings], pa.bool_())

    def batches(self) -> Iterator[pa.RecordBatch]:
        """Those rows, in order; a batch may have none."""
        import pyarrow as pa

        for batch, named in zip(self._source.batches(), self._leaves, strict=True):
            marked = pa.RecordBatch.from_arrays([*batch.columns, named], names=[*batch.schema.names, NAMED])
            yield marked.filter(named.is_valid())


class Marked:
    """Those of the rows that may leave that do so with what needs consent, or those that do so without."""

    def __init__(self, rows: Source, *, named: bool) -> None:
        self._rows, self._named = rows, named
        self.columns, self.sha256, self.notes = rows.columns, rows.sha256, rows.notes
        self.rows = sum(batch.num_rows for batch in self.batches())

    def batches(self) -> Iterator[pa.RecordBatch]:
        """Those rows, in order; a batch may have none."""
        from pyarrow import compute

        for batch in self._rows.batches():
            named = batch.column(NAMED)
            yield batch.filter(named if self._named else compute.invert(named))


@dataclass(frozen=True, slots=True, repr=False)
class Permitted:
    """What consent and opt-outs let leave of a source; `counted` says how many rows stand in which way.

    `linked` are the pseudonyms, by column, that stand on a row with consent, and so beside somebody's name.
    """

    permissions: Permissions
    rows: Source
    opt_outs: OptOutList | None = None
    counted: Counter[Standing] = field(default_factory=Counter)
    linked: Mapping[str, pa.Array] = field(default_factory=dict)

    @property
    def entries(self) -> tuple[str, ...] | None:
        """The entries of the opt-out list, if the policy needs one."""
        return self.opt_outs.entries if self.opt_outs else None

    def unnamed(self, rows: Source) -> Source:
        """Those of the rows that must be hidden in groups: all of them where nobody's consent is asked for."""
        return rows if self.permissions.consent is None else Marked(rows, named=False)

    def with_named(self, batch: pa.RecordBatch, surviving: pa.Array) -> pa.Array:
        """The places of the rows that survive the privacy target, with those of named rows, which it is not about."""
        import pyarrow as pa

        if self.permissions.consent is None:
            return surviving
        stay = set(surviving.to_pylist())
        places = [row for row, named in enumerate(batch.column(NAMED).to_pylist()) if named or row in stay]
        return pa.array(places, pa.int64())

    def without_names(self, batch: pa.RecordBatch, treated: pa.RecordBatch) -> pa.RecordBatch:
        """A treated batch whose rows without consent have no cell that consent is needed for.

        A pseudonym that stands on a row with consent as well would lead from there to the name: it is blank, too.
        """
        import pyarrow as pa
        from pyarrow import compute

        if not self.permissions.some_unnamed:
            return treated
        blank, waiting, names = compute.invert(batch.column(NAMED)), self.permissions.waiting, treated.schema.names
        columns = [
            _blanked(column, blank) if name in waiting else self._unlinked(name, column, blank)
            for name, column in zip(names, treated.columns, strict=True)
        ]
        return pa.RecordBatch.from_arrays(columns, names=names)

    def _unlinked(self, name: str, column: pa.Array, blank: pa.Array) -> pa.Array:
        from pyarrow import compute

        if name not in self.linked:
            return column
        return _blanked(column, compute.and_(blank, compute.is_in(column, self.linked[name])))

    def linked_by(self, engine: Engine, treatment: Treatment, rows: Source) -> Permitted:
        """The same, with the pseudonyms that stand on those of the rows that are named."""
        waiting = self.permissions.waiting
        names = [s.name for s in treatment.plan.released if s.action == "pseudonymise" and s.name not in waiting]
        if not (names and self.permissions.some_unnamed):
            return self
        import pyarrow as pa

        making = treatment.only(names)
        treated = [engine.treat(making, batch) for batch in Marked(rows, named=True).batches()]
        found = {name: {cell for batch in treated for cell in texts(batch, name)} - {None} for name in names}
        return replace(
            self, linked={name: pa.array(sorted(map(str, each)), pa.string()) for name, each in found.items()}
        )


def _blanked(column: pa.Array, gone: pa.Array) -> pa.Array:
    import pyarrow as pa
    from pyarrow import compute

    return compute.if_else(gone, pa.scalar(None, column.type), column)


def permitted(plan: Plan, source: Source, opt_outs: OptOutList | None) -> Permitted:
    """What may leave of a source, all of it where the policy names neither consent nor opt-outs.

    Raises:
        PrivacyTargetMissed: if no row may leave.
    """
    permissions = Permissions(plan, opt_outs.numbers if opt_outs else frozenset())
    if not plan.policy.read_for_permission:
        return Permitted(permissions, source)
    rows = MayLeave(source, permissions)
    if not rows.rows:
        raise PrivacyTargetMissed(
            f"of {count_of(source.rows, 'row')} none may leave: they have no consent, or opted out",
            mend="Look whether the policy's 'consent' and 'opt_out' say what is meant. Nothing was written.",
        )
    return Permitted(permissions, rows, opt_outs, rows.counted)
