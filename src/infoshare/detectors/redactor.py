"""Takes what was found out of a text and leaves a typed placeholder for each: `[NAME]`, `[POSTCODE]`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from presidio_anonymizer import AnonymizerEngine
from presidio_anonymizer.entities import ConflictResolutionStrategy, OperatorConfig, RecognizerResult

from infoshare.detectors.known_values import KnownPeople
from infoshare.detectors.presidio_detector import PresidioDetector, default_detector
from infoshare.detectors.span import Span, merged
from infoshare.identifiers.folding import Folded, fold


class Redactor:
    """Redacts texts; `found` counts what was taken out, by placeholder."""

    def __init__(self, everyone: Iterable[tuple[str, str]] = (), detector: PresidioDetector | None = None) -> None:
        """`everyone` are the known values of all rows, as (kind, value): they are sought in every text."""
        self._detector = detector or default_detector()
        self._anonymizer = AnonymizerEngine()
        self._everyone = KnownPeople()
        for kind, value in everyone:
            self._everyone.learn(kind, fold(value).text)
        self.found: Counter[str] = Counter()

    def redact(self, texts: Sequence[str | None], known: Sequence[Iterable[tuple[str, str]]]) -> list[str | None]:
        """The texts without identifiers; `known` are each text's own person's values."""
        places = [place for place, text in enumerate(texts) if text]
        folded = [fold(texts[place] or "") for place in places]
        result = list(texts)
        for place, each, spans in zip(places, folded, self._detected(folded), strict=True):
            own = KnownPeople.of_row((kind, fold(value).text) for kind, value in known[place])
            spans = [*spans, *own.find(each.text), *self._everyone.find(each.text)]
            result[place] = self._without(texts[place] or "", _original(each, spans))
        return result

    def trial(self, text: str) -> str | None:
        """One text redacted the same way as all others, and not counted."""
        counted = self.found.copy()
        redacted = self.redact([text], [[]])[0]
        self.found = counted
        return redacted

    def _detected(self, folded: Sequence[Folded]) -> Iterable[list[Span]]:
        """What the detector finds in each text; each different text is looked at once."""
        different = list(dict.fromkeys(each.text for each in folded))
        found = dict(zip(different, self._detector.find(different), strict=True))
        return [found[each.text] for each in folded]

    def _without(self, text: str, spans: Iterable[Span]) -> str:
        apart = merged(spans)
        self.found.update(span.placeholder for span in apart)
        results = [RecognizerResult(span.placeholder, span.start, span.end, 1.0) for span in apart]
        operators = {
            span.placeholder: OperatorConfig("replace", {"new_value": f"[{span.placeholder}]"}) for span in apart
        }
        return str(
            self._anonymizer.anonymize(
                text, results, operators,
                conflict_resolution=ConflictResolutionStrategy.REMOVE_INTERSECTIONS, merge_entities_with_spaces=False,
            ).text
        )  # fmt: skip


def _original(folded: Folded, spans: Iterable[Span]) -> list[Span]:
    """Spans of the folded text as spans of the original."""
    moved = []
    for span in spans:
        start, end = folded.original_span(span.start, span.end)
        moved.append(Span(start, end, span.placeholder, span.by, span.rank))
    return moved
