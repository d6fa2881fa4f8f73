"""Counts the equivalence classes of a release anew, and says whether each meets every privacy model."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from infoshare.gate.checks import Watcher
from infoshare.gate.class_figures import Asked, asked_of, presence_fails, reached
from infoshare.gate.hierarchies import levels_that_fit, place_of
from infoshare.gate.permission import hidden_in_groups
from infoshare.model.certificate import Check
from infoshare.model.column_rule import Generalise
from infoshare.model.policy import Policy, header_key
from infoshare.model.table import Table, texts
from infoshare.safe_repr import count_of, listed

if TYPE_CHECKING:
    import pyarrow as pa

    from infoshare.gate.tally import Numbered, Tally

Key = tuple[str | None, ...]
Counts = Counter[Key]


class GroupsLargeEnough(Watcher):
    """Every privacy model of the policy, counted anew from the released rows (and the population file) alone."""

    check = "groups_large_enough"

    def __init__(self, policy: Policy, population: Table | None = None) -> None:
        self._policy, self._population = policy, population
        self._quasi: tuple[str, ...] = ()
        self._numbered: dict[str, Numbered] = {}
        self._tallies: dict[str | None, Tally] = {}
        self._rows: Counts = Counter()
        self._values: defaultdict[Key, dict[str, Counter[str | None]]] = defaultdict(dict)

    def see(self, batch: pa.RecordBatch) -> None:
        """Count the classes of the released quasi-identifiers, and the sensitive values in each."""
        names, batch = batch.schema.names, hidden_in_groups(self._policy, batch)
        if not self._tallies:
            self._begin(names)
        codes = {name: column.codes(batch, name) for name, column in self._numbered.items()}
        quasi = [codes[name] for name in self._quasi]
        for name, tally in self._tallies.items():
            tally.add(quasi if name is None else [*quasi, codes[name]], batch.num_rows)

    def _begin(self, names: list[str]) -> None:
        """Set up a tally of the classes, and one for each sensitive column of its values in each class."""
        from infoshare.gate.tally import Numbered, Tally

        self._quasi = tuple(name for name in self._policy.columns_where(role="quasi") if name in names)
        sensitive = [name for name in self._policy.privacy.sensitive if name in names]
        self._numbered = {name: Numbered() for name in (*self._quasi, *sensitive)}
        quasi = tuple(self._numbered[name] for name in self._quasi)
        self._tallies = {None: Tally(quasi), **{name: Tally((*quasi, self._numbered[name])) for name in sensitive}}

    def _count(self) -> None:
        """Read the tallies."""
        counted = {name: tally.counted() for name, tally in self._tallies.items()}
        self._rows = counted.pop(None, Counter())
        for name, rows in counted.items():
            for (*key, value), number in rows.items():
                self._values[tuple(key)].setdefault(str(name), Counter())[value] = number

    @property
    def k_reached(self) -> int | None:
        """The size of the smallest class; None if no quasi-identifier is released."""
        return min(self._rows.values(), default=None) if self._quasi else None

    def verdict(self) -> Check:
        """Fail on a class that is too small, or that misses any other model."""
        self._count()
        small = sum(self._quasi != () and rows < self._policy.privacy.k for rows in self._rows.values())
        figures = self._figures()
        failed = {asked: sum(map(asked.fails, found)) for asked, found in figures.items()}
        people, unmet = self._of_population()
        alike = sum(failed.values())
        counts = {
            "groups": len(self._rows),
            "too_small": small,
            "too_alike": alike,
            "k_reached": self.k_reached or 0,
            **({"population_unmet": unmet} if self._policy.privacy.needs_population else {}),
        }
        check = self._said(not (small or alike or unmet), self._message(small, failed, unmet), **counts)
        return check.model_copy(update={"figures": reached(figures) | people})

    def _message(self, small: int, failed: dict[Asked, int], unmet: int) -> str:
        k, alike = self._policy.privacy.k, sum(failed.values())
        if not (small or alike or unmet):
            return f"every group has at least {k} rows" if self._quasi else "no quasi-identifier is released"
        said = [f"{count_of(small, 'group')} of fewer than {k} rows, {alike:,} with too few sensitive values"]
        said += [
            f"'{asked.column}' misses {asked.model} in {count_of(number, 'group')}"
            for asked, number in failed.items()
            if number and asked.model != "l"
        ]
        said += [f"{count_of(unmet, 'group')} with too few or too many people of the population"] if unmet else []
        return ", ".join(said)

    def _figures(self) -> dict[Asked, list[float]]:
        """The figure of every class, for each model of a released sensitive column."""
        whole: defaultdict[str, Counter[str | None]] = defaultdict(Counter)
        for values in self._values.values():
            for name, own in values.items():
                whole[name].update(own)
        return {
            asked: [asked.figure(values[asked.column], whole[asked.column]) for values in self._values.values()]
            for asked in asked_of(self._policy.privacy)
            if asked.column in whole
        }

    def _of_population(self) -> tuple[dict[str, float], int]:
        """What the models about a population reach, and how many classes miss them."""
        privacy = self._policy.privacy
        if not privacy.needs_population or not self._quasi:
            return {}, 0
        if self._population is None:
            raise RuntimeError("the policy counts a population, and none was given")
        people = _people(self._policy, self._quasi, self._rows, self._population)
        here = {key: people[key] for key in self._rows}
        figures: dict[str, float] = {"k_map": float(min(here.values(), default=0))} if privacy.k_map > 1 else {}
        unmet = sum(number < privacy.k_map for number in here.values())
        if privacy.delta is not None:
            classes = {**here, **people}
            shares = [self._rows[key] / number if number else float("inf") for key, number in classes.items()]
            unmet += sum(presence_fails(share, privacy.delta) for share in shares)
            figures |= {"delta_least": min(shares), "delta_most": max(shares)}
        return {name: round(figure, 6) for name, figure in figures.items()}, unmet


def _people(policy: Policy, quasi: tuple[str, ...], released: Counts, population: Table) -> Counts:
    """The people of the population in each class, each put where the released cells show that values belong."""
    headers = {header_key(column): column for column in population.columns}
    readings = []
    for at, name in enumerate(quasi):
        rule = policy.columns[name]
        column = next(headers[header_key(each)] for each in (name, *rule.aliases) if header_key(each) in headers)
        readings.append((column, _reading(rule, {key[at] for key in released} - {None})))
    people: Counts = Counter()
    for batch in population.batches():
        cells = [[reading.of(cell) for cell in texts(batch, column)] for column, reading in readings]
        people.update(zip(*cells, strict=True))
    return people


class _Reading:
    """What a value of the population becomes in one column."""

    def __init__(self, hierarchy: str | None, level: int) -> None:
        self._place, self._level = place_of(hierarchy) if hierarchy else None, level
        self._known: dict[str, str | None] = {}

    def of(self, cell: str | None) -> str | None:
        if cell is None or self._place is None:
            return cell
        if cell not in self._known:
            place = self._place(cell)
            self._known[cell] = place[self._level] if place else None
        return self._known[cell]


def _reading(rule: object, cells: set[str | None]) -> _Reading:
    """A column's reading; a level that the policy leaves open is the finest at which all released cells may stand."""
    if not isinstance(rule, Generalise):
        return _Reading(None, 0)
    if rule.level is not None:
        return _Reading(rule.hierarchy, rule.level)
    fitting = levels_that_fit(rule.hierarchy, [cell for cell in cells if cell is not None])
    if not fitting:
        raise RuntimeError("the released cells of a column stand at no one level of its hierarchy")
    return _Reading(rule.hierarchy, fitting[0])


class OneLevel(Watcher):
    """In a column whose level was chosen for all rows, every cell stands at one and the same level."""

    check = "one_level"

    def __init__(self, policy: Policy) -> None:
        self._open = {
            name: rule.hierarchy
            for name, rule in policy.columns.items()
            if isinstance(rule, Generalise) and rule.level is None
        }
        self._cells: defaultdict[str, set[str]] = defaultdict(set)

    def see(self, batch: pa.RecordBatch) -> None:
        """Note the different cells."""
        for name in self._open.keys() & set(batch.schema.names):
            self._cells[name].update(cell for cell in texts(batch, name) if cell is not None)

    def verdict(self) -> Check:
        """Fail on a column whose cells stand at no one level."""
        mixed = [name for name, cells in sorted(self._cells.items()) if not levels_that_fit(self._open[name], cells)]
        wrong, right = f"cells of different levels in {listed(map(repr, mixed))}", "every column has one level"
        return self._said(not mixed, wrong if mixed else right, columns=len(self._open), mixed=len(mixed))
