"""The redactor: placeholders for what was found, everything else untouched; the model is a stub here."""

from __future__ import annotations

from datetime import timedelta

import pytest

from infoshare.detectors.placeholders import Placeholders
from infoshare.detectors.redactor import Redactor
from infoshare.model.record import Record
from tests.generative.stub_detector import StubDetector


def redactor(*everyone: tuple[str, str]) -> Redactor:
    return Redactor(everyone, detector=StubDetector())


def redact(text: str, *known: tuple[str, str], everyone: tuple[tuple[str, str], ...] = ()) -> str | None:
    return redactor(*everyone).redact([text], [Record(known)])[0]


def test_what_was_found_becomes_a_placeholder_and_the_rest_stays() -> None:
    assert redact("  Xxander was\tseen;\n at 10:30. ") == "  [NAME] was\tseen;\n at 10:30. "


def test_a_text_with_nothing_in_it_stays_as_it_is() -> None:
    assert redact("“fell” – Ω ﬁne\u200b") == "“fell” – Ω ﬁne\u200b"


def test_missing_and_empty_texts_stay_so_and_texts_keep_their_order() -> None:
    texts = [None, "Xxa", "", "well", "Xxb fell"]
    assert redactor().redact(texts, [Record()] * 5) == [None, "[NAME]", "", "well", "[NAME] fell"]


def test_no_text_at_all_is_no_accident() -> None:
    assert redactor().redact([], []) == []
    assert redactor().redact([None, ""], [Record(), Record()]) == [None, ""]


def test_each_row_is_searched_for_its_own_person() -> None:
    texts = ["young and old", "young and old"]
    records = [Record([("name", "Young")]), Record([("name", "Old")])]
    assert redactor().redact(texts, records) == ["[NAME] and old", "young and [NAME]"]


def test_every_text_is_searched_for_everyone() -> None:
    assert redact("varnholt fell", everyone=(("name", "Varnholt"),)) == "[NAME] fell"


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Ｖａｒｎｈｏｌｔ fell", "Varnholt"), ("Varn\u200bholt fell", "Varnholt"), ("Var\u00adnholt fell", "Varnholt"),
        ("Varnholt fell", "Ｖａｒｎｈｏｌｔ"), ("varnholt fell", "Varn\u200bholt"),
    ],
)  # fmt: skip
def test_odd_characters_in_text_or_value_hide_nothing_and_go_with_it(text: str, value: str) -> None:
    assert redact(text, ("name", value)) == "[NAME] fell"


def test_invisible_characters_beside_what_was_found_stay() -> None:
    assert redact("\u200bVarnholt\u200b fell", ("name", "Varnholt")) == "\u200b[NAME]\u200b fell"


def test_what_overlaps_becomes_one_placeholder() -> None:
    assert redact("Xxander-Varnholt fell", ("name", "Xxander-Varnholt")) == "[NAME] fell"


@pytest.mark.parametrize(
    ("kind", "value", "placeholder"),
    [
        ("email", "quillon.varnholt@example.org", "EMAIL"), ("address", "14 Larch Row", "ADDRESS"),
        ("nhs", "9990000018", "NHS NUMBER"), ("ni", "QQ123456C", "NI NUMBER"), ("reference", "HGH-250001", "REFERENCE"),
        ("phone", "07700900123", "PHONE"), ("postcode", "HM1 7NG", "POSTCODE"), ("date_of_birth", "12/03/1990", "DATE"),
    ],
)  # fmt: skip
def test_a_value_is_called_what_it_is_though_it_holds_a_name(kind: str, value: str, placeholder: str) -> None:
    names = [("name", "Quillon"), ("name", "Varnholt"), ("name", "Larch")]
    assert redact(f"see {value} now", *names, (kind, value)) == f"see [{placeholder}] now"


def test_what_was_taken_out_is_counted_by_kind() -> None:
    used = redactor()
    used.redact(["Xxa and Xxb", "call 07700900123"], [Record(), Record([("phone", "07700 900123")])])
    assert used.found == {"NAME": 2, "PHONE": 1}


def test_the_same_text_is_shown_to_the_model_once() -> None:
    detector = StubDetector()
    Redactor(detector=detector).redact(["well", "well", None, "well", "ill"], [Record()] * 5)
    assert detector.asked == 2


def test_a_placeholder_that_stands_there_already_stays() -> None:
    assert redact("[NAME] and [NHS NUMBER] fell", ("name", "Varnholt")) == "[NAME] and [NHS NUMBER] fell"


@pytest.mark.parametrize(
    "text", ["12/03/1990 is his date of birth", "12/03/1990 (DOB)", "born at Leeds on 12/03/1990", "DoB12/03/1990"]
)
def test_a_date_that_words_call_one_of_birth_is_never_moved(text: str) -> None:
    moving = Placeholders(shift=lambda person: timedelta(days=9))
    redacted = Redactor(placeholders=moving).redact([text], [Record(person="1")])[0]
    assert redacted == text.replace("12/03/1990", "[DATE]")


def test_a_date_of_something_else_is_moved() -> None:
    moving = Placeholders(shift=lambda person: timedelta(days=9))
    redacted = Redactor(placeholders=moving).redact(["seen 12/03/2020"], [Record(person="1")])
    assert redacted == ["seen [DATE 2020-03-21]"]
