"""A presidio recogniser for people's names that runs a spaCy model by itself."""

from __future__ import annotations

from collections.abc import Sequence

import spacy
from presidio_analyzer import EntityRecognizer, RecognizerResult
from presidio_analyzer.nlp_engine import NlpArtifacts

from infoshare.detectors.language_model import LanguageModel, best_model

UNUSED_PARTS = ["parser", "lemmatizer", "attribute_ruler", "senter", "tagger"]
PART, OVERLAP = 100_000, 500
"""spaCy takes at most a million characters; longer texts are read in overlapping parts."""
SCORE = 0.85
"""spaCy's models do not say how sure they are; this is the score that presidio gives to what they find."""


class SpacyNames(EntityRecognizer):  # type: ignore[misc]  # presidio is not typed
    """People, as a spaCy model finds them."""

    def __init__(self, model: LanguageModel | None = None) -> None:
        """Load a model, or the best that is installed.

        Raises:
            MissingExtraError: if no sound model is installed.
        """
        self.model = model or best_model()
        self._language = spacy.load(self.model.path, exclude=UNUSED_PARTS)
        super().__init__(supported_entities=["PERSON"], name="spacy")

    def load(self) -> None:
        """Nothing more to load."""

    def analyze(
        self, text: str, entities: Sequence[str], nlp_artifacts: NlpArtifacts | None = None
    ) -> list[RecognizerResult]:
        """The people in a text."""
        starts = range(0, max(len(text) - OVERLAP, 1), PART - OVERLAP)
        parts = self._language.pipe(text[start : start + PART] for start in starts)
        return [
            RecognizerResult("PERSON", start + found.start_char, start + found.end_char, SCORE)
            for start, part in zip(starts, parts, strict=True)
            for found in part.ents
            if found.label_ == "PERSON"
        ]
