"""Times redaction of free text beside presidio with its British recognisers, in one run, and scores both.

Run: pip install -e ".[dev]" && python benchmarks/free_text.py
Presidio runs as its documentation has it: `BatchAnalyzerEngine` over all texts, then `AnonymizerEngine`, with its own
recognisers, those for the United Kingdom switched on, and the small English spaCy model that is installed; with one
process and with one for each core, and the faster counts. infoshare runs as it comes, and once more with the same
model as a further recogniser. Times are the medians of three runs over all notes of tests/corpus; found and lost are
of `report.jsonl`, from which nothing was learnt.
"""

from __future__ import annotations

import logging
import platform
import statistics
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import loky
import presidio_analyzer.predefined_recognizers as presidio_recognizers
import spacy
from presidio_analyzer import AnalyzerEngine, BatchAnalyzerEngine, RecognizerRegistry
from presidio_analyzer.nlp_engine import SpacyNlpEngine
from presidio_anonymizer import AnonymizerEngine

from infoshare.detectors.language_model import best_model
from infoshare.detectors.redactor import Redactor
from infoshare.model.record import Record
from infoshare.testing.marked import MarkedNote, marked_notes
from infoshare.testing.score import Score
from infoshare.workflows.redact import detector_of

CORPUS = Path(__file__).parents[1] / "tests" / "corpus"
RUNS = 3
Redaction = Callable[[Sequence[str]], list[str]]


def presidio(processes: int) -> Redaction:
    """Presidio with its British recognisers."""
    engine = SpacyNlpEngine(models=[{"lang_code": "en", "model_name": best_model().name}])
    engine.nlp = {"en": spacy.load(best_model().path)}
    registry = RecognizerRegistry()
    registry.load_predefined_recognizers(languages=["en"], nlp_engine=engine)
    there = {type(recognizer).__name__ for recognizer in registry.recognizers}
    for name in dir(presidio_recognizers):
        if name.startswith("Uk") and name not in there:
            registry.add_recognizer(getattr(presidio_recognizers, name)())
    batch, anonymizer = BatchAnalyzerEngine(AnalyzerEngine(registry=registry, nlp_engine=engine)), AnonymizerEngine()

    def redact(texts: Sequence[str]) -> list[str]:
        found = batch.analyze_iterator(texts, language="en", batch_size=64, n_process=processes)
        return [anonymizer.anonymize(text, results).text for text, results in zip(texts, found, strict=True)]

    return redact


def infoshare(recognisers: Sequence[str]) -> Redaction:
    """infoshare as it comes, with others' recognisers beside it."""
    detector = detector_of("balanced", recognisers)

    def redact(texts: Sequence[str]) -> list[str]:
        return [text or "" for text in Redactor(detector=detector).redact(texts, [Record() for _ in texts])]

    return redact


def timed(redact: Redaction, texts: Sequence[str]) -> float:
    """The median seconds of some runs over all texts, after a warm-up."""
    redact(texts[:8])
    seconds = []
    for _ in range(RUNS):
        start = time.perf_counter()
        redact(texts)
        seconds.append(time.perf_counter() - start)
    return statistics.median(seconds)


def scored(redact: Redaction, notes: Sequence[MarkedNote]) -> Score:
    """What is found in the notes that nothing was learnt from."""
    score = Score()
    for note, text in zip(notes, redact([note.text for note in notes]), strict=True):
        score.add(note, text)
    return score


def main() -> None:
    """Print both side by side."""
    logging.disable(logging.WARNING)
    texts = [note.text for path in sorted(CORPUS.glob("*.jsonl")) for note in marked_notes(path)]
    held_back, size = marked_notes(CORPUS / "report.jsonl"), sum(len(text.encode()) for text in texts) / 1e6
    cores = loky.cpu_count()
    print(f"{platform.machine()}, {cores} cores, Python {platform.python_version()}; {best_model().name}")
    print(f"{len(texts):,} notes, {size:.2f} MB; scored on {len(held_back)} notes")
    ways = {
        "presidio, 1 process": presidio(1),
        f"presidio, {cores} processes": presidio(cores),
        "infoshare": infoshare(()),
        "infoshare + spacy": infoshare(("spacy",)),
    }
    seconds = {name: timed(redact, texts) for name, redact in ways.items()}
    best = min(value for name, value in seconds.items() if name.startswith("presidio"))
    for name, redact in ways.items():
        speed = f"{len(texts) / seconds[name]:7.1f} notes/s  {size / seconds[name]:.3f} MB/s"
        print(f"{name:<24} {speed}  {best / seconds[name]:5.2f} x presidio   {scored(redact, held_back)}")


if __name__ == "__main__":
    main()
