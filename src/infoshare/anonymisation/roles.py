"""Guesses a column's role from its header and from what was found in its cells, and says why."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from infoshare.anonymisation.header_roles import SINGLES_OUT, Guess, said_by
from infoshare.identifiers import IDENTIFIERS, PLURALS
from infoshare.model.column_rule import Known, Role
from infoshare.model.inspection import ColumnType

MOSTLY = 0.5
"""A column whose cells are for the larger part of one kind is a column of that kind."""
A_FEW = 0.05
"""Names in a smaller share of the cells of a column whose header is harmless may be streets, wards or brands."""
MOSTLY_CODES = 0.8
GENERATIONS = 30
"""Years between the early and the late dates of a column from which they may be dates of birth."""
FEW_VALUES = 10


@dataclass(frozen=True, slots=True)
class Seen:
    """What was found in a column's cells: all counts are of rows.

    `whole`: for each kind of identifier, the share (0 to 1) of filled cells that hold one and nothing else.
    `names`, `full_names`, `codes`, `integers`: the share that is a person's name, one with both forename and
    surname, letters and digits as in a reference, a whole number. `years`: from the 10th to the 90th percentile of
    dates, in years. `small`: values that fewer than five rows have.
    """

    rows: int
    filled: int
    distinct: int
    unique_rows: int
    identifiers: dict[str, int]
    type: ColumnType
    whole: dict[str, float] = field(default_factory=dict)
    names: float = 0.0
    full_names: float = 0.0
    codes: float = 0.0
    integers: float = 0.0
    years: float = 0.0
    small: int = 0


_DANGER: tuple[Role, ...] = ("direct", "text", "quasi", "sensitive", "plain")
DISTINCTIVE: dict[str, Known] = {
    "nhs": "nhs", "ni": "ni", "phone": "phone", "email": "email", "postcode": "postcode",
}  # fmt: skip
"""The kinds whose form alone gives them away, wherever they stand."""
_UNTOLD = frozenset({"date", "part_date", "birth_date", "age", "postcode_district", "url", "name"})
"""Kinds that say nothing of a whole column by themselves, or are looked at in another way."""
_BY_FORM = {each.kind for each in IDENTIFIERS if not each.needs} - _UNTOLD
TITLES = {each.kind: PLURALS[each.placeholder] for each in IDENTIFIERS}


def guess_role(header: str, seen: Seen) -> Guess:
    """The likely role of a column: what its header says, unless its cells say something more dangerous."""
    said = said_by(header)
    named = said.guess
    if named and seen.type == "yes_no" and named.role in {"direct", "text"}:
        return Guess("sensitive", None, f"{named.why}, but the cells only say yes or no")
    if said.writes and named and named.role in {"quasi", "sensitive"} and seen.type in {"text", "free_text"}:
        named = Guess("text", None, "the header says free text")
    guesses = [*([named] if named else []), *_by_content(seen, named)]
    if named is None or named.role == "plain":
        guesses += _by_shape(seen, unexplained=named is None)
    worst = min(guesses, key=lambda guess: _DANGER.index(guess.role), default=None)
    return _with_kind(worst, guesses) if worst else Guess("plain", None, "nothing personal was seen")


def _with_kind(worst: Guess, guesses: list[Guess]) -> Guess:
    """A reference of which the cells show the kind is of that kind."""
    if worst.known != "reference":
        return worst
    alike = (guess for guess in guesses if guess.role == worst.role and guess.known != "reference")
    return next(alike, worst)


def _by_content(seen: Seen, named: Guess | None) -> Iterator[Guess]:
    shares = {kind: found / seen.filled for kind, found in seen.identifiers.items() if kind in DISTINCTIVE}
    shares |= {kind: share for kind, share in seen.whole.items() if kind in _BY_FORM}
    kind = max(shares, key=lambda each: shares[each], default=None)
    if kind and shares[kind] >= MOSTLY:
        role: Role = "quasi" if kind == "postcode" else "direct"
        yield Guess(role, DISTINCTIVE.get(kind, _known_of(kind)), f"cells hold {TITLES[kind]}")
    if (seen.full_names if _is_harmless(named) else max(seen.names, seen.full_names)) >= MOSTLY:
        yield Guess("direct", "name", "cells hold names")
    yield from _inside(seen, named)


def _known_of(kind: str) -> Known:
    return "address" if "address" in kind else "reference"


def _is_harmless(named: Guess | None) -> bool:
    return named is not None and named.role in {"quasi", "sensitive"}


def _inside(seen: Seen, named: Guess | None) -> Iterator[Guess]:
    """What stands in some of the cells makes the column text that must be redacted."""
    whole = named.known if named else None
    found = next((kind for kind in seen.identifiers if kind in DISTINCTIVE and DISTINCTIVE[kind] != whole), None)
    if found and seen.identifiers[found] < MOSTLY * seen.filled:
        yield Guess("text", None, f"some cells hold {TITLES[found]}")
    if seen.full_names >= A_FEW or (seen.full_names and not _is_harmless(named)):
        yield Guess("text", None, "some cells hold names")
    if seen.type == "free_text":
        yield Guess("text", None, "long and varied text")


def _by_shape(seen: Seen, *, unexplained: bool) -> Iterator[Guess]:
    """What the cells' shape says of a column whose header says nothing, or nothing dangerous."""
    if seen.filled > 1 and seen.unique_rows == seen.filled and _may_be_reference(seen, unexplained):
        yield Guess("direct", "reference", "every row has its own value")
    if seen.codes >= MOSTLY_CODES and seen.distinct > max(FEW_VALUES, 0.1 * seen.filled):
        yield Guess("direct", "reference", "many different codes")
    if unexplained:
        yield from _unexplained(seen)


def _may_be_reference(seen: Seen, unexplained: bool) -> bool:
    if seen.type == "number":
        return seen.codes >= MOSTLY or (unexplained and seen.integers >= MOSTLY)
    return seen.type not in {"date", "yes_no", "empty", "free_text"}


def _unexplained(seen: Seen) -> Iterator[Guess]:
    match seen.type:
        case "date" if seen.years >= GENERATIONS:
            yield Guess("direct", "date_of_birth", f"dates over {GENERATIONS} years, as of births")
        case "date":
            yield Guess("quasi", None, SINGLES_OUT)
        case "text":
            yield Guess("text", None, "many different texts, and the header does not say of what")
        case "yes_no":
            yield Guess("sensitive", None, "yes or no, and the header does not say to what")
        case "number" if seen.distinct > FEW_VALUES or seen.small:
            yield Guess("quasi", None, "numbers, and the header does not say of what")
        case "category" if seen.small:
            yield Guess("quasi", None, "some values are rare, and the header does not say of what")
