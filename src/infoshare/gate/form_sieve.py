"""Sifts out, from many released texts, the few in which the form of an identifier could stand, to be looked at."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from infoshare.gate.cells import matching, sifted
from infoshare.gate.folded import folded_cells
from infoshare.identifiers import Identifier
from infoshare.identifiers.spoken import FEWEST, NUMBER_WORDS

_SPACE = r"[\t-\r\x1c-\x20]"
_FEW = r"[\t-\r\x1c-\x20.,\-/_()]{0,3}"
_NI_GAP = rf"(?:{_SPACE}{{0,2}}|[.,\-/])"
_POSTCODE_GAP = r"[\t-\r\x1c-\x20.\-]{0,3}"
_NOT = "[^a-z0-9]"
NEEDED = {
    "email": rf"@|[(\[{{<]{_SPACE}?(?:at|dot|\.){_SPACE}?[)\]}}>]|{_SPACE}dot{_SPACE}",
    "iban": rf"(?:^|{_NOT})[a-z]{{2}}[0-9]{{2}}(?:{_SPACE}?[a-z0-9]{{4}}){{2}}",
    "nhs": rf"[0-9oil](?:{_FEW}[0-9oil]){{9}}",
    "phone": rf"[0-9](?:{_FEW}[0-9oil]){{8}}",
    "ni": rf"[a-z]{_SPACE}?[a-z]{_NI_GAP}[0-9](?:{_NI_GAP}[0-9o]){{5}}",
    "postcode": rf"(?:[a-z][0-9][0-9a-z]?|gir){_POSTCODE_GAP}[0-9][a-z]{{2}}"
    rf"|[0-9][0-9a-z ]{{1,6}}[0-9] [a-z] [a-z]|bfpo{_SPACE}?[0-9]|1zz",
}
"""What a folded text must have to hold a valid value of a kind: the kind's own pattern without what it rules out.

An e-mail address has the sign, or `at` or `dot` in brackets, or `dot` between spaces; an IBAN its country, check
digits and two groups; an NHS number ten digits, and a telephone number nine, with at most three signs between any two
(o, i and l count as digits); a National Insurance number two letters and six digits; a postcode the end of its first
half, or GIR, with a digit and two letters after it, or it is spelt out letter by letter, or is one of the forces or
of a territory."""
_WORD = rf"(?:{'|'.join(NUMBER_WORDS)})"
_SPOKEN = rf"(?s:(?:^|{_NOT})(?:{_WORD}{_NOT}(?:.*{_NOT})?){{{FEWEST - 1}}}{_WORD}(?:{_NOT}|$))"
"""So many number words must stand in a text before it is also read with figures in their place."""


class FormSieve:
    """Says of many texts at once which may hold a value of some kinds; of the others it is certain that they do not.

    A kind of which nothing is known here lets no text pass unseen.
    """

    def __init__(self, kinds: Iterable[Identifier]) -> None:
        asked = tuple(kinds)
        known = all(each.kind in NEEDED for each in asked)
        spoken = (_SPOKEN,) if any(each.spoken for each in asked) else ()
        self._needed = "|".join((*(NEEDED[each.kind] for each in asked), *spoken)) if known else None

    def suspects(self, texts: pa.Array) -> npt.NDArray[np.intp]:
        """The places of the texts to be looked at closely."""
        return np.arange(len(texts)) if self._needed is None else sifted(self._suspects, texts)

    def _suspects(self, texts: pa.Array) -> npt.NDArray[np.intp]:
        return np.flatnonzero(matching(folded_cells(texts)[0], str(self._needed)))
