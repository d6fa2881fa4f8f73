"""Names from the tagger's chances: the same people wherever they stand again, and what is no name."""

from __future__ import annotations

import re

import pytest

from infoshare.detectors.names import ORDINARY_IS_NAME, SURE, TITLE_IS_NAME, Names, is_near
from infoshare.detectors.span import Span
from infoshare.detectors.tagger import Chances
from infoshare.detectors.tokens import tokens_of

LEAST = 0.1


def found(
    marked: str, *, anywhere: bool = False, likely: float = 0.9, titled: str = "", least: float = LEAST
) -> list[str]:
    """What is found in a text in which every token between braces is likely to be a name, and no other."""
    text, places, shift = re.sub(r"[{}]", "", marked), set(), 0
    for match in re.finditer(r"\{(.*?)\}", marked):
        places |= set(range(match.start() - shift, match.end() - 2 - shift))
        shift += 2
    tokens = tokens_of(text)
    chances = [Chances(likely if token.start in places else 0.0, 0.0, 0.0, 0.0) for token in tokens]
    given = [Span(text.index(titled), text.index(titled) + len(titled), "NAME", "name", 5)] if titled else []
    spans = Names(text, tokens, chances, least, anywhere=anywhere).find(given)
    assert all(span.placeholder == "NAME" and span.by == "names" for span in spans)
    return [text[span.start : span.end] for span in spans]


def test_a_likely_word_is_a_name_and_another_is_none() -> None:
    assert found("seen {Quillon} Varnholt today") == ["Quillon"]
    assert found("seen {Quillon Varnholt} today") == ["Quillon Varnholt"]
    assert found("seen {Quillon} today", likely=0.05) == []


@pytest.mark.parametrize("again", ["varnholt", "VARNHOLT", "Várnholt", "varnholt's", "varnholts"])
def test_a_sure_name_is_found_again_in_any_case(again: str) -> None:
    assert found(f"{{Varnholt}} fell. then {again} left") == ["Varnholt", again.removesuffix("'s")]


def test_a_name_that_is_not_sure_is_not_sought_again() -> None:
    assert found("{Varnholt} fell. then varnholt left", likely=0.15) == ["Varnholt"]


@pytest.mark.parametrize("again", ["Varnhlt", "Varnhholt", "Vranholt", "Varnhalt", "Varnholtt"])
def test_a_name_is_found_though_one_letter_is_wrong_missing_or_too_many(again: str) -> None:
    assert found(f"{{Varnholt}} fell. then {again} left") == ["Varnholt", again]


@pytest.mark.parametrize("again", ["varnhalt", "Varnhxxt", "Varn", "Holt"])
def test_what_is_further_away_or_has_no_capital_is_not_the_same_name(again: str) -> None:
    assert found(f"{{Varnholt}} fell. then {again} left") == ["Varnholt"]


def test_an_ordinary_word_is_never_a_misspelling() -> None:
    assert found("{Hearte} fell. his Heart raced") == ["Hearte"]


def test_an_everyday_word_is_a_name_again_only_with_a_capital_inside_a_sentence() -> None:
    assert found("saw {Hope} today. no hope. Hope left, so Hope rang") == ["Hope", "Hope"]


def test_an_everyday_word_is_a_name_anywhere_if_that_is_asked() -> None:
    assert found("saw {Hope} today. no hope. Hope left", anywhere=True) == ["Hope", "hope", "Hope"]


def test_initials_of_a_sure_name_are_found_in_capitals() -> None:
    assert found("{Latoya M. Clarke} rang, then LMC and LC left") == ["Latoya M. Clarke", "LMC", "LC"]
    assert found("{Latoya M. Clarke} rang, then lmc and LM left") == ["Latoya M. Clarke"]


@pytest.mark.parametrize(
    ("joined", "taken"),
    [("#okonjofan", "okonjofan"), ("okonjo_note", "okonjo"), ("photo/okonjofam", "okonjofam"),
     ("@theokonjo", "theokonjo")],
)  # fmt: skip
def test_a_name_inside_a_hashtag_a_handle_or_a_file_name_is_found(joined: str, taken: str) -> None:
    assert found(f"{{Okonjo}} posted {joined} today") == ["Okonjo", taken]


def test_a_short_name_is_not_sought_inside_words() -> None:
    assert found("{Ann} posted #planning today") == ["Ann"]
    assert found("{Okonjo} posted okonjofan today") == ["Okonjo"]


def test_a_title_stays_and_the_name_after_it_goes() -> None:
    assert found("then Mrs Begum left. begum rang", titled="Mrs Begum") == ["Begum", "begum"]


def test_a_title_is_a_name_only_where_there_is_little_doubt() -> None:
    assert found("{Doctor} came", likely=TITLE_IS_NAME - 0.05) == []
    assert found("{Doctor} came", likely=TITLE_IS_NAME) == ["Doctor"]


@pytest.mark.parametrize(("likely", "expected"), [(0.15, []), (0.3, []), (0.5, ["J"])])
def test_a_letter_by_itself_is_a_name_only_where_the_tagger_is_sure(likely: float, expected: list[str]) -> None:
    assert found("then {J} left", likely=likely) == expected


def test_a_letter_beside_a_name_is_part_of_it() -> None:
    assert found("then {J. Varnholt} left", likely=SURE) == ["J. Varnholt"]
    assert found("then {J. Varnholt} left", likely=SURE - 0.05) == ["Varnholt"]


def test_an_ordinary_word_in_small_letters_needs_more_than_the_least_chance_to_be_a_name() -> None:
    assert found("met {fudge} today", likely=ORDINARY_IS_NAME, least=0.01) == ["fudge"]
    assert found("met {fudge} today", likely=ORDINARY_IS_NAME - 0.05, least=0.01) == []
    assert found("met {Fudge} or {zqarn}", likely=ORDINARY_IS_NAME - 0.05, least=0.01) == ["Fudge", "zqarn"]


@pytest.mark.parametrize(
    "name", ["Pike-Lowe", "J. R. Varnholt", "Rhys ap Gruffudd", "Aled na Gaeltachta", "Varnholt, J.",
             "Quillon\nVarnholt"]
)  # fmt: skip
def test_the_parts_of_one_name_are_one_span(name: str) -> None:
    parts = re.sub(r"\b(?!na\b)(\w+)", r"{\1}", name)
    assert found(f"then {parts} left") == [name.removesuffix(".")]


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        ("told by {Varnholt}. {Okonjo} left", ["Varnholt", "Okonjo"]),
        ("told by {Latoya Varnholt}, {Tom Okonjo} and {Quillon}", ["Latoya Varnholt", "Tom Okonjo", "Quillon"]),
        ("told by {Varnholt} then {Okonjo}", ["Varnholt", "Okonjo"]),
        ("told by {Varnholt}\n\n{Okonjo}", ["Varnholt", "Okonjo"]),
        ("told by {Varnholt} ({Okonjo})", ["Varnholt", "Okonjo"]),
    ],
)
def test_two_people_are_two_spans(marked: str, expected: list[str]) -> None:
    assert found(marked) == expected


@pytest.mark.parametrize("name", ["Varnholt, John", "Smith, John"])
def test_a_surname_before_a_comma_and_a_given_name_are_one_person(name: str) -> None:
    assert found(f"seen {{{name}}} today") == [name]


def test_a_span_ends_before_the_possessive_and_is_as_sure_as_its_surest_word() -> None:
    text = "Quillon Varnholt's bag"
    spans = Names(text, tokens_of(text), [Chances(each, 0, 0, 0) for each in (0.3, 0.6, 0)], LEAST).find([])
    assert [(text[span.start : span.end], span.sure) for span in spans] == [("Quillon Varnholt", 0.6)]


def test_an_empty_text_has_no_names() -> None:
    assert found("") == []


@pytest.mark.parametrize(
    ("word", "name", "near"),
    [("varnholt", "varnholt", True), ("varnhlot", "varnholt", True), ("varnhol", "varnholt", True),
     ("xvarnholt", "varnholt", True), ("varnhxxx", "varnholt", False), ("tlohnrav", "varnholt", False),
     ("anne", "ann", False), ("begum", "begun", True), ("lee", "leo", False)],
)  # fmt: skip
def test_words_are_near_if_they_are_one_letter_or_one_turn_apart(word: str, name: str, near: bool) -> None:
    assert is_near(word, {name}) is near
