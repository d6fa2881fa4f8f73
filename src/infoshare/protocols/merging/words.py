"""Says an answer in a few words, so that two can be told apart without printing long ones."""

from __future__ import annotations

from infoshare.model.answers import Answer
from infoshare.model.questionnaire import TEXTS, Asked
from infoshare.protocols.validation import is_put_off
from infoshare.protocols.wording import worded_value
from infoshare.safe_repr import count_of

SHORT = 60
"""A text of more characters than this is said by its length only."""


def says(asked: Asked, value: Answer) -> str:
    """An answer as the document says it; a long text by its length, a list by how much is in it."""
    if value is None:
        return "taken out"
    if is_put_off(value):
        return "not sure"
    if asked.type == "table":
        return count_of(len(value), "row")
    words = " ".join(worded_value(asked, value).split())
    if len(words) <= SHORT:
        return words
    return (
        f"a text of {count_of(len(words), 'character')}" if asked.type in TEXTS else f"{words[: SHORT - 1].rstrip()}…"
    )
