"""The list that a motivated intruder holds: named people and what is known of them, from a file or from the source.

Whose rows are whose is worked out here, from names and identifiers, and held aside: linking never sees it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from infoshare.anonymisation.dates import as_moment
from infoshare.anonymisation.plan import Plan, Step
from infoshare.errors import DataFileError, UserError
from infoshare.identifiers.folding import fold
from infoshare.model.policy import header_key
from infoshare.model.table import Table
from infoshare.safe_repr import listed
from infoshare.workflows.attack import SEX, alike
from infoshare.workflows.columns import Cells, columns_of, refuse_unknown

NAME, BORN, AGE, POSTCODE, ADDRESS = "name", "date_of_birth", "age", "postcode", "address"
_SPELLINGS = {
    NAME: ("name", "fullname", "elector", "electorname", "person"),
    BORN: ("dateofbirth", "dob", "birthdate", "born"),
    AGE: ("age", "ageyears", "ageinyears", "ageatarrival", "ageatevent"),
    POSTCODE: ("postcode", "pcode", "postalcode"),
    ADDRESS: ("address", "propertyaddress", "homeaddress"),
    "sex": tuple(SEX),
}
_MEANINGS = {spelling: meaning for meaning, spellings in _SPELLINGS.items() for spelling in spellings}
ON_A_REGISTER = frozenset({NAME, BORN, AGE, POSTCODE, ADDRESS, "sex"})
"""What a neighbour or a register knows of somebody."""
_TELLING = (BORN, "nhs", "ni", ADDRESS, "email", "phone", POSTCODE)
"""What tells people of one name apart, the most telling first."""


@dataclass(frozen=True, slots=True, repr=False)
class IntruderList:
    """People, what is known of each by the policy's names for it, and each one's own rows in the source, held aside."""

    cells: Mapping[str, Cells]
    own: Sequence[Sequence[int]]
    knows: tuple[str, ...]
    made_from: Literal["source", "file"]

    def __repr__(self) -> str:
        return f"<IntruderList of {len(self.own):,}>"


def meaning(step: Step) -> str:
    """What a column holds, whatever it is called: a name, a date of birth, an age, a sex, or its own name."""
    if step.rule.known and step.rule.known != "reference":
        return step.rule.known
    headers = (step.name, *step.rule.aliases, step.column)
    return next((_MEANINGS[key] for key in map(header_key, headers) if key in _MEANINGS), step.name)


def from_source(plan: Plan, cells: Mapping[str, Cells], also: Sequence[str]) -> IntruderList:
    """The list that a neighbour or a register could hold of the source's people, each as their first row has them.

    Rows of one name and date of birth are one person (without a date of birth, of one name and address); where the
    source names nobody, every row is a person.

    Args:
        plan: the policy for the source.
        cells: the source's columns, by the policy's names.
        also: more columns of the policy that this intruder knows.

    Raises:
        DataFileError: if `also` names a column that is not there.
    """
    refuse_unknown(list(cells), also, "the source")
    known = [step for step in plan.steps if meaning(step) in ON_A_REGISTER or step.name in also]
    people = _people(known, cells)
    known_cells = {step.name: [cells[step.name][rows[0]] for rows in people] for step in known}
    return IntruderList(known_cells, people, tuple(step.name for step in known), "source")


def _people(known: Sequence[Step], cells: Mapping[str, Cells]) -> list[list[int]]:
    """The rows of each person, by what tells people apart among the columns known."""
    telling = {step.name: meaning(step) for step in known if step.rule.role == "direct"}
    if BORN in telling.values():
        telling = {name: what for name, what in telling.items() if what != ADDRESS}
    if not telling:
        return [[row] for row in range(len(next(iter(cells.values()))))]
    own: defaultdict[tuple[str | None, ...], list[int]] = defaultdict(list)
    for row, identity in enumerate(zip(*(cells[name] for name in telling), strict=True)):
        own[identity].append(row)
    return list(own.values())


def from_file(plan: Plan, cells: Mapping[str, Cells], held: Table) -> IntruderList:
    """A list that somebody gives, with its columns under the policy's names, and who of it is in the source.

    Raises:
        DataFileError: if it names nobody, or knows nothing that the source knows too.
    """
    theirs = columns_of(held, held.columns, "the attacker's list")
    named = [step for step in plan.steps if meaning(step) == NAME]
    known: dict[str, Cells] = {}
    names: list[Cells] = []
    for column, values in theirs.items():
        step = _step_for(column, plan)
        if step is not None and step not in named:
            known[step.name] = values
        elif step is not None or _MEANINGS.get(header_key(column)) == NAME:
            names.append(values)
        elif _MEANINGS.get(header_key(column)) == BORN:
            known[BORN] = values
    _refuse_unusable(plan, known, names, named)
    wanted, present = _full_names(names), _full_names([cells[step.name] for step in named])
    own = _own_rows(plan, known, cells, wanted, present)
    return IntruderList(known, own, (NAME, *known), "file")


def _step_for(column: str, plan: Plan) -> Step | None:
    """The policy's column that a header of the list means."""
    key = header_key(column)
    by_header = (s for s in plan.steps if key in map(header_key, (s.name, s.column, *s.rule.aliases)))
    by_meaning = (s for s in plan.steps if key in _MEANINGS and meaning(s) == _MEANINGS[key] != NAME)
    return next(by_header, None) or next(by_meaning, None)


def _refuse_unusable(plan: Plan, known: Mapping[str, Cells], names: Sequence[Cells], named: Sequence[Step]) -> None:
    faults = []
    if not names:
        faults.append("the attacker's list has no column of names")
    if not named:
        faults.append("the policy marks no column of the source as names ('known: name'), so nobody can be told")
    quasi = [step.name for step in plan.steps if step.rule.role == "quasi"]
    born = [step.name for step in plan.steps if meaning(step) == BORN]
    if not known.keys() & {*quasi, *born, BORN}:
        faults.append(f"the attacker's list has none of the quasi-identifiers {listed(quasi)}, nor a date of birth")
    if faults:
        raise DataFileError(*faults, mend="A register has columns such as name, age or date of birth, sex, postcode.")


def _full_names(parts: Sequence[Cells]) -> list[str]:
    """Each person's names in one: their words in any order, without case, hyphens or apostrophes."""
    return [_in_any_order(" ".join(filter(None, names))) for names in zip(*parts, strict=True)]


def _in_any_order(name: str) -> str:
    words = fold(name).text.casefold().split()
    plain = ("".join(filter(str.isalnum, word)) for word in words)
    return " ".join(sorted(filter(None, plain)))


def _own_rows(
    plan: Plan, known: Mapping[str, Cells], cells: Mapping[str, Cells], wanted: Sequence[str], present: Sequence[str]
) -> list[list[int]]:
    """The rows of the source that bear each person's name; among people of one name, those that agree in more."""
    by_name: defaultdict[str, list[int]] = defaultdict(list)
    for row, name in enumerate(present):
        by_name[name].append(row)
    pairs = [(alike(name, known[name]), alike(name, cells[name])) for name in _telling(plan, known)]
    return [_narrowed(person, by_name.get(name, []) if name else [], pairs) for person, name in enumerate(wanted)]


def _telling(plan: Plan, known: Mapping[str, Cells]) -> Iterator[str]:
    steps = {meaning(step): step.name for step in plan.steps}
    return (steps[each] for each in _TELLING if steps.get(each) in known)


def _narrowed(person: int, rows: list[int], pairs: Iterable[tuple[Cells, Cells]]) -> list[int]:
    """Rows are only left out where others agree: one that might be the person's own is never lost."""
    for theirs, ours in pairs:
        agreeing = [row for row in rows if theirs[person] is not None and theirs[person] == ours[row]]
        rows = agreeing or rows
    return rows


def with_age(people: IntruderList, plan: Plan, on: date | None) -> IntruderList:
    """The same list with ages worked out from dates of birth, where the policy has an age and the list has none.

    Raises:
        UserError: if that is needed and the day is not known.
    """
    age = next((s.name for s in plan.steps if meaning(s) == AGE and s.rule.role == "quasi"), None)
    born = next((s.name for s in plan.steps if meaning(s) == BORN and s.name in people.cells), BORN)
    if age is None or age in people.cells or born not in people.cells:
        return people
    if on is None:
        raise UserError(
            "the attacker's list has dates of birth and the data has ages, and no column says on which day",
            mend="Give the day with --on, for example --on 2025-06-30.",
        )
    ages = [_age(cell, on) for cell in people.cells[born]]
    return IntruderList({**people.cells, age: ages}, people.own, people.knows, people.made_from)


def _age(born: str | None, on: date) -> str | None:
    moment = as_moment(born) if born else None
    if moment is None:
        return None
    day = moment[0]
    return str(on.year - day.year - ((on.month, on.day) < (day.month, day.day)))
