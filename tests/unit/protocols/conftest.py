"""What the tests of protocols share: the shipped example's answers, and protocols made from changed copies of them."""

from __future__ import annotations

from collections.abc import Callable
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest

from infoshare.errors import AnswersError
from infoshare.model.answers import Answers
from infoshare.model.strict_yaml import parse_yaml
from infoshare.protocols.draft import Draft
from infoshare.workflows.protocol import Protocol, example

AnswersByQuestion = dict[str, Any]


@pytest.fixture(scope="session")
def shipped_answers() -> AnswersByQuestion:
    found: AnswersByQuestion = parse_yaml(example("cda-s115"), AnswersError, "example.yaml")["answers"]
    return found


@pytest.fixture
def answers(shipped_answers: AnswersByQuestion) -> AnswersByQuestion:
    """The example's answers, to change at will."""
    return deepcopy(shipped_answers)


@pytest.fixture
def protocol_of() -> Callable[[AnswersByQuestion], Protocol]:
    def make(answers: AnswersByQuestion) -> Protocol:
        given = Answers(questionnaire="cda-s115", version=1, answers=answers)
        return Protocol(Draft.of(given, "answers.yaml"))

    return make


@pytest.fixture
def load_text(tmp_path: Path) -> Callable[[str], Protocol]:
    """Writes a text to a file and loads it as an answers file."""

    def load(text: str) -> Protocol:
        path = tmp_path / "answers.yaml"
        path.write_text(text, encoding="utf-8", newline="")
        return Protocol.load(path)

    return load
