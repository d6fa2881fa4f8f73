"""Many texts folded at once for a first look, so that one plain expression over bytes does for all their spellings."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from infoshare.gate.plain_form import plain


class _Folding(dict[int, str]):
    """What each character becomes, worked out when it is first met."""

    def __missing__(self, code: int) -> str:
        self[code] = "".join(map(_folded, plain(chr(code))))
        return self[code]


def _folded(character: str) -> str:
    """ASCII stays; digits and spaces of every script become ASCII ones; what is no letter becomes one odd sign."""
    if character.isascii():
        return character
    if character.isspace():
        return " "
    if character.isdecimal():
        return str(int(character))
    return character if character.isalnum() else "\x01"


_FOLDING = _Folding()


def folded(text: str) -> str:
    """The plain form of a text, its digits and spaces in ASCII and every sign beyond ASCII as one odd sign.

    The plain form takes each character by itself: only marks that it leaves out, or that are no letters, ever change
    places. So the letters and digits here, and what parts them, are those of `plain`, in the same order.
    """
    return text.translate(_FOLDING)


def folded_cells(texts: pa.Array) -> tuple[pa.Array, npt.NDArray[np.intp]]:
    """Texts in which those beyond ASCII are folded and the others stand as they are, and the places of the former."""
    odd = pc.invert(pc.string_is_ascii(texts))
    places = np.flatnonzero(odd.to_numpy(zero_copy_only=False))
    if not len(places):
        return texts, places
    plainer = [folded(text) for text in texts.filter(odd).to_pylist()]
    return pc.replace_with_mask(texts, odd, pa.array(plainer, texts.type)), places
