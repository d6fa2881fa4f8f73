"""Reads the columns that are needed of a file of places that the user supplies, such as ONSPD, once."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from infoshare.digests import sha256_of_stream
from infoshare.errors import PolicyError
from infoshare.safe_repr import listed

if TYPE_CHECKING:
    import pyarrow as pa

MAP_POINTS = ("easting", "northing", "addresses")
"""The columns of a file of map points; eastings and northings in metres of the National Grid."""
FEWEST_ADDRESSES = 8
"""Fewer addresses than this must not share a map point: https://data.police.uk/about/#location-anonymisation."""


FileStamp = tuple[Path, int, int]
"""A file as it stood: its path, when it was last changed (in nanoseconds), and its size in bytes."""


def stamp_of(file: str) -> FileStamp:
    """Which file it is and how it stands now, so that what was read of it is known to be still so.

    Raises:
        PolicyError: if it is not there.
    """
    path = Path(file)
    if not path.is_file():
        raise PolicyError(
            f"the file of places '{file}', which the policy names, is not there",
            mend="Put it there, or give its path from the folder in which infoshare is run.",
        )
    facts = path.stat()
    return path, facts.st_mtime_ns, facts.st_size


def read_places(file: str, columns: tuple[str, ...]) -> pa.Table:
    """Those columns of a CSV file with a header (comma, UTF-8), as text.

    Raises:
        PolicyError: if it is not there, is no such file, or has no such columns.
    """
    return _read(stamp_of(file), columns)


def digest_of_places(file: str) -> str:
    """The SHA-256 digest of the file.

    Raises:
        PolicyError: if it is not there.
    """
    return _digest(stamp_of(file))


@lru_cache(maxsize=8)
def _digest(stamp: FileStamp) -> str:
    with stamp[0].open("rb") as stream:
        return sha256_of_stream(stream)


@lru_cache(maxsize=8)
def _read(stamp: FileStamp, columns: tuple[str, ...]) -> pa.Table:
    import pyarrow as pa
    from pyarrow import csv

    path = stamp[0]
    options = csv.ConvertOptions(
        include_columns=list(dict.fromkeys(columns)), column_types=dict.fromkeys(columns, pa.string())
    )
    try:
        with csv.open_csv(path) as header:
            missing = [repr(column) for column in columns if column not in header.schema.names]
        if not missing:
            return csv.read_csv(path, convert_options=options)
    except (pa.ArrowException, OSError):
        raise PolicyError(
            f"the file of places '{path.name}' is no CSV file with a header, commas and UTF-8", mend="Save it as one."
        ) from None
    raise PolicyError(
        f"the file of places '{path.name}' has no column {listed(missing)}",
        mend="Name the columns as the file's own header does.",
    )
