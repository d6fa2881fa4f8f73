"""Finds which of the words that a protocol explains stand in a text."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from infoshare.model.plain_words import PlainWord


def words_in(text: str, words: Sequence[PlainWord], besides: Mapping[str, str]) -> tuple[PlainWord, ...]:
    """The words that a text uses, and those that are used to explain them, in their own order.

    `besides` is what else is printed where a word is, by the word: what its law says.
    """
    found: set[str] = set()
    while more := [each for each in words if each.word not in found and _stands_in(each, text)]:
        found |= {each.word for each in more}
        text = "\n".join(f"{each.meaning}\n{besides.get(each.word, '')}" for each in more)
    return tuple(each for each in words if each.word in found)


def _stands_in(word: PlainWord, text: str) -> bool:
    folded = text.casefold()
    return any(_has(form, folded if form.islower() else text) for form in (word.word, *word.also))


def _has(form: str, text: str) -> bool:
    """Whether a form stands in a text as a whole word, or in the plural; the quick look first."""
    return form in text and re.search(rf"\b{re.escape(form)}(?:s|es)?\b", text) is not None
