"""The gate's check that a finished file has nothing in it but its rows: reads the file itself, by code of its own."""

from __future__ import annotations

import io
import zlib
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import BinaryIO

from infoshare.gate.hidden_in_columns import in_arrow, in_frame, in_parquet
from infoshare.gate.hidden_in_document import in_document
from infoshare.gate.hidden_in_workbook import in_workbook
from infoshare.model.certificate import Check
from infoshare.safe_repr import count_of, listed

CHECK = "no_hidden_data"
_MARKS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")
_CHUNK = 1 << 20
_HEADER = 10
"""Bytes of the header of a gzip file (RFC 1952, section 2.3)."""
_GZIP_FLAGS = {4: "extra field", 8: "file name", 16: "comment", 224: "unknown flag"}

Found = Counter[str]
"""What stands beside the rows, and how often: the names are kinds of thing, in the singular, and no value."""


@dataclass(frozen=True, slots=True)
class Finished:
    """A finished file, open: `csv`, `tsv`, `jsonl` (each also with `.gz`), `xlsx`, `parquet`, `arrow` or `docx`."""

    file: BinaryIO
    file_format: str


def no_hidden_data(release: object) -> Check:
    """Whether a finished file, or a frame, has anything in it that its user does not see as rows of its table.

    That is what the regulator calls hidden data: hidden rows, columns and sheets, comments, names, authors, earlier
    values, metadata, and bytes that belong to nothing. A check that cannot read the release has not run, and so has
    failed.
    """
    return _judged(partial(_found_in, release) if isinstance(release, Finished) else partial(in_frame, release))


def _judged(look: Callable[[], Found]) -> Check:
    try:
        found = +look()
    except Exception as error:  # whatever stops a check, the check has not run
        message = f"the check was stopped by {type(error).__name__}, so it counts as failed"
        return Check(check=CHECK, verdict="not-run", counts={}, message=message)
    said = listed(count_of(number, kind) for kind, number in sorted(found.items()))
    return Check(
        check=CHECK,
        verdict="fail" if found else "pass",
        counts={"found": found.total(), **{kind.replace(" ", "_"): n for kind, n in sorted(found.items())}},
        message=f"beside the rows: {said}" if found else "nothing hidden, no author, no comment, no metadata",
    )


def _found_in(release: Finished) -> Found:
    look = _in_gzip if release.file_format.endswith(".gz") else _BY_FORMAT[release.file_format]
    release.file.seek(0)
    return look(release.file)


def _in_text(file: BinaryIO) -> Found:
    """A mark of the byte order is not part of a table; a program put it there."""
    return Counter({"byte-order mark": int(file.read(3).startswith(_MARKS))})


def _in_gzip(file: BinaryIO) -> Found:
    """The header may name the file and say when it was packed; and something may stand after its end."""
    header = file.read(_HEADER)
    found = Counter({what: 1 for flags, what in _GZIP_FLAGS.items() if header[3] & flags})
    found["packing time"] += any(header[4:8])
    file.seek(0)
    unpack, start = zlib.decompressobj(wbits=31), b""
    while not unpack.eof:
        packed = file.read(_CHUNK)
        if not packed:
            raise EOFError
        piece = unpack.decompress(packed, _CHUNK)
        start = start or piece[:_HEADER]
        while unpack.unconsumed_tail:
            unpack.decompress(unpack.unconsumed_tail, _CHUNK)
    found["trailing part"] += bool(unpack.unused_data or file.read(1))
    return found + _in_text(io.BytesIO(start))


_BY_FORMAT: Mapping[str, Callable[[BinaryIO], Found]] = {
    "csv": _in_text, "tsv": _in_text, "jsonl": _in_text, "xlsx": in_workbook, "parquet": in_parquet,
    "arrow": in_arrow, "docx": in_document,
}  # fmt: skip
