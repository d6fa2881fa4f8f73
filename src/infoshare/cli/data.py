"""The commands about data: anonymise, redact, verify."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from infoshare.cli.certificates import PassphraseFile, Signer, SignerRole, SigningKeyFile
from infoshare.cli.show import Format, OutputFormat, as_json, day_of, progress, table
from infoshare.identifiers.registry import PLURALS
from infoshare.safe_repr import count_of, listed

if TYPE_CHECKING:
    from infoshare.certificates.signing import SigningKey
    from infoshare.model.certificate import Certificate, Check
    from infoshare.workflows.redact import Found
    from infoshare.workflows.under_protocol import Terms

STANDARD = "-"
A_FILE = "A data file: CSV or TSV (also .gz), Excel (.xlsx), JSON Lines, Parquet, Arrow. '-' is standard input."
A_TEXT = "A text file. '-' is standard input."
Data = Annotated[
    str,
    typer.Argument(metavar="DATA", help=f"{A_FILE} Or a database: sqlite:///FILE?table=NAME."),
]
OUT = "Where to write; the suffix picks the format. '-' is CSV. For a data set, a folder."
SqlQuery = Annotated[str | None, typer.Option("--query", help="A SELECT, where DATA is a database.")]
Sheet = Annotated[str | None, typer.Option(help="The sheet to read of an Excel workbook that has several with data.")]
Releases = Annotated[
    Path | None, typer.Option(help="The folder of the register of this source's releases; made if it is not there.")
]
RowKey = Annotated[
    list[str] | None,
    typer.Option(help="For a new register: a column by which a row is known again; may be given again."),
]
OptOutFile = Annotated[
    Path | None, typer.Option("--opt-out", help="A text file of NHS numbers: the policy's opt-out list.")
]
OwnPolicy = Annotated[str | None, typer.Option("--policy", "-p", help="A shipped policy's name, or a policy file.")]
ProtocolFile = Annotated[
    Path | None,
    typer.Option("--protocol", help="The answers file of a signed protocol: its data schedule is the policy."),
]
SharingName = Annotated[
    str | None, typer.Option("--sharing", help="Of the protocol: which sharing with that recipient.")
]
PurposeName = Annotated[str | None, typer.Option("--purpose", help="Of the protocol: what it is for.")]
RegisterPlace = Annotated[
    str | None,
    typer.Option("--register", help="Of the protocol: the partnership's register, a folder or an address."),
]
DestroyBy = Annotated[
    str | None,
    typer.Option("--destroy-by", metavar="DATE", help="Of the protocol: the day by which it is destroyed."),
]
PolicyName = Annotated[str, typer.Option("--policy", "-p", help="A shipped policy's name, or a policy file.")]


def given(data: str | Path, query: str | None = None) -> object:
    """What a person gave as data: a path, standard input, or a query of a database."""
    if query is None:
        return sys.stdin.buffer if str(data) == STANDARD else data
    from infoshare.errors import UserError
    from infoshare.files.database import is_address
    from infoshare.workflows.sources import query_from

    if not is_address(str(data)):
        raise UserError("a query is for a database, and DATA is none", mend="Leave --query out.")
    return query_from(str(data), query)


def anonymise(
    data: Data,
    out: Annotated[Path, typer.Option("--out", "-o", help=OUT)],
    policy: OwnPolicy = None,
    protocol: ProtocolFile = None,
    recipient: Annotated[
        str | None, typer.Option(help="Who receives it; pseudonyms differ between recipients.")
    ] = None,
    sheet: Sheet = None,
    query: SqlQuery = None,
    key_file: Annotated[Path | None, typer.Option(help="The key for pseudonyms; else INFOSHARE_KEY is used.")] = None,
    report: Annotated[
        Path | None, typer.Option(help="A folder for report.html, report.docx and certificate.json.")
    ] = None,
    releases: Releases = None,
    row_key: RowKey = None,
    engine: Annotated[str, typer.Option(help="polars, or reference (slow and obvious).")] = "polars",
    issued: Annotated[
        str | None, typer.Option(help="The time on the certificate (ISO 8601); now, if not given.")
    ] = None,
    opt_out: OptOutFile = None,
    signing_key_file: SigningKeyFile = None,
    signing_passphrase_file: PassphraseFile = None,
    signer: Signer = None,
    signer_role: SignerRole = None,
    sharing: SharingName = None,
    purpose: PurposeName = None,
    decision: Annotated[Path | None, typer.Option(help="Of the protocol: the decision that it rests on.")] = None,
    register: RegisterPlace = None,
    destroy_by: DestroyBy = None,
) -> None:
    """Anonymise a data file by a policy or under a signed protocol. It is written only if the release gate says pass.

    Example: infoshare anonymise attendances.csv --policy ae-violence --out release.csv --key-file infoshare.key

    Example: infoshare anonymise attendances.csv --protocol agreed.yaml --recipient "Eastmarch Police" --out release.csv
    """
    from infoshare.model.dataset import is_dataset
    from infoshare.workflows.anonymise import anonymise as make
    from infoshare.workflows.publish import certificate_path
    from infoshare.workflows.signing_keys import signing_key_from
    from infoshare.workflows.sources import secret_from

    signing = signing_key_from(signing_key_file, signing_passphrase_file, signer, signer_role)
    terms = terms_of(protocol, sharing=sharing, purpose=purpose, decision=decision, register=register, until=destroy_by)
    if policy is not None and is_dataset(Path(policy)):
        _anonymise_dataset(
            data,
            Path(policy),
            out,
            recipient,
            sheet or query or releases or terms,
            secret_from(key_file),
            report,
            engine,
            issued,
            opt_out,
            signing,
        )
        return
    to_standard = str(out) == STANDARD
    with progress("Anonymising") as on_rows:
        release = make(
            given(data, query), policy, protocol=terms, key=secret_from(key_file), recipient=recipient, sheet=sheet,
            report=report, releases=releases, row_key=row_key, engine=engine,
            out=sys.stdout.buffer if to_standard else out, issued=issued, opt_out=opt_out, signing_key=signing,
            on_rows=on_rows,
        )  # fmt: skip
    for line in summary(release.certificate):
        typer.echo(line, err=to_standard)
    if not to_standard:
        typer.echo(f"Written: {out} and {certificate_path(out, report)}")


def terms_of(
    protocol: Path | None, *, sharing: str | None, purpose: str | None, decision: Path | None, register: str | None,
    until: str | None,
) -> Terms | None:  # fmt: skip
    """The terms of a protocol; None without one."""
    from infoshare.errors import UserError
    from infoshare.workflows.under_protocol import Terms

    if protocol is None:
        if any((sharing, purpose, decision, register, until)):
            raise UserError(
                "--sharing, --purpose, --decision, --register and --destroy-by are of a protocol, and none was given",
                mend="Give it with --protocol.",
            )
        return None
    return Terms(protocol, sharing, purpose, decision, register, day_of(until, "--destroy-by"))


def _anonymise_dataset(
    data: str, dataset: Path, out: Path, recipient: str | None, part: object, key: bytes | None,
    report: Path | None, engine: str, issued: str | None, opt_out: Path | None, signing: SigningKey | None,
) -> None:  # fmt: skip
    from infoshare.errors import UserError
    from infoshare.workflows.dataset import anonymise_dataset, certificate_path

    if STANDARD in {data, str(out)} or part is not None:
        raise UserError(
            "a data set is read from a folder and written to a folder, without --sheet, --query, --releases and "
            "--protocol",
            mend="Give the folder with its tables, one sheet with data in each, and --out with another folder. A "
            "register is of one table's releases.",
        )
    with progress("Anonymising") as on_rows:
        release = anonymise_dataset(
            data, dataset, key=key, recipient=recipient, out=out, report=report, engine=engine, issued=issued,
            opt_out=opt_out, signing_key=signing, on_rows=on_rows,
        )  # fmt: skip
    for name, certificate in release.certificate.tables.items():
        typer.echo(f"Table {name}:")
        for line in summary(certificate):
            typer.echo(f"  {line}")
    typer.echo(f"Written: {listed(release.tables.values())}, and {certificate_path(out, report)}")


def summary(certificate: Certificate) -> list[str]:
    """What a release is, in a few lines."""
    c = certificate
    lines = [
        f"Released: {c.release.rows:,} of {count_of(c.source.rows, 'row')}, "
        f"{c.release.columns} of {count_of(len(c.columns), 'column')}, under policy {c.policy.name} {c.policy.version}"
    ]
    if c.agreed:
        until = f", to be destroyed by {c.agreed.destroy_by}" if c.agreed.destroy_by else ""
        lines.append(f"Under: {c.agreed.protocol}, version {c.agreed.version}, {c.agreed.clause}{until}")
    if c.privacy.k_reached:
        lines.append(
            f"Smallest group: {count_of(c.privacy.k_reached, 'row')} ({c.privacy.k_asked} asked); "
            f"{count_of(c.privacy.suppressed_rows, 'row')} left out to reach it"
        )
    lines += _permissions(c)
    if c.redactions:
        kinds = (f"{number:,} {PLURALS[kind]}" for kind, number in c.redactions.items())
        lines.append(f"Taken out of free text: {', '.join(kinds)}")
    unread = [f"'{column.column}' ({column.unread:,})" for column in c.columns if column.unread]
    if unread:
        lines.append(f"Could not be read, so left blank: cells in {listed(unread)}")
    lines += [f"Note on the source: {note}" for note in c.source.notes]
    if c.neutralised_cells:
        lines.append(f"Made harmless to spreadsheets: {count_of(c.neutralised_cells, 'cell')}")
    return [*lines, f"Gate: {len(c.gate)} of {len(c.gate)} checks passed"]


def _permissions(c: Certificate) -> list[str]:
    """What came of consent and opt-outs, in a line for each."""
    lines = []
    if asked := c.consent:
        lines.append(
            f"Consent in '{asked.column}': {count_of(asked.given, 'row')} with, {asked.refused:,} refused, "
            f"{asked.empty:,} empty, {asked.unforeseen:,} with an answer that the policy does not expect"
        )
        lines.append(f"Of these may leave with {listed(asked.needed_for)}: {count_of(asked.named, 'row')}")
    if listed_as := c.opt_out:
        lines.append(
            f"Opted out: {count_of(listed_as.opted_out, 'row')}; with no valid NHS number: {listed_as.unmatched:,}; "
            f"left out for that: {listed_as.left_out:,}"
        )
    return lines


def redact(
    text: Annotated[Path, typer.Argument(metavar="[FILE]", help=A_TEXT)] = Path(STANDARD),
    strength: Annotated[str, typer.Option(help="balanced, or strict: a word stays only if it is known to be safe.")] = (
        "balanced"
    ),
    numbered: Annotated[bool, typer.Option("--numbered", help="[NAME-1]: the same person, the same number.")] = False,
    recogniser: Annotated[
        list[str] | None, typer.Option(help="Another's presidio recogniser, such as spacy; may be given again.")
    ] = None,
    explain: Annotated[
        bool, typer.Option("--explain", help="Show what would be taken out, by what, and how sure; no value of it.")
    ] = False,
    show_values: Annotated[bool, typer.Option("--show-values", help="With --explain: show the values too.")] = False,
    output_format: Format = OutputFormat.text,
) -> None:
    """Write one text without names and identifiers, or explain what would be taken out.

    Example: echo "Seen by Dr Okafor, ring 07700 900123" | infoshare redact
    """
    from infoshare.workflows.redact import explain as look
    from infoshare.workflows.redact import redact as take_out
    from infoshare.workflows.redact import text_from

    words = text_from(given(text))
    if explain:
        found = look(words, strength=strength, recognisers=recogniser or ())
        _show_found(found, show_values, output_format)
        return
    placeholders = "numbered" if numbered else "typed"
    clean = take_out(words, strength=strength, placeholders=placeholders, recognisers=recogniser or ())
    if output_format is OutputFormat.json:
        as_json({"text": clean})
    else:
        typer.echo(clean, nl=False)


def _show_found(found: list[Found], show_values: bool, output_format: OutputFormat) -> None:
    shown = ["line", "column", "length", "kind", "by", "sure", *(["value"] if show_values else [])]
    if output_format is OutputFormat.json:
        as_json([{name: getattr(each, name) for name in shown} for each in found])
        return
    if not found:
        typer.echo("Nothing would be taken out.")
        return
    headers = ["Line", "Column", "Length", "Kind", "Found by", "Sure", *(["Value"] if show_values else [])]
    rows = ([getattr(each, name) for name in shown] for each in found)
    table(headers, ([f"{cell:.2f}" if isinstance(cell, float) else cell for cell in row] for row in rows))


def verify(
    released: Annotated[Path, typer.Argument(metavar="RELEASED", help="The release to look at.")],
    source: Annotated[Path | None, typer.Option(help="The data it was made from.")] = None,
    policy: Annotated[
        str | None, typer.Option("--policy", "-p", help="A shipped policy's name, or a policy file.")
    ] = None,
    without_source: Annotated[
        bool, typer.Option("--without-source", help="Judge only what the release itself shows.")
    ] = False,
    sheet: Annotated[str | None, typer.Option(help="The sheet of the source, if it is an Excel workbook.")] = None,
    opt_out: OptOutFile = None,
    certificate: Annotated[
        Path | None, typer.Option(help="Its certificate: is that whole, signed, and of this file?")
    ] = None,
    public_key: Annotated[
        Path | None, typer.Option(help="The public key (PEM) of whoever is to have signed the certificate.")
    ] = None,
    signature: Annotated[
        bool, typer.Option("--signature/--no-signature", help="Whether a valid signature is asked for.")
    ] = True,
    output_format: Format = OutputFormat.text,
) -> None:
    """Check a release: by its source and policy through the gate, or by its certificate. Exit status 1 if it fails.

    Without the source, the checks that need it do not run and count as failed, unless --without-source is given.

    Example: infoshare verify release.csv --source attendances.csv --policy ae-violence

    Example: infoshare verify release.csv --certificate release.certificate.json --public-key signing.pub
    """
    from infoshare.workflows.verify import verify as look

    verdict = look(
        released, source=source, policy=policy, sheet=sheet, opt_out=opt_out, without_source=without_source,
        certificate=certificate, public_key=public_key, signature=signature,
    )  # fmt: skip
    if output_format is OutputFormat.json:
        checks = [check.model_dump(mode="json") for check in verdict.checks]
        as_json({"verdict": verdict.verdict, "checks": checks})
    else:
        show_checks(verdict.checks)
        without = ", without the source: only what the release itself shows" if without_source else ""
        typer.echo(f"\nVerdict: {verdict.verdict}{without}")
        if policy is not None and source is None and not without_source:
            typer.echo("Give --source, or --without-source if only what the release itself shows is to be judged.")
    if verdict.verdict != "pass":
        raise typer.Exit(1)


def show_checks(checks: tuple[Check, ...]) -> None:
    """The gate's checks as a table."""
    table(["Check", "Result", "Found"], [(c.check.replace("_", " "), c.verdict, c.message) for c in checks])
