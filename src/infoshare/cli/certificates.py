"""The commands about certificates: schema, keys, sign, report."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from infoshare.cli.show import as_json

app = typer.Typer(
    help="Certificates of releases: make keys, sign, make the report again, show the schema.",
    no_args_is_help=True,
    rich_markup_mode=None,
)
SigningKeyFile = Annotated[
    Path | None, typer.Option(help="Signs the certificate: a private key (PEM); else INFOSHARE_SIGNING_KEY is used.")
]
PassphraseFile = Annotated[Path | None, typer.Option(help="The file with the signing key's passphrase, if it has one.")]
Signer = Annotated[str | None, typer.Option(help="Who signs, as the certificate is to say it.")]
SignerRole = Annotated[str | None, typer.Option(help="The role in which they sign.")]
CertificateFile = Annotated[Path, typer.Argument(metavar="CERTIFICATE", help="The certificate of a release.")]


@app.command("schema")
def schema() -> None:
    """Print the JSON Schema of certificates.

    Example: infoshare certificate schema
    """
    from infoshare.certificates.reading import schema as found

    as_json(found())


@app.command("keys")
def keys(
    into: Annotated[Path, typer.Option(help="The folder to write to.")],
    passphrase_file: Annotated[
        Path | None, typer.Option(help="Lock the private key with the passphrase in this file.")
    ] = None,
) -> None:
    """Make a pair of keys: a private one to sign with, and a public one for those who check.

    Example: infoshare certificate keys --into keys
    """
    from infoshare.workflows.signing_keys import make_keys

    private, public, fingerprint = make_keys(into, passphrase_file)
    typer.echo(f"Private key: {private}, which only its owner may read. Keep it; give it to nobody.")
    typer.echo(f"Public key:  {public}. Give it to everybody who checks your certificates.")
    typer.echo(f"Fingerprint: {fingerprint}")


@app.command("sign")
def sign(
    certificate: CertificateFile,
    out: Annotated[Path, typer.Option("--out", "-o", help="Where to write the signed certificate.")],
    signing_key_file: SigningKeyFile = None,
    signing_passphrase_file: PassphraseFile = None,
    signer: Signer = None,
    signer_role: SignerRole = None,
) -> None:
    """Sign a certificate that nobody signed yet: for whoever answers for a release and did not make it.

    Example: infoshare certificate sign certificate.json --signing-key-file signing.key --out signed.json
    """
    from infoshare.workflows.report import sign_certificate
    from infoshare.workflows.signing_keys import signing_key_from

    key = signing_key_from(signing_key_file, signing_passphrase_file, signer, signer_role)
    typer.echo(f"Written: {out}, signed with the key {sign_certificate(certificate, key, out)}")


@app.command("report")
def report(
    certificate: CertificateFile,
    into: Annotated[Path, typer.Option(help="The folder for report.html and report.docx.")],
) -> None:
    """Make the report of a certificate again, as a page and as a Word document with a place to sign.

    Example: infoshare certificate report certificate.json --into papers
    """
    from infoshare.safe_repr import listed
    from infoshare.workflows.report import write_report

    typer.echo(f"Written: {listed(write_report(certificate, into))}")
