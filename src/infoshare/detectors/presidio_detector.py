"""A presidio analyzer that knows the identifiers of the United Kingdom, and asks nobody over the network."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache
from typing import Any

from presidio_analyzer import AnalyzerEngine, EntityRecognizer, RecognizerRegistry, RecognizerResult
from presidio_analyzer.nlp_engine import NlpArtifacts, SpacyNlpEngine
from presidio_analyzer.predefined_recognizers import SpacyRecognizer

from infoshare.detectors.language_model import best_model
from infoshare.detectors.names import Names
from infoshare.detectors.span import Span
from infoshare.identifiers import IDENTIFIERS, Identifier

UNUSED_PARTS = ["parser", "lemmatizer", "attribute_ruler", "senter", "tagger"]
PERSON = "person"
BATCH = 64
PART, OVERLAP = 100_000, 500
"""The language model takes a text of at most a million characters; longer ones are read in overlapping parts."""


class IdentifierRecognizer(EntityRecognizer):  # type: ignore[misc]  # presidio is not typed
    """A presidio recogniser for one kind of identifier."""

    def __init__(self, identifier: Identifier) -> None:
        self.identifier = identifier
        super().__init__(supported_entities=[identifier.kind.upper()], name=f"infoshare_{identifier.kind}")

    def load(self) -> None:
        """Nothing to load."""

    def analyze(
        self, text: str, entities: Sequence[str], nlp_artifacts: NlpArtifacts | None = None
    ) -> list[RecognizerResult]:
        """The valid values in a text."""
        entity = self.identifier.kind.upper()
        return [RecognizerResult(entity, start, end, self.MAX_SCORE) for start, end in self.identifier.spans(text)]


class PresidioDetector:
    """Finds names with a language model, and identifiers by their form."""

    def __init__(self, analyzer: AnalyzerEngine) -> None:
        self._analyzer = analyzer
        self._ranks = {each.kind.upper(): len(IDENTIFIERS) - rank for rank, each in enumerate(IDENTIFIERS)}
        self._placeholders = {each.kind.upper(): each.placeholder for each in IDENTIFIERS} | {"PERSON": "NAME"}

    def find(self, texts: Sequence[str]) -> Iterator[list[Span]]:
        """What stands in each of some folded texts."""
        parts = [(text, start) for text in texts for start in _part_starts(text)]
        processed = self._analyzer.nlp_engine.process_batch(
            (text[start : start + PART] for text, start in parts), language="en", batch_size=BATCH
        )
        spans: list[Span] = []
        for (text, start), (part, artifacts) in zip(parts, processed, strict=True):
            results = self._analyzer.analyze(part, language="en", nlp_artifacts=artifacts)
            spans += [replace(span, start=span.start + start, end=span.end + start) for span in self._in(part, results)]
            if start + PART >= len(text):
                yield spans
                spans = []

    def _in(self, part: str, results: Sequence[RecognizerResult]) -> list[Span]:
        """The identifiers, and the names: what the model takes for a person is weighed with all that speaks for it."""
        spans = [self._span(result) for result in results if result.entity_type in self._placeholders]
        by_model = [span for span in spans if span.by == PERSON]
        by_form = [span for span in spans if span.by != PERSON]
        titled = [span for span in by_form if span.placeholder == "NAME"]
        return [*by_form, *Names(part).find(by_model, titled)]

    def _span(self, result: RecognizerResult) -> Span:
        kind = result.entity_type
        return Span(result.start, result.end, self._placeholders[kind], kind.lower(), self._ranks.get(kind, 0))


def _part_starts(text: str) -> range:
    """Where the parts of a text begin; each overlaps the one before, so that nothing is cut in two unseen."""
    return range(0, max(len(text) - OVERLAP, 1), PART - OVERLAP)


@cache
def default_detector() -> PresidioDetector:
    """The detector with the best model installed; it is made once in a process.

    Raises:
        MissingExtraError: if no sound language model is installed.
    """
    logging.getLogger("presidio-analyzer").setLevel(logging.ERROR)
    registry = RecognizerRegistry(recognizers=[IdentifierRecognizer(identifier) for identifier in IDENTIFIERS])
    registry.add_recognizer(SpacyRecognizer(supported_entities=["PERSON"]))
    return PresidioDetector(AnalyzerEngine(registry=registry, nlp_engine=_nlp_engine()))


def _nlp_engine() -> SpacyNlpEngine:
    import spacy

    engine = SpacyNlpEngine(models=[{"lang_code": "en", "model_name": best_model().name}])
    language: Any = spacy.load(best_model().path, exclude=UNUSED_PARTS)
    engine.nlp = {"en": language}
    return engine
