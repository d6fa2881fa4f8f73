"""Looks at a data set column by column, and suggests what may be done to each."""

from __future__ import annotations

from collections import Counter
from typing import Any

from infoshare.anonymisation.date_order import OrderOfDates, shown_by
from infoshare.anonymisation.places import coarsen_place
from infoshare.anonymisation.profile import Cells, repeats_of, shape_of
from infoshare.anonymisation.suggestions import Suggestion
from infoshare.model.inspection import ColumnView, Inspection, Shape
from infoshare.workflows.drafting import drafted
from infoshare.workflows.look import Column, columns_seen
from infoshare.workflows.sources import opened


def inspect(data: Any, *, sheet: str | None = None) -> Inspection:
    """What is in each column, its likely role and why, how unique its values are, and a rule for it.

    Args:
        data: a path, or a pandas, Polars or pyarrow frame.
        sheet: the sheet to read of an Excel workbook that has several with data.

    Raises:
        DataFileError: if the data cannot be read.
    """
    with opened(data, sheet) as source:
        columns = list(columns_seen(source))
        rules, groups, left = drafted(source, columns)
        views = tuple(_view(column, rules[column.name]) for column in columns)
        orders = {column.name: _order(column) for column in columns if column.seen.type == "date"}
        return Inspection(
            rows=source.rows, columns=views, groups=groups, drafted=left, notes=source.notes,
            dates=shown_by(orders.values()),
            doubtful_dates=tuple(name for name, order in orders.items() if order.fault(None)),
        )  # fmt: skip


def _order(column: Column) -> OrderOfDates:
    order = OrderOfDates()
    order.add(column.cells)
    return order


def _view(column: Column, suggestion: Suggestion) -> ColumnView:
    seen = column.seen
    return ColumnView(
        name=column.name, type=seen.type, role=column.guess.role, why=column.guess.why, known=column.guess.known,
        identifiers=seen.identifiers, distinct=seen.distinct, unique_rows=seen.unique_rows, empty=column.empty,
        small_cells=seen.small, looked_at=column.looked_at, repeats=repeats_of(column.cells),
        shape=_shape(column), rule=suggestion.rule, rule_why=suggestion.why,
    )  # fmt: skip


def _shape(column: Column) -> Shape | None:
    """A picture of a direct identifier would be one of nothing, or of somebody; dates of birth are told by decades."""
    if column.guess.role == "direct" and column.guess.known != "date_of_birth":
        return None
    if column.guess.known == "postcode":
        return shape_of(_by_outward_code(column.cells), "category")
    return shape_of(column.cells, column.seen.type)


def _by_outward_code(cells: Cells) -> Cells:
    outward = coarsen_place("outward")
    found: Cells = Counter()
    for cell, rows in cells.items():
        found[outward(cell) or ""] += rows
    return found
