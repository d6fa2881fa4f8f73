"""A draft protocol: a question set, the answers that count, and the law, with the look-ups that checks need."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from infoshare.digests import sha256_of_data
from infoshare.errors import AnswersError
from infoshare.model.answers import Answer, Answers
from infoshare.model.law import Body, Law
from infoshare.model.questionnaire import Question, Questionnaire
from infoshare.model.worded_date import worded_date
from infoshare.protocols.plain_text import cleaned
from infoshare.protocols.relevance import (
    asked_columns,
    counting,
    is_answered,
    is_short,
    open_questions,
    relevant_questions,
)
from infoshare.protocols.upgrades import upgraded
from infoshare.protocols.validation import NOT_SURE, faults_of, is_put_off

Row = Mapping[str, Any]


@dataclass(frozen=True, repr=False)
class Draft:
    """Answers that have been checked for type, under the question set that asked for them.

    `upgraded` says what was changed to bring answers to an older version of the set up to this one.
    """

    questionnaire: Questionnaire
    given: Mapping[str, Answer]
    law: Law
    upgraded: tuple[str, ...] = ()

    @classmethod
    def of(cls, answers: Answers, where: str) -> Draft:
        """Check answers against their question set; `where` names them in messages.

        Answers to an older version of the set are brought up first (`protocols/upgrades.py`).

        Raises:
            QuestionnaireError: if there is no such question set.
            AnswersError: naming every answer of the wrong type and every unknown id, or if they answer a version of the
                set that is not known, or cannot be brought up from it.
        """
        questionnaire = Questionnaire.load(answers.questionnaire)
        brought_up = upgraded(answers, questionnaire.version, where)
        given = {key: cleaned(answer) for key, answer in brought_up.answers.items()}
        faults = [f"{where}: {fault}" for fault in faults_of(questionnaire, given)]
        if faults:
            raise AnswersError(*faults, mend="Mend these answers; the others are untouched.")
        return cls(questionnaire, given, Law.load(), brought_up.changed)

    def __repr__(self) -> str:
        return f"<Draft of {self.questionnaire.questionnaire} with {len(self.answers)} of {len(self.asked)} answers>"

    @cached_property
    def asked(self) -> tuple[Question, ...]:
        """The questions that are asked, in order."""
        return relevant_questions(self.questionnaire, self.given)

    @cached_property
    def asked_ids(self) -> frozenset[str]:
        """The ids of the questions that are asked."""
        return frozenset(question.id for question in self.asked)

    @property
    def is_short(self) -> bool:
        """Whether this is the short form of an urgent decision, whose other questions wait for the review."""
        return is_short(self.questionnaire, self.answers)

    def leaves(self, question_id: str) -> bool:
        """Whether a question waits for the review, because this is the short form."""
        form = self.questionnaire.short_form
        return form is not None and question_id not in form.keep and self.is_short

    def arises(self, question: Question) -> bool:
        """Whether a question is asked, and has or must have an answer."""
        needed = question.required and question.id in self.asked_ids
        return needed or question.id in self.answers or question.id in self.put_off

    @cached_property
    def answers(self) -> dict[str, Answer]:
        """The answers that count: given, to a question that is asked, and not put off."""
        given = {each.id: counting(each, self.given.get(each.id)) for each in self.asked}
        return {key: answer for key, answer in given.items() if is_answered(answer) and not is_put_off(answer)}

    @cached_property
    def put_off(self) -> dict[str, str]:
        """The questions that are asked and of which somebody said "not sure, come back", each with their note."""
        given: dict[str, Any] = {each.id: self.given.get(each.id) for each in self.asked}
        return {key: str(answer[NOT_SURE] or "") for key, answer in given.items() if is_put_off(answer)}

    def get(self, question_id: str) -> Answer:
        """An answer that counts, or None."""
        return self.answers.get(question_id)

    def rows(self, question_id: str) -> list[Row]:
        """The rows of a table that is an answer; none if it was not answered."""
        return self.answers.get(question_id) or []

    def whole_rows(self, question_id: str) -> Iterator[Row]:
        """The rows of a table that say all that is asked of them; the others are gaps of their own."""
        if question_id in self.answers:
            question = self.questionnaire.question(question_id)
            for row in self.rows(question_id):
                if all(column.id in row for column in asked_columns(question, row) if column.required):
                    yield row

    def lacks(self, *question_ids: str) -> bool:
        """Whether one of these must be answered and is not, or it is not known yet whether it is asked."""
        return any(self.questionnaire.question(each).required for each in self._open & {*question_ids})

    @cached_property
    def _open(self) -> frozenset[str]:
        return open_questions(self.questionnaire, self.answers)

    def party(self, name: object) -> Row | None:
        """The row of the list of parties with that name."""
        return next((each for each in self.rows("parties") if name and same_name(each.get("name"), name)), None)

    def basis_of(self, party: object, flow: object) -> Row | None:
        """The data-protection basis of a party for a flow: the one for that flow, or else the one for all."""
        rows = [row for row in self.rows("lawful_basis") if same_name(row.get("party"), party)]
        of_flow = [row for row in rows if row.get("flow") and same_name(row["flow"], flow)]
        return next(iter(of_flow or [row for row in rows if not row.get("flow")]), None)

    def day(self, question_id: str) -> date | None:
        """A date that is an answer, or None."""
        found = self.answers.get(question_id)
        return date.fromisoformat(found) if found else None

    def body_of(self, party: object) -> Body | None:
        """The kind of body of a party named anywhere in the answers, if the list of parties has it."""
        row = self.party(party)
        return self.body_in(row) if row else None

    def body_in(self, row: Row) -> Body | None:
        """The kind of body that a row of the list of parties says."""
        return self.law.body(str(row.get("body")))

    def weighed(self) -> str:
        """Who weighed what only a person can weigh, and when; empty while nobody is recorded.

        Until an urgent decision is reviewed, that is whoever took it.
        """
        return self._recorded("weighed_by", "weighed_on") or self._recorded("decision_maker", "decided_on")

    def guardian_decided(self) -> str:
        """Which Caldicott Guardian decided, and when; empty while that is not recorded."""
        return self._recorded("guardian_name", "guardian_decision_date")

    def _recorded(self, who: str, when: str) -> str:
        person, day = self.get(who), self.day(when)
        return f"{person}, {worded_date(day)}" if person and day else ""

    @property
    def parties(self) -> list[str]:
        """The names of the parties."""
        return [str(row["name"]) for row in self.rows("parties") if row.get("name")]

    @property
    def digest(self) -> str:
        """SHA-256 of the question set's version and the answers that count: it changes if any of them does."""
        text = {"questionnaire": self.questionnaire.questionnaire, "version": self.questionnaire.version}
        return sha256_of_data({**text, "answers": self.answers})


def same_name(one: object, other: object) -> bool:
    """Whether two names of a party are the same but for case and spaces."""
    return name_key(one) == name_key(other)


def name_key(name: object) -> str:
    """What the spellings of one name share: its letters, but for case and spaces."""
    return " ".join(str(name).casefold().split())
