"""The commands about the register of releases: list."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from infoshare.cli.show import Format, OutputFormat, as_json, table
from infoshare.safe_repr import listed

app = typer.Typer(
    help="The register of what left: every release of one source, so that no two together give somebody away.",
    no_args_is_help=True,
    rich_markup_mode=None,
)


@app.callback()
def _group() -> None:
    """Keep `list` a command of its own though it is the only one."""


@app.command("list")
def list_releases(
    folder: Annotated[Path, typer.Option("--releases", help="The folder of the register.")],
    output_format: Format = OutputFormat.text,
) -> None:
    """List what left, when, to whom and under which policy. The register is checked from end to end.

    Example: infoshare releases list --releases releases
    """
    from infoshare.workflows.releases import releases

    found = releases(folder)
    if output_format is OutputFormat.json:
        as_json([{"number": number, **facts.model_dump(mode="json")} for number, facts in found])
        return
    headers = ["No", "Issued", "What", "Policy", "To", "Rows", "Least", "Digest", "Groups by"]
    table(
        headers,
        (
            [
                str(number), facts.issued[:10], facts.kind, f"{facts.policy.name} {facts.policy.version}",
                facts.recipient or "", facts.rows, facts.threshold, facts.sha256[:12], listed(facts.groups_by),
            ]
            for number, facts in found
        ),
    )  # fmt: skip
