"""Shows a register: its protocols, who shares what with whom, and what somebody should look at."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from textwrap import fill
from typing import TYPE_CHECKING, Any

import typer

from infoshare.cli.show import table
from infoshare.safe_repr import count_of

if TYPE_CHECKING:
    from infoshare.model.noun import Noun
    from infoshare.workflows.register import Register

WIDTH = 110
FEW = 3


def as_data(register: Register, on: date | None) -> dict[str, Any]:
    """Everything as plain data."""
    checked = register.verify()
    views: dict[str, Sequence[Noun]] = {
        "protocols": register.protocols(on), "sharings": register.sharings(on), "due": register.due(on),
        "findings": register.findings(on),
    }  # fmt: skip
    releases = [{"number": each.number, **each.body.model_dump(mode="json")} for each in register.entries("release")]
    plain = {name: [each.model_dump(mode="json") for each in found] for name, found in views.items()}
    return {"entries": checked.entries, "head": checked.head, **plain, "releases": releases}


def show(register: Register, on: date | None) -> None:
    """Write everything for a person to read."""
    _show_protocols(register, on)
    _show_sharings(register, on)
    overdue = [each for each in register.due(on) if each.overdue]
    findings = register.findings(on)
    if findings:
        typer.echo("\nTo look at\n")
    for each in findings:
        typer.echo(fill(f"- {each.message}.", WIDTH, subsequent_indent="  "))
    entries = register.verify().entries
    typer.echo(f"\n{count_of(entries, 'entry', 'entries')}, {len(overdue)} overdue, "
               f"{count_of(len(findings), 'finding')}.")  # fmt: skip


def _show_protocols(register: Register, on: date | None) -> None:
    rows = [
        (each.number, f"{each.partnership}, version {each.protocol_version}", each.state, each.review or "",
         f"{each.signed} of {each.parties}", each.digest[:12])
        for each in register.protocols(on)
    ]  # fmt: skip
    table(["No", "Protocol", "State", "Review", "Signed", "Digest"], rows)


def _show_sharings(register: Register, on: date | None) -> None:
    from infoshare.model.law import Law

    short = {each.id: each.short for each in Law.load().provisions}
    rows = [
        (each.flow, each.giver, "; ".join(each.recipients), _briefly(each.items),
         short.get(each.provision, each.provision), each.retention)
        for each in register.sharings(on)
    ]  # fmt: skip
    if rows:
        typer.echo("")
        table(["Sharing", "From", "To", "What", "Power", "Kept"], rows)


def _briefly(items: tuple[str, ...]) -> str:
    more = f" and {len(items) - FEW} more" if len(items) > FEW else ""
    return ", ".join(items[:FEW]) + more
