"""The gate's own reading of whose rows may leave, and whose without a name alone, from the source and the list."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from infoshare.gate.meaning import meaning_of
from infoshare.gate.plain_form import squashed
from infoshare.model.policy import Policy
from infoshare.model.table import Table, texts

if TYPE_CHECKING:
    import pyarrow as pa

Kept = tuple[bool | None, tuple[str, ...]]
"""Whether a row leaves with a name, and what it leaves in the columns that are kept as they are, in plain form."""
Cells = Mapping[str, list[str | None]]
_DIGIT_RUN = re.compile(r"(?<![^\W\dOoIl_])[0-9OoIl]+(?![^\W\dOoIl_])|[0-9]+")
_TYPED = str.maketrans("OoIl", "0011")
_TIME_MARK = re.compile(r"(?<=[0-9])t(?=[0-9])")
_SPACE = re.compile(r"\s+")


@dataclass(slots=True)
class WhoMayLeave:
    """How many rows of the source may leave with a name, without one, and not at all, and what is kept of them.

    `own` are the identifying values of the rows that may leave with a name, by what the policy calls their column,
    and `withheld` those of everybody else. `columns` are those by whose cells a row can be known again: what is kept.
    """

    columns: tuple[str, ...] = ()
    named: int = 0
    unnamed: int = 0
    nothing: int = 0
    kept: Counter[Kept] = field(default_factory=Counter)
    own: set[tuple[str, str]] = field(default_factory=set)
    withheld: set[tuple[str, str]] = field(default_factory=set)

    @property
    def leaving(self) -> int:
        """The rows of which anything may leave."""
        return self.named + self.unnamed


def who_may_leave(policy: Policy, source: Table, opt_outs: Iterable[str] | None) -> WhoMayLeave:
    """Look at every row of the source.

    Raises:
        RuntimeError: if the policy names an opt-out and there is no list, or one with an entry that is no NHS number.
    """
    held = {name: column for column, name in meaning_of(policy, source.columns).items()}
    listed = _listed(policy, opt_outs)
    direct = [name for name in held if policy.columns[name].role == "direct" or policy.columns[name].known]
    who = WhoMayLeave(_known_again(policy, source, held))
    for batch in source.batches():
        cells = {name: texts(batch, column) for name, column in held.items()}
        _add(who, policy, cells, _may_leave(policy, cells, listed), direct)
    return who


def _known_again(policy: Policy, source: Table, held: Mapping[str, str]) -> tuple[str, ...]:
    """The columns that are kept and say the same in every file format: names, and whatever is text."""
    from pyarrow import types

    schema = next(iter(source.batches())).schema
    text = {name for name, column in held.items() if types.is_string(schema.field(column).type)}
    kept = {name for name in held if policy.columns[name].action == "keep"}
    return tuple(sorted(kept & (text | policy.needs_consent)))


def _add(
    who: WhoMayLeave, policy: Policy, cells: Cells, leaves: list[bool | None], direct: Sequence[str]
) -> None:  # fmt: skip
    who.named += leaves.count(True)
    who.unnamed += leaves.count(False)
    who.nothing += leaves.count(None)
    for name in direct:
        for value, named in zip(cells[name], leaves, strict=True):
            if value:
                (who.own if named else who.withheld).add((name, value))
    who.kept.update(kept for kept in kept_forms(policy, cells, who.columns, leaves) if kept[0] is not None)


def _may_leave(policy: Policy, cells: Cells, listed: frozenset[str]) -> list[bool | None]:
    """For each row, whether it may leave with a name (True), without one (False), or not at all (None)."""
    opt_out = policy.opt_out
    consents, out, has_name = _consents(policy, cells), _opted_out(policy, cells, listed), _have_names(policy, cells)
    found: list[bool | None] = []
    for agreed, refused, filled in zip(consents, out, has_name, strict=True):
        reached = refused and not (opt_out and opt_out.consent_prevails and agreed)
        if agreed and not reached and filled:
            found.append(True)
        else:
            stays = not _hides(policy) or (reached and opt_out and opt_out.then == "leave_out")
            found.append(None if stays else False)
    return found


def _hides(policy: Policy) -> bool:
    """Whether rows may leave without a name."""
    return policy.consent is not None and policy.consent.otherwise == "anonymise"


def _rows(cells: Cells) -> int:
    return len(next(iter(cells.values())))


def _consents(policy: Policy, cells: Cells) -> list[bool]:
    if policy.consent is None:
        return [True] * _rows(cells)
    given = {_SPACE.sub("", word).casefold() for word in policy.consent.given}
    answers = cells[policy.consent.column]
    means = {answer: _SPACE.sub("", answer or "").casefold() in given for answer in set(answers)}
    return [means[answer] for answer in answers]


def _have_names(policy: Policy, cells: Cells) -> list[bool]:
    """Whether each row has anything that consent is needed for; where nobody leaves without, that does not matter."""
    if not _hides(policy):
        return [True] * _rows(cells)
    columns = [cells[name] for name in policy.needs_consent & cells.keys()]
    return [any((column[row] or "").strip() for column in columns) for row in range(_rows(cells))]


def _opted_out(policy: Policy, cells: Cells, listed: frozenset[str]) -> list[bool]:
    if policy.opt_out is None:
        return [False] * _rows(cells)
    on_list, unmatched = policy.opt_out.holds == "opted_out", policy.opt_out.unmatched != "keep"
    numbers = [digits_of(cell or "") for cell in cells[policy.opt_out.column]]
    return [(number in listed) is on_list if _adds_up(number) else unmatched for number in numbers]


def _listed(policy: Policy, opt_outs: Iterable[str] | None) -> frozenset[str]:
    if policy.opt_out is None:
        return frozenset()
    if opt_outs is None:
        raise RuntimeError("the policy names an opt-out, and no list was given")
    listed = frozenset(map(digits_of, opt_outs))
    if not all(map(_adds_up, listed)):
        raise RuntimeError("the opt-out list has an entry that is no NHS number")
    return listed


def digits_of(text: str) -> str:
    """The digits of a text; a letter O, I or l among them is one that was typed for a digit."""
    found = _DIGIT_RUN.findall(unicodedata.normalize("NFKC", text))
    return "".join(run.translate(_TYPED) for run in found)


def _adds_up(number: str) -> bool:
    """Whether ten digits, not all the same, end in their check digit (modulus 11; NHS Data Dictionary)."""
    if len(number) != 10 or len(set(number)) == 1:
        return False
    check = (11 - sum((10 - place) * int(digit) for place, digit in enumerate(number[:9])) % 11) % 11
    return check < 10 and check == int(number[9])


def one_form(value: str) -> str:
    """The letters and digits of a kept value, as every file format has them: some write a date and time with a T."""
    return _TIME_MARK.sub("", squashed(value))


def kept_forms(policy: Policy, cells: Cells, columns: Sequence[str], leaves: Sequence[bool | None]) -> Iterator[Kept]:
    """What each row leaves in columns that are kept: without a name, nothing where consent is needed."""
    blank, forms = policy.needs_consent, []
    for name in columns:
        column = cells.get(name) or [None] * len(leaves)
        plain = {cell: one_form(cell or "") for cell in set(column)}
        forms.append(
            [plain[cell] if named or name not in blank else "" for cell, named in zip(column, leaves, strict=True)]
        )
    rows = zip(*forms, strict=True) if forms else (() for _ in leaves)
    yield from zip(leaves, rows, strict=True)


def names_of(policy: Policy, batch: pa.RecordBatch) -> list[bool]:
    """For each row of a release, whether it is one that has a name, or any other cell that consent is needed for.

    Where nobody's row leaves without consent, all of them count as such.
    """
    if not _hides(policy):
        return [True] * batch.num_rows
    columns = [texts(batch, name) for name in batch.schema.names if name in policy.needs_consent]
    return [any((column[row] or "").strip() for column in columns) for row in range(batch.num_rows)]


def hidden_in_groups(policy: Policy, batch: pa.RecordBatch) -> pa.RecordBatch:
    """The rows of a release that must be alike in groups: where consent is asked for, those without a name."""
    import pyarrow as pa

    if policy.consent is None:
        return batch
    return batch.filter(pa.array([not named for named in names_of(policy, batch)], pa.bool_()))


def once(read: Callable[[], WhoMayLeave]) -> Callable[[], WhoMayLeave]:
    """The same reading, done when it is first asked for and not again."""
    done: list[WhoMayLeave] = []

    def reading() -> WhoMayLeave:
        done.extend([] if done else [read()])
        return done[0]

    return reading
