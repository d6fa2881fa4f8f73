"""Measures how much of the marked notes redaction finds, and how many harmless words it takes.

Run: python benchmarks/accuracy.py [tests/corpus/tune.jsonl ...]. Rules are improved on `tune` alone; `report` is for
reporting. A name or address counts as found when none of its words is left, a number when its figures are not.
"""

from __future__ import annotations

import json
import re
import sys
import unicodedata
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from infoshare.detectors.language_model import best_model
from infoshare.detectors.redactor import Redactor

CORPUS = Path(__file__).parents[1] / "tests" / "corpus"
MARKED = re.compile(r"\{\{([A-Z]+):(.*?)\}\}", re.S)
QUASI = {"DATE", "AGE", "LOCATION", "ORG"}
WORDY = {"NAME", "ADDRESS", "DOB", *QUASI}


def words(text: str) -> list[str]:
    """The words of a text, in lower case."""
    return re.findall(r"[^\W_]+(?:'[^\W_]+)*", unicodedata.normalize("NFKC", text).replace("’", "'").casefold())


def squashed(text: str) -> str:
    """The letters and digits of a text alone."""
    return "".join(character for character in unicodedata.normalize("NFKC", text).casefold() if character.isalnum())


def is_left(kind: str, surface: str, redacted: str, spare: Counter[str]) -> bool:
    """Whether a marked span still stands in the redacted text more often than outside the marks."""
    if kind not in WORDY:
        return squashed(surface) in squashed(redacted)
    left = Counter(words(redacted)) - spare
    return any(left[word.removesuffix("'s")] for word in words(surface) if len(word) > 1)


def measured(path: Path) -> Iterator[tuple[str, float]]:
    """The figures of one file of notes."""
    notes = [json.loads(line)["text"] for line in path.read_text(encoding="utf-8").splitlines()]
    redacted = Redactor().redact([MARKED.sub(r"\2", note) for note in notes], [[]] * len(notes))
    seen, left, harmless, lost = Counter[str](), Counter[str](), 0, 0
    for note, text in zip(notes, redacted, strict=True):
        spare = Counter(words(MARKED.sub(" \n ", note)))
        harmless += spare.total()
        lost += (spare - Counter(words(text or ""))).total()
        for kind, surface in MARKED.findall(note):
            seen[kind] += 1
            left[kind] += is_left(kind, surface, text or "", spare)
    for group, kinds in (
        ("direct", seen.keys() - QUASI), ("names", {"NAME"}), ("numbers", seen.keys() - WORDY), ("quasi", QUASI),
    ):  # fmt: skip
        yield f"{group} found", 1 - sum(left[kind] for kind in kinds) / max(sum(seen[kind] for kind in kinds), 1)
    yield "harmless words lost", lost / max(harmless, 1)


def main() -> None:
    """Print a table for each file."""
    print(f"Language model: {best_model().name} {best_model().version}")
    for path in [Path(given) for given in sys.argv[1:]] or sorted(CORPUS.glob("*.jsonl")):
        print(f"\n{path.name}")
        for name, figure in measured(path):
            print(f"  {name:<20} {figure:.4f}")


if __name__ == "__main__":
    main()
