"""The command `inspect`: what is in a data file, column by column, a drafted policy, and a page of pictures."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from infoshare.cli.data import Data, Sheet, SqlQuery, given
from infoshare.cli.show import Format, OutputFormat, as_json, table
from infoshare.safe_repr import count_of, listed

if TYPE_CHECKING:
    from infoshare.model.inspection import ColumnView, Groups, Inspection


def inspect(
    data: Data,
    policy_out: Annotated[Path | None, typer.Option(help="Draft a policy for this data into a file.")] = None,
    schedule: Annotated[
        Path | None, typer.Option(help="Draft the rows of a protocol's data schedule into a file.")
    ] = None,
    page: Annotated[Path | None, typer.Option(help="Draw pictures of the data into an HTML page.")] = None,
    sheet: Sheet = None,
    query: SqlQuery = None,
    output_format: Format = OutputFormat.text,
) -> None:
    """Look at a data file: each column's type, likely role and identifiers inside, and how rows stand out together.

    No value of the data is shown: counts and rounded figures only.

    Example: infoshare inspect attendances.csv --policy-out draft.yaml --page page.html
    """
    from infoshare.workflows.inspect import inspect as look

    found = look(given(data, query), sheet=sheet)
    _write(found, policy_out, schedule, page)
    if output_format is OutputFormat.json:
        as_json(found.model_dump(mode="json"))
        return
    typer.echo(f"{count_of(found.rows, 'row')}, {count_of(len(found.columns), 'column')}\n")
    for note in found.notes:
        typer.echo(f"Note: {note}")
    _show_columns(found)
    for line in _about_rows(found):
        typer.echo(line)
    if policy_out:
        typer.echo(f"A policy is drafted in {policy_out}. A person must agree every line of it.")
    if schedule:
        typer.echo(f"Rows for a protocol's data schedule are drafted in {schedule}. A person must confirm each.")
    if page:
        typer.echo(f"Pictures are in {page}.")


def _write(found: Inspection, policy_out: Path | None, schedule: Path | None, page: Path | None) -> None:
    from infoshare.documents.inspection_page import inspection_page
    from infoshare.files.target import write_whole
    from infoshare.workflows.policy_text import draft_policy
    from infoshare.workflows.schedule_draft import schedule_text

    if policy_out:
        write_whole(policy_out, draft_policy(found, "draft").encode())
    if schedule:
        write_whole(schedule, schedule_text(found).encode())
    if page:
        write_whole(page, inspection_page(found).encode())


def _show_columns(found: Inspection) -> None:
    from infoshare.anonymisation.roles import TITLES

    table(
        ["Column", "Type", "Role", "Distinct", "Unique", "Small", "Empty", "Why", "Identifiers inside"],
        [
            (c.name, _type(c), c.role, c.distinct, c.unique_rows, c.small_cells, c.empty, c.why,
             ", ".join(f"{n:,} {TITLES[kind]}" for kind, n in c.identifiers.items()))
            for c in found.columns
        ],
    )  # fmt: skip
    typer.echo("\nUnique: rows whose value no other row has. Small: values that fewer than five rows have.")


def _type(column: ColumnView) -> str:
    """The type, with rounded figures between which numbers and dates stand."""
    name, shape = column.type.replace("_", " "), column.shape
    if shape is None or shape.kind not in {"numbers", "dates"}:
        return name
    return f"{name}: {shape.labels[0]}{f' to {shape.labels[-1]}' if len(shape.labels) > 1 else ''}"


def _about_rows(found: Inspection) -> Iterator[str]:
    for column in found.columns:
        if column.looked_at < column.distinct:
            yield f"'{column.name}': looked at {column.looked_at:,} of {column.distinct:,} different values"
    yield ""
    yield from _about_groups(found.groups, found.rows)
    yield ""


def _about_groups(groups: Groups, rows: int) -> Iterator[str]:
    if not groups.columns:
        yield "No column seems to help to single somebody out together with others."
        return
    yield f"Together, {listed(groups.columns)} could single a person out:"
    yield f"{groups.unique_rows:,} of {count_of(rows, 'row')} are unique on them."
    left = groups.without[groups.adds_most] if groups.adds_most else 0
    if groups.adds_most and left == groups.unique_rows:
        yield f"No column alone is the cause; by itself, '{groups.adds_most}' singles out most."
    elif groups.adds_most:
        yield f"'{groups.adds_most}' adds most: without it, {left:,} would be."
