"""Shows values on a terminal as plain tables and sentences, and as JSON for other programs."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from enum import StrEnum
from typing import Annotated, Any

import typer

from infoshare.errors import UserError


class OutputFormat(StrEnum):
    """How a command writes what it found."""

    text = "text"
    json = "json"


Format = Annotated[OutputFormat, typer.Option("--format", help="Text to read, or JSON for another program.")]


def day_of(text: str | None, option: str = "--on") -> date | None:
    """The day that an option gives, or None.

    Raises:
        UserError: if it is no date.
    """
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        raise UserError(f"{option} is not a date", mend="Write it as year-month-day, such as 2026-12-01.") from None


def as_json(value: Any) -> None:
    """Write plain data as indented JSON."""
    typer.echo(json.dumps(value, ensure_ascii=False, indent=2))


def table(headers: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """Write a table with aligned columns; the last column wraps to the terminal's width."""
    from rich import box
    from rich.console import Console
    from rich.table import Table

    grid = Table(*headers, box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False, padding=(0, 1, 0, 0))
    for row in rows:
        grid.add_row(*(_plain(cell) for cell in row))
    Console(highlight=False, markup=False, emoji=False, width=None if sys.stdout.isatty() else 110).print(grid)


def card(lines: Iterable[tuple[str, str]]) -> None:
    """Write a card: each line's name, and what it says beside it, wrapped to the terminal's width."""
    from rich.console import Console
    from rich.table import Table

    grid = Table(box=None, show_header=False, show_edge=False, pad_edge=False, padding=(0, 2, 0, 0))
    for name, said in lines:
        grid.add_row(name, said)
    console = Console(highlight=False, markup=False, emoji=False, width=None if sys.stdout.isatty() else 110)
    console.print(grid)
    console.print()


def _plain(cell: object) -> str:
    return f"{cell:,}" if isinstance(cell, int) and not isinstance(cell, bool) else str(cell)


@contextmanager
def progress(label: str) -> Iterator[Callable[[int], None]]:
    """A counter of rows on the terminal while work goes on; nothing in a pipe."""
    if not sys.stderr.isatty():
        yield lambda rows: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn

    columns = (SpinnerColumn(), TextColumn(label), BarColumn(), MofNCompleteColumn(), TextColumn("rows"))
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(label, total=None)
        yield lambda rows: bar.advance(task, rows)
