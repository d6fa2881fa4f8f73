"""Partners' answers become one: what is equal, filled, different, taken out or put off, with a base and without."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from copy import deepcopy
from itertools import permutations
from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from infoshare import resources
from infoshare.errors import AnswersError
from infoshare.model.merge import Conflict, Merge
from infoshare.model.questionnaire import Questionnaire
from infoshare.protocols.draft import Draft, same_name
from infoshare.protocols.merging import joined
from infoshare.protocols.merging.row_keys import key_columns
from tests.spec.set_cases import answers_of, protocol_of

Answers = dict[str, Any]
OF = "cda-s115"
SET = Questionnaire.load(OF)
SETS = sorted(resources.shipped_questionnaires())
ICB, POLICE = "NHS Eastmarch Integrated Care Board", "Eastmarch Police"


def draft(answers: Mapping[str, Any], name: str = OF) -> Draft:
    return protocol_of(name, dict(answers)).draft


def merged(*sides: Answers, base: Answers | None = None, take: str | None = None) -> Merge:
    """Sides are called A, B and so on."""
    drafts = {letter: draft(side) for letter, side in zip("ABCDEF", sides, strict=False)}
    return joined(drafts, None if base is None else ("base", draft(base)), take)


def places(found: Merge) -> list[tuple[str, str, str]]:
    return [(each.question, each.row, each.column) for each in found.conflicts]


def example() -> Answers:
    return deepcopy(answers_of(OF))


# Answers


ONE_ANSWER: list[tuple[str, list[Any], Any]] = [
    ("benefits", ["Fewer.", "Fewer."], "Fewer."),
    ("benefits", ["Fewer.", "Fe\u200bwer."], "Fewer."),
    ("benefits", ["Fewer.", None], "Fewer."),
    ("benefits", [None, None, " "], None),
    ("benefits", [{"not_sure": "the board"}, None], {"not_sure": "the board"}),
    ("benefits", [{"not_sure": "the board"}, "Fewer."], "Fewer."),
    ("joint_controllers", [False, None], False),
    ("occasions", [["routine", "meeting"], ["meeting", "routine"]], ["meeting", "routine"]),
]


@pytest.mark.parametrize(("question", "said", "stands"), ONE_ANSWER)
def test_answers_that_are_equal_or_open_are_one(question: str, said: list[Any], stands: Any) -> None:
    found = merged(*({question: each} for each in said))
    assert found.conflicts == ()
    assert found.answers.get(question) == stands


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("benefits", ["Fewer.", "fewer."]),
        ("joint_controllers", [True, False]),
        ("occasions", [["routine"], ["routine", "meeting"]]),
        ("benefits", [{"not_sure": "the board"}, {"not_sure": "the police"}]),
        ("start_date", ["2026-12-01", "2026-12-02"]),
    ],
)
def test_answers_that_differ_are_a_conflict_and_stay_open(question: str, said: list[Any]) -> None:
    found = merged(*({question: each} for each in said))
    assert places(found) == [(question, "", "")]
    assert found.unsettled == found.conflicts
    assert question not in found.answers
    assert sorted(each.files for each in found.conflicts[0].variants) == [("A",), ("B",)]


def test_the_file_that_is_taken_settles_what_it_answers_and_is_named() -> None:
    sides: list[Answers] = [{"benefits": "One."}, {"benefits": "Two.", "quality": "Three."}, {"quality": "Four."}]
    found = merged(*sides, take="B")
    assert (found.answers["benefits"], found.answers["quality"]) == ("Two.", "Three.")
    assert [each.taken for each in found.conflicts] == ["B", "B"]
    left = merged(*sides, take="A")
    assert left.answers == {"benefits": "One."}
    assert [(each.question, each.taken) for each in left.conflicts] == [("benefits", "A"), ("quality", "")]


def test_a_file_that_is_not_merged_cannot_be_taken() -> None:
    with pytest.raises(AnswersError, match="C is none of the files"):
        merged({}, {}, take="C")


def test_a_long_answer_is_said_by_its_length_only() -> None:
    said = f"{'Secret. ' * 30}"
    (conflict,) = merged({"benefits": said}, {"benefits": "Short."}).conflicts
    assert [each.says for each in conflict.variants] == ["a text of 239 characters", "Short."]


# Tables


def test_cells_are_joined_row_by_row_whatever_the_case_and_spaces_of_a_name() -> None:
    found = merged(
        {"parties": [{"name": POLICE, "officer": "P"}, {"name": ICB}]},
        {"parties": [{"name": f"nhs  {ICB[4:]}", "officer": "I"}, {"name": POLICE, "role": "controller"}]},
    )
    assert found.conflicts == ()
    rows = {row["name"]: row for row in found.answers["parties"]}
    assert rows == {
        POLICE: {"name": POLICE, "officer": "P", "role": "controller"}, ICB: {"name": ICB, "officer": "I"},
    }  # fmt: skip


def test_a_cell_that_two_fill_differently_is_a_conflict_by_row_and_column() -> None:
    found = merged(
        {"parties": [{"name": POLICE, "officer": "One"}]}, {"parties": [{"name": POLICE, "officer": "Two"}]},
        {"parties": [{"name": POLICE, "officer": "One"}]},
    )  # fmt: skip
    assert places(found) == [("parties", POLICE, "officer")]
    assert [(each.files, each.says) for each in found.conflicts[0].variants] == [(("A", "C"), "One"), (("B",), "Two")]
    assert found.answers["parties"] == [{"name": POLICE}]


def test_bases_are_known_by_party_and_flow_and_two_signatories_of_a_party_by_their_names() -> None:
    of_all, of_one = {"party": POLICE, "art6": "6_1_e"}, {"party": POLICE, "flow": "Patrols", "art6": "part_3"}
    assert len(merged({"lawful_basis": [of_all]}, {"lawful_basis": [of_one]}).answers["lawful_basis"]) == 2
    one, two = {"party": ICB, "name": "N", "role": "R"}, {"party": ICB, "name": "M", "role": "S"}
    found = merged({"signatories": [one, two]}, {"signatories": [two]})
    assert (found.answers["signatories"], found.conflicts) == ([one, two], ())


def test_rows_stand_as_every_file_has_them_and_else_in_the_order_of_what_they_name() -> None:
    parties = [{"name": name} for name in ("Z", "A", "M")]
    found = merged(
        {"parties": parties, "signatories": [{"party": "M"}]}, {"signatories": [{"party": "A"}]},
        {"signatories": [{"party": "Z"}]},
    )  # fmt: skip
    assert [row["party"] for row in found.answers["signatories"]] == ["Z", "A", "M"]
    assert found.answers["parties"] == parties


# With what all began with


def test_what_one_side_changed_or_took_out_since_stands_and_what_two_changed_is_a_conflict() -> None:
    base: Answers = {"benefits": "One.", "quality": "Two.", "ending": "Three."}
    found = merged({"benefits": "New.", "quality": "Two."}, {**base, "quality": "B."}, base=base)
    assert found.conflicts == ()
    assert found.answers == {"benefits": "New.", "quality": "B."}
    assert places(merged({**base, "quality": "A."}, {**base, "quality": "B."}, base=base)) == [("quality", "", "")]


def test_a_row_that_one_took_out_goes_unless_another_changed_it() -> None:
    base: Answers = {"parties": [{"name": POLICE, "officer": "P"}, {"name": ICB, "officer": "I"}]}
    without: Answers = {"parties": [{"name": ICB, "officer": "I"}]}
    changed: Answers = {"parties": [{"name": POLICE, "officer": "Q"}, {"name": ICB, "officer": "I"}]}
    assert merged(without, base, base=base).answers == without
    found = merged(without, changed, base, base=base)
    assert places(found) == [("parties", POLICE, "")]
    assert [each.says for each in found.conflicts[0].variants] == ["the row is taken out", "the row is changed"]
    assert merged(without, changed, base, base=base, take="A").answers == without
    assert merged(without, changed, base, base=base, take="B").answers == changed


def test_files_of_two_question_sets_are_refused_with_each_named() -> None:
    with pytest.raises(AnswersError) as caught:
        joined({"A": draft({}), "B": draft({}, "mappa")})
    assert "A answers version 1 of 'cda-s115'" in str(caught.value)
    assert "B answers version 1 of 'mappa'" in str(caught.value)


# Of any answers

TEXTS = st.sampled_from(["", "One.", "Two.", "Three."])
NAMES = ("Alpha", "Beta", "Gamma", "Delta")
PARTY = st.fixed_dictionaries({"name": st.sampled_from(NAMES)}, optional={"officer": TEXTS, "guardian": TEXTS})
SIGNATORY = st.fixed_dictionaries({"party": st.sampled_from(NAMES), "name": TEXTS}, optional={"role": TEXTS})
SOME = st.fixed_dictionaries(
    {},
    optional={
        "quality": TEXTS, "benefits": TEXTS | st.just({"not_sure": "the board"}), "joint_controllers": st.booleans(),
        "occasions": st.lists(st.sampled_from(["routine", "meeting", "ad_hoc"]), unique=True),
        "parties": st.lists(PARTY, max_size=4), "signatories": st.lists(SIGNATORY, max_size=4),
    },
)  # fmt: skip


def said(found: Merge) -> tuple[str, list[str]]:
    """The answers, and the conflicts without the order of files."""
    conflicts = [each.model_dump(mode="json") for each in found.conflicts]
    for each in conflicts:
        each["variants"] = [(sorted(one["files"]), one["says"]) for one in each["variants"]]
    return json.dumps(found.answers), sorted(json.dumps(each) for each in conflicts)


def bare(answers: Answers) -> Answers:
    """Answers without what is open."""
    found = dict(draft(answers).given)
    for key, answer in found.items():
        if key in {"parties", "signatories"}:
            rows = [{column: cell for column, cell in row.items() if cell} for row in answer or []]
            found[key] = [row for row in rows if row]
    return {key: answer for key, answer in found.items() if answer not in (None, "", [])}


@given(SOME)
def test_a_file_merged_with_itself_is_itself(answers: Answers) -> None:
    for found in (merged(answers, answers), merged(answers, answers, base=answers)):
        assert found.answers == bare(answers)
        assert found.conflicts == ()


@given(st.lists(SOME, min_size=2, max_size=3), st.none() | SOME)
def test_the_order_of_the_files_makes_no_difference(sides: list[Answers], base: Answers | None) -> None:
    drafts = {letter: draft(side) for letter, side in zip("ABC", sides, strict=False)}
    began = None if base is None else ("base", draft(base))
    found = [said(joined(dict(order), began)) for order in permutations(drafts.items())]
    assert all(each == found[0] for each in found)


@given(SOME, SOME)
def test_what_only_one_side_changed_is_never_a_conflict(base: Answers, changed: Answers) -> None:
    found = merged(base, changed, base, base=base)
    assert found.conflicts == ()
    assert in_any_order(found.answers) == in_any_order(bare(changed))


def in_any_order(answers: Answers) -> dict[str, Any]:
    return {
        key: sorted(map(str, answer)) if isinstance(answer, list) and answer and isinstance(answer[0], str)
        else sorted(json.dumps(row, sort_keys=True) for row in answer) if isinstance(answer, list) else answer
        for key, answer in answers.items()
    }  # fmt: skip


# Of the shipped examples


def split(name: str, answers: Answers) -> Iterator[Answers]:
    """A part for each party: its own rows, the others' names, and every so many of the answers that are no table."""
    tables = {question.id for question in Questionnaire.load(name).questions if question.type == "table"}
    parties = [row["name"] for row in answers["parties"]]
    for number, party in enumerate(parties):
        own = {key: answer for n, (key, answer) in enumerate(answers.items()) if n % len(parties) == number}
        rows = {
            key: [row for row in answers[key] if owner(row, answers) == party or not (number or owner(row, answers))]
            for key in tables & {*answers}
        }
        names = [row if row["name"] == party else {"name": row["name"]} for row in answers["parties"]]
        yield {**{key: answer for key, answer in own.items() if key not in tables}, **rows, "parties": names}


def owner(row: Mapping[str, Any], answers: Answers) -> str:
    """The party whose row it is; nobody's, for what names none."""
    names = [each["name"] for each in answers["parties"]]
    if isinstance(row.get("flows"), list):
        return next(owner(flow, answers) for flow in answers["flows"] if same_name(flow["name"], row["flows"][0]))
    called = [row.get(column) for column in ("giver", "party", "holder", "name", "agency")]
    return next((name for each in called for name in names if each and same_name(name, each)), "")


@pytest.mark.parametrize("name", [each for each in SETS if "parties" in answers_of(each)])
def test_an_example_that_is_split_by_party_and_merged_is_the_example(name: str) -> None:
    answers = dict(draft(answers_of(name), name).given)
    parts = {f"{n}": draft(part, name) for n, part in enumerate(split(name, answers))}
    assert len(parts) > 2
    found = joined(parts)
    assert found.conflicts == ()
    assert in_any_order(found.answers) == in_any_order(answers)
    assert found.owed == ()
    assert found.answers["signatories"] == answers["signatories"]


@given(st.randoms(use_true_random=False), st.integers(2, 4))
def test_an_example_whose_answers_and_cells_are_dealt_out_at_random_is_the_example_again(
    chance: Random, number: int
) -> None:
    sides: list[Answers] = [{} for _ in range(number)]
    for key, answer in example().items():
        if SET.question(key).type == "table":
            for row in answer:
                for side, part in dealt(row, [each.id for each in key_columns(SET.question(key))], sides, chance):
                    side.setdefault(key, []).append(part)
        else:
            chance.choice(sides)[key] = answer
    found = merged(*sides)
    assert found.conflicts == ()
    assert in_any_order(found.answers) == in_any_order(dict(draft(example()).given))


def dealt(
    row: Mapping[str, Any], known_by: list[str], sides: list[Answers], chance: Random
) -> Iterator[tuple[Answers, dict[str, Any]]]:
    """Parts of a row for some of the sides: each has the cells by which it is known, and one has each other cell."""
    chosen = chance.sample(range(len(sides)), chance.randint(1, len(sides)))
    holders = {column: chance.choice(chosen) for column in row}
    for n in chosen:
        yield sides[n], {key: cell for key, cell in row.items() if key in known_by or holders[key] == n}


# Who owes what


def owed(answers: Answers) -> set[tuple[str, str, str, str]]:
    return {(each.party, each.question, each.row, each.column) for each in merged(answers, answers).owed}


def test_a_complete_example_owes_nothing_and_an_empty_file_owes_every_required_question_together() -> None:
    assert owed(example()) == set()
    asked = [each.id for each in SET.questions if each.required and each in draft({}).asked]
    assert owed({}) == {("", question, "", "") for question in asked}


def test_each_party_owes_the_open_cells_of_its_own_rows_and_its_signatory() -> None:
    answers = example()
    del answers["parties"][1]["officer"]
    del answers["parties"][1]["guardian" if "guardian" in answers["parties"][1] else "body"]
    of_police = next(row for row in answers["flows"] if row["giver"] == POLICE)
    del of_police["retention"]
    item = next(row for row in answers["data_items"] if row.get("flows", [""])[0] == of_police["name"])
    del item["why"]
    answers["signatories"] = [row for row in answers["signatories"] if row["party"] != ICB]
    del answers["benefits"]
    found = owed(answers)
    assert {
        (POLICE, "parties", POLICE, "officer"), (POLICE, "parties", POLICE, "body"),
        (POLICE, "flows", of_police["name"], "retention"), (POLICE, "data_items", item["item"], "why"),
        (ICB, "signatories", "", ""), ("", "benefits", "", ""),
    } == {each for each in found if each[1] != "lawful_basis"}  # fmt: skip


def test_a_party_without_a_basis_owes_one_for_each_flow_of_personal_data() -> None:
    answers = example()
    gone = answers["lawful_basis"].pop(0)["party"]
    found = {each for each in owed(answers) if each[1] == "lawful_basis"}
    assert found
    assert {party for party, *_ in found} == {gone}
    assert {row for _, _, row, _ in found} <= {row["name"] for row in answers["flows"]}


def test_a_conflict_is_owed_until_it_is_settled() -> None:
    found = merged({**example(), "benefits": "Fewer."}, example())
    assert [(each.party, each.question) for each in found.owed] == [("", "benefits")]
    assert isinstance(found.conflicts[0], Conflict)
