"""Replaces a postcode by the larger place that a file of the user's says holds it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable
from functools import lru_cache
from typing import TYPE_CHECKING

from infoshare.errors import PolicyError
from infoshare.identifiers.postcode import canonical
from infoshare.model.place_file import read_places
from infoshare.safe_repr import count_of

if TYPE_CHECKING:
    import pyarrow as pa


def look_up_place(file: str, postcode: str, to: str) -> Callable[[str], str | None]:
    """A function from a postcode to its place in a column of the file; None for a postcode that is not in the file.

    The columns stay in Arrow's own memory, sorted, and are searched by halves: some 70 MB for the 2.7 million
    postcodes of ONSPD.

    Raises:
        PolicyError: if the file cannot be read, or gives two places for one postcode.
    """
    codes, places = _sorted(file, postcode, to)

    @lru_cache(maxsize=1 << 16)
    def place_of(text: str) -> str | None:
        wanted = canonical(text)
        at = bisect_left(codes, wanted, key=lambda code: code.as_py())
        found = at < len(codes) and codes[at].as_py() == wanted
        return str(places[at].as_py()) or None if found else None

    return place_of


def _sorted(file: str, postcode: str, to: str) -> tuple[pa.Array, pa.Array]:
    import pyarrow as pa
    from pyarrow import compute

    table = read_places(file, (postcode, to)).combine_chunks()
    plain = compute.utf8_upper(compute.replace_substring_regex(table[postcode], "[^0-9A-Za-z]", ""))
    held = pa.table({"code": plain, "place": table[to]}).group_by(["code", "place"]).aggregate([]).sort_by("code")
    held = held.filter(compute.greater(held["code"], ""))
    twice = held.num_rows - compute.count_distinct(held["code"]).as_py()
    if twice:
        raise PolicyError(
            f"the file of places gives more than one '{to}' for {count_of(twice, 'postcode')}",
            mend="Give a file with one row for each postcode, or another column.",
        )
    codes, places = (held[name].combine_chunks() for name in ("code", "place"))
    return codes, places
