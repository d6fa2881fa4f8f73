"""Measures how much of the marked notes redaction finds, by kind and by origin of the name, and what it costs.

Run: python benchmarks/accuracy.py [--write]. With --write it writes the tables to docs/accuracy.md.
`report.jsonl` was held back: no rule was made from it and the tagger was not trained on it.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from infoshare.detectors.language_model import best_model
from infoshare.detectors.redactor import Redactor
from infoshare.detectors.tagger import default_tagger
from infoshare.errors import MissingExtraError
from infoshare.model.record import Record
from infoshare.testing.marked import marked_notes
from infoshare.testing.score import Score
from infoshare.workflows.redact import detector_of

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "accuracy.md"
HELD_BACK = ROOT / "tests" / "corpus" / "report.jsonl"
TITLE = """# Accuracy of redaction

What redaction finds in 80 invented notes of 29 kinds that were held back: no rule was made from them, and the tagger
was not trained on them (`python benchmarks/accuracy.py --write` makes this page). A name, address or date of birth
counts as found when none of its words is left; a number when it does not stand there any more. Harmless words are all
words outside the marks. Real records differ from these: read a sample before you send text.
"""


def ways() -> Iterator[tuple[str, str, tuple[str, ...]]]:
    """Each strength, alone and with the language model that is installed here as one more recogniser."""
    models = [("tagger", ())]
    try:
        models.append((f"tagger + {best_model().name}", ("spacy",)))
    except MissingExtraError as error:
        print(error, file=sys.stderr)
    for model, recognisers in models:
        for strength in ("balanced", "strict"):
            yield model, strength, recognisers


def measured(strength: str, recognisers: tuple[str, ...]) -> Score:
    """The score of one way over the notes that were held back."""
    notes, score = marked_notes(HELD_BACK), Score()
    redactor = Redactor(detector=detector_of(strength, recognisers))
    for note, text in zip(notes, redactor.redact([n.text for n in notes], [Record() for _ in notes]), strict=True):
        score.add(note, text or "")
    return score


def page() -> Iterator[str]:
    """The lines of the page."""
    scores = {(model, strength): measured(strength, others) for model, strength, others in ways()}
    yield TITLE
    yield "| Found by | Strength | Direct identifiers | Names | Numbers | Harmless words lost |\n" + "|---" * 6 + "|"
    for (model, strength), score in scores.items():
        figures = (score.direct, score.names, score.numbers, score.words_lost)
        yield f"| {model} | {strength} | " + " | ".join(f"{figure:.3f}" for figure in figures) + " |"
    balanced, strict = scores["tagger", "balanced"], scores["tagger", "strict"]
    yield f"\nTagger: SHA-256 `{default_tagger().sha256}`.\n\n## Names by the origin of the family\n"
    yield "| Group | Names | Found, balanced | Found, strict |\n|---|---|---|---|"
    for group, number in sorted(balanced.groups_seen.items()):
        found = (1 - score.groups_left[group] / number for score in (balanced, strict))
        yield f"| {group.replace('_', ' ')} | {number} | " + " | ".join(f"{share:.3f}" for share in found) + " |"
    yield "\n## By kind\n\n| Kind as marked | In the notes | Left, balanced | Left, strict |\n|---|---|---|---|"
    for kind, number in sorted(balanced.seen.items()):
        yield f"| {kind} | {number} | {balanced.left[kind]} | {strict.left[kind]} |"
    yield "\nPlaces, organisations, ages under 90 and parts of dates stay on purpose: a policy's other columns and its"
    yield "privacy model deal with what singles people out together with others."


def main() -> None:
    """Print the page, and write it if asked."""
    text = "\n".join(page()) + "\n"
    print(text)
    if "--write" in sys.argv[1:]:
        PAGE.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
