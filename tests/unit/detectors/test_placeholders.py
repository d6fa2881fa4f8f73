"""Placeholders: the same number for the same person of a record, and dates moved so that order and gaps are kept."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from infoshare.anonymisation.date_shift import MOST_DAYS, shift_of
from infoshare.detectors.placeholders import Placeholders
from infoshare.detectors.span import Span
from infoshare.model.record import Record

KEY = b"k" * 32
SURFACE = Span(0, 1, "NAME", "names", 1)
DATE = Span(0, 1, "DATE", "date", 1)
NUMBERED = Placeholders(numbered=True)


def numbers(*surfaces: str, placeholder: str = "NAME", record: Record | None = None) -> list[str]:
    record = record or Record()
    span = Span(0, 1, placeholder, "x", 1)
    return [NUMBERED.of(span, surface, record).removeprefix(f"{placeholder}-") for surface in surfaces]


def by_days(days: int) -> Callable[[str], timedelta]:
    return lambda person: timedelta(days=days)


def moved(surface: str, days: int = 10, person: str | None = "A1", span: Span = DATE, never: object = ()) -> str:
    return Placeholders(shift=by_days(days)).of(span, surface, Record(person=person), never)  # type: ignore[arg-type]


def test_without_numbers_and_shift_only_the_kind_is_written() -> None:
    assert Placeholders().of(SURFACE, "Quillon", Record()) == "NAME"
    assert Placeholders().of(DATE, "12/03/2024", Record(person="A1")) == "DATE"


@pytest.mark.parametrize(
    "again",
    ["Quillon Varnholt", "QUILLON VARNHOLT", "Varnholt", "quillon", "Varnholt, Quillon", "Mr Varnholt", "Q. Varnholt",
     "Quillon\nVarnholt", "Várnholt", "Varnhlot", "Varnholtt", "Quilon", "Quillon Varnhlt", "Quillon van Varnholt",
     "Quillon T. Varnholt", "Varnholt's"],
)  # fmt: skip
def test_a_person_keeps_the_number_whole_in_part_misspelt_and_in_any_case(again: str) -> None:
    assert numbers("Quillon Varnholt", "Zenobia Okwuosa", again) == ["1", "2", "1"]


def test_a_person_known_by_part_of_the_name_first_keeps_the_number() -> None:
    assert numbers("Varnholt", "Okwuosa", "Quillon Varnholt", "Quillon") == ["1", "2", "1", "1"]


def test_two_who_share_a_surname_are_two_and_the_surname_alone_is_not_guessed() -> None:
    assert numbers("John Thistle", "Jane Thistle", "Thistle", "John", "Jane", "Thistle") == [
        "1",
        "2",
        "3",
        "1",
        "2",
        "3",
    ]


@pytest.mark.parametrize("name", ["J. Thistle", "J Thistle", "Mr J. Thistle"])
def test_an_initial_that_two_share_is_not_guessed(name: str) -> None:
    assert numbers("John Thistle", "Jane Thistle", name) == ["1", "2", "3"]


def test_another_initial_is_another_person() -> None:
    assert numbers("Sarah Thistle", "J. Thistle", "John Thistle", "S. Thistle") == ["1", "2", "2", "1"]


def test_a_misspelling_that_two_are_near_to_is_not_guessed() -> None:
    assert numbers("Marian Varnholt", "Marion Okwuosa", "Marien") == ["1", "2", "3"]


def test_titles_and_small_words_make_nobody_the_same() -> None:
    assert numbers("van Varnholt", "van Okwuosa", "Mr Quillon", "Mr Zenon") == ["1", "2", "3", "4"]


def test_a_name_of_nothing_but_a_title_or_figures_has_a_number_too() -> None:
    assert numbers("Doctor", "Quillon", "doctor", "4512", "4513", "4512") == ["1", "2", "1", "3", "4", "3"]


@pytest.mark.parametrize(
    ("placeholder", "one", "same", "other"),
    [
        ("PHONE", "07700 900123", "+44 (0)7700 900123", "07700 900124"),
        ("NHS NUMBER", "999 000 0018", "9990000018", "999 000 0026"),
        ("POSTCODE", "HM1 7NG", "hm17ng", "HM1 7NH"),
        ("DATE", "12/03/1990", "12th of March 1990", "13/03/1990"),
        ("DATE", "early March", "Early march", "late March"),
        ("REFERENCE", "NP-2023/0611", "np 2023 0611", "NP-2023/0612"),
    ],
)
def test_a_thing_keeps_the_number_however_it_is_written(placeholder: str, one: str, same: str, other: str) -> None:
    assert numbers(one, other, same, placeholder=placeholder) == ["1", "2", "1"]


def test_each_kind_counts_from_one() -> None:
    record = Record()
    assert numbers("Quillon", record=record) + numbers("07700 900123", placeholder="PHONE", record=record) == ["1", "1"]


def test_numbers_begin_again_with_each_record_and_go_on_in_a_record_that_shares_them() -> None:
    first = Record()
    assert numbers("Quillon", "Zenobia", record=first) == ["1", "2"]
    assert numbers("Zenobia", record=Record()) == ["1"]
    assert numbers("Zenobia", "Oisin", record=Record(numbered=first.numbered)) == ["2", "3"]


@given(
    st.lists(st.sampled_from("Quillon Varnholt Zenobia Okwuosa Quillon.Varnholt J.Varnholt J Mr".split()), max_size=9)
)
def test_the_first_is_one_and_no_number_is_left_out(names: list[str]) -> None:
    given_numbers = [int(each) for each in numbers(*names)]
    assert all(number <= 1 + max(given_numbers[:place], default=0) for place, number in enumerate(given_numbers))


@pytest.mark.parametrize(
    "written", ["12/03/2024", "2024-03-12", "12 March 2024", "Tuesday 12th of March 2024", "12.3.24", "March 12, 2024"]
)
def test_a_date_is_moved_and_written_in_one_form(written: str) -> None:
    assert moved(written) == "DATE 2024-03-22"
    assert moved(written, -12) == "DATE 2024-02-29"


@pytest.mark.parametrize("written", ["March 2024", "early 2024", "12/03/2024 to 14/03/2024", "31/02/2024", "soon", ""])
def test_a_date_that_cannot_be_read_is_taken_out(written: str) -> None:
    assert moved(written) == "DATE"


@pytest.mark.parametrize(("written", "days"), [("31/12/9999", 1), ("01/01/0001", -1)])
def test_a_date_that_would_leave_the_calendar_is_taken_out(written: str, days: int) -> None:
    assert moved(written, days) == "DATE"


@pytest.mark.parametrize("person", [None, "", "  "])
def test_a_date_of_nobody_is_taken_out(person: str | None) -> None:
    assert moved("12/03/2024", person=person) == "DATE"


@pytest.mark.parametrize("by", ["birth_date", "known_values", "part_date", "tagger", "day_log"])
def test_only_what_was_found_as_a_full_date_is_moved(by: str) -> None:
    assert moved("12/03/2024", span=Span(0, 1, "DATE", by, 1)) == "DATE"


def test_a_date_is_never_moved_onto_somebodys_date_of_birth() -> None:
    assert moved("12/03/2024", never={(2024, 3, 22)}) == "DATE"
    assert moved("12/03/2024", never={(2024, 3, 12)}) == "DATE 2024-03-22"


def test_a_date_that_is_not_moved_has_a_number_if_that_is_asked() -> None:
    both, record = Placeholders(numbered=True, shift=by_days(10)), Record(person="A1")
    assert both.of(DATE, "12/03/2024", record) == "DATE 2024-03-22"
    assert both.of(DATE, "March 2024", record) == "DATE-1"


@given(
    st.lists(st.dates(date(1900, 1, 1), date(2100, 1, 1)), min_size=2, max_size=5),
    st.text(min_size=1).filter(str.strip),
)
def test_order_and_gaps_are_kept_and_no_date_stays_where_it_was(days: list[date], person: str) -> None:
    shifted = Placeholders(shift=shift_of(KEY))
    written = [shifted.of(DATE, day.isoformat(), Record(person=person)) for day in days]
    after = [date.fromisoformat(each.removeprefix("DATE ")) for each in written]
    assert [b - a for a, b in pairwise(after)] == [b - a for a, b in pairwise(days)]
    assert 1 <= abs((after[0] - days[0]).days) <= MOST_DAYS
