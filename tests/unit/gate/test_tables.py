"""The gate's look at a published table: each fault, planted in the published rows, is caught and named."""

from collections.abc import Callable
from typing import Any

import pyarrow as pa
import pytest

from infoshare.files.frames import FrameTable
from infoshare.gate.tables import examine_table
from infoshare.model.certificate import Verdict
from infoshare.model.tables import CellKey, Dominance, TableRule, Tables

Row = dict[str, Any]
COUNTS = {("A", "burglary"): 12, ("A", "theft"): 20, ("B", "burglary"): 30, ("B", "theft"): 7}
ROWS = [{"ward": ward, "offence": offence, "loss": 10} for (ward, offence), n in COUNTS.items() for _ in range(n)]
RULE = TableRule(by=("ward", "offence"))
SUMS = TableRule(by=("ward", "offence"), measure="sum", of="loss")


def published(rule: TableRule, number: Callable[[list[Row]], object]) -> list[Row]:
    """Every cell with its margins, and the number that its rows make."""
    cells = []
    for ward in ("Total", "A", "B"):
        for offence in ("Total", "burglary", "theft"):
            rows = [r for r in ROWS if ward in ("Total", r["ward"]) and offence in ("Total", r["offence"])]
            found = number(rows)
            cells.append(
                {"ward": ward, "offence": offence, rule.measure: found, "marker": None if found is not None else "*"}
            )
    return cells


def looked_at(rule: TableRule, tables: Tables, cells: list[Row], people: list[Row] | None = None) -> Verdict:
    schema = pa.schema(
        [("ward", pa.string()), ("offence", pa.string()), (rule.measure, pa.float64()), ("marker", pa.string())]
    )
    released = pa.Table.from_pylist(cells, schema=schema) if cells and set(cells[0]) == set(schema.names) else None
    table = released if released is not None else pa.Table.from_pylist(cells)
    rows = pa.Table.from_pylist([{**row, "loss": str(row["loss"])} for row in ROWS]).to_batches()
    population = FrameTable(pa.Table.from_pylist(people), "the people") if people else None
    return examine_table(rule, tables, rows, FrameTable(table, "the table"), population)


def failed(verdict: Verdict) -> set[str]:
    return {check.check for check in verdict.checks if check.verdict != "pass"}


def at(cells: list[Row], ward: str, offence: str) -> Row:
    return next(cell for cell in cells if (cell["ward"], cell["offence"]) == (ward, offence))


PLAIN = Tables(suppress_below=5, round_to=1)
NHS = Tables(preset="nhs_hes_ecds")


def nhs(rows: list[Row]) -> int | None:
    return None if 1 <= len(rows) <= 7 else 5 * ((2 * len(rows) + 5) // 10)


def test_a_sound_table_passes() -> None:
    assert failed(looked_at(RULE, PLAIN, published(RULE, len))) == set()
    assert len(looked_at(RULE, PLAIN, published(RULE, len)).checks) == 3


def without_a_cell(cells: list[Row]) -> None:
    cells.remove(at(cells, "A", "theft"))


def with_a_cell_twice(cells: list[Row]) -> None:
    cells.append(dict(at(cells, "A", "theft")))


def with_another_column(cells: list[Row]) -> None:
    for cell in cells:
        cell["name"] = "-"


def without_totals(cells: list[Row]) -> None:
    cells[:] = [cell for cell in cells if "Total" not in (cell["ward"], cell["offence"])]


def with_a_number_and_a_marker(cells: list[Row]) -> None:
    at(cells, "A", "theft")["marker"] = "*"


def with_neither(cells: list[Row]) -> None:
    at(cells, "A", "theft")["count"] = None


@pytest.mark.parametrize(
    "plant",
    [without_a_cell, with_a_cell_twice, with_another_column, without_totals, with_a_number_and_a_marker, with_neither],
)
def test_a_table_of_another_shape_is_caught(plant: Callable[[list[Row]], None]) -> None:
    cells = published(RULE, len)
    plant(cells)
    verdict = looked_at(RULE, PLAIN, cells)
    assert failed(verdict) == {"table_as_agreed"}
    assert len(verdict.checks) == 1


def test_a_margin_that_does_not_add_up_is_caught() -> None:
    cells = published(RULE, len)
    at(cells, "Total", "theft")["count"] += 1
    assert "table_recounted" in failed(looked_at(RULE, PLAIN, cells))


def test_a_row_counted_elsewhere_is_caught() -> None:
    cells = published(RULE, len)
    at(cells, "A", "theft")["count"] += 1
    at(cells, "A", "burglary")["count"] -= 1
    assert "table_recounted" in failed(looked_at(RULE, PLAIN, cells))


def test_a_small_count_shown_is_caught() -> None:
    verdict = looked_at(RULE, Tables(preset="ons_research_10"), published(RULE, len))
    assert "table_recounted" in failed(verdict)
    assert verdict.checks[1].counts["small_shown"] == 1


def test_a_small_count_that_subtraction_gives_is_caught() -> None:
    cells = published(RULE, lambda rows: None if len(rows) == 7 else len(rows))
    assert failed(looked_at(RULE, Tables(preset="ons_research_10"), cells)) == {"suppression_holds"}


@pytest.mark.parametrize("number", [12, 11, 20])
def test_a_count_that_is_not_rounded_as_the_rule_says_is_caught(number: int) -> None:
    cells = published(RULE, nhs)
    assert at(cells, "A", "burglary")["count"] == 10
    at(cells, "A", "burglary")["count"] = number
    assert "table_recounted" in failed(looked_at(RULE, NHS, cells))


def test_rows_that_the_table_has_no_cell_for_are_caught() -> None:
    cells = [cell for cell in published(RULE, len) if cell["ward"] != "B"]
    for cell in cells:
        if cell["ward"] == "Total":
            cell["count"] = at(cells, "A", cell["offence"])["count"]
    verdict = looked_at(RULE, PLAIN, cells)
    assert verdict.checks[1].counts["strangers"] == 37


def test_a_sum_that_one_contributor_dominates_is_caught() -> None:
    def total(rows: list[Row]) -> int:
        return sum(row["loss"] for row in rows)

    sound = Tables(suppress_below=2, round_to=1, dominance=Dominance(percent=50))
    assert failed(looked_at(SUMS, sound, published(SUMS, total))) == set()
    strict = Tables(suppress_below=2, round_to=1, dominance=Dominance(percent=10))
    assert "table_recounted" in failed(looked_at(SUMS, strict, published(SUMS, total)))


RATES = TableRule(by=("ward", "offence"), measure="rate", population="people.csv")
PEOPLE = [{"ward": ward, "offence": offence, "people": "100"} for ward in "ABC" for offence in ("burglary", "theft")]
"""Ward C has people and no rows: they count in the totals."""


def rates() -> list[Row]:
    cells = published(RATES, len)
    for cell in cells:
        wards, offences = 3 if cell["ward"] == "Total" else 1, 2 if cell["offence"] == "Total" else 1
        cell["rate"] = round(cell["rate"] / (100 * wards * offences) * 1000, 2)
    return cells


def test_a_sound_table_of_rates_passes() -> None:
    assert failed(looked_at(RATES, PLAIN, rates(), PEOPLE)) == set()


@pytest.mark.parametrize("tables", [PLAIN, Tables(cell_key=CellKey(most=2))])
def test_a_rate_that_the_rows_do_not_give_is_caught(tables: Tables) -> None:
    cells = rates()
    at(cells, "A", "theft")["rate"] += 30
    assert "table_recounted" in failed(looked_at(RATES, tables, cells, PEOPLE))


def test_rates_without_their_people_are_not_let_through() -> None:
    assert "table_recounted" in failed(looked_at(RATES, PLAIN, rates()))


@pytest.mark.parametrize("rule", [SUMS, TableRule(by=("ward", "offence"), measure="mean", of="loss")])
def test_cell_keys_let_no_sum_or_mean_through(rule: TableRule) -> None:
    cells = published(rule, lambda rows: 10 if rule.measure == "mean" else sum(row["loss"] for row in rows))
    assert "table_recounted" in failed(looked_at(rule, Tables(cell_key=CellKey(most=20)), cells))


def test_no_message_tells_a_number_of_the_table() -> None:
    cells = published(RULE, len)
    at(cells, "A", "theft")["count"] = 987654
    said = " ".join(check.message or "" for check in looked_at(RULE, PLAIN, cells).checks)
    assert "987" not in said
    assert "burglary" not in said
