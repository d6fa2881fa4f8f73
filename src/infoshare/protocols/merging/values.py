"""Says which of several files' answers to one thing stand, with or without the answer that they all began with."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, NamedTuple

from infoshare.model.answers import Answer
from infoshare.model.questionnaire import Asked
from infoshare.protocols.draft import name_key
from infoshare.protocols.relevance import is_answered
from infoshare.protocols.validation import NOT_SURE, is_put_off


class Given(NamedTuple):
    """One answer, and the files that give it."""

    files: tuple[str, ...]
    value: Answer


class Base(NamedTuple):
    """The answer that all files began with; none, if it was open then."""

    value: Answer


def standing(asked: Asked, said: Mapping[str, Answer], base: Base | None, *, is_name: bool = False) -> list[Given]:
    """The different answers that count: none, one that stands, or several that are in conflict.

    What is open counts for nothing, unless there is a base: then what is as it was counts for nothing, and a file that
    took an answer out has changed it. "Not sure" gives way to an answer.
    """
    meant = {file: meaning(asked, value, is_name=is_name) for file, value in said.items()}
    before = meaning(asked, base.value, is_name=is_name) if base else None
    counting = {file: each for file, each in meant.items() if each != before}
    if not counting:
        return [Given(tuple(said), base.value)] if base and before is not None else []
    if any(each is not None and not is_put_off(said[file]) for file, each in counting.items()):
        counting = {file: each for file, each in counting.items() if not is_put_off(said[file])}
    given = [
        Given(tuple(files), None if one is None else min((said[file] for file in files), key=_in_order))
        for one in dict.fromkeys(counting.values())
        if (files := [file for file, each in counting.items() if each == one])
    ]
    return sorted(given, key=lambda each: _in_order(each.value))


def meaning(asked: Asked, value: Answer, *, is_name: bool = False) -> Any:
    """What an answer says: equal for two that are one answer. A name is the same in any case and spacing."""
    if not is_answered(value):
        return None
    if is_put_off(value):
        return (NOT_SURE, value[NOT_SURE] or "")
    if asked.type in {"choices", "rows"}:
        return frozenset(name_key(each) if asked.type == "rows" else each for each in value)
    return name_key(value) if asked.type == "row" or is_name else value


def _in_order(value: Answer) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True)
