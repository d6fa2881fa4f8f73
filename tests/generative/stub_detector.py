"""A detector for tests in which the language model is not the point: it knows names that begin with `Xx`.

It also finds identifiers by their form, and the two people of the gate's own invented text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from infoshare.detectors.span import Span
from infoshare.identifiers import IDENTIFIERS

_NAME = re.compile(r"\bXx\w*|John Smith|Sarah Johnson")


class StubDetector:
    """Finds what it knows, at once; `asked` counts the texts it was shown."""

    def __init__(self) -> None:
        self.asked = 0

    def find(self, texts: Sequence[str]) -> Iterator[list[Span]]:
        """The spans of each text."""
        for text in texts:
            self.asked += 1
            names = [Span(match.start(), match.end(), "NAME", "stub", 0) for match in _NAME.finditer(text)]
            yield names + [
                Span(start, end, kind.placeholder, "stub", 1) for kind in IDENTIFIERS for start, end in kind.spans(text)
            ]
