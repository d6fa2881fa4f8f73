"""Finds what identifies people in many texts at once, on every core that this process may use."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from infoshare.detectors.detector import Detector
from infoshare.detectors.span import Span

WORTHWHILE = 200_000
"""With fewer characters than this, starting other processes costs more than they save."""
SHARE = 32
"""How many texts a process is given at a time."""
IDLE_SECONDS = 30


@cache
def detector_of(strength: str, recognisers: tuple[str, ...]) -> Detector:
    """The detector of one strength, with others' recognisers beside it; it is made once in a process.

    Raises:
        PolicyError: if no installed package offers a recogniser of that name.
    """
    if not recognisers:
        return Detector(strength)
    from infoshare.detectors.presidio import Borrowed

    return Detector(strength, others=Borrowed(recognisers).find)


def _cores() -> int:
    import loky

    return int(loky.cpu_count())


@dataclass(frozen=True, slots=True)
class OnEveryCore:
    """A detector that shares many texts out among processes, and reads few by itself; the answer is the same."""

    strength: str = "balanced"
    recognisers: tuple[str, ...] = ()

    def find(self, texts: Sequence[str]) -> Iterator[list[Span]]:
        """What stands in each of some folded texts, in their order."""
        cores = _cores() if sum(map(len, texts)) >= WORTHWHILE else 1
        if cores == 1:
            yield from self._found_in(texts)
            return
        import loky

        shares = [texts[start : start + SHARE] for start in range(0, len(texts), SHARE)]
        for found in loky.get_reusable_executor(max_workers=cores, timeout=IDLE_SECONDS).map(self._found_in, shares):
            yield from found

    def _found_in(self, texts: Sequence[str]) -> list[list[Span]]:
        return list(detector_of(self.strength, self.recognisers).find(texts))
