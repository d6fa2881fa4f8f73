"""The command that merges the answers files of several partners: merge."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from pathlib import Path
from textwrap import wrap
from typing import TYPE_CHECKING, Annotated

import typer

from infoshare.cli.protocols import refuse_existing, write_new
from infoshare.cli.show import Format, OutputFormat, as_json
from infoshare.safe_repr import count_of

if TYPE_CHECKING:
    from infoshare.model.merge import Conflict, Merge, Owed

WIDE = 100


def merge(
    files: Annotated[list[Path], typer.Argument(metavar="FILE", help="The partners' answers files.")],
    out: Annotated[Path | None, typer.Option("--out", "-o", help="Write the merged answers file.")] = None,
    base: Annotated[
        Path | None, typer.Option(help="The answers file that all began with: what only one side changed stands.")
    ] = None,
    take: Annotated[Path | None, typer.Option(help="The file whose answers stand where there is a conflict.")] = None,
    partial: Annotated[bool, typer.Option("--partial", help="Write all but what is in conflict.")] = False,
    output_format: Format = OutputFormat.text,
) -> None:
    """Join the partners' answers to one protocol, and say who still owes what. Exit status 1 on a conflict.

    Example: infoshare protocol merge police.yaml council.yaml -o answers.yaml
    """
    from infoshare.workflows.merge import merged, merged_text

    if out:
        refuse_existing(out)
    found = merged(files, base, take=take)
    written = out if not found.unsettled or partial else None
    if written:
        write_new(written, merged_text(found))
    if output_format is OutputFormat.json:
        as_json({**found.model_dump(mode="json", exclude={"answers"}), "written": str(written) if written else None})
    else:
        _show(found, written)
    if found.unsettled and not partial:
        raise typer.Exit(1)


def _show(found: Merge, written: Path | None) -> None:
    typer.echo(f"{found.title}: {count_of(len(found.files), 'file')}, {count_of(len(found.answers), 'answer')}.")
    _show_conflicts("Conflicts", found.unsettled)
    _show_conflicts("Conflicts that were decided", [each for each in found.conflicts if each.taken])
    for party in found.parties:
        _show_owed(f"{party} still owes", found.owed_by(party))
    _show_owed("Nobody has answered", found.owed_by(""))
    if not found.owed:
        typer.echo("\nNobody owes anything.")
    if written:
        typer.echo(f"\nWritten: {written}. Next: infoshare protocol check {written}")
    elif found.unsettled:
        typer.echo("\nNothing was written. Agree what is in conflict, or use --take FILE or --partial.")


def _show_conflicts(title: str, conflicts: Sequence[Conflict]) -> None:
    if conflicts:
        typer.echo(f"\n{title}")
    for text, several in groupby(conflicts, key=lambda each: each.text):
        _echo("  ", text)
        for conflict in several:
            if conflict.row:
                _echo("    ", ": ".join(filter(None, (conflict.row, conflict.label))))
            for variant in conflict.variants:
                taken = " (taken)" if conflict.taken in variant.files else ""
                _echo("      ", f"{', '.join(variant.files)}{taken}: {variant.says}")


def _show_owed(title: str, owed: Sequence[Owed]) -> None:
    if owed:
        typer.echo(f"\n{title}")
    for text, several in groupby(owed, key=lambda each: each.text):
        places = [_place(each) for each in several]
        _echo("  - ", text)
        for place in filter(None, places):
            _echo("      ", place)


def _place(owed: Owed) -> str:
    return ": ".join(filter(None, (owed.row, owed.label)))


def _echo(begins: str, text: str) -> None:
    for line in _wrapped(begins, text):
        typer.echo(line)


def _wrapped(begins: str, text: str) -> Iterator[str]:
    for part in wrap(text, WIDE - len(begins)) or [""]:
        yield f"{begins}{part}"
        begins = " " * len(begins)
