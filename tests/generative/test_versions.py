"""Pairs of versions made from an example: what is found is all that changed, both ways, and never too little."""

from __future__ import annotations

from collections import Counter
from copy import deepcopy
from datetime import date, timedelta
from functools import cache
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from infoshare.model.comparison import Change, Comparison
from infoshare.model.questionnaire import Asked, Column, Question, Questionnaire
from infoshare.protocols.draft import Draft
from infoshare.protocols.relevance import asked_columns
from infoshare.protocols.versions import compared
from tests.spec.set_cases import answers_of, protocol_of

NAME = "cda-s115"
SET = Questionnaire.load(NAME)
Answers = dict[str, Any]
Place = tuple[str, int, str]
"""A question, and of a table the number of a row and a column; -1 and nothing if it is none."""
MIRROR = {"added": "removed", "removed": "added", "changed": "changed"}


def draft(answers: Answers) -> Draft:
    return protocol_of(NAME, answers).draft


@cache
def places(*, effect: str, kinds: frozenset[str]) -> tuple[Place, ...]:
    """Every answer and every cell of the example with an effect, of these types."""
    whole = draft(answers_of(NAME))
    found: list[Place] = []
    for question in whole.asked:
        if question.type == "table":
            found += [
                (question.id, number, column.id)
                for number, row in enumerate(whole.rows(question.id)) for column in asked_columns(question, row)
                if question.effect_of(column) == effect and column.type in kinds and column.id in row
            ]  # fmt: skip
        elif question.effect_of(question) == effect and question.type in kinds and question.id in whole.answers:
            found.append((question.id, -1, ""))
    return tuple(found)


ALL = frozenset({"short_text", "long_text", "choice", "choices", "yes_no", "date", "whole_number", "row", "rows"})
TEXTS = frozenset({"short_text", "long_text"})
EVERYWHERE = places(effect="legal", kinds=ALL) + places(effect="wording", kinds=ALL)
ONE_OF_EACH = [*{(question, column): (question, n, column) for question, n, column in reversed(EVERYWHERE)}.values()][
    ::-1
]
"""For every question and every column one place."""


def asked_at(place: Place) -> tuple[Question, Question | Column]:
    question = SET.question(place[0])
    return question, next((each for each in question.columns if each.id == place[2]), question)


def value_at(answers: Answers, place: Place) -> Any:
    question, number, column = place
    return answers[question][number][column] if column else answers[question]


def put(answers: Answers, place: Place, value: Any) -> Answers:
    changed = deepcopy(answers)
    question, number, column = place
    if column:
        changed[question][number][column] = value
    else:
        changed[question] = value
    return changed


def another(asked: Asked, value: Any, answers: Answers) -> st.SearchStrategy[Any]:
    """Another value that says something else."""
    match asked.type:
        case "short_text" | "long_text":
            return st.sampled_from([f"{value} or longer", f"not {value}", "Otherwise"])
        case "yes_no":
            return st.just(not value)
        case "date":
            return st.integers(1, 400).map(lambda days: (date.fromisoformat(value) + timedelta(days)).isoformat())
        case "whole_number":
            return st.integers(1, 50).map(lambda more: value + more)
        case "choice" | "choices":
            return other_than(value, [each.value for each in asked.choices()], one=asked.type == "choice")
        case "row" | "rows":
            names = [next(iter(row.values())) for row in answers.get(str(asked.rows_of), ())]
            return other_than(value, [*dict.fromkeys(names)], one=asked.type == "row")
    raise AssertionError(asked.type)


def other_than(value: Any, options: list[str], *, one: bool) -> st.SearchStrategy[Any]:
    """Another of these, or others; the same if there is no other."""
    if not set(options) - ({value} if one else set(value)):
        return st.just(value)
    if one:
        return st.sampled_from([option for option in options if option != value])
    several = st.lists(st.sampled_from(options), min_size=1, unique=True)
    return several.filter(lambda chosen: set(chosen) != set(value))


@st.composite
def edits(draw: st.DrawFn, answers: Answers) -> Answers:
    """One edit: a row that went, came twice or moved, an answer that went, or a cell that says something else."""
    kind = draw(st.sampled_from(["gone", "twice", "moved", "blank", "capitals", "cell", "cell"]))
    place = draw(st.sampled_from([*filter(lambda place: is_there(answers, place), EVERYWHERE)]))
    changed = deepcopy(answers)
    rows = changed[place[0]] if place[2] else []
    match kind:
        case "blank":
            del changed[place[0]]
        case "gone" if rows:
            del rows[place[1]]
        case "twice" if rows:
            rows.append(deepcopy(rows[place[1]]))
        case "moved" if rows:
            changed[place[0]] = draw(st.permutations(rows))
        case "capitals" if asked_at(place)[1].type in TEXTS:
            return put(changed, place, value_at(changed, place).upper())
        case _:
            return put(changed, place, draw(another(asked_at(place)[1], value_at(changed, place), changed)))
    return changed


def is_there(answers: Answers, place: Place) -> bool:
    question, number, column = place
    if column:
        return number < len(answers.get(question, ())) and column in answers[question][number]
    return question in answers


class Edited(dict[str, Any]):
    """Answers whose name in a failing test says where they differ from the example."""

    def __repr__(self) -> str:
        example = answers_of(NAME)
        return f"<Edited: {[each for each in example if self.get(each) != example[each]]}>"


@st.composite
def versions(draw: st.DrawFn) -> Answers:
    """The example after up to six edits."""
    answers = answers_of(NAME)
    for _ in range(draw(st.integers(0, 6))):
        answers = draw(edits(answers))
    return Edited(answers)


def mirrored(change: Change) -> tuple[Any, ...]:
    return (change.effect, MIRROR[change.kind], change.question, change.column, change.after, change.before)


def as_told(change: Change) -> tuple[Any, ...]:
    return (change.effect, change.kind, change.question, change.column, change.before, change.after)


@given(versions())
def test_a_version_and_itself_differ_in_nothing(answers: Answers) -> None:
    found = compared(draft(answers), draft(deepcopy(answers)))
    assert (found.changes, found.gaps_opened, found.gaps_closed, found.signs_anew) == ((), (), (), ())


@given(versions(), versions())
def test_the_other_way_round_the_same_is_told_in_the_mirror(one: Answers, other: Answers) -> None:
    there, back = compared(draft(one), draft(other)), compared(draft(other), draft(one))
    assert Counter(map(as_told, there.changes)) == Counter(map(mirrored, back.changes))
    assert Counter(there.gaps_opened) == Counter(back.gaps_closed)
    assert Counter(there.gaps_closed) == Counter(back.gaps_opened)
    assert (there.before, there.after) == (back.after, back.before)


@given(versions(), versions())
def test_two_versions_of_one_digest_differ_in_nothing_and_of_two_in_something_or_order_only(
    one: Answers, other: Answers
) -> None:
    drafts = draft(one), draft(other)
    changes = compared(*drafts).changes
    if drafts[0].digest == drafts[1].digest:
        assert changes == ()
    if not changes:
        assert unordered(drafts[0].answers) == unordered(drafts[1].answers)


def unordered(value: Any) -> Any:
    """An answer without the order of rows, options and names, and without blanks at the end."""
    if isinstance(value, dict):
        return frozenset((key, unordered(each)) for key, each in value.items())
    if isinstance(value, list):
        return frozenset(Counter(unordered(each) for each in value).items())
    return " ".join(value.split()) if isinstance(value, str) else value


@given(versions(), versions())
def test_what_re_opens_a_signature_has_legal_effect_and_names_parties_of_the_later_version(
    one: Answers, other: Answers
) -> None:
    found = compared(draft(one), draft(other))
    for change in found.changes:
        assert set(change.parties) <= set(found.parties)
        assert change.effect == "legal" or not change.parties
        assert change.before != change.after


def in_question(found: Comparison, place: Place) -> list[Change]:
    """The changes of a cell, or of the whole row in which it stood."""
    question, _, column = place
    return [each for each in found.changes if each.question == question and each.column in {column, ""}]


LEGAL = places(effect="legal", kinds=ALL)


@given(place=st.sampled_from(LEGAL), data=st.data())
@settings(max_examples=4 * settings().max_examples)
def test_any_one_legal_answer_or_cell_that_changes_is_found_and_legal(place: Place, data: st.DataObject) -> None:
    before = answers_of(NAME)
    value = value_at(before, place)
    after = put(before, place, data.draw(another(asked_at(place)[1], value, before)))
    found = in_question(compared(draft(before), draft(after)), place)
    assert found
    assert {each.effect for each in found} == {"legal"}


@pytest.mark.parametrize(
    "place", [place for place in ONE_OF_EACH if place in set(LEGAL)], ids=lambda place: f"{place[0]} {place[2]}"
)
@given(data=st.data())
@settings(max_examples=2)
def test_every_legal_question_and_column_that_changes_is_found_and_legal(place: Place, data: st.DataObject) -> None:
    before = answers_of(NAME)
    after = put(before, place, data.draw(another(asked_at(place)[1], value_at(before, place), before)))
    found = in_question(compared(draft(before), draft(after)), place)
    assert {each.effect for each in found} == {"legal"}


@st.composite
def retyped(draw: st.DrawFn, text: str) -> str:
    """The text in other case, with other spaces, and with other punctuation where no digit stands next to it."""
    said = []
    for before, character, after in zip(f" {text}", text, f"{text[1:]} ", strict=False):
        near_digit = before.isdigit() or after.isdigit()
        if character.isspace():
            said.append(draw(st.sampled_from([" ", "  ", "\n", "\n\n", "\t"])))
        elif not character.isalnum() and not near_digit:
            said.append(draw(st.sampled_from(["", ".", ",", " - ", "”", character])))
        else:
            said.append(draw(st.sampled_from([character.upper(), character.lower()])))
    return "".join(said)


@pytest.mark.parametrize("question", [each.id for each in SET.questions if each.type == "long_text"])
@given(data=st.data())
@settings(max_examples=settings().max_examples // 4)
def test_a_long_text_in_other_case_spaces_and_punctuation_never_has_legal_effect(
    question: str, data: st.DataObject
) -> None:
    before = answers_of(NAME)
    if question not in before:
        return
    after = put(before, (question, -1, ""), data.draw(retyped(before[question][:300])))
    before = put(before, (question, -1, ""), before[question][:300])
    assert {each.effect for each in compared(draft(before), draft(after)).changes} <= {"wording"}


@given(data=st.data())
def test_a_change_of_words_alone_is_found_and_wording(data: st.DataObject) -> None:
    before = answers_of(NAME)
    place = data.draw(st.sampled_from(places(effect="wording", kinds=TEXTS)))
    found = compared(draft(before), draft(put(before, place, f"{value_at(before, place)} And more.")))
    assert {each.effect for each in in_question(found, place)} == {"wording"}
