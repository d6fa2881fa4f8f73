"""The command about two versions of a protocol: diff."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from enum import StrEnum
from itertools import groupby
from pathlib import Path
from textwrap import wrap
from typing import TYPE_CHECKING, Annotated

import typer

from infoshare.cli.protocols import loaded
from infoshare.cli.show import as_json

if TYPE_CHECKING:
    from infoshare.model.comparison import Change, Comparison
    from infoshare.model.finding import Finding

WIDE = 100
LONG = 300
"""A text of more characters than this is cut to what differs in it."""


class DiffFormat(StrEnum):
    """How the command writes what it found."""

    text = "text"
    json = "json"
    html = "html"


def diff(
    earlier: Annotated[Path, typer.Argument(metavar="A", help="The answers file of the earlier version.")],
    later: Annotated[Path, typer.Argument(metavar="B", help="That of the later version.")],
    output_format: Annotated[
        DiffFormat, typer.Option("--format", help="Text to read, JSON for another program, or an HTML page.")
    ] = DiffFormat.text,
    out: Annotated[
        Path | None,
        typer.Option("--out", "-o", help="Write an HTML page (.html), or Word with tracked changes (.docx)."),
    ] = None,
) -> None:
    """Say what changed between two versions of a protocol: what has legal effect, and who signs anew.

    Example: infoshare protocol diff agreed.yaml proposed.yaml -o changes.docx
    """
    from infoshare.workflows.versions import as_data, comparison, page, write_changes

    before, after = loaded(earlier), loaded(later)
    if earlier.samefile(later):
        typer.echo(f"Both are one file: {later.name}.", err=True)
    found = comparison(before, after)
    if out:
        write_changes(before, after, out)
    if output_format is DiffFormat.json:
        as_json(as_data(found))
    elif out:
        _show_summary(found)
        typer.echo(f"Written: {out}.")
    elif output_format is DiffFormat.html:
        typer.echo(page(found), nl=False)
    else:
        _show(found)


def _show(found: Comparison) -> None:
    typer.echo(f"{found.partnership}: {found.title}")
    _show_summary(found)
    _show_changes("Legal effect", found.having("legal"), found)
    _show_gaps("Gaps that opened", found.gaps_opened)
    _show_gaps("Gaps that closed", found.gaps_closed)
    _show_changes("Wording", found.having("wording"), found)


def _show_summary(found: Comparison) -> None:
    from infoshare.protocols.versions.summary import summary_of, version_of

    typer.echo(f"From version {version_of(found.before)}, to version {version_of(found.after)}.")
    if found.version_stands:
        typer.echo(f"Both call themselves version {found.after.version}: give the later one a number of its own.")
    _echo_wrapped("", summary_of(found))


def _show_changes(title: str, changes: Sequence[Change], found: Comparison) -> None:
    if changes:
        typer.echo(f"\n{title}")
    for text, several in groupby(changes, key=lambda change: change.text):
        typer.echo("")
        _echo_wrapped("  ", text)
        for change in several:
            for line in _lines(change, found):
                typer.echo(line)


def _lines(change: Change, found: Comparison) -> Iterator[str]:
    from infoshare.protocols.versions.summary import signers_of, where_of

    where = where_of(change)
    yield from _wrapped("    ", where) if where else ()
    before, after = _shortened(change)
    yield from _wrapped("      before   ", before or "nothing")
    yield from _wrapped("      after    ", after or "nothing")
    if change.effect == "legal":
        yield from _wrapped("      to sign  ", "; ".join(signers_of(change, found)))


def _shortened(change: Change) -> tuple[str, str]:
    from infoshare.protocols.versions.word_changes import excerpts

    if max(len(change.before), len(change.after)) <= LONG:
        return change.before, change.after
    before, after = excerpts(change.before, change.after)
    return _cut(before), _cut(after)


def _cut(text: str) -> str:
    return text if len(text) <= 2 * LONG else f"{text[: 2 * LONG].rstrip()} …"


def _show_gaps(title: str, gaps: Sequence[Finding]) -> None:
    if gaps:
        typer.echo(f"\n{title}\n")
    for gap in gaps:
        _echo_wrapped("  - ", gap.message)


def _echo_wrapped(begins: str, text: str) -> None:
    for line in _wrapped(begins, text):
        typer.echo(line)


def _wrapped(begins: str, text: str) -> Iterator[str]:
    """The lines of a text, each wrapped, and all after the first as far in as the beginning is long."""
    for line in text.splitlines():
        for part in wrap(line, WIDE - len(begins)) or [""]:
            yield f"{begins}{part}"
            begins = " " * len(begins)
