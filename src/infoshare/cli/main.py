"""The command `infoshare`, and the one place where an error becomes a message and an exit status."""

from __future__ import annotations

import signal
import sys
import traceback
from pathlib import Path
from typing import Annotated

import typer

from infoshare._version import __version__
from infoshare.cli import (
    agreements,
    certificates,
    data,
    decision_log,
    decisions,
    demo,
    inspection,
    law,
    merge,
    policies,
    protocols,
    pseudonyms,
    register,
    releases,
    risk,
    signatures,
    tables,
    versions,
)
from infoshare.errors import InfoshareError, ReleaseRefused

OUR_BUG = 70

app = typer.Typer(
    name="infoshare",
    help="Information-sharing protocols checked against the law, and releases that cannot go beyond them.\n\n"
    "Begin with: infoshare demo",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
app.command("demo")(demo.demo)
app.command("inspect")(inspection.inspect)
app.command("anonymise")(data.anonymise)
app.command("redact")(data.redact)
app.command("verify")(data.verify)
app.command("tabulate")(tables.tabulate)
app.command("risk")(risk.risk)
app.command("intruder")(risk.intruder)
app.add_typer(certificates.app, name="certificate")
app.add_typer(policies.app, name="policy")
protocols.app.command("diff")(versions.diff)
protocols.app.command("policy")(agreements.policy)
protocols.app.command("sign")(signatures.sign)
protocols.app.command("signatures")(signatures.signatures)
protocols.app.command("merge")(merge.merge)
app.add_typer(protocols.app, name="protocol")
decisions.app.add_typer(decision_log.app, name="log")
app.add_typer(decisions.app, name="decision")
app.add_typer(law.app, name="law")
app.add_typer(pseudonyms.app, name="pseudonym")
app.add_typer(releases.app, name="releases")
app.add_typer(register.app, name="register")


def _show_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"infoshare {__version__}")
        raise typer.Exit


@app.callback()
def infoshare(
    version: Annotated[
        bool,
        typer.Option("--version", callback=_show_version, is_eager=True, help="Show the version and stop."),
    ] = False,
) -> None:
    """Information-sharing protocols checked against the law, and releases that cannot go beyond them."""


def main() -> None:
    """Run the command line. Exit status: 0 done, 1 refused, 2 your input, 3 something missing here, 70 our bug."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(128 + signal.SIGTERM))
    try:
        app(prog_name="infoshare")
    except InfoshareError as error:
        _say(f"{'Refused' if error.exit_status == ReleaseRefused.exit_status else 'Error'}: {error}")
        sys.exit(error.exit_status)
    except Exception as error:  # the last door: whatever it is, it is our fault, and its text may hold data
        _say(_bug_report(error))
        sys.exit(OUR_BUG)


def _say(message: str) -> None:
    typer.echo(message, err=True)


def _bug_report(error: Exception) -> str:
    """Where we went wrong, by file and line alone: the error's own text may hold a value of the data."""
    frames = traceback.extract_tb(error.__traceback__)
    places = [f"  {Path(frame.filename).name}, line {frame.lineno}, in {frame.name}" for frame in frames[-6:]]
    return "\n".join(
        [
            f"Error: infoshare itself failed ({type(error).__name__}). Nothing was released. Please report this:",
            *places,
            f"  infoshare {__version__}, Python {sys.version.split()[0]}",
        ]
    )
