"""Opens the opt-out list that a policy needs, and refuses one that is missing, empty or has malformed numbers."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from infoshare.anonymisation.permissions import malformed, numbers_of
from infoshare.errors import DataFileError, PolicyError
from infoshare.model.policy import Policy
from infoshare.safe_repr import count_of, rows_named


@dataclass(frozen=True, slots=True, repr=False)
class OptOutList:
    """The entries of an opt-out list as they are written, the numbers that they are, and the file's digest."""

    entries: tuple[str, ...]
    numbers: frozenset[str]
    sha256: str


def opt_outs_for(policy: Policy, given: str | Path | None = None) -> OptOutList | None:
    """The list that a policy needs: the file given, or else the one that the policy names; None if it needs none.

    Raises:
        PolicyError: if a list is given and the policy names no opt-out, or it names one and there is no list.
        DataFileError: if the list cannot be read, is empty though the policy does not allow for it, or has malformed
            numbers: each is named by its row.
    """
    if policy.opt_out is None:
        if given is not None:
            raise PolicyError(
                f"an opt-out list was given, and the policy '{policy.policy}' names no opt-out",
                mend="Add 'opt_out' to the policy, or leave the list out.",
            )
        return None
    file = given if given is not None else policy.opt_out.list_file
    if file is None:
        raise PolicyError(
            f"the policy '{policy.policy}' names an opt-out, and there is no opt-out list",
            mend="Give the list with --opt-out FILE, or name it in the policy under opt_out > list.",
        )
    return _read(Path(file), may_be_empty=policy.opt_out.may_be_empty)


def _read(path: Path, *, may_be_empty: bool) -> OptOutList:
    from infoshare.files.number_list import read_numbers

    found = read_numbers(path)
    wrong = malformed(found.entries)
    if wrong:
        rows = rows_named([found.lines[place] for place in wrong])
        raise DataFileError(
            f"the opt-out list {path.name} has {count_of(len(wrong), 'malformed NHS number')}: {rows}",
            mend="Each row holds one NHS number and no more. Mend or take out those rows. Nothing was written.",
        )
    if not found.entries and not may_be_empty:
        raise DataFileError(
            f"the opt-out list {path.name} is empty",
            mend="If nobody is on it, say so in the policy: opt_out > may_be_empty: true. Nothing was written.",
        )
    return OptOutList(found.entries, numbers_of(found.entries), found.sha256)
