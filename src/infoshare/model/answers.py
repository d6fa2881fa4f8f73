"""An answers file: which question set it answers, in which version, and the answers by question id."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Self

from pydantic import field_validator

from infoshare.errors import AnswersError
from infoshare.model.noun import Noun
from infoshare.model.strict_yaml import read_yaml

Answer = Any
"""Text, a truth value, a number, a list of chosen values, or a list of rows; which one the question says."""


class Answers(Noun):
    """Answers as given. What they mean, and what is missing, a question set says."""

    questionnaire: str
    version: int
    answers: dict[str, Answer] = {}

    @field_validator("answers", mode="before")
    @classmethod
    def _none_yet(cls, answers: Any) -> Any:
        return {} if answers is None else answers

    @classmethod
    def load(cls, path: str | Path) -> Self:
        """Read an answers file.

        Raises:
            AnswersError: if it cannot be read or has keys that are not known.
        """
        return cls.parsed(read_yaml(Path(path), AnswersError), AnswersError, Path(path).name)
