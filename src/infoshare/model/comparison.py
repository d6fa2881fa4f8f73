"""What differs between two versions of a protocol: each change, whether it has legal effect, and who signs anew."""

from __future__ import annotations

from typing import Literal

from infoshare.model.finding import Finding
from infoshare.model.noun import Noun
from infoshare.model.questionnaire import Effect


class Change(Noun):
    """One change of an answer, of a row of a table that is one, or of one cell.

    `row` names the row, and `column` the column by its id and its label; both are empty where the whole answer changed,
    and `column` where the whole row came or went. `before` and `after` are in the words of the document. `parties` are
    those whose signature a change of legal effect re-opens, as the later version calls them.
    """

    effect: Effect
    kind: Literal["added", "removed", "changed"]
    question: str
    text: str
    row: str = ""
    column: str = ""
    label: str = ""
    before: str
    after: str
    parties: tuple[str, ...] = ()
    citations: tuple[str, ...]


class Version(Noun):
    """One of the two versions: what it calls itself, when it starts, and the digest of its answers."""

    version: str
    starts: str
    digest: str
    gaps: int


class Comparison(Noun):
    """Everything that differs between two versions, in the order of the questions.

    `gaps_opened` are the gaps of the later version that the earlier one did not have, `gaps_closed` the other way.
    `parties` are all that the later version has.
    """

    questionnaire: str
    title: str
    partnership: str
    before: Version
    after: Version
    parties: tuple[str, ...]
    changes: tuple[Change, ...]
    gaps_opened: tuple[Finding, ...]
    gaps_closed: tuple[Finding, ...]

    def having(self, effect: Effect) -> tuple[Change, ...]:
        """The changes with an effect."""
        return tuple(change for change in self.changes if change.effect == effect)

    @property
    def signs_anew(self) -> tuple[str, ...]:
        """The parties whose signature a change of legal effect re-opens, in the order of the parties."""
        named = {party for change in self.having("legal") for party in change.parties}
        return tuple(party for party in self.parties if party in named)

    @property
    def version_stands(self) -> bool:
        """Whether something changed and both call themselves the same version."""
        return bool(self.changes) and self.before.version == self.after.version
