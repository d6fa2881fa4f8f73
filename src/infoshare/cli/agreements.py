"""The command that compiles a protocol's data schedule to the policy of one recipient: policy."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

Sharing = Annotated[str | None, typer.Option(help="Which sharing, if several go to that recipient.")]
Purpose = Annotated[str | None, typer.Option(help="What it is for, where that tells the sharings apart.")]


def policy(
    file: Annotated[Path, typer.Argument(help="The answers file.")],
    recipient: Annotated[str, typer.Option(help="The party that receives.")],
    out: Annotated[Path, typer.Option("--out", "-o", help="The new policy file (.yaml).")],
    sharing: Sharing = None,
    purpose: Purpose = None,
) -> None:
    """Compile the data schedule to the policy of one recipient: what was agreed, and nothing more.

    Example: infoshare protocol policy agreed.yaml --recipient "Eastmarch Police" --sharing Admissions -o policy.yaml
    """
    from infoshare.cli.protocols import loaded, write_new
    from infoshare.workflows.policy_text import policy_text

    protocol = loaded(file)
    found = protocol.policy(recipient, sharing=sharing, purpose=purpose)
    write_new(out, policy_text(found))
    agreed = found.agreed
    if agreed:
        typer.echo(f"'{agreed.sharing}' from {agreed.giver} to {agreed.recipient} ({agreed.clause}).")
        typer.echo(f"Data schedule {agreed.schedule_sha256[:12]}, protocol {protocol.digest[:12]}. Written: {out}.")
