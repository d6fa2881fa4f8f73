"""infoshare's recognisers in a plain presidio engine, and others' recognisers in infoshare."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import pytest
import spacy
from presidio_analyzer import (
    AnalyzerEngine,
    EntityRecognizer,
    Pattern,
    PatternRecognizer,
    RecognizerRegistry,
    RecognizerResult,
)
from presidio_analyzer.nlp_engine import SpacyNlpEngine
from presidio_analyzer.predefined_recognizers import SpacyRecognizer

from infoshare.detectors import presidio
from infoshare.detectors.presidio import GROUP, Borrowed, recognisers
from infoshare.detectors.span import GUESSED, Span
from infoshare.errors import PolicyError
from infoshare.identifiers import IDENTIFIERS
from tests.conftest import Refused


@pytest.fixture(scope="module")
def engine() -> AnalyzerEngine:
    """An engine as somebody else would make it, that knows nothing but infoshare's recognisers."""
    nlp = SpacyNlpEngine(models=[{"lang_code": "en", "model_name": "blank"}])
    nlp.nlp = {"en": spacy.blank("en")}
    registry = RecognizerRegistry(recognizers=recognisers())
    return AnalyzerEngine(registry=registry, nlp_engine=nlp, supported_languages=["en"])


def found(engine: AnalyzerEngine, text: str, *entities: str) -> list[tuple[str, str]]:
    results = engine.analyze(text, language="en", entities=list(entities) or None)
    return sorted((result.entity_type, text[result.start : result.end]) for result in results)


def test_there_is_a_recogniser_for_each_kind_of_identifier_and_one_for_names() -> None:
    names = [each.name for each in recognisers()]
    assert names == [f"infoshare_{each.kind}" for each in IDENTIFIERS] + ["infoshare_tagger"]


@pytest.mark.parametrize(
    ("entity", "value"),
    [("NHS", "999 000 0018"), ("POSTCODE", "SK1 1AA"), ("PHONE", "07700 900123"), ("EMAIL", "asha@example.org"),
     ("DATE", "12/03/1990"), ("NAME", "Mrs Varnholt"), ("NI", "QQ 12 34 56 C")],
)  # fmt: skip
def test_identifiers_are_found_in_a_plain_engine(engine: AnalyzerEngine, entity: str, value: str) -> None:
    assert (entity, value) in found(engine, f"was noted {value} today", entity)


def test_names_are_people_in_a_plain_engine_and_have_a_chance_as_their_score(engine: AnalyzerEngine) -> None:
    text = "Yesterday Michael Johnson came to the department with his brother."
    results = engine.analyze(text, language="en", entities=["PERSON"])
    assert [text[each.start : each.end] for each in results] == ["Michael Johnson"]
    assert 0 < results[0].score <= 1


@pytest.mark.parametrize(
    ("text", "entity", "expected"),
    [
        ("ﬁve “calls” to ０７７００ ９００１２３ now", "PHONE", "０７７００ ９００１２３"),
        ("…\u200b\u200bring 077\u200b00 9\u00ad00123 now", "PHONE", "077\u200b00 9\u00ad00123"),
        ("½ of it, NHS 999\u00a0000\u00a00018", "NHS", "999\u00a0000\u00a00018"),
        ("ﬃ\u200bat SK1\u20091AA", "POSTCODE", "SK1\u20091AA"),
    ],
)
def test_spans_are_of_the_text_as_it_stands(engine: AnalyzerEngine, text: str, entity: str, expected: str) -> None:
    assert (entity, expected) in found(engine, text, entity)


def test_a_names_span_is_of_the_text_as_it_stands(engine: AnalyzerEngine) -> None:
    text = "ﬁrst… Ｍｉｃｈａｅｌ John\u200bson came to the department with his brother."
    assert ("PERSON", "Ｍｉｃｈａｅｌ John\u200bson") in found(engine, text, "PERSON")


def test_a_text_without_people_gives_nothing(engine: AnalyzerEngine) -> None:
    assert found(engine, "bleeding settled with pressure dressing") == []


def test_the_strict_strength_finds_no_less() -> None:
    text = "Seen with Michael Johnson and Siân."
    balanced, strict = (recognisers(strength)[-1].analyze(text, ["PERSON"]) for strength in ("balanced", "strict"))
    inside = {place for each in balanced for place in range(each.start, each.end)}
    assert inside <= {place for each in strict for place in range(each.start, each.end)}


@dataclass
class Offer:
    """An entry point, as an installed package would have it."""

    name: str
    made: Callable[[], Any]

    def load(self) -> Callable[[], Any]:
        return self.made


@pytest.fixture
def offer(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    def these(**offers: Callable[[], Any]) -> None:
        def entry_points(*, group: str) -> list[Offer]:
            return [Offer(name, made) for name, made in offers.items()] if group == GROUP else []

        monkeypatch.setattr(presidio, "entry_points", entry_points)

    return these


def badge() -> EntityRecognizer:
    return PatternRecognizer("BADGE", name="badges", patterns=[Pattern("badge", r"\bZQ\d\b", 0.7)])


def call_sign() -> EntityRecognizer:
    return PatternRecognizer("PERSON", name="call signs", patterns=[Pattern("sign", r"\bKilo\b", 0.5)])


def faint() -> EntityRecognizer:
    return PatternRecognizer("BADGE", name="faint", patterns=[Pattern("badge", r"\bZQ\d\b", 0.1)])


def test_an_offered_recogniser_is_used_and_named(offer: Callable[..., None]) -> None:
    offer(badges=badge)
    assert list(Borrowed(["badges"]).find("had ZQ7 on")) == [Span(4, 7, "IDENTIFIER", "badges", GUESSED, 0.7)]


def test_an_offer_may_be_several_recognisers_and_several_may_be_asked(offer: Callable[..., None]) -> None:
    offer(both=lambda: [badge(), call_sign()], faint=faint)
    spans = sorted(Borrowed(["both", "faint"]).find("Kilo had ZQ7 on"))
    assert [(span.start, span.placeholder) for span in spans] == [(0, "NAME"), (9, "IDENTIFIER")]


def test_what_an_offered_recogniser_doubts_is_left(offer: Callable[..., None]) -> None:
    offer(faint=faint)
    assert list(Borrowed(["faint"]).find("had ZQ7 on")) == []


@pytest.mark.parametrize(
    ("offers", "said"),
    [({}, "Installed: none."), ({"badges": badge, "signs": call_sign}, "Installed: badges and signs.")],
)
def test_a_name_that_nobody_offers_is_refused_with_those_that_are(
    offer: Callable[..., None], refused: Refused, offers: dict[str, Callable[[], Any]], said: str
) -> None:
    offer(**offers)
    with refused(PolicyError) as caught:
        Borrowed(["bages"])
    assert "no installed package offers a recogniser called 'bages'" in str(caught.value)
    assert said in str(caught.value)
    assert f"'{GROUP}'" in str(caught.value)


class WaitsForAModel(SpacyRecognizer):  # type: ignore[misc]
    """One that reads presidio's own language model, by inheritance."""


@pytest.mark.parametrize("made", [WaitsForAModel, lambda: [badge(), SpacyRecognizer()]], ids=["alone", "among others"])
def test_a_recogniser_that_waits_for_a_language_model_is_refused(
    offer: Callable[..., None], refused: Refused, made: Callable[[], Any]
) -> None:
    offer(waits=made)
    with refused(PolicyError) as caught:
        Borrowed(["waits"])
    assert "'waits' reads what presidio's language model found, and no such model is run here" in str(caught.value)


class Everything(EntityRecognizer):  # type: ignore[misc]
    """One that finds the whole text."""

    def load(self) -> None: ...

    def analyze(self, text: str, entities: Sequence[str], nlp_artifacts: object = None) -> list[Any]:
        return [RecognizerResult("DATE_TIME", 0, len(text), 0.9)]


def test_an_entity_of_others_has_the_placeholder_that_means_the_same(offer: Callable[..., None]) -> None:
    offer(everything=lambda: Everything(supported_entities=["DATE_TIME"], name="everything"))
    assert [span.placeholder for span in Borrowed(["everything"]).find("Whit Sunday")] == ["DATE"]
