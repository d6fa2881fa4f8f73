"""Finds out how a text file is encoded: UTF-8, UTF-16 or Windows-1252, with or without a byte-order mark."""

from __future__ import annotations

import codecs
import io
from collections.abc import Iterator
from contextlib import contextmanager
from typing import BinaryIO, TextIO

from infoshare.errors import DataFileError

_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_SAMPLE, _CHUNK = 4_096, 1 << 20


def encoding_of(stream: BinaryIO, name: str) -> str:
    """The encoding in which the whole of an open file can be read.

    Raises:
        DataFileError: if there is none, or the text has NUL characters.
    """
    stream.seek(0)
    sample = stream.read(_SAMPLE)
    _refuse_other_kinds(sample, name)
    marked = next((encoding for mark, encoding in _MARKS if sample.startswith(mark)), None)
    candidates = [marked] if marked else [*_unmarked_utf16(sample), "utf-8", "cp1252"]
    found = next((encoding for encoding in candidates if _decodes(stream, encoding, name)), None)
    if found is None:
        raise DataFileError(f"{name} is not text in UTF-8, UTF-16 or Windows-1252", mend="Save it again as UTF-8.")
    return found


_NO_TEXT = {b"\x1f\x8b": ("a gzip file", ".gz"), b"PK\x03\x04": ("a zip file, such as an Excel workbook", ".xlsx")}


def _refuse_other_kinds(sample: bytes, name: str) -> None:
    for sign, (kind, suffix) in _NO_TEXT.items():
        if sample.startswith(sign):
            raise DataFileError(f"{name} is {kind}, and not text", mend=f"Give it the name of what it is ({suffix}).")


def _unmarked_utf16(sample: bytes) -> list[str]:
    half = max(len(sample) // 2, 1)
    if sample[1::2].count(0) > half * 0.4:
        return ["utf-16-le"]
    return ["utf-16-be"] if sample[0::2].count(0) > half * 0.4 else []


def _decodes(stream: BinaryIO, encoding: str, name: str) -> bool:
    stream.seek(0)
    decoder = codecs.getincrementaldecoder(encoding)()
    lines = 1
    try:
        while chunk := stream.read(_CHUNK):
            lines += _lines_before_nul(decoder.decode(chunk), name, lines)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def _lines_before_nul(text: str, name: str, line: int) -> int:
    before, nul, _ = text.partition("\x00")
    if nul:
        raise DataFileError(
            f"{name}, line {line + before.count(chr(10))}: NUL characters, which no text has",
            mend="Save the file again as UTF-8 text from the program that made it.",
        )
    return text.count("\n")


@contextmanager
def as_text_stream(stream: BinaryIO, encoding: str) -> Iterator[TextIO]:
    """An open binary file from its start as text, line ends untouched; the file stays open afterwards."""
    stream.seek(0)
    text = io.TextIOWrapper(stream, encoding=encoding, newline="")
    try:
        yield text
    finally:
        text.detach()
