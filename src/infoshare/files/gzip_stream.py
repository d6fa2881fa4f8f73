"""Reads and writes gzip: refuses what is damaged or unpacks without end, and stamps no time and no name on it."""

from __future__ import annotations

import gzip
import io
import zlib
from typing import BinaryIO, cast

import pyarrow as pa

from infoshare.errors import DataFileError
from infoshare.files.writer import Discarding, Writer

LARGEST_RATIO, ALWAYS_FINE = 250, 64 << 20
"""A file may be this many times as large unpacked as packed; up to so many bytes (the second) it always may.

Tables of people pack 5 to 50 to 1; a bomb comes near gzip's own limit of about 1,000 to 1."""
_CHUNK = 1 << 20


def unpacked(stream: BinaryIO, name: str) -> BinaryIO:
    """An open gzip file as what it holds, read through once.

    Raises:
        DataFileError: if it is damaged, or far larger unpacked than its size promises.
    """
    most = max(LARGEST_RATIO * stream.seek(0, io.SEEK_END), ALWAYS_FINE)
    stream.seek(0)
    opened = gzip.GzipFile(fileobj=stream, mode="rb")
    size = 0
    try:
        while size <= most and (chunk := opened.read(_CHUNK)):
            size += len(chunk)
    except (OSError, EOFError, zlib.error):
        raise DataFileError(f"{name} is not a sound gzip file", mend="Pack it again, or give it unpacked.") from None
    if size > most:
        raise DataFileError(
            f"{name} unpacks to more than {most:,} bytes, far more than a packed table does",
            mend="If it is sound, unpack it and give it unpacked.",
        )
    opened.seek(0)
    return cast("BinaryIO", opened)


class GzipWriter(Writer):
    """Another writer's file, packed."""

    def __init__(self, stream: BinaryIO, schema: pa.Schema, kind: type[Writer]) -> None:
        super().__init__(stream, schema)
        self._packed = gzip.GzipFile(
            filename="", fileobj=cast("BinaryIO", Discarding(stream)), mode="wb", compresslevel=6, mtime=0
        )
        self._held = io.BufferedWriter(cast("io.RawIOBase", self._packed), _CHUNK)
        self._inside = kind(self._held, schema)

    def write(self, batch: pa.RecordBatch) -> None:
        """Add a batch of rows."""
        self._inside.write(batch)
        self.neutralised = self._inside.neutralised

    def close(self) -> None:
        """Finish the file; the stream stays open."""
        self._inside.close()
        self._held.flush()
        self._packed.close()
        super().close()
