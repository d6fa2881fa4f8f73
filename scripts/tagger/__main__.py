"""Train the tagger on the marked notes of tests/corpus, or measure it on notes that it was not trained on.

Run: python -m scripts.tagger            writes src/infoshare/detectors/tagger.crf, the same bytes at every run
     python -m scripts.tagger --measure  trains on four fifths of the notes five times, and scores the fifth left
"""

from __future__ import annotations

import random
import sys
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import pycrfsuite

from infoshare.detectors.detector import STRENGTHS, Detector, spans_by_form
from infoshare.detectors.redactor import Redactor
from infoshare.detectors.signs import signs_of
from infoshare.detectors.tagger import MODEL, Tagger
from infoshare.detectors.tokens import Token, tokens_of
from infoshare.identifiers.folding import fold
from infoshare.model.record import Record
from infoshare.testing.marked import Marked, MarkedNote, marked_notes
from infoshare.testing.score import Score

from .variants import variant

CORPUS = Path(__file__).parents[2] / "tests" / "corpus"
TRAINED_ON = ("train.jsonl", "tune.jsonl")
LABELS = {
    "NAME": "NAME", "ADDRESS": "ADDR", "POSTCODE": "ADDR", "DOB": "DATE", "DATE": "DATE", "AGE": "AGE",
    "LOCATION": "PLACE", "ORG": "PLACE",
}  # fmt: skip
"""What the tagger calls each marked type; all others are numbers."""
SETTINGS = {
    "c1": 0.01, "c2": 1.0, "max_iterations": 200, "feature.minfreq": 3, "feature.possible_transitions": True,
}  # fmt: skip
PARTS = 5
Lesson = tuple[list[list[str]], list[str]]


def lessons_of(note: MarkedNote) -> list[Lesson]:
    """What is learnt from a note: itself, twice, and once as a hostile hand would write it."""
    plain = lesson(note)
    return [plain, plain, lesson(variant(note))]


def lesson(note: MarkedNote) -> Lesson:
    """What speaks for each token of a note, and what it is."""
    folded = fold(note.text)
    tokens = tokens_of(folded.text)
    forms = [(span.start, span.end, span.by) for span in spans_by_form(folded.text)]
    return signs_of(folded.text, tokens, forms), labels(tokens, folded.origin, note.marked)


def labels(tokens: Sequence[Token], origin: Sequence[int], marked: Iterable[Marked]) -> list[str]:
    """The label of each token; `O` is nothing."""
    starts = [origin[token.start] for token in tokens]
    result = ["O"] * len(tokens)
    for kind, start, end in marked:
        for place in range(bisect_left(starts, start), bisect_left(starts, end)):
            result[place] = LABELS.get(kind, "NUM")
    return result


def trained(lessons: Iterable[Lesson]) -> bytes:
    """A tagger's model."""
    trainer = pycrfsuite.Trainer(algorithm="lbfgs", verbose=False)
    trainer.set_params(SETTINGS)
    for signs, truth in lessons:
        trainer.append(signs, truth)
    with TemporaryDirectory() as folder:
        path = Path(folder) / "tagger.crf"
        trainer.train(str(path))
        return path.read_bytes()


def folds(number: int) -> list[list[int]]:
    """The places of so many notes in five parts, mixed the same way at every run."""
    places = list(range(number))
    random.Random(3).shuffle(places)
    return [places[part::PARTS] for part in range(PARTS)]


def measured(notes: Sequence[MarkedNote]) -> Iterator[tuple[str, Score]]:
    """The score of each strength, every note read by a tagger that was not trained on it."""
    lessons = [lessons_of(note) for note in notes]
    scores = {strength: Score() for strength in STRENGTHS}
    for part in folds(len(notes)):
        left_out = set(part)
        learnt = (each for place, some in enumerate(lessons) if place not in left_out for each in some)
        tagger = Tagger(trained(learnt))
        for strength, score in scores.items():
            redactor = Redactor(detector=Detector(strength, tagger))
            texts = redactor.redact([notes[place].text for place in part], [Record() for _ in part])
            for place, text in zip(part, texts, strict=True):
                score.add(notes[place], text or "")
    yield from scores.items()


def main() -> None:
    """Write the model, or print how good it is."""
    notes = [note for name in TRAINED_ON for note in marked_notes(CORPUS / name)]
    if "--measure" in sys.argv[1:]:
        for strength, score in measured(notes):
            print(f"{strength}: {score}")
        return
    MODEL.write_bytes(trained(each for note in notes for each in lessons_of(note)))
    print(f"{MODEL.name}: {MODEL.stat().st_size:,} bytes, trained on {len(notes)} notes")


if __name__ == "__main__":
    main()
