"""What another answer changes, by its type and its law unless the question set says otherwise."""

from __future__ import annotations

from typing import Any

import pytest

from infoshare.errors import QuestionnaireError
from infoshare.model.law import Law
from infoshare.model.questionnaire import TEXTS, Question, Questionnaire
from infoshare.workflows.protocol import questions

SET = Questionnaire.load("cda-s115")
LAW, GUIDANCE = "uk-gdpr-6", "data-sharing-code"
LEGAL_TEXTS = {
    "parties name", "parties appointment", "joint_arrangement", "out_of_scope", "flows retention", "data_items item",
    "data_items column", "data_items coarseness", "data_items retention", "bar_lifted_by", "commencement",
    "guardian_conditions", "anonymisation_standard", "retention", "onward",
    "signatories key",
}  # fmt: skip
"""The texts by which something is allowed, limited or known, and not only explained."""


def question(kind: str, *citations: str, effect: str | None = None, **rest: Any) -> Question:
    options = [{"value": "a", "label": "A"}] if kind in {"choice", "choices"} else []
    rows_of = {"rows_of": "parties"} if kind in {"row", "rows"} else {}
    written = {
        "id": "asked", "section": "cover", "text": "?", "why": ".", "help": ".", "type": kind, "effect": effect,
        "citations": list(citations), "options": options, **rows_of, **rest,
    }  # fmt: skip
    return Question.parsed(written, QuestionnaireError, "a test")


@pytest.mark.parametrize(
    "kind", sorted({"choice", "choices", "yes_no", "date", "whole_number", "row", "rows", "table"})
)
def test_an_answer_that_is_no_text_has_legal_effect_if_law_and_not_only_guidance_is_cited(kind: str) -> None:
    for citations, effect in (((LAW,), "legal"), ((GUIDANCE, LAW), "legal"), ((GUIDANCE,), "wording")):
        asked = question(kind, *citations)
        assert asked.effect_of(asked) == effect, citations


@pytest.mark.parametrize("kind", sorted(TEXTS))
def test_a_text_changes_the_wording_whatever_it_cites(kind: str) -> None:
    asked = question(kind, LAW)
    assert asked.effect_of(asked) == "wording"


@pytest.mark.parametrize("kind", ["long_text", "choice", "date"])
def test_what_the_set_says_comes_first(kind: str) -> None:
    for effect in ("legal", "wording"):
        asked = question(kind, LAW, effect=effect)
        assert asked.effect_of(asked) == effect


def test_a_column_that_is_no_text_has_the_effect_of_its_table() -> None:
    columns = [
        {"id": "name", "label": "N", "type": "short_text"}, {"id": "on", "label": "O", "type": "date"},
        {"id": "term", "label": "T", "type": "short_text", "effect": "legal"},
    ]  # fmt: skip
    table = question("table", GUIDANCE, effect="legal", columns=columns)
    assert [table.effect_of(column) for column in table.columns] == ["wording", "legal", "legal"]


def test_another_effect_is_refused() -> None:
    with pytest.raises(QuestionnaireError, match="'effect'"):
        question("date", LAW, effect="none")


def test_only_guidance_and_good_practice_are_no_law() -> None:
    kinds = {each.is_law: set[str]() for each in Law.load().provisions}
    for each in Law.load().provisions:
        kinds[each.is_law].add(each.kind)
    assert kinds[False] == {"guidance", "good_practice"}
    assert kinds[True] == {"power", "duty", "offence", "principle", "condition", "right"}


def test_the_texts_with_legal_effect_are_those_that_allow_limit_or_identify() -> None:
    found = {
        " ".join(filter(None, (each.id, "" if asked is each else asked.id)))
        for each in SET.questions for asked in (each, *each.columns)
        if asked.type in TEXTS and each.effect_of(asked) == "legal"
    }  # fmt: skip
    assert found == LEGAL_TEXTS


def test_every_table_of_an_agreement_and_every_choice_in_one_has_legal_effect() -> None:
    for table in (each for each in SET.questions if each.type == "table"):
        assert table.effect_of(table) == "legal", table.id
        assert {table.effect_of(column) for column in table.columns if column.type not in TEXTS} <= {"legal"}, table.id


def test_the_questions_as_data_say_the_effect() -> None:
    found = {each["id"]: each for each in questions("cda-s115")}
    assert (found["territory"]["effect"], found["owner"]["effect"]) == ("legal", "wording")
    columns = {column["id"]: column["effect"] for column in found["flows"]["columns"]}
    assert (columns["gateway"], columns["retention"], columns["name"]) == ("legal", "legal", "wording")
