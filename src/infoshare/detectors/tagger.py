"""Weighs all that speaks for each token, with a conditional random field, and says how likely it is part of what."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pycrfsuite

from infoshare.detectors.signs import FormSpan, signs_of
from infoshare.detectors.tokens import Token

MODEL = Path(__file__).with_name("tagger.crf")
WINDOW, OVERLAP = 10_000, 100
"""Longer texts are tagged in windows of so many tokens; each is read with so many of its neighbours' tokens."""


class Chances(NamedTuple):
    """How likely, from 0 to 1, a token is part of a name, a number, an address or a date."""

    name: float
    number: float
    address: float
    date: float


LABELS = ("NAME", "NUM", "ADDR", "DATE")
"""What the field calls each of the chances, in their order."""


class Tagger:
    """A trained field, read from the bytes of its file (J. Lafferty et al., ICML 2001; trained with CRFsuite)."""

    def __init__(self, model: bytes) -> None:
        self._model = model  # the field reads from these bytes and does not own them
        self._field = pycrfsuite.Tagger()
        self._field.open_inmemory(model)
        self.sha256 = hashlib.sha256(model).hexdigest()

    def chances(self, text: str, tokens: Sequence[Token], forms: Iterable[FormSpan]) -> list[Chances]:
        """The chances of each token of a folded text; `forms` are the identifiers found by their form."""
        signs = signs_of(text, tokens, forms)
        return [each for start in range(0, len(signs), WINDOW) for each in self._window(signs, start)]

    def _window(self, signs: list[list[str]], start: int) -> list[Chances]:
        first, end = max(start - OVERLAP, 0), min(start + WINDOW, len(signs))
        self._field.set(pycrfsuite.ItemSequence(signs[first : end + OVERLAP]))
        marginal = self._field.marginal
        return [Chances(*(marginal(label, place) for label in LABELS)) for place in range(start - first, end - first)]


@cache
def default_tagger() -> Tagger:
    """The tagger that comes with infoshare; it is read once in a process."""
    return Tagger(MODEL.read_bytes())
