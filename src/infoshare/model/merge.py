"""What came of joining several partners' answers files: the answers, the conflicts, and who still owes what."""

from __future__ import annotations

from infoshare.model.answers import Answer
from infoshare.model.noun import Noun


class Variant(Noun):
    """One of the answers that are in conflict: the files that give it, and what it says, cut short if it is long."""

    files: tuple[str, ...]
    says: str


class Conflict(Noun):
    """Two or more files answer the same question, or fill the same cell, differently.

    `row` names the row, and `column` the column by its id and its label; both are empty where it is about the whole
    answer, and `column` where one file took out a row that another changed. `taken` is the file whose answer stands,
    if one was named.
    """

    question: str
    text: str
    row: str = ""
    column: str = ""
    label: str = ""
    variants: tuple[Variant, ...]
    taken: str = ""


class Owed(Noun):
    """A required question, row or cell that is open: of a party, or of all together where `party` is empty.

    A row that is not there yet has no name, or that of the flow that it is wanted for.
    """

    party: str
    question: str
    text: str
    row: str = ""
    column: str = ""
    label: str = ""


class Merge(Noun):
    """The answers of several files as one, in the order of the questions; what is in conflict and not taken is open."""

    questionnaire: str
    version: int
    title: str
    files: tuple[str, ...]
    base: str | None = None
    answers: dict[str, Answer]
    conflicts: tuple[Conflict, ...]
    owed: tuple[Owed, ...]

    @property
    def unsettled(self) -> tuple[Conflict, ...]:
        """The conflicts for which no file was named."""
        return tuple(each for each in self.conflicts if not each.taken)

    def owed_by(self, party: str) -> tuple[Owed, ...]:
        """What a party still owes; what all owe together, if no name is given."""
        return tuple(each for each in self.owed if each.party == party)

    @property
    def parties(self) -> tuple[str, ...]:
        """The parties that owe something."""
        return tuple(dict.fromkeys(each.party for each in self.owed if each.party))
