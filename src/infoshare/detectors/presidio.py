"""Gives infoshare's recognisers for anybody's presidio engine, and takes others' for infoshare."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from importlib.metadata import entry_points
from typing import Any

from presidio_analyzer import AnalyzerEngine, EntityRecognizer, RecognizerRegistry, RecognizerResult
from presidio_analyzer.nlp_engine import NlpArtifacts, SpacyNlpEngine
from presidio_analyzer.predefined_recognizers import SpacyRecognizer

from infoshare.detectors.detector import Detector
from infoshare.detectors.span import GUESSED, Span
from infoshare.errors import PolicyError
from infoshare.identifiers import IDENTIFIERS, Identifier
from infoshare.identifiers.folding import fold
from infoshare.safe_repr import listed

GROUP = "infoshare.recognisers"
"""The entry points by which an installed package offers recognisers under a name that a policy can use."""
LEAST = 0.4
"""The least score of others' findings that counts: presidio's own floor for what context supports."""
ENTITIES = {"NAME": "PERSON", "ADDRESS": "ADDRESS", "REFERENCE": "REFERENCE", "DATE": "DATE"}
"""What the tagger finds, as presidio calls entities."""
PLACEHOLDERS = {
    "PERSON": "NAME", "PER": "NAME", "NAME": "NAME", "ADDRESS": "ADDRESS", "LOCATION": "ADDRESS", "DATE": "DATE",
    "DATE_TIME": "DATE", "DATE_OF_BIRTH": "DATE", "EMAIL_ADDRESS": "EMAIL", "PHONE_NUMBER": "PHONE",
    "URL": "WEB ADDRESS", "IP_ADDRESS": "IP ADDRESS", "MAC_ADDRESS": "DEVICE NUMBER", "IBAN_CODE": "BANK ACCOUNT",
    "CREDIT_CARD": "CARD NUMBER", "UK_NHS": "NHS NUMBER", "UK_NINO": "NI NUMBER", "UK_POSTCODE": "POSTCODE",
    "UK_PASSPORT": "PASSPORT NUMBER", "UK_DRIVING_LICENCE": "DRIVER NUMBER", "UK_VEHICLE_REGISTRATION": "VEHICLE",
}  # fmt: skip
"""The placeholder for an entity of others; one that is not here becomes `[IDENTIFIER]`."""


class IdentifierRecognizer(EntityRecognizer):  # type: ignore[misc]  # presidio is not typed
    """A presidio recogniser for one kind of identifier, by its form, its check and the words beside it."""

    def __init__(self, identifier: Identifier) -> None:
        self.identifier = identifier
        super().__init__(supported_entities=[identifier.kind.upper()], name=f"infoshare_{identifier.kind}")

    def load(self) -> None:
        """Nothing to load."""

    def analyze(
        self, text: str, entities: Sequence[str], nlp_artifacts: NlpArtifacts | None = None
    ) -> list[RecognizerResult]:
        """The valid values in a text, however its characters are written."""
        folded, entity = fold(text), self.identifier.kind.upper()
        spans = (folded.original_span(*span) for span in self.identifier.spans(folded.text))
        return [RecognizerResult(entity, start, end, self.MAX_SCORE) for start, end in spans]


class TaggerRecognizer(EntityRecognizer):  # type: ignore[misc]  # presidio is not typed
    """A presidio recogniser for what no form gives away: names, and loose numbers, addresses and dates."""

    def __init__(self, strength: str = "balanced") -> None:
        self._detector = Detector(strength)
        super().__init__(supported_entities=sorted(ENTITIES.values()), name="infoshare_tagger")

    def load(self) -> None:
        """Nothing to load."""

    def analyze(
        self, text: str, entities: Sequence[str], nlp_artifacts: NlpArtifacts | None = None
    ) -> list[RecognizerResult]:
        """What the tagger takes for a name, number, address or date, with its chance as the score."""
        folded = fold(text)
        found = [span for span in next(self._detector.find([folded.text])) if span.by in {"names", "tagger"}]
        return [
            RecognizerResult(ENTITIES[span.placeholder], *folded.original_span(span.start, span.end), span.sure)
            for span in found
        ]


def recognisers(strength: str = "balanced") -> list[EntityRecognizer]:
    """All of infoshare's recognisers, to be added to the registry of a presidio `AnalyzerEngine`.

    The entity of an identifier is its kind in capitals (`NHS`, `POSTCODE`); names are `PERSON`. A name's score
    is the tagger's chance, which is low on purpose: leave the engine's `score_threshold` at 0.
    """
    return [*map(IdentifierRecognizer, IDENTIFIERS), TaggerRecognizer(strength)]


class Borrowed:
    """Others' presidio recognisers, asked beside infoshare's own."""

    def __init__(self, names: Sequence[str]) -> None:
        """Load them by the names under which installed packages offer them.

        Raises:
            PolicyError: if none is offered under a name, or one waits for a language model that is not run here.
        """
        borrowed = [each for name in names for each in _offered(name)]
        self._analyzer = AnalyzerEngine(registry=RecognizerRegistry(recognizers=borrowed), nlp_engine=_no_model())

    def find(self, text: str) -> Iterator[Span]:
        """What they find in a folded text."""
        for result in self._analyzer.analyze(text, language="en", score_threshold=LEAST):
            by = (result.recognition_metadata or {}).get(RecognizerResult.RECOGNIZER_NAME_KEY, "borrowed")
            placeholder = PLACEHOLDERS.get(result.entity_type, "IDENTIFIER")
            yield Span(result.start, result.end, placeholder, by, GUESSED, result.score)


def _offered(name: str) -> list[EntityRecognizer]:
    offers = {each.name: each for each in entry_points(group=GROUP)}
    if name not in offers:
        raise PolicyError(
            f"no installed package offers a recogniser called '{name}'",
            mend=f"Installed: {listed(sorted(offers)) or 'none'}. A package offers one by the entry point '{GROUP}'.",
        )
    made = offers[name].load()()
    found = [made] if isinstance(made, EntityRecognizer) else list(made)
    if any(isinstance(each, SpacyRecognizer) for each in found):
        raise PolicyError(
            f"the recogniser '{name}' reads what presidio's language model found, and no such model is run here",
            mend="Offer a recogniser that runs its own model in `analyze`, or use 'spacy', which does.",
        )
    return found


def _no_model() -> SpacyNlpEngine:
    """Presidio wants an engine: this one splits words and knows nothing."""
    import spacy

    engine = SpacyNlpEngine(models=[{"lang_code": "en", "model_name": "blank"}])
    blank: Any = spacy.blank("en")
    engine.nlp = {"en": blank}
    return engine
