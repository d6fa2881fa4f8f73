"""Known values are found however they are spelt; the row's own names in any case, others' everyday names not."""

from __future__ import annotations

import pytest

from infoshare.detectors.known_values import KnownPeople
from infoshare.identifiers.folding import fold


def found(text: str, kind: str, value: str) -> list[tuple[str, str]]:
    """What is found of one value of the text's own person, as (what stood there, placeholder)."""
    people = KnownPeople.of_row([(kind, fold(value).text)])
    folded = fold(text).text
    return [(folded[span.start : span.end], span.placeholder) for span in people.find(folded)]


@pytest.mark.parametrize(
    ("kind", "value", "spelling"),
    [
        ("name", "Varnholt", "VARNHOLT"),
        ("name", "Varnholt", "varnholt"),
        ("name", "Varnholt", "v a r n h o l t"),
        ("name", "Varnholt", "V.a.r.n.h.o.l.t"),
        ("name", "Varnholt", "Varn-holt"),
        ("name", "Varnholt", "Várnhölt"),
        ("name", "Varnholt", "Var\u0301nholt"),
        ("name", "O'Sullivan", "OSullivan"),
        ("name", "OSullivan", "O\u2019Sullivan"),
        ("name", "Ap-Rhys", "ap rhys"),
        ("name", "Young", "young"),
        ("nhs", "999 000 0018", "99 90 00 00 18"),
        ("nhs", "9990000018", "999-000-0018"),
        ("ni", "QQ123456C", "qq 12 34 56 c"),
        ("postcode", "HM1 7NG", "h m 1 7 n g"),
        ("phone", "07700 900123", "44 7700 900123"),
        ("phone", "+44 7700 900123", "07700/900/123"),
        ("email", "q.varnholt@example.org", "q . varnholt @ example . org"),
        ("reference", "HGH-25-000089", "hgh 25 000089"),
        ("reference", "f47ac10b-58cc-4372-a567-0e02b2c3d479", "F47AC10B 58CC 4372 A567 0E02B2C3D479"),
        ("address", "14 Larch Row, Harrowmere", "14 larch row"),
        ("address", "14 Larch Row, Harrowmere", "14, Larch Row, Harrowmere"),
        ("address", "Flat 12 Rowan Court 14 Larch Row Moorshire", "flat 12 rowan court 14 larch row moorshire"),
        ("date_of_birth", "12/03/1990", "12th of March 1990"),
        ("date_of_birth", "1990-03-12", "12.3.90"),
    ],
)
def test_a_value_is_found_in_every_spelling(kind: str, value: str, spelling: str) -> None:
    assert fold(spelling).text in [text for text, _ in found(f"seen {spelling} today", kind, value)]


@pytest.mark.parametrize(
    ("kind", "value", "text"),
    [
        ("name", "Varn", "the varnish"),
        ("name", "van der Varnholt", "van der"),
        ("name", "J", "j was seen"),
        ("name", "", "nobody"),
        ("reference", "A1234", "A1234"),
        ("date_of_birth", "12/03/1990", "13/03/1990"),
        ("date_of_birth", "unknown", "cause unknown"),
        ("nhs", "Not known", "cause not known"),
        ("name", "Unknown", "cause unknown"),
        ("address", "Harrowmere", "in Harrowmere"),
        ("phone", "", "no phone"),
    ],
)
def test_what_only_resembles_a_value_is_left(kind: str, value: str, text: str) -> None:
    assert found(text, kind, value) == []


@pytest.mark.parametrize("name", ["Blank", "Null", "Na", "Test", "Nil"])
def test_a_surname_that_is_also_a_word_for_nothing_is_somebodys_name(name: str) -> None:
    assert found(f"{name} was seen", "name", name) == [(name, "NAME")]


def test_forenames_and_surnames_are_found_in_any_order() -> None:
    spans = found("varnholt, quillon", "name", "Quillon Varnholt")
    assert set(spans) == {("varnholt, quillon", "NAME"), ("varnholt", "NAME"), ("quillon", "NAME")}


def test_a_whole_name_of_everyday_words_is_found_in_small_letters_in_either_order() -> None:
    people = KnownPeople()
    people.learn("name", "WOOD, Faith")
    assert [(span.start, span.end) for span in people.find("saw faith wood in a wood")] == [(4, 14)]


def test_another_persons_everyday_name_counts_only_with_a_capital() -> None:
    people = KnownPeople()
    people.learn("name", "Young")
    assert [(span.start, span.end) for span in people.find("Young, a young man")] == [(0, 5)]


def test_another_persons_rare_name_counts_in_any_case() -> None:
    people = KnownPeople()
    people.learn("name", "Varnholt")
    assert len(list(people.find("varnholt and VARNHOLT"))) == 2


def test_each_kind_has_its_own_placeholder() -> None:
    assert found("hm17ng", "postcode", "HM1 7NG") == [("hm17ng", "POSTCODE")]
    assert found("case HGH250001", "reference", "HGH-250001") == [("HGH250001", "REFERENCE")]


def test_names_of_a_row_are_found_run_together_in_any_order() -> None:
    people = KnownPeople.of_row([("name", "Quillon"), ("name", "Varnholt")])
    assert [span.end - span.start for span in people.find("VarnholtQuillon quillonvarnholt")] == [15, 15]


def test_a_row_that_is_linked_with_thousands_is_learnt_in_no_time() -> None:
    own = [("name", "Quillon"), ("name", "Varnholt")]
    people = KnownPeople.of_row([*own, *(("name", f"Zq{chr(97 + n % 26)}{chr(97 + n // 26)}xarn") for n in range(600))])
    assert len(people.forms) < 5_000
    assert len(list(people.find("quillonvarnholt met zqaaxarn"))) == 2
