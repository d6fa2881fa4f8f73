"""The gate's look at a published table: laid out anew from the file, with every cell counted anew from the rows."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import product
from typing import TYPE_CHECKING, Any

import numpy as np

from infoshare.errors import TableError
from infoshare.gate.table_audit import Reading, audit_table, needed_of_counts
from infoshare.model.certificate import Check, Verdict
from infoshare.model.cube import Cube, Dimension
from infoshare.model.table import Table, texts
from infoshare.model.tables import CountRule, TableRule, Tables
from infoshare.safe_repr import count_of, listed

if TYPE_CHECKING:
    import pyarrow as pa
    from numpy.typing import NDArray

TOTAL, NOT_STATED = "Total", "Not stated"
MARKERS = ("*", "x")
FARTHEST = 3
"""By fewer multiples of the base than that a count may be moved to make margins add up."""
Codes = tuple[str, ...]


def examine_table(
    rule: TableRule, tables: Tables, rows: Iterable[pa.RecordBatch], released: Table, people: Table | None = None
) -> Verdict:
    """Look at a published table with the rows that it counts beside it.

    Args:
        rule: the table that was agreed.
        tables: how it is protected.
        rows: the rows, each column as the policy makes it.
        released: the file, read anew.
        people: for a rate, the population file.
    """
    laid: _Laid | None = None
    try:
        laid = _Laid.of(rule, released)
        agreed = _said(
            check="table_as_agreed",
            passed=True,
            message="the columns and every cell of the table, once each",
            cells=laid.shown.size,
        )
    except TableError as error:
        return Verdict(checks=(_said(check="table_as_agreed", passed=False, message=error.faults[0]),))
    counted = _Counted.of(rule, laid, rows, needs_parts=bool(tables.dominance or tables.p_percent))
    wrong = _wrong(rule, tables, laid, counted, _people(rule, laid, people))
    checks = [agreed, _recounted(rule, tables, laid, counted, wrong)]
    if tables.cell_key is None:
        checks.append(_audited(rule, tables, laid, counted))
    return Verdict(checks=tuple(checks))


def _said(*, check: str, passed: bool, message: str, **counts: int) -> Check:
    return Check(check=check, verdict="pass" if passed else "fail", counts=counts, message=message)


@dataclass(frozen=True, slots=True)
class _Laid:
    """A published file laid out as a table: the number shown in each cell, NaN where there is none, and its marker."""

    cube: Cube
    paths: tuple[tuple[Codes, ...], ...]
    shown: NDArray[np.float64]
    markers: NDArray[np.str_]

    @classmethod
    def of(cls, rule: TableRule, released: Table) -> _Laid:
        """Lay a file out.

        Raises:
            TableError: if its columns are not those agreed, or a cell is missing, stands twice, or has no marker.
        """
        agreed = (*rule.columns, rule.measure, "marker")
        if tuple(released.columns) != agreed:
            raise TableError(f"the columns are not those agreed: {listed(map(repr, agreed))}")
        found: dict[Codes, tuple[str | None, str | None]] = {}
        twice = 0
        for batch in released.batches():
            for *codes, number, marker in zip(*(texts(batch, name) for name in agreed), strict=True):
                key = tuple(code or "" for code in codes)
                twice += key in found
                found[key] = (number, marker)
        dimensions = _dimensions(rule, found)
        return _laid(dimensions, found, twice)


def _dimensions(rule: TableRule, found: Iterable[Codes]) -> list[tuple[Dimension, tuple[Codes, ...]]]:
    made, first, keys = [], 0, list(found)
    for names in rule.nested:
        paths = {key[first : first + len(names)] for key in keys}
        stems = sorted(
            {tuple(code for code in path if code != TOTAL) for path in paths}, key=lambda stem: (len(stem), stem)
        )
        if () not in stems or any(stem[:-1] not in stems for stem in stems if stem):
            raise TableError(f"the table has no total of {listed(map(repr, names))}, or a hole above its codes")
        parents = tuple(stems.index(stem[:-1]) if stem else None for stem in stems)
        codes = tuple(stem[-1] if stem else TOTAL for stem in stems)
        whole = tuple((*stem, *[TOTAL] * (len(names) - len(stem))) for stem in stems)
        made.append((Dimension(" > ".join(names), codes, parents), whole))
        first += len(names)
    return made


def _laid(
    dimensions: Sequence[tuple[Dimension, tuple[Codes, ...]]],
    found: Mapping[Codes, tuple[str | None, str | None]],
    twice: int,
) -> _Laid:
    cube = Cube(tuple(dimension for dimension, _ in dimensions))
    paths = tuple(whole for _, whole in dimensions)
    keys = [tuple(code for path in each for code in path) for each in product(*paths)]
    missing = sum(key not in found for key in keys)
    if missing or twice or len(found) != len(keys):
        raise TableError(f"{count_of(missing, 'cell')} missing and {count_of(twice, 'cell')} twice in the table")
    cells = [found[key] for key in keys]
    wrong = sum((number is None) != (marker in MARKERS) for number, marker in cells)
    if wrong:
        raise TableError(f"{count_of(wrong, 'cell')} with a number and a marker, or with neither")
    shown = np.array([math.nan if number is None else float(number) for number, _ in cells]).reshape(cube.shape)
    return _Laid(cube, paths, shown, np.array([marker or "" for _, marker in cells]).reshape(cube.shape))


@dataclass(frozen=True, slots=True)
class _Counted:
    """What the rows give: how many are in each cell, their sum, and the parts of the sum where they are needed."""

    rows: NDArray[np.float64]
    sums: NDArray[np.float64]
    parts: Mapping[int, list[float]]
    strangers: int

    @classmethod
    def of(cls, rule: TableRule, laid: _Laid, batches: Iterable[pa.RecordBatch], *, needs_parts: bool) -> _Counted:
        """Count the rows into the cells of a table that was laid out; rows of no cell of it are strangers."""
        groups = _Groups(rule, needs_parts=needs_parts)
        for batch in batches:
            groups.add(batch)
        size, shape = math.prod(laid.cube.shape), laid.cube.shape
        rows, sums, parts, strangers = np.zeros(size), np.zeros(size), defaultdict[int, list[float]](list), 0
        above = [_above(dimension, paths) for dimension, paths in zip(laid.cube.dimensions, laid.paths, strict=True)]
        for key, group in groups.found.items():
            cells = _cells(rule, key, above, shape)
            strangers += 0 if cells else group.rows
            for cell in cells:
                rows[cell] += group.rows
                sums[cell] += group.total
                parts[cell] += group.parts
        return cls(rows.reshape(shape), sums.reshape(shape), parts, strangers)


@dataclass(slots=True)
class _Group:
    """The rows of one combination of codes."""

    rows: int = 0
    total: float = 0.0
    parts: list[float] = field(default_factory=list)


class _Groups:
    """Every combination of codes that the rows have."""

    def __init__(self, rule: TableRule, *, needs_parts: bool) -> None:
        self._rule, self._needs_parts = rule, needs_parts
        self.found: defaultdict[Codes, _Group] = defaultdict(_Group)

    def add(self, batch: pa.RecordBatch) -> None:
        """Add a batch."""
        import pyarrow as pa

        columns = [_words(batch, name) for name in self._rule.columns]
        names = [str(place) for place in range(len(columns))]
        wanted: list[tuple[Any, str]] = [([], "count_all"), ("number", "sum")]
        wanted += [("number", "list")] if self._needs_parts else []
        table = pa.table([*columns, _numbers(self._rule, batch)], names=[*names, "number"])
        for row in table.group_by(names).aggregate(wanted).to_pylist():
            group = self.found[tuple(row[name] for name in names)]
            group.rows += row["count_all"]
            group.total += row["number_sum"]
            group.parts += row.get("number_list", ())


def _words(batch: pa.RecordBatch, name: str) -> pa.Array:
    import pyarrow as pa
    import pyarrow.compute as pc

    column = batch.column(name)
    if pa.types.is_string(column.type):
        return pc.if_else(pc.equal(column, ""), NOT_STATED, column).fill_null(NOT_STATED)
    return pa.array([cell or NOT_STATED for cell in texts(batch, name)], pa.string())


def _numbers(rule: TableRule, batch: pa.RecordBatch) -> pa.Array:
    import pyarrow as pa

    columns = [texts(batch, name) for name in (rule.of, rule.weight) if name]
    if not columns:
        return pa.nulls(batch.num_rows, pa.float64()).fill_null(0.0)
    return pa.array([math.prod(map(float, row)) for row in zip(*columns, strict=True)], pa.float64())


def _cells(
    rule: TableRule, key: Codes, above: Sequence[Mapping[Codes, list[int]]], shape: tuple[int, ...]
) -> list[int]:
    """The place of a combination of codes, and of every margin that it belongs to; none if the table lacks it."""
    lines, first = [], 0
    for names, places in zip(rule.nested, above, strict=True):
        lines.append(places.get(key[first : first + len(names)], []))
        first += len(names)
    return [int(np.ravel_multi_index(each, shape)) for each in product(*lines)]


def _above(dimension: Dimension, paths: Sequence[Codes]) -> dict[Codes, list[int]]:
    """For each finest path of codes, its own place and those of everything above it."""
    found: dict[Codes, list[int]] = {}
    for code, path in enumerate(paths):
        places = [code]
        while (parent := dimension.parents[places[-1]]) is not None:
            places.append(parent)
        found[path] = places
    return {path: places for path, places in found.items() if TOTAL not in path}


def _people(rule: TableRule, laid: _Laid, people: Table | None) -> NDArray[np.float64]:
    """The people of each cell; those of codes that the table lacks are in the totals above them; 0 without a file."""
    found = np.zeros(laid.cube.shape)
    if rule.measure != "rate" or people is None:
        return found
    above = [_above(dimension, paths) for dimension, paths in zip(laid.cube.dimensions, laid.paths, strict=True)]
    stems = [dict(zip(paths, range(len(paths)), strict=True)) for paths in laid.paths]
    for batch in people.batches():
        for *codes, number in zip(*(texts(batch, name) for name in (*rule.columns, "people")), strict=True):
            key, first, lines = tuple(code or NOT_STATED for code in codes), 0, []
            for names, places, known in zip(rule.nested, above, stems, strict=True):
                path = key[first : first + len(names)]
                lines.append(places.get(path) or _known_above(path, known))
                first += len(names)
            found[np.ix_(*lines)] += float(number or 0)
    return found


def _known_above(path: Codes, known: Mapping[Codes, int]) -> list[int]:
    """The places of the total and subtotals that a path of codes belongs to."""
    above = ((*path[:depth], *[TOTAL] * (len(path) - depth)) for depth in range(len(path)))
    return [known[each] for each in above if each in known]


def _wrong(
    rule: TableRule, tables: Tables, laid: _Laid, counted: _Counted, people: NDArray[np.float64]
) -> NDArray[np.bool_]:
    """Which cells have a number that is not what the rows give."""
    rows, shown = counted.rows, laid.shown
    if tables.cannot_protect(rule):
        return np.ones(shown.shape, dtype=bool)
    with np.errstate(divide="ignore", invalid="ignore"):
        if tables.cell_key:
            counts, slack = (shown, 0.0) if rule.measure == "count" else (shown * people / rule.per, people / rule.per)
            near = np.abs(counts - rows) <= tables.cell_key.most + 0.0051 * slack
            return np.asarray(~near | ((rows == 0) & (shown != 0)) | (shown < 0))
        if tables.is_controlled:
            base = tables.counts.base
            return np.asarray(
                (shown % base != 0) | (np.abs(shown - rows) >= FARTHEST * base) | ((rows == 0) & (shown != 0))
            )
        expected = _expected(rule, tables, counted)
        if rule.measure == "rate":
            expected = np.round(expected / people * rule.per, 2)
    return ~np.isclose(shown, expected, rtol=1e-9, atol=0.0051, equal_nan=False)


def _recounted(rule: TableRule, tables: Tables, laid: _Laid, counted: _Counted, wrong: NDArray[np.bool_]) -> Check:
    """Every shown number is what the rows give, by the policy's rule, and no small cell is shown."""
    rows, shown = counted.rows, laid.shown
    visible = ~np.isnan(shown)
    small = np.zeros(shown.shape, dtype=bool)
    if not (tables.cell_key or tables.is_controlled):
        small = (rows > 0) & (rows < tables.counts.threshold) | _dominated(rule, tables, laid, counted)
    faults = {
        "wrong": int((wrong & visible).sum()),
        "small_shown": int((small & visible).sum()),
        "strangers": counted.strangers,
    }
    said = [f"{number:,} {WORDS[kind]}" for kind, number in faults.items() if number]
    message = f"of {count_of(shown.size, 'cell')}: {listed(said)}" if said else "every number is what the rows give"
    return _said(check="table_recounted", passed=not said, message=message, cells=shown.size, **faults)


WORDS = {
    "wrong": "not what the rows give", "small_shown": "that had to be suppressed and are shown",
    "strangers": "rows that the table has no cell for",
}  # fmt: skip


def _expected(rule: TableRule, tables: Tables, counted: _Counted) -> NDArray[np.float64]:
    with np.errstate(divide="ignore", invalid="ignore"):
        if rule.measure == "mean":
            return np.round(counted.sums / counted.rows, 2)
        if rule.measure == "sum" or rule.weight:
            return counted.sums
    base = tables.counts.base
    return counted.rows if base <= 1 else base * ((counted.rows + base / 2) // base)


def _dominated(rule: TableRule, tables: Tables, laid: _Laid, counted: _Counted) -> NDArray[np.bool_]:
    """The cells whose largest contributors stand out (Hundepool et al., Statistical Disclosure Control, 2012, 4.2)."""
    found = np.zeros(math.prod(laid.cube.shape), dtype=bool)
    for cell, parts in counted.parts.items() if rule.measure == "sum" or rule.weight else ():
        largest, total = sorted(parts, reverse=True), math.fsum(parts)
        if tables.dominance and math.fsum(largest[: tables.dominance.n]) * 100 > tables.dominance.percent * total:
            found[cell] = True
        if tables.p_percent and math.fsum(largest[2:]) * 100 < tables.p_percent * largest[0]:
            found[cell] = True
    return found.reshape(laid.cube.shape)


def _audited(rule: TableRule, tables: Tables, laid: _Laid, counted: _Counted) -> Check:
    """Whether a suppressed cell can be worked out from the table alone."""
    counts = tables.counts_behind(rule.measure)
    if tables.is_controlled:
        return audit_table(laid.cube, laid.shown, Reading())
    if rule.measure == "sum" or (rule.measure == "count" and rule.weight):
        return audit_table(laid.cube, laid.shown, Reading(zeros_shown=False, whole_numbers=False))
    hidden = np.isnan(laid.shown)
    numbers = laid.shown if rule.measure == "count" else _counts_behind(counts, counted, hidden)
    reading = Reading(counts.threshold, counts.base, (1, counts.threshold - 1) if counts.tells_range else None)
    needed = None if counts.tells_range else needed_of_counts(laid.cube, counted.rows, counts.threshold)
    return audit_table(
        laid.cube, numbers, reading, marked=laid.markers == "*" if counts.tells_range else None, needed=needed
    )


def _counts_behind(counts: CountRule, counted: _Counted, hidden: NDArray[np.bool_]) -> NDArray[np.float64]:
    """The counts behind means and rates, as if whoever reads those knew them too, and which cells are empty."""
    base = counts.base
    numbers = counted.rows if base <= 1 else base * ((counted.rows + base / 2) // base)
    return np.where(hidden & (counted.rows > 0), np.nan, numbers)
