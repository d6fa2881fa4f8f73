"""The commands about pseudonyms, for whoever holds the key: undo, salt."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from infoshare.safe_repr import count_of

app = typer.Typer(
    help="For the holder of the key: undo reversible pseudonyms, or give a partner the salt of digests.",
    no_args_is_help=True,
    rich_markup_mode=None,
)
PolicyName = Annotated[
    str, typer.Option("--policy", "-p", help="The policy of the release: a shipped name, or a file.")
]
Out = Annotated[Path, typer.Option("--out", "-o", help="Where to write; only its owner may read the file.")]
KeyFile = Annotated[Path | None, typer.Option(help="The key of the release; else INFOSHARE_KEY is used.")]
Recipient = Annotated[str | None, typer.Option(help="For whom it was released; the same word as then.")]
Dataset = Annotated[str | None, typer.Option(help="The name of the data set, if it was released as one of its tables.")]


@app.command("undo")
def undo(
    released: Annotated[Path, typer.Argument(metavar="FILE", help="The release, or what came back of it.")],
    column: Annotated[str, typer.Option(help="The column of reversible pseudonyms.")],
    policy: PolicyName,
    out: Out,
    key_file: KeyFile = None,
    recipient: Recipient = None,
    dataset: Dataset = None,
) -> None:
    """Write a file again with the values behind one column's reversible pseudonyms. It then holds identifiers.

    Example: infoshare pseudonym undo back.csv --column nhs_number --policy p.yaml --key-file k --out named.csv
    """
    from infoshare.workflows.pseudonyms import undo_pseudonyms
    from infoshare.workflows.sources import secret_from

    key = secret_from(key_file)
    undone = undo_pseudonyms(released, policy, column=column, key=key, out=out, recipient=recipient, dataset=dataset)
    typer.echo(f"Undone: {count_of(undone, 'pseudonym')} of '{column}'. Written: {out}, which holds identifiers.")


@app.command("salt")
def salt(
    policy: PolicyName, out: Out, key_file: KeyFile = None, recipient: Recipient = None, dataset: Dataset = None
) -> None:
    """Write the salt of a release's OpenPseudonymiser digests, for a partner with software of their own.

    Example: infoshare pseudonym salt --policy p.yaml --recipient Harrowmere --key-file k --out salt.txt
    """
    from infoshare.workflows.pseudonyms import write_salt
    from infoshare.workflows.sources import secret_from

    write_salt(policy, key=secret_from(key_file), out=out, recipient=recipient, dataset=dataset)
    typer.echo(f"Written: {out}. Whoever has it can work out every digest: keep and send it as you would a key.")
