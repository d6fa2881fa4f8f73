"""Finds, in one pass over the bytes of many texts, where letters and digits begin as something sought does."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from infoshare.gate.key_table import SIZE, Keys, KeyTable

Bytes = npt.NDArray[np.uint8]
Places = npt.NDArray[np.intp]
AT_ONCE = 1 << 18
"""So many bytes stay in the processor's cache while they are worked on."""
_BEGINS = 0x80
"""The bit that marks the first byte of a run; no letter or digit has it here."""
_PARTING = bytes((0, _BEGINS))
_MASKS = np.array([(1 << 8 * size) - 1 for size in range(SIZE + 1)], np.uint64)


def _plain_byte(byte: int) -> int:
    """Digits and small letters as they are, capitals as small letters; bytes beyond ASCII as some letter; else 0."""
    character = chr(byte)
    if byte >= 0x80:
        return 0x60 | byte & 0x1F
    return ord(character.lower()) if character.isalnum() else 0


_PLAIN = bytes(map(_plain_byte, range(256)))


class Runs(NamedTuple):
    """The runs of letters and of digits of some texts, each by the eight bytes from its beginning.

    What parts the runs is left out, so the eight bytes reach into the runs that follow.
    """

    keys: Keys
    begins: Places
    """Where each run begins among the letters and digits, and at last their number."""
    plain: Bytes
    """The bytes that were given, as letters, digits and noughts."""

    def where(self, runs: Places) -> Places:
        """Where some runs begin in the bytes that were given."""
        return np.flatnonzero(self.plain)[self.begins[runs]]


class WordStarts:
    """Sought forms, of folded letters and digits, that may stand over several runs of letters and digits."""

    def __init__(self, forms: Iterable[str]) -> None:
        self._table = KeyTable(form.encode().translate(_PLAIN) for form in forms)

    def mark(self, texts: pa.Array, marked: npt.NDArray[np.bool_]) -> None:
        """Mark each of some folded texts in which something sought may stand.

        A form stands in a text if some neighbouring runs of letters and digits, joined, are that form. So it begins
        where a run begins, and either it has eight bytes or more and the eight bytes from there are its first
        ones, or it is shorter and ends where a run ends. Whatever satisfies neither cannot stand there. Letters
        beyond ASCII are taken for others in texts and forms alike, which can only mark more.
        """
        for first, offsets, data in _portions(texts):
            runs = _runs(data, offsets[:-1])
            found = np.concatenate([np.zeros(0, np.intp), *self._found(runs)])
            if len(found):
                marked[first + np.searchsorted(offsets, runs.where(found), side="right") - 1] = True

    def _found(self, runs: Runs) -> Iterator[Places]:
        """The runs at which something sought may begin."""
        yield self._table.places(runs.keys)
        held, reach = np.arange(len(runs.keys)), 1
        while len(held):
            sizes = runs.begins[held + reach] - runs.begins[held]
            fits = sizes < SIZE
            held = held[fits]
            yield held[self._table.places(runs.keys[held] & _MASKS[sizes[fits]])]
            reach += 1
            held = held[: np.searchsorted(held, len(runs.keys) - reach, side="right")]


def _portions(texts: pa.Array) -> Iterator[tuple[int, Places, Bytes]]:
    """The texts' bytes in portions of whole texts: the first text's place, the offsets in the portion, its bytes."""
    if not len(texts):
        return
    width = np.int64 if pa.types.is_large_string(texts.type) else np.int32
    _, offsets, data = texts.buffers()
    ends = np.frombuffer(offsets, width)[texts.offset : texts.offset + len(texts) + 1].astype(np.intp)
    held = np.frombuffer(data, np.uint8) if data is not None else np.zeros(0, np.uint8)
    first = 0
    while first < len(texts):
        last = max(first + 1, int(np.searchsorted(ends, ends[first] + AT_ONCE, side="right")) - 1)
        yield first, ends[first : last + 1] - ends[first], held[ends[first] : ends[last]]
        first = last


def _runs(data: Bytes, starts: Places) -> Runs:
    """The runs of letters and of digits; each text begins a new one.

    A letter's upper three bits are those of no digit and of no nought, so a run begins where they change.
    """
    plain = np.frombuffer(data.tobytes().translate(_PLAIN), np.uint8)
    kinds = plain >> 5
    begins = np.ones(len(plain), bool)
    np.not_equal(kinds[1:], kinds[:-1], out=begins[1:])
    begins[starts[starts < len(plain)]] = True
    beginning = plain | begins.view(np.uint8) << 7
    alone = np.frombuffer(beginning.tobytes().translate(None, _PARTING) + bytes(SIZE), np.uint8)
    places = np.flatnonzero((alone >> 7).view(bool))
    letters = alone & np.uint8(0x7F)
    eights: Keys = np.ndarray((len(alone) - SIZE,), "<u8", buffer=letters, strides=(1,))
    return Runs(eights[places], np.append(places, len(eights)), plain)
