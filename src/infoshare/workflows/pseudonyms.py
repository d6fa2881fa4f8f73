"""Undoes reversible pseudonyms, and gives the salt of OpenPseudonymiser digests, for whoever holds the key."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any

from infoshare.anonymisation.keys import Keys
from infoshare.anonymisation.pseudonyms import reverse, salt_of
from infoshare.errors import DataFileError, PolicyError, UserError
from infoshare.model.column_rule import Pseudonymise
from infoshare.model.policy import Policy
from infoshare.model.table import texts
from infoshare.safe_repr import count_of, listed
from infoshare.workflows.sources import as_policy, as_secret, opened

if TYPE_CHECKING:
    import pyarrow as pa

    from infoshare.files.writer import Writer


def undo_pseudonyms(
    released: Any,
    policy: Policy | str | Path,
    *,
    column: str,
    key: bytes | str | None,
    out: str | Path,
    recipient: str | None = None,
    dataset: str | None = None,
) -> int:
    """Write a release again with the values behind one column's reversible pseudonyms; how many were undone.

    The file written holds identifiers: only its owner may read it (mode 600). The values are in their canonical form.

    Args:
        released: the release, or what came back of it: a path or a frame with the column.
        policy: the policy under which it was released.
        column: the column's name in the policy.
        key: the key under which it was released.
        out: where to write; the suffix picks the format.
        recipient: for whom it was released; the same word as then.
        dataset: the name of the data set, if the table was released as one of several.

    Raises:
        UserError: if the column has no reversible pseudonyms, or some of them were not made under this key.
    """
    agreed = as_policy(policy)
    _refuse_irreversible(agreed, column)
    undo = _undoing(Keys(as_secret(key), dataset or agreed.policy, recipient).of("reversible pseudonym"))
    with opened(released) as table:
        if column not in table.columns:
            raise DataFileError(f"the file has no column '{column}'", mend=f"It has {listed(table.columns)}.")
        batches = [_undone(batch, column, undo) for batch in table.batches()]
    wrong = sum(batch_wrong for _, batch_wrong in batches)
    if wrong:
        raise UserError(
            f"{count_of(wrong, 'pseudonym')} of '{column}' were not made under this key, policy and recipient",
            mend="Give the key, policy and recipient of that release. Nothing was written.",
        )
    _write([batch for batch, _ in batches], Path(out))
    return sum(batch.num_rows - batch[column].null_count for batch, _ in batches)


def _refuse_irreversible(policy: Policy, column: str) -> None:
    rule = policy.columns.get(column)
    if not isinstance(rule, Pseudonymise) or rule.form != "reversible":
        possible = policy.columns_where(action="pseudonymise", form="reversible")
        raise PolicyError(
            f"the policy '{policy.policy}' makes no reversible pseudonyms of '{column}'",
            mend=f"It makes them of: {listed(map(repr, possible))}.",
        )


def _undoing(key: bytes) -> Callable[[str | None], str | None]:
    """A function from a pseudonym to its value; an empty text, which no value is, for one that cannot be undone."""

    def undo(token: str | None) -> str | None:
        try:
            return None if token is None else reverse(key, token)
        except UserError:
            return ""

    return undo


def _undone(batch: pa.RecordBatch, column: str, undo: Callable[[str | None], str | None]) -> tuple[pa.RecordBatch, int]:
    import pyarrow as pa

    values = [undo(token) for token in texts(batch, column)]
    columns = [pa.array(values, pa.string()) if name == column else batch[name] for name in batch.schema.names]
    return pa.RecordBatch.from_arrays(columns, names=batch.schema.names), values.count("")


def _write(batches: list[pa.RecordBatch], place: Path) -> None:
    from infoshare.files.formats import format_of, writer_of
    from infoshare.files.target import written_whole

    with written_whole(place) as target:
        writer: Writer = writer_of(target.stream, format_of(place), batches[0].schema)
        with closing(writer):
            for batch in batches:
                writer.write(batch)
        target.publish()
    place.chmod(0o600)


def write_salt(
    policy: Policy | str | Path,
    *,
    key: bytes | str | None,
    out: str | Path,
    recipient: str | None = None,
    dataset: str | None = None,
) -> None:
    """Write the salt of a release's OpenPseudonymiser digests, for a partner who makes them with other software.

    It is as secret as a key: only the owner of the file may read it (mode 600).

    Raises:
        UserError: if there is no key, or the file cannot be written.
    """
    from infoshare.files.target import write_whole

    keys = Keys(as_secret(key), dataset or as_policy(policy).policy, recipient)
    write_whole(Path(out), salt_of(keys.of("open pseudonymiser")))
    Path(out).chmod(0o600)
