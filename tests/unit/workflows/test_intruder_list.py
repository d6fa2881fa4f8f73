"""The intruder's list: who is on it, what it says, and whose rows are whose, which linking never sees."""

from __future__ import annotations

from datetime import date

import polars as pl
import pytest

from infoshare.anonymisation.plan import Plan, compile_plan
from infoshare.errors import DataFileError, UserError
from infoshare.files.frames import FrameTable
from infoshare.workflows.columns import Cells
from infoshare.workflows.intruder_list import from_file, from_source, with_age
from tests.conftest import MakePolicy

SOURCE: dict[str, Cells] = {
    "forename": ["Quillon", "Quillon", "Zephyrine", "Quillon"],
    "surname": ["Varnholt", "Varnholt", "O'Dunnock", "Varnholt"],
    "dob": ["1990-03-12", "12/03/1990", "1985-01-02", "1971-07-30"],
    "age": ["34", "34", "40", "53"],
    "postcode": ["HM1 2AB", "HM1 2AB", "HM2 3AB", "HM3 1AB"],
    "sex": ["Male", "Male", "Female", "Male"],
    "weapon": ["knife", "fist", "fist", "none"],
}


@pytest.fixture
def plan(make_policy: MakePolicy) -> Plan:
    columns: dict[str, object] = {
        "forename": {"role": "direct", "action": "drop", "known": "name"},
        "surname": {"role": "direct", "action": "drop", "known": "name"},
        "dob": {"role": "direct", "action": "drop", "known": "date_of_birth"},
        "age": {"role": "quasi", "action": "band", "edges": [18, 35, 50]},
        "postcode": {"role": "quasi", "action": "coarsen_place", "to": "outward"},
        "sex": {"role": "quasi", "action": "keep", "aliases": ["gender"]},
        "weapon": {"role": "sensitive", "action": "keep"},
    }
    return compile_plan(make_policy(columns), list(SOURCE))


def held(**columns: list[str | None]) -> FrameTable:
    return FrameTable(pl.DataFrame(columns))


def test_a_list_made_from_the_source_has_what_a_register_has_and_each_person_once(plan: Plan) -> None:
    made = from_source(plan, {**SOURCE, "dob": ["1990-03-12", "1990-03-12", *SOURCE["dob"][2:]]}, [])
    assert made.knows == ("forename", "surname", "dob", "age", "postcode", "sex")
    assert made.own == [[0, 1], [2], [3]]
    assert made.cells["age"] == ["34", "40", "53"]


def test_an_intruder_may_know_more_and_a_column_that_is_not_there_is_refused(plan: Plan) -> None:
    assert from_source(plan, SOURCE, ["weapon"]).knows[-1] == "weapon"
    with pytest.raises(DataFileError, match=r"(?s)2 faults.*'weapons'; did you mean 'weapon'.*'shoe size'"):
        from_source(plan, SOURCE, ["weapons", "shoe size"])


def test_a_list_says_nothing_when_it_is_printed(plan: Plan) -> None:
    assert repr(from_source(plan, SOURCE, [])) == "<IntruderList of 4>"


def test_a_given_list_finds_people_by_one_name_column_in_any_order(plan: Plan) -> None:
    table = held(name=["VARNHOLT, Quillon", "zephyrine o dunnock", "Zephyrine O’Dunnock", "Nobody Here"],
                 postcode=["HM3 1AB", "HM2 3AB", "HM9 9ZZ", "HM1 2AB"])  # fmt: skip
    assert from_file(plan, SOURCE, table).own == [[3], [], [2], []]


def test_people_of_one_name_are_told_apart_by_their_dates_of_birth(plan: Plan) -> None:
    table = held(name=["Quillon Varnholt"] * 3, dob=["12 March 1990", "30.07.1971", None], sex=["M", "M", "M"])
    assert from_file(plan, SOURCE, table).own == [[0, 1], [3], [0, 1, 3]]


def test_a_row_that_might_be_the_persons_own_is_never_lost_to_a_wrong_detail(plan: Plan) -> None:
    table = held(name=["Zephyrine O'Dunnock"], dob=["1985-01-03"], postcode=["HM8 8AB"])
    assert from_file(plan, SOURCE, table).own == [[2]]


def test_headers_may_be_those_of_a_register(plan: Plan) -> None:
    table = held(
        **{"Elector Name": ["Quillon Varnholt"], "Date of birth": ["1990-03-12"], "Gender": ["M"], "ward": ["x"]}
    )
    assert from_file(plan, SOURCE, table).knows == ("name", "dob", "sex")


def test_a_list_without_names_or_anything_to_link_by_is_refused_for_both(plan: Plan) -> None:
    with pytest.raises(
        DataFileError, match=r"(?s)no column of names.*none of the quasi-identifiers age, postcode and sex"
    ):
        from_file(plan, SOURCE, held(shoes=["9"]))


def test_ages_come_from_dates_of_birth_on_the_day_given(plan: Plan) -> None:
    table = held(name=["a", "b", "c", "d"], dob=["2000-06-30", "2000-07-01", None, "not known"])
    people = with_age(from_file(plan, SOURCE, table), plan, date(2025, 6, 30))
    assert people.cells["age"] == ["25", "24", None, None]


def test_without_the_day_ages_are_not_guessed(plan: Plan) -> None:
    people = from_file(plan, SOURCE, held(name=["a"], dob=["2000-06-30"]))
    with pytest.raises(UserError, match="--on"):
        with_age(people, plan, None)
