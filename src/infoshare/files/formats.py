"""Which kind of file a path means, and the reader and writer for each."""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

import pyarrow as pa

from infoshare.errors import DataFileError
from infoshare.files.arrow_file import ArrowReader, ArrowWriter, ParquetReader, ParquetWriter
from infoshare.files.csv_file import CsvReader, CsvWriter, TsvReader, TsvWriter
from infoshare.files.gzip_stream import GzipWriter, unpacked
from infoshare.files.jsonl_file import JsonlReader, JsonlWriter
from infoshare.files.reader import Reader
from infoshare.files.writer import Held, Writer
from infoshare.files.xlsx_file import XlsxReader
from infoshare.files.xlsx_writer import XlsxWriter

FORMATS = {
    ".csv": "csv", ".tsv": "tsv", ".txt": "csv", ".xlsx": "xlsx", ".jsonl": "jsonl", ".ndjson": "jsonl",
    ".parquet": "parquet", ".arrow": "arrow", ".feather": "arrow",
    ".csv.gz": "csv.gz", ".tsv.gz": "tsv.gz", ".jsonl.gz": "jsonl.gz",
}  # fmt: skip
SPREADSHEET_FORMATS = frozenset({"csv", "tsv", "xlsx", "csv.gz", "tsv.gz"})
"""The formats that a spreadsheet program opens, and whose cells it may run."""
_PACKED = ".gz"

_READERS: dict[str, type[Reader]] = {
    "csv": CsvReader, "tsv": TsvReader, "jsonl": JsonlReader, "parquet": ParquetReader, "arrow": ArrowReader,
    "xlsx": XlsxReader,
}  # fmt: skip
_WRITERS: dict[str, type[Writer]] = {
    "csv": CsvWriter, "tsv": TsvWriter, "jsonl": JsonlWriter, "parquet": ParquetWriter, "arrow": ArrowWriter,
    "xlsx": XlsxWriter,
}  # fmt: skip


def format_of(path: Path) -> str:
    """The format that a path's suffix means.

    Raises:
        DataFileError: if the suffix means none that can be read and written.
    """
    suffix = path.suffix.lower()
    if suffix == _PACKED:
        suffix = path.with_suffix("").suffix.lower() + _PACKED
    found = FORMATS.get(suffix)
    if found is None:
        raise DataFileError(
            f"{path.name}: files that end in '{suffix or 'nothing'}' are not known",
            mend=_INSTEAD.get(suffix, f"Use one of {', '.join(FORMATS)}."),
        )
    return found


_SAVE_AS = "Open it in Excel, save it as an Excel workbook (.xlsx), and give that."
_INSTEAD = {".xls": _SAVE_AS, ".xlsb": _SAVE_AS, ".xlsm": _SAVE_AS, ".ods": _SAVE_AS}


def reader_of(stream: BinaryIO, file_format: str, name: str, sheet: str | None = None) -> Reader:
    """A reader of an open file; `name` names it in messages, and `sheet` is the sheet to read of a workbook.

    Raises:
        DataFileError: if it is not a sound table, or a sheet is asked for where there are none.
    """
    if sheet is not None and file_format != "xlsx":
        raise DataFileError(f"{name} has no sheets, and one was asked for", mend="Leave the sheet out.")
    if file_format == "xlsx":
        reader: Reader = XlsxReader(stream, name, sheet)
    elif file_format.endswith(_PACKED):
        reader = _READERS[file_format.removesuffix(_PACKED)](unpacked(stream, name), name)
        reader.packed = stream
    else:
        reader = _READERS[file_format](stream, name)
    reader.file_format = file_format
    return reader


def writer_of(stream: BinaryIO, file_format: str, schema: pa.Schema) -> Writer:
    """A writer to an open file."""
    kind = _WRITERS[file_format.removesuffix(_PACKED)]
    return GzipWriter(stream, schema, kind) if file_format.endswith(_PACKED) else kind(stream, schema)


def held_in(file_format: str) -> Held:
    """What whoever reads a file of a format back has in place of a cell."""
    return _WRITERS[file_format.removesuffix(_PACKED)].held


def open_stream(stream: BinaryIO, sheet: str | None = None) -> Reader:
    """Read all of an open stream, such as standard input, and find out its format from how it begins.

    Raises:
        DataFileError: if it is not a sound table.
    """
    held = io.BytesIO(stream.read())
    start, packed = held.getvalue()[:_START], ""
    if start.startswith(_GZIP):
        start, packed = unpacked(held, STANDARD_INPUT).read(_START), _PACKED
    plain = start.lstrip(b"\xef\xbb\xbf \r\n")
    file_format = next((name for sign, name in _SIGNS.items() if plain.startswith(sign)), "csv")
    if packed and file_format not in {"csv", "jsonl"}:
        raise DataFileError(f"{STANDARD_INPUT} is a packed {file_format} file", mend="Give it unpacked.")
    return reader_of(held, file_format + packed, STANDARD_INPUT, sheet)


STANDARD_INPUT = "standard input"
_START, _GZIP = 16, b"\x1f\x8b"
_SIGNS = {b"PAR1": "parquet", b"ARROW1": "arrow", b"PK\x03\x04": "xlsx", b"{": "jsonl"}


@contextmanager
def open_table(path: Path, sheet: str | None = None) -> Iterator[Reader]:
    """A data file, open for reading and closed afterwards; `sheet` is the sheet to read of a workbook.

    Raises:
        DataFileError: if it is not there, is a folder, cannot be read, or is not a sound table.
    """
    with _opened(path) as stream:
        yield reader_of(stream, format_of(path), path.name, sheet)


def _opened(path: Path) -> BinaryIO:
    if path.is_dir():
        raise DataFileError(f"{path} is a folder, not a file", mend="Give the path of one data file.")
    try:
        return path.open("rb")
    except FileNotFoundError:
        raise DataFileError(f"{path} is not there", mend="Give the path of an existing file.") from None
    except OSError as error:
        raise DataFileError(f"{path} cannot be read: {error.strerror}") from None
