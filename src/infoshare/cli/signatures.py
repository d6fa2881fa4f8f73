"""The commands about a protocol's signatures: sign, signatures."""

from __future__ import annotations

from pathlib import Path
from textwrap import wrap
from typing import TYPE_CHECKING, Annotated

import typer

from infoshare.cli.protocols import AnswersFile
from infoshare.cli.show import Format, OutputFormat, as_json
from infoshare.errors import UserError
from infoshare.safe_repr import count_of

if TYPE_CHECKING:
    from infoshare.model.protocol_signature import PartyStanding, ProtocolSignature
    from infoshare.workflows.protocol import Protocol

WIDE = 100


def sign(
    file: AnswersFile,
    party: Annotated[str, typer.Option(help="The party that signs, as the protocol names it.")],
    signer: Annotated[str, typer.Option(help="Who signs for it.")],
    role: Annotated[str, typer.Option(help="The role in which they sign.")],
    signing_key_file: Annotated[
        Path | None, typer.Option(help="Signs with a private key (PEM); else INFOSHARE_SIGNING_KEY is used.")
    ] = None,
    passphrase_file: Annotated[
        Path | None, typer.Option(help="The file with the signing key's passphrase, if it has one.")
    ] = None,
    at: Annotated[
        str | None, typer.Option(metavar="TIME", help="When it is signed, such as 2026-11-26T09:00:00Z; or now.")
    ] = None,
    scan: Annotated[
        Path | None, typer.Option(help="In place of a key: the scan of a page that was signed by hand.")
    ] = None,
    signed_on: Annotated[
        str | None, typer.Option(metavar="DATE", help="With --scan: the day on the page (year-month-day).")
    ] = None,
) -> None:
    """Sign a protocol for one of its parties, exactly as it stands. Exit status 1 if it is a draft.

    The signature is written beside the answers: agreed.yaml has agreed.signatures.json.

    Example: infoshare protocol sign agreed.yaml --party "Eastmarch Police" --signer "A Name" --role "Chief Constable" --signing-key-file signing.key
    """  # noqa: E501 - a command to copy is one line
    from infoshare.workflows.signatures import signatures_of

    if scan is not None:
        keyed = signing_key_file or passphrase_file or at
        made = _signed_by_scan(file, party, scan, signer, role, None if keyed else signed_on)
    else:
        made = _signed_with_key(file, party, signing_key_file, passphrase_file, signer, role, at, signed_on)
    _show_signed(made, signatures_of(file)[1])


def _signed_by_scan(
    file: Path, party: str, scan: Path, signer: str, role: str, signed_on: str | None
) -> ProtocolSignature:
    from infoshare.workflows.signatures import sign_by_scan

    if not signed_on:
        raise UserError(
            "a scanned page is signed on a day and without a key",
            mend="With --scan give --signed-on, and none of --signing-key-file, --passphrase-file and --at.",
        )
    return sign_by_scan(file, party, scan, signer=signer, role=role, signed_on=signed_on)


def _signed_with_key(
    file: Path, party: str, key_file: Path | None, passphrase_file: Path | None, signer: str, role: str,
    at: str | None, signed_on: str | None,
) -> ProtocolSignature:  # fmt: skip
    from infoshare.workflows.signatures import sign as sign_with_key
    from infoshare.workflows.signing_keys import signing_key_from

    if signed_on:
        raise UserError("--signed-on is for a scanned page, and there is none", mend="Give --scan, or --at for a key.")
    key = signing_key_from(key_file, passphrase_file, signer, role)
    if key is None:
        raise UserError("there is nothing to sign with", mend="Give --signing-key-file, or --scan and --signed-on.")
    return sign_with_key(file, party, key, at=at)


def _show_signed(made: ProtocolSignature, standings: tuple[PartyStanding, ...]) -> None:
    typer.echo(f"Signed for {made.organisation}: version {made.protocol_version}, digest {made.digest[:12]}.")
    typer.echo(f"{_MADE_WITH[made.kind]} {made.mark}.")
    left = [each.party for each in standings if not each.stands]
    _echo("", f"Still to sign: {'; '.join(left)}." if left else f"All {count_of(len(standings), 'party', 'parties')} "
          "have signed.")  # fmt: skip


_MADE_WITH = {"key": "Key", "scan": "SHA-256 of the scan"}


def signatures(file: AnswersFile, output_format: Format = OutputFormat.text) -> None:
    """Say who signed, what still holds, and who must sign anew and why. Exit status 1 unless every party is bound.

    Example: infoshare protocol signatures agreed.yaml
    """
    from infoshare.workflows.signatures import signatures_of

    protocol, standings = signatures_of(file)
    if output_format is OutputFormat.json:
        parties = [each.model_dump(mode="json") | {"stands": each.stands} for each in standings]
        as_json({"digest": protocol.digest, "draft": protocol.is_draft, "parties": parties})
    else:
        _show(protocol, standings)
    if not standings or not all(each.stands for each in standings):
        raise typer.Exit(1)


def _show(protocol: Protocol, standings: tuple[PartyStanding, ...]) -> None:
    context = protocol.context()
    typer.echo(f"{context['partnership']}: version {context['version']}, digest {context['short_digest']}, "
               f"{'a DRAFT' if protocol.is_draft else 'for signature'}")  # fmt: skip
    for each in standings:
        if each.standing != "missing":
            typer.echo("")
            _echo("", each.party)
            _show_standing(each)
    if missing := [each.party for each in standings if each.standing == "missing"]:
        typer.echo("\nHave not signed:")
        for party in missing:
            _echo("  - ", party)
    bound = sum(each.stands for each in standings)
    typer.echo(f"\n{bound} of {count_of(len(standings), 'party', 'parties')} bound to this version.")


def _show_standing(each: PartyStanding) -> None:
    typer.echo(f"  {_WORDS[each.standing]}")
    if each.fault:
        _echo("  ", f"{each.fault}.")
    for change in each.changes:
        _echo("  - ", change)
    made = each.signature
    if made:
        _echo("  ", f"{made.signer}, {made.role}, on {made.at}, version {made.protocol_version} ({made.digest[:12]})")
        _echo("  ", f"{_MADE_WITH[made.kind]} {made.mark}{_compare(each)}")


def _compare(each: PartyStanding) -> str:
    if each.signature and each.signature.kind == "scan":
        return ""
    return ", which the protocol names" if each.pinned else ", which the protocol does not name: compare it"


_WORDS = {
    "signed": "Signed this version.",
    "holds": "Signed an earlier version, and nothing that touches it changed since: the signature holds.",
    "reopened": "Must sign anew. Since it signed, these changed:",
    "broken": "Not to be trusted:",
}


def _echo(begins: str, text: str) -> None:
    """Write a text, wrapped; all lines after the first as far in as the beginning is long."""
    for line in wrap(text, WIDE, initial_indent=begins, subsequent_indent=" " * len(begins), break_long_words=False):
        typer.echo(line)
