"""Which kind of file a path means, and the reader and writer for each."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

import pyarrow as pa

from infoshare.errors import DataFileError
from infoshare.files.arrow_file import ArrowReader, ArrowWriter, ParquetReader, ParquetWriter
from infoshare.files.csv_file import CsvReader, CsvWriter, TsvReader
from infoshare.files.jsonl_file import JsonlReader, JsonlWriter
from infoshare.files.reader import Reader
from infoshare.files.writer import Writer

FORMATS = {
    ".csv": "csv", ".tsv": "tsv", ".txt": "csv", ".jsonl": "jsonl", ".ndjson": "jsonl",
    ".parquet": "parquet", ".arrow": "arrow", ".feather": "arrow",
}  # fmt: skip
SPREADSHEET_FORMATS = frozenset({"csv", "tsv"})
"""The formats that a spreadsheet program opens, and whose cells it may run."""

_READERS: dict[str, type[Reader]] = {
    "csv": CsvReader, "tsv": TsvReader, "jsonl": JsonlReader, "parquet": ParquetReader, "arrow": ArrowReader,
}  # fmt: skip
_WRITERS: dict[str, Callable[[BinaryIO, pa.Schema], Writer]] = {
    "csv": CsvWriter, "tsv": lambda stream, schema: CsvWriter(stream, schema, delimiter="\t"),
    "jsonl": JsonlWriter, "parquet": ParquetWriter, "arrow": ArrowWriter,
}  # fmt: skip


def format_of(path: Path) -> str:
    """The format that a path's suffix means.

    Raises:
        DataFileError: if the suffix means none that can be read and written.
    """
    found = FORMATS.get(path.suffix.lower())
    if found is None:
        raise DataFileError(
            f"{path.name}: files that end in '{path.suffix or 'nothing'}' are not known",
            mend=f"Use one of {', '.join(FORMATS)}.",
        )
    return found


def reader_of(stream: BinaryIO, file_format: str, name: str) -> Reader:
    """A reader of an open file; `name` names it in messages."""
    return _READERS[file_format](stream, name)


def writer_of(stream: BinaryIO, file_format: str, schema: pa.Schema) -> Writer:
    """A writer to an open file."""
    return _WRITERS[file_format](stream, schema)


def open_stream(stream: BinaryIO) -> Reader:
    """Read all of an open stream, such as standard input, and find out its format from how it begins.

    Raises:
        DataFileError: if it is not a sound table.
    """
    held = io.BytesIO(stream.read())
    start = held.getvalue()[:6].lstrip(b"\xef\xbb\xbf \r\n")
    file_format = next((name for sign, name in _SIGNS.items() if start.startswith(sign)), "csv")
    return reader_of(held, file_format, "standard input")


_SIGNS = {b"PAR1": "parquet", b"ARROW1": "arrow", b"{": "jsonl"}


@contextmanager
def open_table(path: Path) -> Iterator[Reader]:
    """A data file, open for reading and closed afterwards.

    Raises:
        DataFileError: if it is not there, is a folder, cannot be read, or is not a sound table.
    """
    with _opened(path) as stream:
        yield reader_of(stream, format_of(path), path.name)


def _opened(path: Path) -> BinaryIO:
    if path.is_dir():
        raise DataFileError(f"{path} is a folder, not a file", mend="Give the path of one data file.")
    try:
        return path.open("rb")
    except FileNotFoundError:
        raise DataFileError(f"{path} is not there", mend="Give the path of an existing file.") from None
    except OSError as error:
        raise DataFileError(f"{path} cannot be read: {error.strerror}") from None
