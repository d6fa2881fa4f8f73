"""Reads a text file with one number on each line, such as a list of opt-outs, and keeps the line of each."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from infoshare.digests import sha256_of_stream
from infoshare.errors import DataFileError
from infoshare.files.encoding import as_text_stream, encoding_of

NOT_TEXT = frozenset({".xlsx", ".parquet", ".arrow", ".feather", ".gz", ".zip"})


@dataclass(frozen=True, slots=True, repr=False)
class NumberList:
    """What stands on the lines of a file, as it is written there, the line of each counted from 1, and the digest."""

    entries: tuple[str, ...]
    lines: tuple[int, ...]
    sha256: str


def read_numbers(path: Path) -> NumberList:
    """The entries of a file, one on each line; empty lines, quotes and a comma at the end of a line do not count.

    A first line without a digit is a header. So a file from MESH (`.dat`: a number and a comma on each line) and one
    column saved as CSV are both read.

    Raises:
        DataFileError: if it is not there, or is no text.
    """
    if not path.is_file():
        raise DataFileError(f"the list {path} is not there", mend="Give the path of a text file of NHS numbers.")
    if path.suffix.lower() in NOT_TEXT:
        raise DataFileError(f"the list {path.name} is no text file", mend="Save it as text, one NHS number a line.")
    try:
        with path.open("rb") as stream, as_text_stream(stream, encoding_of(stream, path.name)) as text:
            found = _entries(text.read())
            return NumberList(tuple(found.values()), tuple(found), sha256_of_stream(stream))
    except OSError as error:
        raise DataFileError(f"the list {path} cannot be read: {error.strerror}") from None


def _entries(text: str) -> dict[int, str]:
    """What stands on each line that is not empty, by the line's number."""
    bare = ((line, content.strip().rstrip(",;").strip("\"' \t")) for line, content in _lines(text))
    found = {line: content for line, content in bare if content}
    first = next(iter(found), None)
    if first is not None and not any(character.isdigit() for character in found[first]):
        del found[first]
    return found


def _lines(text: str) -> enumerate[str]:
    return enumerate(text.replace("\r\n", "\n").replace("\r", "\n").split("\n"), start=1)
