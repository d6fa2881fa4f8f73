"""Has the gate lay a release over the earlier ones of its source, and enters it in their register once it leaves."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from infoshare.anonymisation.plan import Plan, Step
from infoshare.digests import sha256_of_data
from infoshare.errors import DataFileError
from infoshare.gate.differencing import CHECK, no_differencing
from infoshare.gate.examine import at_once
from infoshare.model.certificate import Check, PolicyFacts
from infoshare.model.column_rule import AddNoise, Pseudonymise, ShiftDate, Swap
from infoshare.model.policy import header_key
from infoshare.model.publication import Publication, PublicationFacts
from infoshare.model.table import as_text
from infoshare.safe_repr import listed
from infoshare.workflows.row_names import ROW_NAME, Named, row_names, usual_row_key
from infoshare.workflows.sources import Source

if TYPE_CHECKING:
    import numpy as np
    import pyarrow as pa
    from numpy.typing import NDArray

    from infoshare.files.release_register import Entry, ReleaseRegister
    from infoshare.workflows.anonymise import Job

KEYED = (AddNoise, ShiftDate, Swap)
"""The rules whose result hangs on the key, and so differs between recipients."""


@dataclass(frozen=True, slots=True)
class RegisterOf:
    """Where the register of a source's releases is, and by which columns rows are known again if somebody says so."""

    folder: Path
    row_key: tuple[str, ...] = ()

    @classmethod
    def given(cls, folder: str | Path | None, row_key: Sequence[str] | None) -> RegisterOf | None:
        """What a caller gave; None without a folder.

        Raises:
            DataFileError: if there is a row key and no folder.
        """
        if folder is None:
            if row_key:
                raise DataFileError("a row key goes with a register of releases", mend="Give the register too.")
            return None
        return cls(Path(folder), (row_key,) if isinstance(row_key, str) else tuple(row_key or ()))

    def opened(self, plan: Plan) -> ReleaseRegister:
        """The register, or a new one that comes to be with its first entry.

        Raises:
            DataFileError: if it is damaged, or knows rows again by other columns than asked.
        """
        from infoshare.files.release_register import new_register, open_register

        register = open_register(self.folder)
        if register is None:
            return new_register(self.folder, self.row_key or usual_row_key(plan))
        if self.row_key and set(map(header_key, self.row_key)) != set(map(header_key, register.row_key)):
            raise DataFileError(
                f"the register {self.folder} knows rows again by {listed(map(repr, register.row_key))}, and by nothing "
                "else",
                mend="Leave the row key out, or keep a register of its own for another source.",
            )
        return register


@dataclass(slots=True, repr=False)
class Ledger:
    """One release as it is made: which rows left, and what stands for each of their visible cells."""

    register: ReleaseRegister
    earlier: tuple[Publication, ...]
    names: NDArray[np.uint64]
    _rows: list[Any] = field(default_factory=list)
    _cells: dict[str, list[Any]] = field(default_factory=dict)
    _known: dict[tuple[str, str], int] = field(default_factory=dict)

    @classmethod
    def of(cls, register: RegisterOf, plan: Plan, source: Source) -> Ledger:
        """The ledger of a release of this source.

        Raises:
            DataFileError: if the register is damaged, or the source lacks a column by which its rows are known again.
        """
        opened = register.opened(plan)
        return cls(opened, tuple(opened.publications()), row_names(source, opened.row_key, opened))

    def named(self, source: Source) -> Source:
        """The source with the name of each row beside it."""
        return Named(source, self.names)

    def add(self, batch: pa.RecordBatch, treated: pa.RecordBatch) -> None:
        """Note the rows of a batch, and their cells as they are released."""
        self._rows.append(batch.column(ROW_NAME).to_numpy())
        for name in treated.schema.names:
            self._cells.setdefault(name, []).append(self._codes(name, treated.column(name)))

    def _codes(self, name: str, column: pa.Array) -> NDArray[np.uint64]:
        import numpy as np

        found = column.dictionary_encode()
        values = ["" if cell is None else as_text(cell) for cell in found.dictionary.to_pylist()]
        codes = np.array([self.code(name, value) for value in (*values, "")], dtype=np.uint64)
        return np.asarray(codes[found.indices.fill_null(len(values)).to_numpy(zero_copy_only=False)])

    def code(self, name: str, value: str) -> int:
        """What stands for a cell of a column, by its text; an empty one is an empty text."""
        known = self._known.get((name, value))
        if known is None:
            known = self._known[name, value] = self.register.digester()(("\x00 cell", name, value))
        return known

    def publication(self, facts: PublicationFacts) -> Publication:
        """What the release tells, from all that was noted."""
        import numpy as np

        rows = np.concatenate(self._rows)
        order = np.argsort(rows)
        return Publication(
            facts, rows[order], {name: np.concatenate(self._cells[name])[order] for name in facts.visible}
        )


def laid_over(job: Job, released: Source) -> tuple[Check, ...]:
    """The gate's check of an extract against the earlier releases of its source; none without a register."""
    if job.ledger is None:
        return ()
    publication = job.ledger.publication(facts_of(job, released))
    earlier = job.ledger.earlier
    return (at_once(CHECK, lambda: no_differencing(publication, earlier, released)),)


def entry_of(job: Job, released: Source) -> AbstractContextManager[Entry | None]:
    """The release's entry in the register, which comes to nothing unless it is published; None without a register."""
    if job.ledger is None:
        return nullcontext()
    publication = job.ledger.publication(facts_of(job, released))
    return job.ledger.register.entry(publication, len(job.ledger.earlier) + 1)


def facts_of(job: Job, released: Source) -> PublicationFacts:
    """What the register is told about an extract."""
    policy, scope = job.policy, [job.beside.purpose or job.policy.policy, job.recipient or ""]
    steps = job.treatment.plan.released
    return PublicationFacts(
        kind="extract",
        issued=job.issued,
        policy=PolicyFacts(name=policy.policy, version=policy.version, sha256=policy.digest),
        recipient=job.recipient,
        sha256=released.sha256,
        rows=released.rows,
        threshold=policy.privacy.k,
        groups_by=job.treatment.plan.quasi,
        visible={step.name: _treated(step, scope) for step in steps if step.action not in LINKS},
        linking=tuple(f"{step.name} {_treated(step, scope)}" for step in steps if step.action in LINKS),
    )


LINKS = ("pseudonymise", "redact")
"""What is done to columns by which the rows of two releases can be joined one by one."""


def _treated(step: Step, scope: Sequence[str]) -> str:
    """A digest that is the same for two columns if the same value has become the same cell in both."""
    rule = step.rule.model_dump(mode="json", include=None, exclude={"aliases", "role", "look_alike", "known"})
    if step.action == "redact":
        rule = {"action": "redact"}
    return sha256_of_data({**rule, "scope": list(scope) if isinstance(step.rule, (Pseudonymise, *KEYED)) else []})
