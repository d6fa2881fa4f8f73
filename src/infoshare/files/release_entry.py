"""Writes and reads one entry of a register of releases: its sealed facts, and which rows stood in which group."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from infoshare.digests import sha256_of_bytes
from infoshare.errors import DataFileError
from infoshare.files.sealed_file import damaged, read_sealed, write_private, write_sealed
from infoshare.model.publication import Figure, Publication, PublicationFacts

if TYPE_CHECKING:
    from numpy.typing import NDArray

FACTS, ROWS, FIGURES = "facts.json", "rows.parquet", "figures.parquet"


def write_entry(folder: Path, publication: Publication, number: int, secret: bytes) -> None:
    """Write a publication into a folder; rows are put in the order of their names, which says nothing of them.

    Raises:
        OSError: if something cannot be written.
    """
    order = np.argsort(publication.rows)
    columns: dict[str, Any] = {"row": publication.rows[order]}
    columns |= {_cell(at): publication.cells[name][order] for at, name in enumerate(publication.facts.visible)}
    if publication.groups is not None:
        columns["group"] = publication.groups[order]
    digests = {ROWS: _write_parquet(folder / ROWS, pa.table(columns))}
    if publication.groups is not None:
        digests[FIGURES] = _write_parquet(folder / FIGURES, _figures_table(publication.figures))
    facts = publication.facts.model_dump(mode="json")
    write_sealed(folder / FACTS, {"number": number, "facts": facts, "files": digests}, secret)


def read_facts(folder: Path, number: int, secret: bytes) -> PublicationFacts:
    """The facts of an entry, all of whose files are as they were written.

    Raises:
        DataFileError: naming the file that is missing or was changed.
    """
    written = read_sealed(folder / FACTS, secret)
    if written["number"] != number:
        raise damaged(folder / FACTS, "it is the entry of another release")
    for name, digest in written["files"].items():
        path = folder / name
        if not path.is_file() or sha256_of_bytes(path.read_bytes()) != digest:
            raise damaged(path, "it is missing, or was changed since it was written")
    return PublicationFacts.parsed(written["facts"], DataFileError, str(folder / FACTS))


def read_entry(folder: Path, number: int, secret: bytes) -> Publication:
    """An entry as it was written; its cells are read when they are asked for.

    Raises:
        DataFileError: naming the file that is missing or was changed.
    """
    facts = read_facts(folder, number, secret)
    rows, cells = _column(folder / ROWS, "row"), _StoredCells(folder / ROWS, tuple(facts.visible))
    if facts.kind == "extract":
        return Publication(facts, rows, cells, number=number)
    figures = tuple(_figures(folder / FIGURES))
    return Publication(facts, rows, cells, _column(folder / ROWS, "group"), figures, number)


def _write_parquet(path: Path, table: pa.Table) -> str:
    stream = pa.BufferOutputStream()
    pq.write_table(table, stream, compression="zstd", store_schema=False)
    data = stream.getvalue().to_pybytes()
    write_private(path, data)
    return sha256_of_bytes(data)


def _figures_table(figures: Sequence[Figure]) -> pa.Table:
    columns = {
        "groups": pa.array([each.groups for each in figures], pa.list_(pa.int64())),
        "low": pa.array([each.low for each in figures], pa.int64()),
        "high": pa.array([each.high for each in figures], pa.int64()),
    }
    return pa.table(columns)


def _figures(path: Path) -> Iterator[Figure]:
    for each in pq.read_table(path).to_pylist():
        yield Figure(tuple(each["groups"]), each["low"], each["high"])


def _cell(at: int) -> str:
    return f"cell {at}"


def _column(path: Path, name: str) -> NDArray[Any]:
    return np.asarray(pq.read_table(path, columns=[name]).column(0).to_numpy())


@dataclass(frozen=True, slots=True)
class _StoredCells(Mapping[str, Any]):
    """The cells of an entry, read column by column when they are asked for."""

    path: Path
    names: tuple[str, ...]

    def __getitem__(self, name: str) -> NDArray[Any]:
        if name not in self.names:
            raise KeyError(name)
        return _column(self.path, _cell(self.names.index(name)))

    def __iter__(self) -> Iterator[str]:
        return iter(self.names)

    def __len__(self) -> int:
        return len(self.names)
