"""Says in plain words how a table is protected."""

from __future__ import annotations

from collections.abc import Iterator

from infoshare.model.tables import TableRule, Tables


def rules_in_words(rule: TableRule, tables: Tables) -> tuple[str, ...]:
    """What was done to the numbers of a table, a sentence each."""
    return tuple(_of_sums(tables) if rule.measure == "sum" or rule.weight else _of_counts(rule, tables))


def _of_counts(rule: TableRule, tables: Tables) -> Iterator[str]:
    if tables.cell_key:
        yield f"Every count is moved by at most {tables.cell_key.most}, the same way for the same people; 0 stays 0."
        yield "Totals are moved by themselves, so rows and columns need not add up."
        return
    if tables.is_controlled:
        yield f"Every count is rounded to a multiple of {tables.counts.base}, so that rows and columns still add up."
        yield "0 is shown as 0, and nothing is suppressed."
        return
    counts = tables.counts_behind(rule.measure)
    yield f"0 is shown as 0. Counts from 1 to {counts.threshold - 1} are suppressed and shown as *."
    if counts.base > 1:
        yield f"Every other count is rounded to the nearest {counts.base}. Totals are rounded from the true total."
    if counts.tells_range:
        yield "Where rounding leaves a suppressed count too nearly known, a further cell is suppressed and shown as x."
    elif counts.secondary:
        yield "Further cells are suppressed, so that no suppressed count can be worked out by subtraction."
    if rule.measure != "count":
        yield f"A {rule.measure} is shown only where its count could be shown."


def _of_sums(tables: Tables) -> Iterator[str]:
    yield f"Sums of fewer than {tables.counts.threshold} rows are suppressed and shown as *."
    if tables.dominance:
        yield (
            f"So are sums of which the largest {tables.dominance.n} make up more than {tables.dominance.percent:g}%."
        )
    if tables.p_percent:
        yield f"So are sums from which the largest could be estimated to within {tables.p_percent:g}%."
    yield "Further cells are suppressed, so that no suppressed sum can be worked out too nearly by subtraction."
