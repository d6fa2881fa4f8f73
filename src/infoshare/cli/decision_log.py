"""The commands about the log of decisions, which are entries of the register: add, list, verify."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from infoshare.cli.register import opened, verify
from infoshare.cli.register_options import PLACE, PlaceOption
from infoshare.cli.show import Format, OutputFormat, as_json, day_of, table

app = typer.Typer(
    help="The log of decisions: entries of the register, to which is only ever added.",
    no_args_is_help=True,
    rich_markup_mode=None,
)


@app.command("add")
def add(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="The answers file of a decision.")],
    register: PlaceOption = PLACE,
    on: Annotated[str | None, typer.Option(metavar="DATE", help="Check it as of this day; or today.")] = None,
) -> None:
    """Enter a decision: share, share in part or refuse. One with an open gap is refused (status 1).

    No answer about the person concerned is entered: who asked whom, what came of it and when, and digests.

    Example: infoshare decision log add decision.yaml --register register
    """
    from infoshare.cli.decisions import loaded
    from infoshare.workflows.entering import enter_decision

    entry = enter_decision(opened(register), loaded(file), day_of(on) or date.today())
    typer.echo(f"Entered as {entry.number}: {entry.body.kind} {entry.subject[:12]}. Head {entry.hash}")


@app.command("list")
def list_decisions(register: PlaceOption = PLACE, output_format: Format = OutputFormat.text) -> None:
    """List every decision that was entered, the first first. The chain is checked from end to end.

    Example: infoshare decision log list --register register
    """
    from infoshare.protocols.decision_facts import OUTCOMES

    found = [(each.number, each.body.model_dump(mode="json")) for each in opened(register).entries("decision")]
    if output_format is OutputFormat.json:
        as_json([{"number": number, **body} for number, body in found])
        return
    rows = [
        (str(number), each["decided_on"], each["reference"], OUTCOMES[each["outcome"]].lower(), each["requester"],
         "urgent" if each["urgent"] else "", each["review_by"] or "", each["digest"][:12])
        for number, each in found
    ]  # fmt: skip
    table(["No", "Decided", "Reference", "Outcome", "Asked by", "", "Review by", "Digest"], rows)


app.command("verify")(verify)
