from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from infoshare.anonymisation.date_order import OrderOfDates, day_first
from infoshare.anonymisation.dates import as_moment


def order_of(*cells: str | None) -> OrderOfDates:
    order = OrderOfDates()
    order.add(cells)
    return order


def test_one_date_that_reads_one_way_only_decides_for_the_column() -> None:
    assert order_of("03/04/2025", "25/03/2025").order(None) == "day_first"
    assert order_of("03/04/2025", "03/25/2025").order(None) == "month_first"
    assert order_of("03/04/2025", "03/25/2025").fault(None) is None


def test_dates_that_all_read_either_way_are_a_fault_unless_the_policy_says_which() -> None:
    doubtful = order_of(None, "03/04/2025", "5.6.25 10:30", "07/07/2025")
    assert doubtful.fault(None) == "2 dates that can be read day first or month first, and none that shows which"
    assert doubtful.fault("day_first") is None
    assert doubtful.fault("month_first") is None
    assert doubtful.order("month_first") == "month_first"


def test_dates_of_both_kinds_are_a_fault_whatever_the_policy_says() -> None:
    both = order_of("25/03/2025", "", "03/25/2025", "04/26/2025")
    assert both.fault(None) == (
        "1 date that can only be read day first (the first in row 1) "
        "and 2 dates that can only be read month first (the first in row 3)"
    )
    assert both.fault("day_first") == (
        "2 dates that can only be read month first (the first in row 3), and the policy says day first"
    )


@pytest.mark.parametrize("cell", ["2025-03-04", "4 March 2025", "March 4, 2025", "07/07/2025", "not known", "12/2025"])
def test_what_reads_one_way_whichever_comes_first_is_no_evidence_and_no_fault(cell: str) -> None:
    assert order_of(cell).fault(None) is None


@given(st.dates(date(1931, 1, 1), date(2030, 12, 31)), st.sampled_from("/-."), st.sampled_from(["", " 23:41"]))
def test_a_date_turned_day_first_is_the_same_day(day: date, sign: str, clock: str) -> None:
    moment = as_moment(day_first(f"{day.month}{sign}{day.day}{sign}{day.year}{clock}"))
    assert moment is not None
    assert moment[0] == day


@pytest.mark.parametrize("cell", ["2025-03-04", "4 March 2025", "", "not known"])
def test_a_cell_without_a_date_in_figures_is_not_touched(cell: str) -> None:
    assert day_first(cell) == cell
