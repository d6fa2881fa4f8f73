"""Checks a release that lies there already: by the gate with source and policy, by its certificate, or by both."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Any

from infoshare.errors import UserError
from infoshare.gate.examine import examine
from infoshare.gate.hidden_data import Finished
from infoshare.model.certificate import Check, Verdict
from infoshare.model.policy import Policy
from infoshare.workflows.date_orders import with_dates_read
from infoshare.workflows.opt_out_list import opt_outs_for
from infoshare.workflows.population_file import population_of
from infoshare.workflows.sources import Source, as_policy, opened

if TYPE_CHECKING:
    from infoshare.model.certificate import Attested


def verify(
    released: Any,
    *,
    source: Any = None,
    policy: Policy | str | Path | None = None,
    sheet: str | None = None,
    opt_out: str | Path | None = None,
    without_source: bool = False,
    certificate: Attested | bytes | str | Path | None = None,
    public_key: bytes | str | Path | None = None,
    signature: bool = True,
) -> Verdict:
    """Look at a release (a path or a frame).

    With its policy beside it, and its source, the gate looks at it. With its certificate, that is looked at: is it
    whole, signed with the key that `public_key` belongs to, and of this release?

    Args:
        released: a path or a frame; for the certificate of a data set, the folder with its tables.
        source: the data that it was made from; without it the checks that need it do not run, and count as failed.
        policy: a policy, the path of one, or the name of a shipped one.
        sheet: the sheet to read of a source that is an Excel workbook.
        opt_out: the opt-out list, in place of the one that the policy names.
        without_source: whether only what the release itself shows is to be judged.
        certificate: a certificate, the bytes of one, or its path.
        public_key: the PEM text (bytes) or the path of a public key; without it a signature cannot be checked.
        signature: whether a valid signature is asked for; a check that is asked for and cannot be run fails.

    Raises:
        UserError: if something given cannot be used. A release that fails is a verdict, not an error.
    """
    _refuse_half(source, policy, certificate, public_key, without_source=without_source)
    checks: tuple[Check, ...] = ()
    if certificate is not None:
        from infoshare.workflows.check_certificate import check_certificate

        checks = check_certificate(released, certificate, public_key=public_key, signature=signature).checks
    if policy is not None:
        checks += _through_the_gate(released, source, as_policy(policy), sheet, opt_out).checks
    verdict = Verdict(checks=checks)
    return verdict.without_source() if without_source else verdict


def _refuse_half(source: Any, policy: Any, certificate: Any, public_key: Any, *, without_source: bool) -> None:
    wrong = {
        "neither a certificate nor a policy was given": policy is certificate is None,
        "a source was given without its policy": source is not None and policy is None,
        "a source was given, and is to be done without": source is not None and without_source,
        "a public key was given and no certificate": public_key is not None and certificate is None,
    }
    faults = [fault for fault, holds in wrong.items() if holds]
    if faults:
        raise UserError(*faults, mend="Give --source and --policy, or --certificate, or all three.")


def _through_the_gate(
    released: Any, source: Any, agreed: Policy, sheet: str | None, opt_out: str | Path | None
) -> Verdict:
    from infoshare.workflows.publish import is_for_spreadsheets

    beside = nullcontext() if source is None else opened(source, sheet)
    opt_outs = opt_outs_for(agreed, opt_out) if source is not None else None
    with beside as held, _leaving(released) as (leaving, finished), population_of(agreed) as population:
        return examine(
            agreed, with_dates_read(agreed, held) if held is not None else None, leaving,
            for_spreadsheets=is_for_spreadsheets(finished), population=population, finished=finished,
            opt_outs=opt_outs.entries if opt_outs else None,
        )  # fmt: skip


@contextmanager
def _leaving(released: Any) -> Iterator[tuple[Source, object]]:
    """A release as a table, and as it lies there: the file itself, or the frame."""
    from infoshare.files.reader import Reader

    with opened(released, _first_sheet(released)) as table:
        if isinstance(table, Reader):
            yield table, Finished(table.packed or table.stream, table.file_format)
        else:
            yield table, released


def _first_sheet(released: Any) -> str | None:
    """The sheet of a workbook that is the release; what other sheets hold is for the gate to find."""
    from infoshare.files.workbook import Workbook

    path = Path(released) if isinstance(released, str | Path) else None
    if path is None or path.suffix.lower() != ".xlsx" or not path.is_file():
        return None
    with path.open("rb") as stream:
        return next((sheet.name for sheet in Workbook(stream, path.name).sheets), None)
