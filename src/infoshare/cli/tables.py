"""The command about tables of statistics: tabulate."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from infoshare.cli.certificates import PassphraseFile, Signer, SignerRole, SigningKeyFile
from infoshare.cli.data import (
    STANDARD,
    Data,
    DestroyBy,
    OwnPolicy,
    ProtocolFile,
    PurposeName,
    RegisterPlace,
    Releases,
    RowKey,
    SharingName,
    Sheet,
    SqlQuery,
    given,
    terms_of,
)
from infoshare.cli.show import Format, OutputFormat, as_json
from infoshare.safe_repr import count_of

if TYPE_CHECKING:
    from infoshare.model.table_certificate import TableCertificate
    from infoshare.model.tables import Measure

OUT = "Where to write; the suffix picks the format, '-' is CSV. A folder, for every table that the policy publishes."


def tabulate(
    data: Data,
    out: Annotated[Path, typer.Option("--out", "-o", help=OUT)],
    policy: OwnPolicy = None,
    protocol: ProtocolFile = None,
    by: Annotated[str | None, typer.Option(help="Columns, apart by commas. 'area > ward' asks for subtotals.")] = None,
    name: Annotated[str | None, typer.Option("--table", help="A table that the policy publishes, by its name.")] = None,
    sum_of: Annotated[str | None, typer.Option("--sum", help="Sum this column, in place of counting rows.")] = None,
    mean_of: Annotated[str | None, typer.Option("--mean", help="The mean of this column.")] = None,
    rate: Annotated[Path | None, typer.Option(help="A rate: a file with the columns of --by, and 'people'.")] = None,
    per: Annotated[int, typer.Option(help="A rate is per so many people.")] = 1000,
    weight: Annotated[str | None, typer.Option(help="A column of weights.")] = None,
    recipient: Annotated[str | None, typer.Option(help="Who receives it.")] = None,
    sheet: Sheet = None,
    query: SqlQuery = None,
    key_file: Annotated[Path | None, typer.Option(help="The key, where one is needed; else INFOSHARE_KEY.")] = None,
    report: Annotated[
        Path | None, typer.Option(help="A folder for report.html, report.docx, certificate.json.")
    ] = None,
    releases: Releases = None,
    row_key: RowKey = None,
    issued: Annotated[str | None, typer.Option(help="The time on the certificate (ISO 8601).")] = None,
    signing_key_file: SigningKeyFile = None,
    signing_passphrase_file: PassphraseFile = None,
    signer: Signer = None,
    signer_role: SignerRole = None,
    sharing: SharingName = None,
    purpose: PurposeName = None,
    register: RegisterPlace = None,
    destroy_by: DestroyBy = None,
    output_format: Format = OutputFormat.text,
) -> None:
    """Make a table of counts, sums, means or rates with its margins, safe to publish by the policy's rules.

    Without --by and --table, every table that the policy publishes is made.

    With --protocol it is a table of a sharing of figures, by the columns that the data schedule lists.

    Example: infoshare tabulate attendances.csv --by ward,offence --policy policy.yaml --out table.csv
    """
    from infoshare.errors import UserError
    from infoshare.workflows.signing_keys import signing_key_from
    from infoshare.workflows.sources import as_policy, secret_from
    from infoshare.workflows.tabulate import tabulate as make

    if sum(each is not None for each in (sum_of, mean_of, rate)) > 1:
        raise UserError(
            "a table has one measure, and several were asked for", mend="Give one of --sum, --mean, --rate."
        )
    measure: Measure = "sum" if sum_of else "mean" if mean_of else "rate" if rate else "count"
    terms = terms_of(protocol, sharing=sharing, purpose=purpose, decision=None, register=register, until=destroy_by)
    agreed, columns = (
        as_policy(policy) if policy else None,
        [each.strip() for each in (by or "").split(",") if each.strip()],
    )
    wanted: dict[Path, str | None] = {out: name}
    if not columns and name is None:
        wanted = {out / f"{each}.csv": each for each in (agreed and agreed.tables and agreed.tables.published) or ()}
        if not wanted:
            raise UserError("no table was asked for", mend="Give --by with columns; the policy publishes none by name.")
        _make_folder(out)
    signing = signing_key_from(signing_key_file, signing_passphrase_file, signer, signer_role)
    for place, table in wanted.items():
        release = make(
            given(data, query), agreed, protocol=terms, by=columns, table=table, measure=measure,
            of=sum_of or mean_of, weight=weight, population=rate, per=per, key=secret_from(key_file),
            recipient=recipient, sheet=sheet,
            out=sys.stdout.buffer if str(place) == STANDARD else place, issued=issued, signing_key=signing,
            releases=releases, row_key=row_key,
            report=report / place.stem if report and table and len(wanted) > 1 else report,
        )  # fmt: skip
        _show(release.certificate, place, report, output_format)


def _make_folder(folder: Path) -> None:
    from infoshare.files.target import make_folder

    make_folder(folder)


def _show(certificate: TableCertificate, place: Path, report: Path | None, output_format: OutputFormat) -> None:
    to_standard = str(place) == STANDARD
    if output_format is OutputFormat.json and not to_standard:
        as_json(certificate.model_dump(mode="json"))
        return
    for line in _lines(certificate):
        typer.echo(line, err=to_standard)
    if not to_standard:
        typer.echo(f"Written: {place} and {report or place.with_suffix('.certificate.json')}")


def _lines(certificate: TableCertificate) -> Iterator[Any]:
    cells, rule = certificate.cells, certificate.table
    if rule.title:
        yield rule.title
    yield (
        f"Table: {rule.measure} by {', '.join(rule.by)}, of {count_of(certificate.source.rows, 'row')}, "
        f"under policy {certificate.policy.name} {certificate.policy.version}"
    )
    yield (
        f"Cells: {cells.cells:,}, margins included; {cells.shown:,} shown, {cells.primary:,} suppressed, "
        f"{cells.secondary:,} more to protect those"
    )
    yield from certificate.rules
    yield f"Gate: {len(certificate.gate)} of {len(certificate.gate)} checks passed"
