"""The commands about the law: list, show, may-share."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from infoshare.cli.show import Format, OutputFormat, as_json, card, table

app = typer.Typer(
    help="The law as data: gateways, provisions and bodies, and whether a flow of information may go ahead.",
    no_args_is_help=True,
    rich_markup_mode=None,
)


class What(StrEnum):
    """What to list."""

    gateways = "gateways"
    provisions = "provisions"
    bodies = "bodies"
    lists = "lists"
    purposes = "purposes"


@app.command("list")
def list_law(
    what: Annotated[What, typer.Argument(metavar="[gateways|provisions|bodies|lists|purposes]")] = What.gateways,
    output_format: Format = OutputFormat.text,
) -> None:
    """List the gateways, or the provisions, kinds of body, lists of bodies or kinds of purpose that the law here knows.

    Example: infoshare law list bodies
    """
    from infoshare.workflows.law import entries

    found = entries()[what.value]
    if output_format is OutputFormat.json:
        as_json([each.model_dump(mode="json", by_alias=True) for each in found])
    else:
        table(["Id", "What it is"], [(each.id, getattr(each, "name", None) or _provision(each)) for each in found])


def _provision(provision: object) -> str:
    return f"{getattr(provision, 'instrument', '')}, {getattr(provision, 'provision', '')}"


@app.command("show")
def show_law(
    entry: Annotated[str, typer.Argument(metavar="ID", help="An id; 'law list' has them.")],
    output_format: Format = OutputFormat.text,
) -> None:
    """Show one gateway, provision, body, list or kind of purpose on one screen, with how each fact is known.

    Example: infoshare law show cda_s115
    """
    from infoshare.workflows import law

    lines = law.card(entry)
    if output_format is OutputFormat.json:
        as_json(dict(lines))
    else:
        card(lines)


@app.command("may-share")
def may_share(
    facts: Annotated[Path, typer.Argument(metavar="FACTS", help="A YAML file with the facts of one flow.")],
    output_format: Format = OutputFormat.text,
) -> None:
    """Say whether one flow may go ahead: stop, gap, judgement or fine, with the law and what would mend it.

    Status 1 for stop and gap.

    Example: infoshare law may-share facts.yaml
    """
    from infoshare.workflows import law

    advice = law.may_share(facts)
    if output_format is OutputFormat.json:
        as_json(advice.model_dump(mode="json"))
    else:
        typer.echo(f"{WORDS[advice.verdict]}\n")
        for reason in advice.reasons:
            card([(reason.verdict.capitalize(), reason.message), ("Law", reason.provision), ("Mend", reason.mend)])
    raise typer.Exit(1 if advice.verdict in {"stop", "gap"} else 0)


WORDS = {
    "stop": "STOP: this cannot go ahead as proposed.",
    "gap": "GAP: something that the law asks for is missing, and can be supplied.",
    "judgement": "JUDGEMENT: nothing is missing; the law leaves a weighing to a named person.",
    "fine": "FINE: nothing is missing on the facts given.",
}
