"""The command `demo`: both jobs on the shipped examples, and what to open."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from infoshare.cli.data import show_checks, summary
from infoshare.cli.show import progress
from infoshare.safe_repr import count_of

if TYPE_CHECKING:
    from infoshare.workflows.demo import Demonstration


def demo(
    into: Annotated[Path, typer.Option(help="The folder to write to.")] = Path("infoshare-demo"),
) -> None:
    """Show both jobs on invented data, in under a minute: a Word protocol, and a release with its papers.

    Example: infoshare demo
    """
    from infoshare.workflows.demo import demonstrate

    with progress("Anonymising 1,500 invented attendances") as on_rows:
        made = demonstrate(into, on_rows)
    _show_protocol(made)
    _show_release(made)
    _show_what_to_open(made)


def _show_protocol(made: Demonstration) -> None:
    protocol = made.protocol
    typer.echo("1. A protocol, from answers to a Word document\n")
    typer.echo(f"   {protocol.context()['partnership']}: {protocol.draft.questionnaire.title}")
    gaps, judgements, met = (len(protocol.having(verdict)) for verdict in ("gap", "judgement", "met"))
    typer.echo(f"   Checked against the law: {count_of(gaps, 'gap')}, {count_of(judgements, 'judgement')} "
               f"for named people, {met} met\n")  # fmt: skip


def _show_release(made: Demonstration) -> None:
    typer.echo("2. A release: what may leave, and what was taken out\n")
    for line in summary(made.certificate):
        typer.echo(f"   {line}")
    dropped = [column.column for column in made.certificate.columns if column.action == "drop"]
    typer.echo(f"   Columns that stay behind: {', '.join(dropped)}\n")
    show_checks(made.certificate.gate)


def _show_what_to_open(made: Demonstration) -> None:
    typer.echo(f"\nOpen these in {made.folder}/\n")
    for path, what in (
        (made.word, "the protocol, for partners to read and sign"),
        (made.report.with_suffix(".docx"), "the report of the release, for a Caldicott Guardian to sign"),
        (made.report, "the same, to read on a screen"),
        (made.release, "the table that may leave"),
        (made.source, "the invented data that it was made from"),
        (made.folder / "answers.yaml", "the answers behind the protocol"),
        (made.folder / "certificate.json", "the certificate: digests, counts, verdicts, no values"),
    ):
        typer.echo(f"   {path.name:<18} {what}")
