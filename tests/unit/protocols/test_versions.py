"""What changed between two versions: each change in the document's words, its effect, and who signs anew."""

from __future__ import annotations

from collections.abc import Callable
from copy import deepcopy
from typing import Any

import pytest

from infoshare.errors import AnswersError
from infoshare.model.comparison import Comparison
from infoshare.protocols.draft import Draft
from infoshare.protocols.versions import compared
from infoshare.protocols.versions.summary import summary_of
from infoshare.workflows.protocol import Protocol
from tests.spec.set_cases import answers_of
from tests.spec.set_cases import protocol_of as of_set
from tests.unit.protocols.changes import (
    COUNCIL,
    FIRE,
    HOSPITAL,
    IN_FULL,
    POLICE,
    Change,
    answer,
    basis,
    flow,
    item,
    party,
    row,
    without,
)

AnswersByQuestion = dict[str, Any]
Compare = Callable[..., Comparison]
SIGNATORY = {"party": IN_FULL[POLICE], "name": "Judith Carne", "role": "Assistant Chief Constable"}


@pytest.fixture
def compare(answers: AnswersByQuestion, protocol_of: Callable[[AnswersByQuestion], Protocol]) -> Compare:
    """Compares the example with a changed copy of it."""

    def between(*changes: Change, before: Change = lambda _: None) -> Comparison:
        before(answers)
        later = deepcopy(answers)
        for change in changes:
            change(later)
        return compared(protocol_of(answers).draft, protocol_of(later).draft)

    return between


def told(found: Comparison) -> list[tuple[str, str, str, str, str]]:
    return [(each.effect, each.kind, each.question, each.row, each.column) for each in found.changes]


def renamed(old: str, new: str) -> Change:
    """Calls a party or a flow something else, wherever it is named."""

    def everywhere(value: Any) -> Any:
        if isinstance(value, dict):
            return {key: everywhere(each) for key, each in value.items()}
        return [everywhere(each) for each in value] if isinstance(value, list) else new if value == old else value

    return lambda answers: answers.update(everywhere(answers))


def signatory(begins: str, **given: Any) -> Change:
    return lambda answers: next(r for r in answers["signatories"] if r["party"].startswith(begins)).update(given)


def gone(table: str, first: str, begins: str) -> Change:
    return lambda answers: answers.update({table: [r for r in answers[table] if not r[first].startswith(begins)]})


def moved(*tables: str) -> Change:
    return lambda answers: answers.update({table: answers[table][::-1] for table in tables})


# Nothing


def test_a_draft_and_itself_differ_in_nothing(compare: Compare) -> None:
    found = compare()
    assert (found.changes, found.gaps_opened, found.gaps_closed, found.signs_anew) == ((), (), (), ())
    assert summary_of(found) == "Nothing changed."


@pytest.mark.parametrize(
    "same",
    [
        moved("parties", "flows", "data_items", "lawful_basis", "signatories"),
        answer(purposes=["s17_prevention", "s6_serious_violence", "s6_substance_misuse", "s6_crime_disorder"]),
        flow("Assault", recipients=[IN_FULL[POLICE], IN_FULL[COUNCIL]]),
        answer(processor_contracts="It is not asked, so it does not count"),
        answer(dpia_not_needed=None),
        flow("Admissions", confidence=None),
        party(COUNCIL, registration="  "),
    ],
    ids=["rows moved", "options in another order", "names in another order", "an answer that is not asked", "nothing",
         "an empty cell", "a blank cell"],
)  # fmt: skip
def test_what_makes_no_difference_is_no_change(compare: Compare, same: Change) -> None:
    assert told(compare(same)) == []


# Legal effect

LEGAL: dict[str, tuple[Change, tuple[str, str, str, str]]] = {
    "another body": (party(POLICE, body="british_transport_police"), ("changed", "parties", IN_FULL[POLICE], "body")),
    "another role": (party(POLICE, role="joint_controller"), ("changed", "parties", IN_FULL[POLICE], "role")),
    "acts for somebody": (party(POLICE, acts_for="council_unitary"), ("added", "parties", IN_FULL[POLICE], "acts_for")),
    "its appointment": (party(POLICE, appointment="A letter"), ("added", "parties", IN_FULL[POLICE], "appointment")),
    "a purpose more": (answer(purposes=["s6_crime_disorder"]), ("changed", "purposes", "", "")),
    "another giver": (flow("Kinds", giver=IN_FULL[FIRE]), ("changed", "flows", "Kinds of violent crime", "giver")),
    "a recipient fewer": (
        flow("Assault", recipients=[IN_FULL[POLICE]]),
        ("changed", "flows", "Assault attendances", "recipients"),
    ),
    "another gateway": (
        flow("Admissions", gateway="cda_s17a"),
        ("changed", "flows", "Admissions", "gateway"),
    ),
    "how often": (flow("Admissions", frequency="monthly"), ("changed", "flows", "Admissions", "frequency")),
    "how long": (flow("Admissions", retention="7 years"), ("changed", "flows", "Admissions", "retention")),
    "what it includes": (
        flow("Kinds", includes=["offences"]),
        ("changed", "flows", "Kinds of violent crime", "includes"),
    ),
    "an item's form": (
        item("Hospital", form="anonymised"),
        ("changed", "data_items", "Hospital admissions for assault", "form"),
    ),
    "how coarse": (
        item("Home postcode", precision="postcode_sector"),
        ("changed", "data_items", "Home postcode of the patient", "precision"),
    ),
    "how long an item": (
        item("Home postcode", retention="1 month"),
        ("added", "data_items", "Home postcode of the patient", "retention"),
    ),
    "its column": (item("Sex", column="gender"), ("changed", "data_items", "Sex of the patient", "column")),
    "a basis": (basis(COUNCIL, art6="6_1_c"), ("changed", "lawful_basis", IN_FULL[COUNCIL], "art6")),
    "a condition": (basis(COUNCIL, sch1="para_10"), ("changed", "lawful_basis", IN_FULL[COUNCIL], "sch1")),
    "the decision": (answer(guardian_decision="not_agreed"), ("changed", "guardian_decision", "", "")),
    "its conditions": (answer(guardian_conditions="None."), ("changed", "guardian_conditions", "", "")),
    "the country": (answer(territory="both"), ("changed", "territory", "", "")),
    "the start": (answer(start_date="2026-12-02"), ("changed", "start_date", "", "")),
    "who signs for whom": (row("signatories", **SIGNATORY), ("added", "signatories", IN_FULL[POLICE], "")),
    "yes in place of no": (answer(joint_controllers=True), ("changed", "joint_controllers", "", "")),
    "where it may go": (answer(onward="Whenever it is useful."), ("changed", "onward", "", "")),
    "a party gone": (gone("parties", "name", FIRE), ("removed", "parties", IN_FULL[FIRE], "")),
    "a flow gone": (gone("flows", "name", "Admissions"), ("removed", "flows", "Admissions", "")),
    "an item gone": (gone("data_items", "item", "Surname"), ("removed", "data_items", "Surname", "")),
    "another item": (
        row("data_items", item="Ethnic group", form="aggregate", flows=["Admissions"], why="To plan"),
        ("added", "data_items", "Ethnic group", ""),
    ),
}


@pytest.mark.parametrize("case", LEGAL)
def test_a_change_of_what_the_law_looks_at_has_legal_effect(compare: Compare, case: str) -> None:
    change, where = LEGAL[case]
    found = compare(change)
    assert ("legal", *where) in told(found)
    assert found.signs_anew


# Wording

WORDING: dict[str, tuple[Change, tuple[str, str, str]]] = {
    "a long text": (answer(necessity="Because."), ("necessity", "", "")),
    "who looks after it": (answer(owner="Somebody else"), ("owner", "", "")),
    "the version": (answer(protocol_version="2.1"), ("protocol_version", "", "")),
    "an officer": (party(POLICE, officer="A new officer"), ("parties", IN_FULL[POLICE], "officer")),
    "a contact": (party(POLICE, officer_contact="new@example.org"), ("parties", IN_FULL[POLICE], "officer_contact")),
    "why an item is needed": (item("Sex", why="Not needed at all"), ("data_items", "Sex of the patient", "why")),
    "who signs": (signatory(POLICE, name="Another Name"), ("signatories", IN_FULL[POLICE], "name")),
    "case of a term": (
        flow("Admissions", retention="36 Months From  Receipt."),
        ("flows", "Admissions", "retention"),
    ),
    "punctuation of a legal text": (lambda a: a.update(onward=a["onward"].replace(".", ";")), ("onward", "", "")),
    "case of a party's name": (renamed(IN_FULL[POLICE], "EASTMARCH POLICE"), ("parties", "EASTMARCH POLICE", "name")),
    "what a flow is called": (renamed("Admissions", "Stays in hospital"), ("flows", "Stays in hospital", "name")),
}


@pytest.mark.parametrize("case", WORDING)
def test_a_change_of_words_is_wording_and_re_opens_no_signature(compare: Compare, case: str) -> None:
    change, where = WORDING[case]
    found = compare(change)
    assert [each[:1] + each[2:] for each in told(found)] == [("wording", *where)]
    assert found.signs_anew == ()
    assert "Nobody needs to sign anew." in summary_of(found)


def test_a_party_with_another_name_is_one_change_of_legal_effect_and_not_one_in_every_row(compare: Compare) -> None:
    found = compare(renamed(IN_FULL[POLICE], "Eastmarch Constabulary"))
    (change,) = found.changes
    assert (change.effect, change.before, change.after) == ("legal", "Eastmarch Police", "Eastmarch Constabulary")


def test_another_item_under_the_same_columns_is_one_that_went_and_one_that_came(compare: Compare) -> None:
    found = compare(item("Surname", item="Middle name", column="middle_name"))
    assert [(each.kind, each.row, each.column) for each in found.changes] == [
        ("added", "Middle name", ""), ("removed", "Surname", ""),
    ]  # fmt: skip


def test_a_party_that_a_row_names_in_other_case_is_wording(compare: Compare) -> None:
    found = compare(flow("Kinds", giver="EASTMARCH  police"))
    assert told(found) == [("wording", "changed", "flows", "Kinds of violent crime", "giver")]


def test_rows_of_a_table_that_a_set_takes_for_wording_are_wording(answers: AnswersByQuestion) -> None:
    whole = of_set("cda-s115", answers).draft
    tables = {"signatories": whole.questionnaire.question("signatories").model_copy(update={"effect": "wording"})}
    questions = tuple(tables.get(each.id, each) for each in whole.questionnaire.questions)
    questionnaire = whole.questionnaire.model_copy(update={"questions": questions})
    fewer = {**answers, "signatories": answers["signatories"][1:]}
    found = compared(*(Draft(questionnaire, given, whole.law) for given in (answers, fewer)))
    assert [(each.effect, each.kind, each.parties) for each in found.changes] == [("wording", "removed", ())]


# In the words of the document


def test_before_and_after_are_in_the_words_of_the_document(compare: Compare) -> None:
    found = compare(
        answer(start_date="2027-03-01", dpia="not_needed"), flow("Assault", recipients=[IN_FULL[POLICE]]),
        without("free_text_handling"),
    )  # fmt: skip
    words = {(each.question, each.column): (each.before, each.after) for each in found.changes}
    assert words["start_date", ""] == ("1 December 2026", "1 March 2027")
    assert words["dpia", ""] == ("Yes, done", "Not needed")
    assert words["flows", "recipients"] == ("Harrowmere Borough Council; Eastmarch Police", "Eastmarch Police")
    assert words["dpia_reference", ""][1].startswith('Not applicable: this arises only if the answer to "Have you done')
    assert words["free_text_handling", ""][1].startswith("[NOT YET ANSWERED: Who reads the notes")


def test_a_row_that_came_is_told_cell_by_cell(compare: Compare) -> None:
    (change,) = compare(row("signatories", **SIGNATORY)).changes
    assert (change.before, change.after) == (
        "", "Party: Eastmarch Police\nName: Judith Carne\nJob title: Assistant Chief Constable",
    )  # fmt: skip


def test_a_basis_is_named_by_its_party_and_if_there_are_several_by_its_flow(compare: Compare) -> None:
    more = row("lawful_basis", party=IN_FULL[POLICE], flow="Repeat victims", art6="part_3", part3="s36_4")
    (change,) = compare(more).changes
    assert change.row == "Eastmarch Police, Repeat victims"


# Who signs anew


def test_a_flow_re_opens_the_signatures_of_those_it_runs_between_in_either_version(compare: Compare) -> None:
    found = compare(flow("Alcohol", recipients=[IN_FULL[FIRE]]))
    assert found.signs_anew == (
        "NHS Eastmarch Integrated Care Board", IN_FULL[FIRE], "Probation Service, Eastmarch",
    )  # fmt: skip


def test_an_item_re_opens_those_of_its_flows_and_one_that_is_not_shared_that_of_its_holder(compare: Compare) -> None:
    assert compare(item("Triage note", coarseness="As they stand")).signs_anew == (IN_FULL[COUNCIL], IN_FULL[HOSPITAL])
    assert compare(item("Sex", column="gender")).signs_anew[-1:] == (IN_FULL[HOSPITAL],)


def test_a_basis_and_a_signatory_re_open_that_of_their_party(compare: Compare) -> None:
    assert compare(basis(COUNCIL, art9="9_2_h")).signs_anew == (IN_FULL[COUNCIL],)
    assert compare(row("signatories", **SIGNATORY)).signs_anew == (IN_FULL[POLICE],)


def test_what_names_nobody_and_a_change_of_the_parties_re_open_all(compare: Compare) -> None:
    for change in (answer(territory="both"), party(POLICE, role="joint_controller"), gone("parties", "name", FIRE)):
        found = compare(change)
        assert found.signs_anew == found.parties
        assert f"All {len(found.parties)} parties sign anew." in summary_of(found)


def test_whoever_is_called_something_else_signs_under_the_new_name(compare: Compare) -> None:
    found = compare(
        flow("Alcohol", frequency="monthly"), renamed("Probation Service, Eastmarch", "Probation Eastmarch")
    )
    (frequency,) = [each for each in found.changes if each.column == "frequency"]
    assert frequency.parties == ("NHS Eastmarch Integrated Care Board", "Probation Eastmarch")


def test_whoever_is_called_something_else_and_no_longer_gives_signs_under_the_new_name(compare: Compare) -> None:
    new = renamed("Probation Service, Eastmarch", "Probation Eastmarch")
    found = compare(new, flow("Alcohol", giver=IN_FULL[FIRE]))
    (giver,) = [each for each in found.changes if each.column == "giver"]
    assert giver.parties == ("NHS Eastmarch Integrated Care Board", IN_FULL[FIRE], "Probation Eastmarch")


def test_a_row_that_names_nobody_who_is_known_re_opens_all(compare: Compare) -> None:
    found = compare(
        row("lawful_basis", party="Nobody we know", art6="6_1_e", art9="none", sch1="none"),
    )
    assert found.signs_anew == found.parties


# Gaps


def test_gaps_that_opened_and_closed_are_told(compare: Compare) -> None:
    found = compare(answer(benefits="Some."), without("complaints"), before=without("benefits"))
    assert [each.questions for each in found.gaps_opened] == [("complaints",)]
    assert [each.questions for each in found.gaps_closed] == [("benefits",)]
    assert (found.before.gaps, found.after.gaps) == (1, 1)
    assert "1 gap opened, 1 closed" in summary_of(found)


def test_a_gap_of_a_row_that_moved_is_the_same_gap(compare: Compare) -> None:
    found = compare(moved("flows"), before=flow("Admissions", retention=...))
    assert (found.gaps_opened, found.gaps_closed, found.before.gaps) == ((), (), found.after.gaps)
    assert found.before.gaps > 0


def test_a_gap_of_somebody_who_is_called_something_else_is_the_same_gap(compare: Compare) -> None:
    found = compare(renamed(IN_FULL[POLICE], "Eastmarch Constabulary"), before=gone("lawful_basis", "party", POLICE))
    assert (found.gaps_opened, found.gaps_closed) == ((), ())
    assert found.after.gaps > 0


def test_the_same_gap_of_another_row_closed_and_opened(compare: Compare) -> None:
    found = compare(
        flow("Admissions", retention="3 months"), flow("Alcohol", retention=...),
        before=flow("Admissions", retention=...),
    )  # fmt: skip
    assert [each.message.partition(" ")[0] for each in (*found.gaps_opened, *found.gaps_closed)] == ["row", "row"]


def test_a_name_that_looks_like_a_row_breaks_nothing(compare: Compare) -> None:
    found = compare(renamed("row 2 of all", "row 3 of all"), before=renamed(IN_FULL[POLICE], "row 2 of all"))
    assert [each.column for each in found.changes] == ["name"]


# What is put off


def test_what_is_put_off_and_then_answered_is_told_with_its_note(compare: Compare) -> None:
    found = compare(answer(governance="A group."), before=answer(governance={"not_sure": "the chair is to say"}))
    (change,) = found.changes
    assert (change.kind, change.before, change.after) == ("added", "[TO COME BACK TO: the chair is to say]", "A group.")


def test_another_note_on_what_is_put_off_is_wording(compare: Compare) -> None:
    found = compare(answer(governance={"not_sure": "June"}), before=answer(governance={"not_sure": "May"}))
    assert told(found) == [("wording", "changed", "governance", "", "")]


# Two sets


def test_two_question_sets_are_not_compared(compare: Compare) -> None:
    drafts = [of_set(name, answers_of(name)).draft for name in ("cda-s115", "mappa")]
    with pytest.raises(AnswersError, match="different question sets: 'cda-s115' and 'mappa'"):
        compared(*drafts)


def test_versions_of_a_decision_are_compared_though_nobody_signs_it() -> None:
    name = "caldicott-disclosure"
    before, after = answers_of(name), {**answers_of(name), "outcome": "refuse"}
    found = compared(of_set(name, before).draft, of_set(name, after).draft)
    assert "outcome" in {each.question for each in found.having("legal")}
    assert (found.parties, found.signs_anew) == ((), ())


def test_two_versions_of_one_number_are_told(compare: Compare) -> None:
    assert compare(answer(territory="both")).version_stands
    assert not compare(answer(protocol_version="2.1")).version_stands
    assert not compare().version_stands
