"""The commands about the register: add, list, due, review, withdraw, destroyed, export, ics, verify."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, cast

import typer

from infoshare.cli.register_options import PLACE, By, Migrate, On, Out, PlaceOption, Registered, words_in
from infoshare.cli.show import Format, OutputFormat, as_json, day_of, table
from infoshare.safe_repr import count_of, listed

if TYPE_CHECKING:
    from infoshare.model.register_entry import Entry, RegisteredProtocol
    from infoshare.protocols.register.states import Known
    from infoshare.workflows.register import Register

app = typer.Typer(
    help="The register of a partnership: protocols, releases, reviews and destructions, in a chain of entries.",
    no_args_is_help=True,
    rich_markup_mode=None,
)


def opened(place: str, *, migrate: bool = False) -> Register:
    """The register at a place."""
    from infoshare.workflows.register import Register

    return Register.open(place, migrate=migrate)


def _meant(register: Register, file: str) -> Known:
    """The registered protocol that an answers file or a digest means."""
    from infoshare.cli.protocols import loaded

    return register.protocol(loaded(Path(file)).digest if Path(file).exists() else file)


def _say_entered(entry: Entry, what: str) -> None:
    typer.echo(f"Entered as {entry.number}: {what}.")


@app.command("add")
def add(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="The answers file of an agreement.")],
    register: PlaceOption = PLACE,
    beside: Annotated[
        bool, typer.Option("--beside", help="It stands beside the partnership's earlier ones, and replaces none.")
    ] = False,
    migrate: Migrate = False,
) -> None:
    """Enter a version of a protocol with its signatures; it follows the last one of its partnership and question set.

    With open gaps it is entered as a draft, on which nothing may rest. The first entry makes the register.

    Example: infoshare register add answers.yaml --register register
    """
    from infoshare.workflows.entering import enter_signatures
    from infoshare.workflows.signatures import signatures_of

    (protocol, standings), found = signatures_of(file), opened(register, migrate=migrate)
    entry = found.add_protocol(protocol, beside=beside)
    signed = enter_signatures(found, standings)
    body = cast("RegisteredProtocol", entry.body)
    state = f"a DRAFT with {count_of(body.gaps, 'legal gap')} open" if body.is_draft else "no legal gap"
    follows = f", follows {body.follows[:12]}" if body.follows else ""
    _say_entered(entry, f"{body.partnership}, version {body.protocol_version} ({state}{follows})")
    if signed:
        typer.echo(f"With {count_of(signed, 'signature')}, each an entry of its own.")
    typer.echo(f"Digest {body.digest[:12]}. Head {found.head}")


@app.command("list")
def list_entries(register: PlaceOption = PLACE, on: On = None, output_format: Format = OutputFormat.text) -> None:
    """Say who shares what with whom under which power, what is overdue, and what to look at. The chain is checked.

    Example: infoshare register list --register register
    """
    from infoshare.cli.register_show import as_data, show

    found, day = opened(register), day_of(on, "--on")
    if output_format is OutputFormat.json:
        as_json(as_data(found, day))
    else:
        show(found, day)


@app.command("due")
def due(register: PlaceOption = PLACE, on: On = None, output_format: Format = OutputFormat.text) -> None:
    """List the reviews, ends and destructions that are due, the earliest first.

    Example: infoshare register due --register register --on 2027-11-02
    """
    found = opened(register).due(day_of(on, "--on"))
    if output_format is OutputFormat.json:
        as_json([each.model_dump(mode="json") for each in found])
    else:
        rows = [(each.on, each.what, "overdue" if each.overdue else "", each.digest[:12],
                 f"{each.about} ({each.partnership}, version {each.protocol_version})") for each in found]  # fmt: skip
        table(["By", "What", "", "Digest", "Of"], rows)


@app.command("review")
def review(
    file: Registered,
    by: By,
    outcome: Annotated[str, typer.Option(help="What came of it, in a few words.")],
    next_review: Annotated[
        str | None, typer.Option("--next", metavar="DATE", help="When the next review is due.")
    ] = None,
    on: On = None,
    register: PlaceOption = PLACE,
    migrate: Migrate = False,
) -> None:
    """Enter that a protocol was reviewed, by whom, what came of it, and when the next review is due.

    Example: infoshare register review answers.yaml --by "A. Example, DPO" --outcome "Goes on" --next 2028-11-01
    """
    from infoshare.model.register_entry import RegisteredReview
    from infoshare.workflows.register import today

    found = opened(register, migrate=migrate)
    digest = _meant(found, file).body.digest
    following = day_of(next_review, "--next")
    said = RegisteredReview(protocol=digest, on=day_of(on, "--on") or today(), by=words_in(by, "--by"),
                            outcome=words_in(outcome, "--outcome"), next_review=following)  # fmt: skip
    _say_entered(
        found.add(said), f"a review of {digest[:12]}; the next is {f'due {following}' if following else 'open'}"
    )


@app.command("withdraw")
def withdraw(
    file: Registered,
    by: By,
    reason: Annotated[str, typer.Option(help="Why, in a few words.")],
    on: On = None,
    register: PlaceOption = PLACE,
    migrate: Migrate = False,
) -> None:
    """Enter that a protocol is withdrawn: nothing may rest on it from that day.

    Example: infoshare register withdraw answers.yaml --by "A. Example, Chair" --reason "The partnership ended"
    """
    from infoshare.errors import UserError
    from infoshare.model.register_entry import RegisteredWithdrawal
    from infoshare.workflows.register import today

    found = opened(register, migrate=migrate)
    known = _meant(found, file)
    if known.withdrawals:
        number = known.withdrawals[0][0].number
        raise UserError(f"it is withdrawn already, by entry {number}", mend="Nothing needs to be done.")
    said = RegisteredWithdrawal(protocol=known.body.digest, on=day_of(on, "--on") or today(), by=words_in(by, "--by"),
                                reason=words_in(reason, "--reason"))  # fmt: skip
    _say_entered(found.add(said), f"{known.body.partnership}, version {known.body.protocol_version}, is withdrawn")


@app.command("destroyed")
def destroyed(
    release: Annotated[str, typer.Argument(metavar="RELEASE", help="The release's SHA-256, or its first 8 digits.")],
    out: Out,
    by: Annotated[str | None, typer.Option(help="Who destroyed it, by name.")] = None,
    role: Annotated[str | None, typer.Option(help="In which role.")] = None,
    how: Annotated[str | None, typer.Option(help="By which means.")] = None,
    on: On = None,
    register: PlaceOption = PLACE,
    migrate: Migrate = False,
) -> None:
    """Enter that a release was destroyed, and write a certificate of it: .docx, .html or .json.

    Of a destruction that is entered already, the certificate is written again: leave out by whom and how.

    Example: infoshare register destroyed 3f2a91c0 --by "A. Example" --role Analyst --how Overwritten -o destroyed.docx
    """
    from infoshare.workflows.register_papers import destroy

    entry = destroy(opened(register, migrate=migrate), release, out, by=by, role=role, how=how, on=day_of(on, "--on"))
    _say_entered(entry, f"a destruction of release {entry.subject[:12]}")
    typer.echo(f"Written: {out}.")


@app.command("export")
def export(out: Out, on: On = None, register: PlaceOption = PLACE) -> None:
    """Write the agreements that bind or will, for publishing: .csv or .json, or a page (.html) without contacts.

    The fields are the 18 of the public register of agreements under the Digital Economy Act 2017, Part 5.

    Example: infoshare register export --register register -o agreements.csv
    """
    from infoshare.workflows.register_papers import export as write

    typer.echo(f"Written: {out}, {count_of(write(opened(register), out, day_of(on, '--on')), 'agreement')}.")


@app.command("ics")
def ics(out: Out, register: PlaceOption = PLACE) -> None:
    """Write reviews, ends and destructions as a calendar. Taking it in again moves its events and makes none twice.

    Example: infoshare register ics --register register -o register.ics
    """
    from infoshare.workflows.register_papers import write_calendar

    typer.echo(f"Written: {out}, {count_of(write_calendar(opened(register), out), 'event')}.")


@app.command("verify")
def verify(
    register: PlaceOption = PLACE,
    head: Annotated[str | None, typer.Option(metavar="HASH", help="A head that was noted elsewhere before.")] = None,
) -> None:
    """Check the chain from end to end, and print its head: note it elsewhere, so that a cut end is noticed.

    Example: infoshare register verify --register register
    """
    found = opened(register).verify(head)
    typer.echo(f"{count_of(found.entries, 'entry', 'entries')}, the chain is whole. Head {found.head}")
    if found.backward:
        typer.echo(f"Dated before the entry in front: {listed(found.backward)}. A clock was wrong.")
