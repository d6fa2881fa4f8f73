"""Says of each row what consent and opt-outs let leave of it: everything, all but what names somebody, or nothing."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING, NamedTuple

from infoshare.anonymisation.plan import Plan
from infoshare.identifiers.digits import figures
from infoshare.identifiers.nhs_number import is_valid
from infoshare.model.consent import Consent, OptOut, same_words
from infoshare.model.table import texts

if TYPE_CHECKING:
    import pyarrow as pa

_NUMBER_ALONE = re.compile(r"[0-9OoIl\s.\-/_]+")


class Leaves(Enum):
    """What may leave of a row."""

    NAMED = "with the cells that consent is needed for"
    UNNAMED = "without those cells"
    NOTHING = "not at all"


class Answer(Enum):
    """What a row says of consent."""

    GIVEN = "given"
    REFUSED = "refused"
    EMPTY = "empty"
    UNFORESEEN = "unforeseen"


class Listed(Enum):
    """Whether a row's person has opted out."""

    NO = "no"
    YES = "opted out"
    UNMATCHED = "no number by which to match"


class Standing(NamedTuple):
    """How one row stands: its answer, whether its person has opted out, and what may leave of it."""

    answer: Answer
    listed: Listed
    leaves: Leaves


@dataclass(frozen=True, slots=True, repr=False)
class Permissions:
    """A policy's consent and opt-outs for the columns of one data set; `numbers` are those of the opt-out list."""

    plan: Plan
    numbers: frozenset[str] = frozenset()

    @property
    def consent(self) -> Consent | None:
        """What the policy says of consent."""
        return self.plan.policy.consent

    @property
    def opt_out(self) -> OptOut | None:
        """What the policy says of opt-outs."""
        return self.plan.policy.opt_out

    @property
    def waiting(self) -> tuple[str, ...]:
        """The released columns that leave only on rows with consent, by their released names."""
        return tuple(step.name for step in self.plan.released if step.name in self.plan.policy.needs_consent)

    @property
    def some_unnamed(self) -> bool:
        """Whether rows may leave without those cells, so that they must be hidden in groups."""
        return self.consent is not None and self.consent.otherwise == "anonymise"

    def standings(self, batch: pa.RecordBatch) -> list[Standing]:
        """How each row of a batch of the source stands."""
        found = list(zip(self._answers(batch), self._listed(batch), self._filled(batch), strict=True))
        ways = {way: Standing(*way[:2], self._leaves(*way)) for way in set(found)}
        return [ways[way] for way in found]

    def _answers(self, batch: pa.RecordBatch) -> list[Answer]:
        if self.consent is None:
            return [Answer.EMPTY] * batch.num_rows
        cells = texts(batch, self.plan.column_of(self.consent.column))
        answers = {cell: _answer(self.consent, cell or "") for cell in set(cells)}
        return [answers[cell] for cell in cells]

    def _listed(self, batch: pa.RecordBatch) -> list[Listed]:
        if self.opt_out is None:
            return [Listed.NO] * batch.num_rows
        opted_out = self.opt_out.holds == "opted_out"
        numbers = (number_of(cell) for cell in texts(batch, self.plan.column_of(self.opt_out.column)))
        return [
            Listed.UNMATCHED if number is None else Listed.YES if (number in self.numbers) == opted_out else Listed.NO
            for number in numbers
        ]

    def _filled(self, batch: pa.RecordBatch) -> list[bool]:
        """Whether a row has anything that consent is needed for: without it, it leaves as the rows without consent."""
        if not self.some_unnamed:
            return [True] * batch.num_rows
        columns = [texts(batch, self.plan.column_of(name)) for name in self.waiting]
        return [any((column[row] or "").strip() for column in columns) for row in range(batch.num_rows)]

    def _leaves(self, answer: Answer, listed: Listed, filled: bool) -> Leaves:
        consents = answer is Answer.GIVEN
        if self.opt_out is not None and self.is_opted_out(answer, listed):
            if self.opt_out.then == "leave_out":
                return Leaves.NOTHING
            consents = False
        if self.consent is None or (consents and filled):
            return Leaves.NAMED
        return Leaves.UNNAMED if self.some_unnamed else Leaves.NOTHING

    def is_opted_out(self, answer: Answer, listed: Listed) -> bool:
        """Whether an opt-out reaches a row that stands so."""
        if self.opt_out is None:
            return False
        applies = listed is Listed.YES or (listed is Listed.UNMATCHED and self.opt_out.unmatched == "opted_out")
        return applies and not (answer is Answer.GIVEN and self.opt_out.consent_prevails)


def _answer(consent: Consent, cell: str) -> Answer:
    said = same_words(cell)
    if said in map(same_words, consent.given):
        return Answer.GIVEN
    if said in map(same_words, consent.not_given):
        return Answer.REFUSED
    return Answer.UNFORESEEN if said else Answer.EMPTY


def number_of(cell: str | None) -> str | None:
    """The NHS number of a cell in its one form, however it is spelt; None if it holds no valid one."""
    if not cell:
        return None
    number = figures(unicodedata.normalize("NFKC", cell))
    return number if is_valid(number) else None


def malformed(entries: Sequence[str]) -> list[int]:
    """The places, counted from 0, of the entries of an opt-out list that are not one valid NHS number and no more."""
    return [place for place, entry in enumerate(entries) if not _is_number_alone(entry)]


def _is_number_alone(entry: str) -> bool:
    plain = unicodedata.normalize("NFKC", entry)
    return _NUMBER_ALONE.fullmatch(plain) is not None and is_valid(figures(plain))


def numbers_of(entries: Iterable[str]) -> frozenset[str]:
    """The NHS numbers of an opt-out list in which none is malformed."""
    return frozenset(figures(unicodedata.normalize("NFKC", entry)) for entry in entries)
