"""The commands about policies: list, show, check, schema."""

from __future__ import annotations

from typing import Annotated

import typer

from infoshare.cli.show import Format, OutputFormat, as_json, table
from infoshare.safe_repr import count_of

app = typer.Typer(
    help="Release policies: what may leave, and how each column is treated.",
    no_args_is_help=True,
    rich_markup_mode=None,
)
Name = Annotated[str, typer.Argument(metavar="POLICY", help="A shipped policy's name, or a policy file.")]


@app.command("list")
def list_policies(output_format: Format = OutputFormat.text) -> None:
    """List the shipped policies.

    Example: infoshare policy list
    """
    from infoshare.workflows.policies import shipped

    found = shipped()
    if output_format is OutputFormat.json:
        as_json([{"policy": p.policy, "version": p.version, "title": p.title, "release": p.release} for p in found])
    else:
        rows = ((p.policy, p.version, p.release, p.title) for p in found)
        table(["Policy", "Version", "Release", "What it is for"], rows)


@app.command("show")
def show(name: Name) -> None:
    """Print a policy file as it stands.

    Example: infoshare policy show ae-violence
    """
    from infoshare.workflows.policies import text_of

    typer.echo(text_of(name), nl=False)


@app.command("check")
def check(name: Name) -> None:
    """See whether a policy file is sound; every fault is named at once.

    Example: infoshare policy check my-policy.yaml
    """
    from infoshare.model.policy import Policy
    from infoshare.workflows.policies import in_words

    policy = Policy.load(name)
    typer.echo(f"{policy.policy} {policy.version} is sound: {count_of(len(policy.columns), 'column')}")
    for sentence in in_words(policy):
        typer.echo(sentence)


@app.command("schema")
def schema() -> None:
    """Print the JSON Schema of a policy file.

    Example: infoshare policy schema
    """
    from infoshare.model.policy import Policy

    as_json(Policy.model_json_schema(by_alias=True))
