"""The report says what its certificate says: page one in words that anybody can read, and then every fact."""

from __future__ import annotations

import html
import re
from pathlib import Path
from typing import get_args
from xml.etree import ElementTree

import pytest

from infoshare.documents.release_report import ROLES, WHY
from infoshare.documents.report import SHAPES, Front, Table
from infoshare.documents.report_front import KINDS_OF_RELEASE, NAMES_FOUND, NOTES_TRIED
from infoshare.documents.report_of import in_words, report_of
from infoshare.documents.report_page import report_page
from infoshare.model.certificate import Attested, RiskFacts
from infoshare.model.policy import Policy

from .reports import ALL, BARE, DATASET, FULL, HOSTILE

ROOT = Path(__file__).parents[3]
READING_GRADE = 8.0
"""Flesch and Kincaid's grade that page one may have: thirteen-year-olds, and tired clinicians, can read it."""


@pytest.fixture(params=ALL)
def certificate(request: pytest.FixtureRequest) -> Attested:
    return ALL[request.param]  # type: ignore[no-any-return]


def said_on(front: Front) -> str:
    """What page one says in sentences; names of columns, policies and people are not ours to choose."""
    answers = [
        answer for question, answer in front.facts if question.startswith(("Could", "What did", "How", "What of"))
    ]
    return " ".join([front.outcome, *answers, *(f"{point.short}" for point in front.weigh)])


def grade_of(text: str) -> float:
    """The grade of Kincaid, Fishburne, Rogers and Chissom (1975); syllables are counted as groups of vowels."""
    sentences = len(re.findall(r"[.?!](?:\s|$)", text))
    words = re.findall(r"[A-Za-z']+", text)
    syllables = sum(max(1, len(re.findall(r"[aeiouy]+", re.sub("e$", "", word.casefold())))) for word in words)
    return 0.39 * len(words) / sentences + 11.8 * syllables / len(words) - 15.59


def test_page_one_can_be_read_by_anybody(certificate: Attested) -> None:
    assert grade_of(said_on(report_of(certificate).front)) < READING_GRADE


def test_the_measure_of_reading_tells_easy_from_hard() -> None:
    assert grade_of("The cat sat on the mat. It was warm.") < 2
    assert grade_of("Re-identification probabilities presuppose heterogeneous population characteristics.") > 20


def test_page_one_answers_what_a_guardian_asks() -> None:
    front = report_of(FULL).front
    assert front.outcome == "Every check passed. 1,400 rows are ready for Harrowmere Council. The decision is yours."
    facts = dict(front.facts)
    assert facts["With whom?"] == "Harrowmere Council"
    assert facts["Under which policy?"] == "ae-violence, version 1. It is meant to point to nobody."
    assert facts["How many rows?"].startswith("1,400 of 1,500 rows. 70 were left out")
    assert "1,490 of 1,500 rows stood alone. In the release none does." in facts["Could somebody be picked out?"]
    assert [point.label for point in front.weigh] == [
        "Need.", "Free text.", "People who know more.", "Private facts.", "Codes.", "How groups were made.",
        "Earlier releases.",
    ]  # fmt: skip


def test_what_has_no_bearing_is_not_said() -> None:
    report = report_of(BARE)
    assert [point.label for point in report.front.weigh] == ["Need.", "People who know more.", "Earlier releases."]
    assert "Nobody is named" in dict(report.front.facts)["With whom?"]
    assert "What the release is still good for" not in [section.title for section in report.sections]


def test_a_release_in_which_rows_still_stand_alone_says_so() -> None:
    assert FULL.risk
    left = FULL.risk.before
    risk = RiskFacts(columns=FULL.risk.columns, before=left, after=left)
    facts = dict(report_of(FULL.model_copy(update={"risk": risk})).front.facts)
    assert facts["Could somebody be picked out?"].endswith("In the release 1,490 do.")
    gone = dict(report_of(FULL.model_copy(update={"risk": risk.model_copy(update={"after": None})})).front.facts)
    assert gone["Could somebody be picked out?"].endswith("Nothing that could single a person out leaves.")


def test_the_main_table_of_a_data_set_comes_first() -> None:
    report = report_of(DATASET)
    assert report.sections[0].title == "visits: What was done to each column"
    assert dict(report.front.facts)["How many rows?"] == "visits: 1,400 of 1,500 and codes: 1,400 of 1,500."
    assert "Tables together." in [point.label for point in report.front.weigh]


def test_a_report_is_the_same_whichever_way_its_certificate_came() -> None:
    for each in ALL.values():
        again = type(each).model_validate_json(each.to_json())
        assert report_page(report_of(each)) == report_page(report_of(again))


def test_the_share_of_names_found_is_the_measured_one_rounded_down() -> None:
    page = (ROOT / "docs" / "accuracy.md").read_text()
    assert f"in {NOTES_TRIED} invented notes" in page
    for strength, said in NAMES_FOUND.items():
        (names,) = re.findall(rf"^\| tagger \| {strength} \| [\d.]+ \| ([\d.]+) \|", page, re.M)
        assert said == int(float(names) * 100)


def test_there_are_words_for_every_kind_of_release_and_treatment() -> None:
    assert set(KINDS_OF_RELEASE) == set(get_args(Policy.model_fields["release"].annotation))
    assert {role for role, *_ in WHY} == set(ROLES)
    assert all((role, *how) in WHY for role in ROLES for how in ((True, False), (False, False), (False, True)))


@pytest.mark.parametrize("shape", ["w", "wwwww", "nn"])
def test_a_table_that_no_printed_form_has_a_place_for_is_a_mistake_of_ours(shape: str) -> None:
    with pytest.raises(ValueError, match="not of the shape"):
        Table("t", tuple("abcdefg"[: len(shape)]), (), shape)
    assert shape not in SHAPES


@pytest.mark.parametrize(
    ("issued", "said"),
    [
        ("2026-11-26", "26 November 2026"),
        ("2026-11-26T09:05:00+00:00", "26 November 2026, 09:05 UTC"),
        ("2026-07-01T09:05:00+01:00", "1 July 2026, 09:05 UTC+01:00"),
        ("2026-07-01T09:05", "1 July 2026, 09:05"),
    ],
)
def test_the_time_is_written_as_people_write_it(issued: str, said: str) -> None:
    assert in_words(issued) == said


# The page


def test_the_page_is_sound_runs_nothing_and_loads_nothing(certificate: Attested) -> None:
    page = report_page(report_of(certificate))
    assert HOSTILE not in page
    assert "<script" not in page
    assert not re.findall(r"(?:src|href)=\"(?!#)", page)
    for picture in re.findall(r"<svg.*?</svg>", page, re.S):
        assert ElementTree.fromstring(picture).get("aria-label")


def test_the_page_can_be_found_through_by_those_who_hear_it(certificate: Attested) -> None:
    page = report_page(report_of(certificate))
    assert page.count("<h1") == page.count("<main") == page.count("<header") == page.count("<footer") == 1
    levels = [int(level) for level in re.findall(r"<h(\d)", page)]
    assert levels[0] == 1
    assert set(levels) == {1, 2}
    for table in re.findall(r"<table.*?</table>", page, re.S):
        assert "<caption>" in table
        assert 'scope="col"' in table
        assert 'scope="row"' in table
    assert set(re.findall(r'href="#(\w+)"', page)) <= set(re.findall(r'\bid="(\w+)"', page))


def test_everything_that_the_certificate_says_is_in_its_report() -> None:
    page = html.unescape(report_page(report_of(FULL)))
    for said in ("2,232", "181", "3 cells could not be read", HOSTILE, "a" * 64, "b" * 64, "c" * 64, "d" * 64,
                 "e" * 64, "f" * 64, "Asha Example", "23.1%", "Made up later", "2 hidden rows were read", "1 in 12",
                 "1 in 17.5", "1,495 of 1,500", "Groups may lie side by side."):  # fmt: skip
        assert said in page, said
    assert "anyone could have written it" in report_page(report_of(BARE))
