"""The base of every noun: frozen, and refusing any key it does not know."""

from __future__ import annotations

import json
from difflib import get_close_matches
from typing import Any, Self

from pydantic import BaseModel, ConfigDict, ValidationError

from infoshare.errors import UserError


class Noun(BaseModel):
    """A frozen value whose unknown keys are errors."""

    model_config = ConfigDict(
        frozen=True, extra="forbid", hide_input_in_errors=True, strict=True, populate_by_name=True
    )

    @classmethod
    def parsed(cls, data: Any, fault: type[UserError], where: str) -> Self:
        """Build one from plain data, or raise `fault` naming every mistake and its place in `where`.

        Raises:
            UserError: of the kind given; no value from the data stands in its message.
        """
        try:
            return cls.model_validate_json(json.dumps(data))
        except ValidationError as error:
            found = [_sentence(dict(mistake)) for mistake in error.errors(include_url=False)]
            raise fault(*(f"{where}: {sentence}" for sentence in found)) from None


def _sentence(mistake: dict[str, Any]) -> str:
    place = " > ".join(str(step) for step in mistake["loc"]) or "the whole file"
    if mistake["type"] == "extra_forbidden":
        return f"'{place}' is not a key that is known here{_did_you_mean(str(mistake['loc'][-1]))}"
    if mistake["type"] == "union_tag_not_found":
        return f"'{place}': {_without_tag(mistake['input'])}"
    if mistake["type"] == "missing":
        return f"'{place}' is missing"
    return f"'{place}': {mistake['msg'].removeprefix('Value error, ')}"


def _without_tag(given: Any) -> str:
    """A rule that does not say which kind it is: a key that is not known may be the one misspelt."""
    strange = [str(key) for key in given if key not in _known_keys()] if isinstance(given, dict) else []
    if strange:
        return f"'{strange[0]}' is not a key that is known here{_did_you_mean(strange[0])}"
    return "it does not say which action"


def _did_you_mean(word: str) -> str:
    close = get_close_matches(word, _known_keys() - {word}, n=1)
    return f"; did you mean '{close[0]}'?" if close else ""


def _known_keys() -> set[str]:
    keys: set[str] = set()
    waiting: list[type[BaseModel]] = [Noun]
    while waiting:
        noun = waiting.pop()
        keys.update(noun.model_fields)
        waiting.extend(noun.__subclasses__())
    return keys
