"""Takes what was found out of texts and leaves a placeholder for each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import islice
from typing import Protocol

from presidio_anonymizer import AnonymizerEngine
from presidio_anonymizer.entities import ConflictResolutionStrategy, OperatorConfig, RecognizerResult

from infoshare.detectors.cores import OnEveryCore
from infoshare.detectors.known_values import KnownPeople, tokens
from infoshare.detectors.placeholders import Placeholders, as_said
from infoshare.detectors.span import Span, merged
from infoshare.identifiers import PLACEHOLDER
from infoshare.identifiers.folding import Folded, fold
from infoshare.model.record import Record

SHORT, REMEMBERED = 200, 20_000
"""Texts no longer than this are often the same (`did not wait`), so what was found in so many of them is kept."""


class Finder(Protocol):
    """What finds spans in folded texts."""

    def find(self, texts: Sequence[str]) -> Iterable[list[Span]]:
        """The spans of each text, in order."""


class Redactor:
    """Redacts texts; `found` counts what was taken out, by placeholder."""

    def __init__(
        self,
        everyone: Iterable[tuple[str, str]] = (),
        detector: Finder | None = None,
        placeholders: Placeholders | None = None,
    ) -> None:
        """`everyone` are the known values of all rows, as (kind, value): they are sought in every text."""
        self._detector = detector or OnEveryCore()
        self._placeholders = placeholders or Placeholders()
        self._anonymizer = AnonymizerEngine()
        self._everyone = KnownPeople()
        for kind, value in everyone:
            self._everyone.learn(kind, fold(value).text)
        self._seen: dict[str, list[Span]] = {}
        self.found: Counter[str] = Counter()

    def redact(self, texts: Sequence[str | None], records: Sequence[Record]) -> list[str | None]:
        """The texts without identifiers; `records` say what is known of each text's people."""
        places = [place for place, text in enumerate(texts) if text]
        found = self.look([texts[place] or "" for place in places], [records[place] for place in places])
        result = list(texts)
        for place, spans in zip(places, found, strict=True):
            self.found.update(span.placeholder for span in spans)
            result[place] = self._without(texts[place] or "", spans, records[place])
        return result

    def look(self, texts: Sequence[str], records: Sequence[Record]) -> list[list[Span]]:
        """What is to be taken out of each text: spans of the text as it stands, in order, none touching another."""
        folded = [fold(text) for text in texts]
        return [
            merged(_original(each, [*spans, *self._known(each.text, record)]))
            for each, spans, record in zip(folded, self._detected(folded), records, strict=True)
        ]

    def trial(self, text: str) -> str:
        """One text redacted the same way as all others, and not counted."""
        counted = self.found.copy()
        redacted = self.redact([text], [Record(person=text)])[0]
        self.found = counted
        return redacted or ""

    def _known(self, text: str, record: Record) -> Iterable[Span]:
        own, found = KnownPeople.of_row((kind, fold(value).text) for kind, value in record.known), tokens(text)
        yield from own.find(text, found)
        yield from self._everyone.find(text, found)

    def _detected(self, folded: Sequence[Folded]) -> Iterable[list[Span]]:
        """What the detector finds in each text; each different text is looked at once, a short one once in a run."""
        different = [text for text in dict.fromkeys(each.text for each in folded) if text not in self._seen]
        found = self._seen | dict(zip(different, self._detector.find(different), strict=True))
        self._seen = dict(islice(((text, spans) for text, spans in found.items() if len(text) <= SHORT), REMEMBERED))
        return [found[each.text] for each in folded]

    def _without(self, text: str, spans: Sequence[Span], record: Record) -> str:
        never = self._everyone.days
        labels = [
            self._placeholders.of(as_said(span, text), fold(text[span.start : span.end]).text, record, never)
            for span in spans
        ]
        results = [
            RecognizerResult(label, span.start, span.end, 1.0) for label, span in zip(labels, spans, strict=True)
        ]
        operators = {label: OperatorConfig("replace", {"new_value": f"[{label}]"}) for label in labels}
        return str(
            self._anonymizer.anonymize(
                text, results, operators,
                conflict_resolution=ConflictResolutionStrategy.REMOVE_INTERSECTIONS, merge_entities_with_spaces=False,
            ).text
        )  # fmt: skip


def _original(folded: Folded, spans: Iterable[Span]) -> list[Span]:
    """Spans of the folded text as spans of the original; what touches a placeholder was redacted before."""
    moved, done = [], [match.span() for match in PLACEHOLDER.finditer(folded.text)]
    for span in spans:
        if not any(span.start < end and start < span.end for start, end in done):
            start, end = folded.original_span(span.start, span.end)
            moved.append(replace(span, start=start, end=end))
    return moved
