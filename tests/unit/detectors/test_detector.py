"""The detector itself, with the model that is installed: names in ordinary sentences, identifiers by their form."""

from __future__ import annotations

import socket

import pytest

import infoshare
from infoshare.detectors.detector import Detector
from infoshare.detectors.span import merged
from infoshare.detectors.tagger import default_tagger
from infoshare.errors import UserError
from infoshare.identifiers import IDENTIFIERS
from tests.conftest import Refused


def found(text: str) -> list[tuple[str, str]]:
    spans = next(iter(Detector().find([text])))
    return [(text[span.start : span.end], span.placeholder) for span in spans]


@pytest.mark.parametrize(
    ("text", "value", "placeholder"),
    [
        ("His NHS number is 999 000 0018.", "999 000 0018", "NHS NUMBER"),
        ("Write to asha@example.org today.", "asha@example.org", "EMAIL"),
        ("Call 07700 900123 after six.", "07700 900123", "PHONE"),
        ("NI QQ 12 34 56 C was given.", "QQ 12 34 56 C", "NI NUMBER"),
        ("Moved to SK1 1AA in May.", "SK1 1AA", "POSTCODE"),
        ("Lives at 14 Larch Row with his mother.", "14 Larch Row", "ADDRESS"),
        ("Mrs Begum was told.", "Begum", "NAME"),
        ("Born on 12/03/1990 in Leeds.", "12/03/1990", "DATE"),
    ],
)
def test_identifiers_are_found_by_their_form(text: str, value: str, placeholder: str) -> None:
    assert (value, placeholder) in found(text)


def test_a_name_in_an_ordinary_sentence_is_found() -> None:
    assert ("Michael Johnson", "NAME") in found("Yesterday Michael Johnson came to the department with his brother.")


@pytest.mark.parametrize("text", ["bleeding settled with pressure dressing", "BP 120/80, pulse 98, sats 99%", "", " "])
def test_a_text_without_people_is_left_alone(text: str) -> None:
    assert found(text) == []


def test_texts_are_answered_in_order_and_one_by_one() -> None:
    texts = [f"call 07700 9001{number:02d}" for number in range(70)]
    spans = list(Detector().find(texts))
    assert [len(merged(each)) for each in spans] == [1] * 70
    assert list(Detector().find([])) == []


def test_a_number_that_could_be_two_kinds_is_called_by_the_first_in_the_list() -> None:
    kinds = [each.kind for each in IDENTIFIERS]
    assert kinds.index("nhs") < kinds.index("phone") < kinds.index("date")
    assert infoshare.redact("see 999 000 0018") == "see [NHS NUMBER]"


@pytest.mark.parametrize(
    "text",
    [
        "hit w baseball bat to l forearm, ?# ulna. [NAME], [PHONE]. mr [NAME] wants to press charges. police informed.",
        "mr [NAME] wants to press charges",
        "[NAME] told [NAME] of [ADDRESS] on [DATE], see [REFERENCE] and [NHS NUMBER]",
    ],
)
def test_what_was_redacted_once_is_not_redacted_again(text: str) -> None:
    assert infoshare.redact(text) == text


def test_the_tagger_is_read_once() -> None:
    assert default_tagger() is default_tagger()


def test_redacting_one_text_seeks_what_is_known() -> None:
    known = {"name": ["Asha Begum"], "reference": ["HGH-25-000089"]}
    assert infoshare.redact("asha begum fell, ref hgh25000089", known=known) == "[NAME] fell, ref [REFERENCE]"


def test_an_unknown_kind_is_answered_with_those_that_are_known(refused: Refused) -> None:
    with refused(UserError, never=["Varnholt"]) as caught:
        infoshare.redact("x", known={"nmae": ["Varnholt"]})
    assert "unknown kind: nmae" in str(caught.value)
    assert "name, date_of_birth" in str(caught.value)


@pytest.mark.parametrize("length", [99_990, 99_999, 100_000, 150_000, 1_000_001])
def test_a_text_of_any_length_is_redacted_to_its_end_and_wherever_it_is_cut(length: int) -> None:
    assert infoshare.redact("x" * length + " call 07700 900123 now").endswith("call [PHONE] now")


def test_no_test_can_open_a_socket() -> None:
    with pytest.raises(Exception, match="socket"):
        socket.create_connection(("127.0.0.1", 9))
