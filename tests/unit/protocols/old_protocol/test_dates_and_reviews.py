"""Dates as people write them, and which of them mean that a review has passed."""

from __future__ import annotations

from datetime import date

import pytest

from infoshare.protocols.old_protocol.blocks import Block, Cell, Line
from infoshare.protocols.old_protocol.dates import dates_in
from infoshare.protocols.old_protocol.layout import old_text
from infoshare.protocols.old_protocol.reviews import found_reviews

ON = date(2026, 11, 2)


@pytest.mark.parametrize(
    ("text", "day", "exact"),
    [
        ("31 March 2011", date(2011, 3, 31), True),
        ("31st of March, 2011", date(2011, 3, 31), True),
        ("March 31, 2011", date(2011, 3, 31), True),
        ("March 2011", date(2011, 3, 31), False),
        ("Feb 2012", date(2012, 2, 29), False),
        ("01/02/2011", date(2011, 2, 1), True),
        ("1.2.11", date(2011, 2, 1), True),
        ("02/2011", date(2011, 2, 28), False),
        ("2011-02-01", date(2011, 2, 1), True),
        ("2011", date(2011, 12, 31), False),
        ("Autumn 2012", date(2012, 12, 31), False),
        ("Q2 2012", date(2012, 12, 31), False),
    ],
)
def test_a_date_is_read_to_its_last_possible_day(text: str, day: date, exact: bool) -> None:
    (found,) = dates_in(f"Review date: {text}.")
    assert (found.day, found.exact) == (day, exact)


@pytest.mark.parametrize(
    "text", ["31/13/2011", "the Care Act 2014", "the Order of 2004", "section 115", "32 March 2011", "ISP/2011/07"]
)
def test_what_is_no_date_is_none(text: str) -> None:
    assert [*dates_in(text)] == []


def rows(*texts: tuple[str, ...]) -> list[Block]:
    return [
        Block("body", cells=tuple(Cell((Line(text),), n) for n, text in enumerate(row)), table=1, row=number)
        for number, row in enumerate(texts, start=1)
    ]


def reviews(*blocks: Block) -> list[str]:
    return [each.text for each in found_reviews(old_text(blocks), ON)]


def test_a_date_under_its_column_is_a_date_of_review() -> None:
    table = rows(
        ("Protocol", "Owner", "Next review"), ("Assaults", "Council", "May 2012"), ("Fires", "Fire", "May 2030")
    )
    assert reviews(*table) == ["Next review: May 2012"]


def test_in_a_history_only_the_last_row_counts() -> None:
    table = rows(("Version", "Date", "Review date"), ("1", "2004", "2006"), ("2", "2008", "2010"))
    assert reviews(*table) == ["Review date: 2010"]
    assert reviews(*rows(("Version", "Date", "Review date"), ("1", "2004", "2006"), ("2", "2025", "2027"))) == []


def test_the_message_says_the_date_and_the_day_that_it_is_judged_on() -> None:
    (found,) = found_reviews(old_text([Block("body", Line("Review date: 31 March 2011"))]), ON)
    finding = found.finding()
    assert "31 March 2011, was before 2 November 2026" in finding.message
    assert finding.quote == "Review date: 31 March 2011"


def test_on_its_own_day_a_review_has_not_passed() -> None:
    assert reviews(Block("body", Line("Review date: 2 November 2026"))) == []
    assert reviews(Block("body", Line("Review date: 1 November 2026"))) != []


def test_the_last_of_yearly_reviews_is_found_in_other_words_and_dates() -> None:
    yearly = "The board reviews this agreement every twelve months."
    assert reviews(Block("body", Line(f"{yearly} Last review - 03.2022."))) == ["Last review - 03.2022."]
    assert reviews(Block("body", Line(f"{yearly} Last review - 03.2026."))) == []
    assert reviews(Block("body", Line(f"{yearly} It was reviewed in 2012. It was last reviewed in May 2026."))) == []
    said = "The group reviewed this agreement in September 2011 and will review it every year."
    assert reviews(Block("body", Line(said))) == [said]


def test_a_label_may_say_that_an_agreement_is_valid_until_a_day() -> None:
    past = rows(("Start date", "1 March 2021"), ("Agreement valid until", "28 February 2023"))
    assert reviews(*past) == ["Agreement valid until: 28 February 2023"]
    assert reviews(*rows(("Start date", "1 March 2021"), ("Agreement valid until", "28 February 2028"))) == []
