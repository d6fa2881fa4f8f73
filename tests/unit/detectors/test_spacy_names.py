"""The spaCy model as a recogniser: people and nobody else, in a text of any length, at places of the whole text."""

from __future__ import annotations

from importlib.metadata import entry_points

import pytest

import infoshare
from infoshare.detectors.language_model import best_model
from infoshare.detectors.presidio import GROUP
from infoshare.detectors.spacy_names import OVERLAP, PART, SCORE, SpacyNames

NAME = "Michael Johnson"
SENTENCE = f"Yesterday {NAME} came to the department in London with his brother. "


@pytest.fixture(scope="module")
def names() -> SpacyNames:
    return SpacyNames()


def found(names: SpacyNames, text: str) -> list[str]:
    results = names.analyze(text, ["PERSON"])
    assert {(each.entity_type, each.score) for each in results} <= {("PERSON", SCORE)}
    return [text[each.start : each.end] for each in results]


def test_people_are_found_and_places_are_not(names: SpacyNames) -> None:
    assert found(names, SENTENCE) == [NAME]


@pytest.mark.parametrize("text", ["", " ", "bleeding settled with pressure dressing"])
def test_a_text_without_people_gives_nothing(names: SpacyNames, text: str) -> None:
    assert found(names, text) == []


@pytest.mark.parametrize("before", [PART - OVERLAP - 20, PART - 20])
def test_a_name_is_found_wherever_a_long_text_is_cut(names: SpacyNames, before: int) -> None:
    filler = "the bleeding settled well. " * (before // 27 + 1)
    text = filler[:before].rsplit(".", 1)[0] + ". " + SENTENCE
    assert NAME in found(names, text)


def test_the_model_is_the_best_that_is_installed(names: SpacyNames) -> None:
    assert names.model == best_model()


def test_it_is_offered_under_the_name_spacy() -> None:
    assert "spacy" in {each.name for each in entry_points(group=GROUP)}


def test_redaction_can_be_asked_to_use_it() -> None:
    assert NAME not in infoshare.redact(SENTENCE, recognisers=["spacy"])
