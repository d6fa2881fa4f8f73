"""Splits CSV by Arrow, only where the bytes prove that Python's strict reader would find the very same cells."""

from __future__ import annotations

import codecs
from collections.abc import Iterator
from typing import BinaryIO

import numpy as np
import pyarrow as pa
from pyarrow import csv

BLOCK = 1 << 22
"""So many bytes are split together; a row that is longer leaves the file to Python's reader."""
_QUOTE = ord('"')


class NotPlainError(Exception):
    """Arrow might read this file otherwise than Python does, so Python has to read it."""


def split_plain(stream: BinaryIO, encoding: str, delimiter: str, width: int) -> Iterator[pa.RecordBatch]:
    """All rows of an open file, the header too, as text columns named by their places.

    Empty lines are no rows. The place in the stream is kept here, so that others may read it meanwhile.

    Raises:
        NotPlainError: if it cannot be proved that these are the cells; some rows may have been given by then.
    """
    if encoding not in {"utf-8", "utf-8-sig", "cp1252"}:
        raise NotPlainError
    for block in _blocks(stream, len(codecs.BOM_UTF8) if encoding == "utf-8-sig" else 0, delimiter):
        if data := block.strip(b"\r\n"):
            yield from _cells(data.decode(encoding).encode() if encoding == "cp1252" else data, delimiter, width)


def _cells(data: bytes, delimiter: str, width: int) -> Iterator[pa.RecordBatch]:
    """The cells of some whole rows. Arrow takes away one byte-order mark, so it is given one to take."""
    names = [str(place) for place in range(width)]
    try:
        table = csv.read_csv(
            pa.py_buffer(codecs.BOM_UTF8 + data),
            csv.ReadOptions(column_names=names, block_size=4 * BLOCK),
            csv.ParseOptions(delimiter=delimiter, newlines_in_values=True),
            csv.ConvertOptions(column_types=dict.fromkeys(names, pa.string())),
        )
    except pa.ArrowInvalid:
        raise NotPlainError from None
    yield from table.combine_chunks().to_batches()


def _blocks(stream: BinaryIO, place: int, delimiter: str) -> Iterator[bytes]:
    """The bytes from a place on, cut where rows end."""
    while True:
        stream.seek(place)
        block = stream.read(BLOCK)
        if not block:
            return
        block = block if len(block) < BLOCK else block[: _end_of_rows(block)]
        _prove(block, delimiter)
        yield block
        place += len(block)


def _end_of_rows(block: bytes) -> int:
    """Behind the last line end that is not in quotation marks: so many marks stand before it that all are closed."""
    end = block.rfind(b"\n")
    marks = block.count(b'"', 0, max(end, 0))
    while marks % 2:
        before = block.rfind(b"\n", 0, end)
        marks -= block.count(b'"', max(before, 0), end)
        end = before
    if end < 0:
        raise NotPlainError
    return end + 1


def _prove(block: bytes, delimiter: str) -> None:
    """See that whole rows can be read in one way only.

    Each carriage return belongs to a line end. Quotation marks open and close in turn: one that opens stands at the
    beginning of a cell, one that closes at its end, or both together are one that is doubled.
    """
    if b"\r" in block and block.count(b"\r") != block.count(b"\r\n"):
        raise NotPlainError
    if b'"' not in block:
        return
    data = np.frombuffer(b"\n" + block + b"\n", np.uint8)
    marks = np.flatnonzero(data == _QUOTE)
    border = np.isin(np.arange(256), list(f'{delimiter}"\r\n'.encode()))
    if len(marks) % 2 or not (border[data[marks[::2] - 1]].all() and border[data[marks[1::2] + 1]].all()):
        raise NotPlainError
