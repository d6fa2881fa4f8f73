"""The rules of stale law made ready: names in braces filled in, patterns compiled, once for all documents."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache

from infoshare.model.stale_law import Right, StaleLaw, StaleRule

Pattern = re.Pattern[str]
_CUTS = re.compile(
    r";|,? (?:and|but) (?=(?:is|are|was|were|will|shall|must|may|complies|comply|it|they|this|we|each|all|every|its|"
    r"then)\b|the \w+ (?:\w+ )?"
    r"(?:will|shall|must|may|is|are|was|were|has|have)\b)|, but | - "
)
_DOES_IT = re.compile(
    r"^[,)]* ?(?:which |that |who )?(?:also )?(?:replac|supersed|succeed|took|takes|inherit|absorb)\w*(?! by)|"
    r"^,? (?:the|a|its) (?:successor|replacement)\b",
    re.IGNORECASE,
)
_ANOTHER_DOES_IT = re.compile(
    r",? (?:which|that|who) (?:has |have )?(?:replac|supersed|succeed|took over|inherit|absorb)\w*(?! by).*$"
)
_IN_BRACKETS = re.compile(r"(\((?:which|who|that) [^()]*\))")
_NAME = re.compile(r"\{([a-z]\w*)\}")


@dataclass(frozen=True)
class RightWords:
    """What makes a mention right, compiled."""

    before: tuple[Pattern, ...]
    after: tuple[Pattern, ...]
    sentence: tuple[Pattern, ...]
    clause: tuple[Pattern, ...]
    unless: tuple[Pattern, ...]

    def holds(self, sentence: str, start: int, end: int) -> bool:
        """Whether a mention from `start` to `end` is right."""
        before, after = sentence[:start].rstrip(" \"'("), sentence[end:].lstrip("\"'")
        return (
            any(each.search(before) for each in self.before)
            or any(each.search(after) for each in self.after)
            or any(each.search(sentence) for each in self.sentence)
            or self._in_clause(sentence, start, end)
        )

    def _in_clause(self, sentence: str, start: int, end: int) -> bool:
        """Whether the mention's own clause tells of an end, and not of an end that it made."""
        if not self.clause or _DOES_IT.match(sentence[end:]):
            return False
        first = max((cut.end() for cut in _CUTS.finditer(sentence, 0, start)), default=0)
        last = next((cut.start() for cut in _CUTS.finditer(sentence, end)), len(sentence))
        other = _ANOTHER_DOES_IT.search(sentence, end, last)
        last = other.start() if other else last
        clause = "".join(
            each for each in _IN_BRACKETS.split(sentence[first:last])
            if not each.startswith("(") or sentence[start:end] in each
        )  # fmt: skip
        ends = any(each.search(clause) for each in self.clause)
        return ends and not any(each.search(clause) for each in self.unless)


@dataclass(frozen=True)
class ReadyRule:
    """One rule, compiled."""

    rule: StaleRule
    words: tuple[Pattern, ...]
    having: tuple[Pattern, ...]
    unless: tuple[Pattern, ...]
    beneath: tuple[Pattern, ...]
    right: tuple[RightWords, ...]

    def counts_on(self, day: date) -> bool:
        """Whether this is stale already on a day."""
        return self.rule.stale_from is None or self.rule.stale_from <= day

    def mentions(self, sentence: str) -> Iterator[tuple[int, int]]:
        """Where the words stand, if the sentence has what it must have and nothing that makes it right."""
        if all(each.search(sentence) for each in self.having) and not any(
            each.search(sentence) for each in self.unless
        ):
            for pattern in self.words:
                yield from (found.span() for found in pattern.finditer(sentence) if found[0])

    def is_right(self, sentence: str, start: int, end: int) -> bool:
        """Whether what stands around a mention makes it right."""
        return any(each.holds(sentence, start, end) for each in self.right)


@cache
def ready_rules() -> tuple[ReadyRule, ...]:
    """Every rule of the shipped data."""
    data = StaleLaw.load()
    rights = {name: _ready_right(right) for name, right in data.right.items()}
    return tuple(
        ReadyRule(
            rule=rule,
            words=ready(rule.words, exact=rule.exact, alone=True),
            having=ready(rule.having, exact=rule.exact),
            unless=ready(rule.unless),
            beneath=ready(rule.beneath),
            right=tuple(rights[name] for name in rule.right),
        )
        for rule in data.rules
    )


def _ready_right(right: Right) -> RightWords:
    return RightWords(
        ready(right.before), ready(right.after), ready(right.sentence), ready(right.clause), ready(right.unless)
    )


def ready(patterns: Iterable[str], *, exact: bool = False, alone: bool = False) -> tuple[Pattern, ...]:
    """Patterns with their names filled in; `alone`: no letter or digit touches what they find."""
    around = r"(?<!\w)(?:{})(?!\w)" if alone else "{}"
    flags = re.NOFLAG if exact else re.IGNORECASE
    return tuple(re.compile(around.replace("{}", filled(each)), flags) for each in patterns)


@cache
def filled(pattern: str) -> str:
    """A pattern with the terms that it names in braces."""
    terms = StaleLaw.load().terms
    return _NAME.sub(lambda name: f"(?:{filled(terms[name[1]].strip())})", pattern)
