"""Numbers, addresses and dates from the tagger's chances: runs, what stands at their edges, and joined numbers."""

from __future__ import annotations

import re

import pytest

from infoshare.detectors.span import GUESSED
from infoshare.detectors.tagged import tagged_spans
from infoshare.detectors.tagger import Chances
from infoshare.detectors.tokens import tokens_of

LEAST = Chances(name=0.5, number=0.5, address=0.5, date=0.5)
KINDS = {"number": "REFERENCE", "address": "ADDRESS", "date": "DATE"}


def found(marked: str, kind: str = "number") -> list[str]:
    """What is found in a text in which every token between braces is likely, and no other."""
    text, likely = re.sub(r"[{}]", "", marked), set()
    shift = 0
    for match in re.finditer(r"\{(.*?)\}", marked):
        likely |= set(range(match.start() - shift, match.end() - 2 - shift))
        shift += 2
    tokens = tokens_of(text)
    chances = [Chances(0.0, 0.0, 0.0, 0.0)._replace(**{kind: 0.9 if t.start in likely else 0.1}) for t in tokens]
    spans = list(tagged_spans(tokens, chances, LEAST))
    assert {(span.placeholder, span.by, span.rank) for span in spans} <= {(KINDS[kind], "tagger", GUESSED)}
    return [text[span.start : span.end] for span in spans]


@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_has_its_own_placeholder_and_its_own_least_chance(kind: str) -> None:
    assert found("seen at {Larch Row} today", kind) == ["Larch Row"]


def test_words_that_are_likely_and_stand_together_are_one_span() -> None:
    assert found("at {Larch Row} and {Quay}", "address") == ["Larch Row", "Quay"]
    assert found("at {Larch Row and Quay}", "address") == ["Larch Row and Quay"]


@pytest.mark.parametrize(
    "marked", ["seen {at Larch Row}", "{, Larch Row,}", "seen {- Larch Row . the}", "{(Larch Row) to his}"]
)
def test_marks_and_small_words_at_the_edges_of_a_run_are_no_part_of_it(marked: str) -> None:
    assert found(marked, "address") == ["Larch Row"]


@pytest.mark.parametrize("marked", ["{, . the}", "{at}", "{-}", "plain words", ""])
def test_marks_and_small_words_by_themselves_are_nothing(marked: str) -> None:
    assert found(marked) == []


def test_marks_and_small_words_inside_a_run_belong_to_it_only_where_they_are_likely() -> None:
    assert found("{12, of the, 34}") == ["12, of the, 34"]
    assert found("{12},{ 34}") == ["12", "34"]


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        ("ref NP-2023/{0611} seized", "NP-2023/0611"),
        ("ref {NP}-2023/0611 seized", "NP-2023/0611"),
        ("ref NP-{2023}/0611.", "NP-2023/0611"),
        ("ref {AB}_12*34", "AB_12*34"),
        ("{NP}-2023", "NP-2023"),
    ],
)
def test_a_number_goes_whole_with_all_that_is_joined_to_it(marked: str, expected: str) -> None:
    assert found(marked) == [expected]


@pytest.mark.parametrize("marked", ["ref {12} - 34", "{12}- 34", "{12} -34", "{12}, 34", "{12}:34"])
def test_what_is_not_joined_without_a_space_stays_apart(marked: str) -> None:
    assert found(marked) == ["12"]


def test_words_joined_by_hyphens_without_a_figure_are_no_number() -> None:
    assert found("{wash}-up-time") == ["wash"]


def test_an_address_is_not_stretched_over_what_it_is_joined_to() -> None:
    assert found("{12}-34 Larch Row", "address") == ["12"]


def test_a_span_is_as_sure_as_its_surest_word() -> None:
    tokens = tokens_of("12 34")
    chances = [Chances(0, 0.6, 0, 0), Chances(0, 0.8, 0, 0)]
    assert [span.sure for span in tagged_spans(tokens, chances, LEAST)] == [0.8]
