"""Says which words a protocol's document explains: those that its template and its answers use."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from infoshare.model.plain_words import PlainWord, PlainWords
from infoshare.protocols.plain_words import words_in

if TYPE_CHECKING:
    from infoshare.protocols.draft import Draft
    from infoshare.workflows.protocol import Protocol


def explained(draft: Draft, words: tuple[PlainWord, ...] | None = None) -> list[dict[str, str]]:
    """Words as a template prints them, each with its meaning and its law; all of the draft's set if none are given."""
    found = PlainWords.load().of_set(draft.questionnaire.questionnaire) if words is None else words
    return [
        {"word": each.word[:1].upper() + each.word[1:], "meaning": each.meaning,
         "law": draft.law.provision(each.provision).short if each.provision else ""}
        for each in found
    ]  # fmt: skip


def authorities(draft: Draft, cited: Collection[str]) -> list[dict[str, str]]:
    """Provisions as a template prints them, in the law's own order."""
    return [
        {"short": each.short, "name": f"{each.instrument}, {each.provision}", "says": each.says,
         "status": each.standing}
        for each in draft.law.provisions if each.id in cited
    ]  # fmt: skip


def text_to_be(context: Mapping[str, Any], template: Path) -> str:
    """What a document will say, whatever of it is printed: its template's own text, and all that it may name."""
    from infoshare.documents.word_text import fixed_text_of

    return "\n".join([fixed_text_of(template), *_texts({key: each for key, each in context.items() if key != "words"})])


def with_its_words(context: Mapping[str, Any], protocol: Protocol, text: str) -> dict[str, Any]:
    """What a template may name, with the words that its text uses in place of all, and with their law."""
    draft = protocol.draft
    known = PlainWords.load().of_set(draft.questionnaire.questionnaire)
    says = {each.word: "\n".join(_texts(authorities(draft, {each.provision}))) for each in known if each.provision}
    used = words_in(text, known, says)
    cited = protocol.cited | {each.provision for each in used if each.provision}
    return {**context, "words": explained(draft, used), "provisions": authorities(draft, cited)}


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        yield from (text for each in value.values() for text in _texts(each))
    elif isinstance(value, list):
        yield from (text for each in value for text in _texts(each))
