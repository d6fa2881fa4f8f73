"""Rehearses a motivated intruder: links named people to the data as it is, and to what a policy makes of it.

The release is made here, so that each of its rows is known to come from which row of the source; no key is needed,
and nothing is written.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from infoshare.anonymisation.dates import as_moment
from infoshare.anonymisation.plan import Plan, compile_plan
from infoshare.errors import DataFileError, PolicyError
from infoshare.model.column_rule import CoarsenDate, Drop, Keep, Pseudonymise
from infoshare.model.policy import Policy, header_key
from infoshare.model.risk import Attack, Rehearsal
from infoshare.model.table import texts
from infoshare.safe_repr import count_of, listed
from infoshare.workflows.anonymise import prepare
from infoshare.workflows.attack import as_written, attacked
from infoshare.workflows.columns import Cells, columns_of
from infoshare.workflows.date_orders import with_dates_read
from infoshare.workflows.intruder_list import IntruderList, from_file, from_source, with_age
from infoshare.workflows.sources import Source, as_policy, opened
from infoshare.workflows.worked_out import KEYED, Made, worked_out

if TYPE_CHECKING:
    import pyarrow as pa

ROW = "infoshare row of the source"
LINKABLE = frozenset({"quasi", "plain", "sensitive"})
"""The roles of columns that an intruder who knows them can link by; the policy need not have thought of it."""
_NO_KEY = b"rehearsal: no token of this run is compared or leaves"


def rehearse(
    source: Any,
    policy: Policy | str | Path,
    *,
    release: Any = None,
    attacker: Any = None,
    knows: Sequence[str] = (),
    on: date | None = None,
) -> Rehearsal:
    """How many people an intruder singles out before and after anonymisation, how many rightly, and what is learnt.

    Args:
        source: the data that the release is made from: a path or a frame.
        policy: a policy, the path of one, or the name of a shipped one.
        release: a release that lies there already; it must be what the policy makes of the source.
        attacker: a path or frame with a list of named people; without one it is made from the source, with what a
            neighbour or a register knows (name, address, postcode, age or date of birth, sex).
        knows: more columns of the policy that the intruder knows, where the list is made from the source.
        on: the day on which ages are reckoned from dates of birth; the latest day of the data, if it has one.

    Raises:
        UserError: if something given cannot be used.
        ReleaseRefused: if the policy makes no release of this source.
    """
    policy = as_policy(policy)
    if policy.read_for_permission:
        raise PolicyError(
            f"the policy '{policy.policy}' names consent or opt-outs, and a rehearsal counts the whole source",
            mend="Rehearse with a policy without them, on the rows that leave without a name.",
        )
    with opened(source) as held:
        table = with_dates_read(policy, held)
        plan = compile_plan(policy, table.columns)
        cells = {step.name: column for step, column in zip(plan.steps, _columns(plan, table), strict=True)}
        made = _released(table, policy, cells)
    if release is not None:
        _refuse_another(release, made, plan)
    day = on or _latest_day(plan, cells)
    people = with_age(_list(attacker, plan, cells, knows), plan, day)
    return Rehearsal(
        policy=policy.policy,
        policy_version=policy.version,
        list_from=people.made_from,
        knows=people.knows,
        people=len(people.own),
        in_source=sum(bool(rows) for rows in people.own),
        in_release=sum(any(row in made.place for row in rows) for rows in people.own),
        before=_before(people, plan, cells),
        after=_after(people, plan, made, day),
    )


def _columns(plan: Plan, table: Source) -> Iterator[Cells]:
    return iter(columns_of(table, [step.column for step in plan.steps]).values())


def _list(attacker: Any, plan: Plan, cells: Mapping[str, Cells], knows: Sequence[str]) -> IntruderList:
    if attacker is None:
        return from_source(plan, cells, [_policy_name(plan, each) for each in knows])
    with opened(attacker) as held:
        return from_file(plan, cells, held)


def _policy_name(plan: Plan, header: str) -> str:
    """The policy's name for a column, however it is spelt; the spelling itself if there is none."""
    key = header_key(header)
    return next((s.name for s in plan.steps if key in {header_key(s.name), header_key(s.column)}), header)


def _latest_day(plan: Plan, cells: Mapping[str, Cells]) -> date | None:
    dated = (step.name for step in plan.steps if isinstance(step.rule, CoarsenDate) and step.rule.role == "quasi")
    moments = (as_moment(cell) for name in dated for cell in set(cells[name]) if cell is not None)
    return max((moment[0] for moment in moments if moment), default=None)


class _Numbered:
    """A source whose rows carry their number through the release."""

    def __init__(self, source: Source) -> None:
        self._source = source
        self.columns = (*source.columns, ROW)
        self.rows = source.rows
        self.sha256 = source.sha256
        self.notes = source.notes

    def batches(self) -> Iterator[pa.RecordBatch]:
        """The source's batches with one more column."""
        import pyarrow as pa

        first = 0
        for batch in self._source.batches():
            numbers = pa.array([str(row) for row in range(first, first + batch.num_rows)], pa.string())
            yield pa.RecordBatch.from_arrays([*batch.columns, numbers], names=[*batch.schema.names, ROW])
            first += batch.num_rows


def _released(source: Source, policy: Policy, before: Mapping[str, Cells]) -> Made:
    job = prepare(_Numbered(source), _for_rehearsal(policy), _NO_KEY, None, "polars", "")
    batches = list(job.released(lambda rows: None))
    cells = {name: [cell for batch in batches for cell in texts(batch, name)] for name in batches[0].schema.names}
    numbers = cells.pop(ROW)
    return Made(before, cells, {int(row): place for place, row in enumerate(numbers) if row is not None})


def _for_rehearsal(policy: Policy) -> Policy:
    """The policy without what an intruder does not link by: direct identifiers and texts stay behind."""
    columns = {
        name: rule if rule.role in LINKABLE and rule.action != "redact" else Drop(
            role=rule.role, action="drop", known=rule.known, aliases=rule.aliases
        )
        for name, rule in policy.columns.items()
    }  # fmt: skip
    return policy.model_copy(update={"columns": {**columns, ROW: Keep(role="plain", action="keep")}})


def _refuse_another(release: Any, made: Made, plan: Plan) -> None:
    """Refuse a release that is not what the policy makes of the source: who is who in it could not be known."""
    names = [s.name for s in plan.released if s.name in made.cells and not isinstance(s.rule, (Pseudonymise, *KEYED))]
    with opened(release) as table:
        given = columns_of(table, names, "the release")
    ours, theirs = (Counter(zip(*map(_unquoted, map(held.get, names)), strict=True)) for held in (made.cells, given))
    strange = (theirs - ours).total() + (ours - theirs).total()
    if strange:
        raise DataFileError(
            f"the release is not what the policy '{plan.policy.policy}' makes of the source: "
            f"{count_of(strange, 'row')} of one or the other differ in {listed(names)}",
            mend="Give the source and policy it was made with, or leave RELEASE out to rehearse a fresh one.",
        )


def _unquoted(cells: Cells | None) -> Cells:
    """Cells without the mark that keeps a spreadsheet from running them."""
    return [cell.removeprefix("'") if cell else cell for cell in cells or []]


def _before(people: IntruderList, plan: Plan, cells: Mapping[str, Cells]) -> Attack:
    """The source without its direct identifiers, and otherwise as it stands."""
    names = [step.name for step in plan.steps if step.rule.role in LINKABLE and step.name in people.cells]
    compared = [as_written(name, people.cells[name], cells[name]) for name in names]
    sizes = (len(people.own), len(next(iter(cells.values()))))
    return attacked(compared, _unknown(plan, people, cells), people.own, sizes)


def _after(people: IntruderList, plan: Plan, made: Made, on: date | None) -> Attack:
    """The release, whose bands, places and periods the intruder works out from what is on the list."""
    known = [step for step in plan.released if step.rule.role in LINKABLE and step.name in people.cells]
    found = (worked_out(step, people.cells, made, on) for step in known)
    own = [[made.place[row] for row in rows if row in made.place] for rows in people.own]
    compared = [each for each in found if each is not None]
    return attacked(compared, _unknown(plan, people, made.cells), own, (len(own), len(made.place)))


def _unknown(plan: Plan, people: IntruderList, cells: Mapping[str, Cells]) -> dict[str, Cells]:
    """The sensitive columns that the intruder does not know yet."""
    secret = (step.name for step in plan.released if step.rule.role == "sensitive" and step.name not in people.cells)
    return {name: cells[name] for name in secret if name in cells}
