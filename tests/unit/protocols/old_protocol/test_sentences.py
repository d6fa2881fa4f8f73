"""Single sentences, rule by rule: those that a rule must report, and those that nothing may report."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from infoshare.model.stale_law import StaleLaw
from infoshare.protocols.old_protocol.blocks import Block, Line
from infoshare.protocols.old_protocol.layout import old_text
from infoshare.protocols.old_protocol.recipients import found_recipients
from infoshare.protocols.old_protocol.reviews import found_reviews
from infoshare.protocols.old_protocol.sentences import LONGEST, plain, sentences
from infoshare.protocols.old_protocol.terms import found_terms

GROUPS: dict[str, dict[str, Any]] = yaml.safe_load(Path(__file__).with_name("sentences.yaml").read_text("utf-8"))
ON = date(2026, 11, 2)


def rules_that_speak(sentence: str, on: date = ON) -> set[str]:
    text = old_text([Block("body", Line(sentence))])
    return {each.rule for each in (*found_terms(text, on), *found_recipients(text), *found_reviews(text, on))}


@pytest.mark.parametrize("rule", GROUPS)
def test_what_is_wrong_is_reported(rule: str) -> None:
    silent = [sentence for sentence in GROUPS[rule]["report"] if rule not in rules_that_speak(sentence)]
    assert silent == []


@pytest.mark.parametrize("rule", GROUPS)
def test_what_is_right_is_not(rule: str) -> None:
    spoken = {sentence: rules for sentence in GROUPS[rule]["right"] if (rules := rules_that_speak(sentence))}
    assert spoken == {}


def test_every_rule_has_sentences_of_both_kinds() -> None:
    for rule in StaleLaw.load().rules:
        assert GROUPS[rule.id]["report"], rule.id
        assert len([s for s in GROUPS.values() if s["right"]]) > 30


@pytest.mark.parametrize(
    ("sentence", "last_day"),
    [
        ("The PCT will provide the data.", date(2013, 3, 31)),
        ("The CCG will provide the data.", date(2022, 6, 30)),
        ("All processing complies with the Data Protection Act 1998.", date(2018, 5, 24)),
        ("The Police Authority is a partner.", date(2012, 11, 21)),
        ("Northshire Probation Trust is a partner.", date(2014, 5, 31)),
        ("The Community Rehabilitation Company is a partner.", date(2021, 6, 26)),
        ("The seven Caldicott principles apply.", date(2020, 11, 30)),
    ],
)
def test_law_is_stale_from_its_day(sentence: str, last_day: date) -> None:
    assert rules_that_speak(sentence, last_day) == set()
    assert rules_that_speak(sentence, date.fromordinal(last_day.toordinal() + 1))


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Section 115 of the Crime and Disorder Act 1998 is our gateway.", "It obliges partners to disclose."),
        ("We rely on the Serious Violence Duty.", "Under the duty the hospital will share patient information."),
        ("We rely on section 115.", "This power overrides the duty of confidence."),
    ],
)
def test_a_sentence_is_read_with_what_it_points_back_to(first: str, second: str) -> None:
    for blocks in ([f"{first} {second}"], [first, second]):
        text = old_text([Block("body", Line(each)) for each in blocks])
        assert [each.text for each in found_terms(text, ON)] == [second]
    assert rules_that_speak(second) == set()


def test_an_item_is_read_with_the_introduction_of_its_list() -> None:
    lines = [
        "Under section 115 information may be disclosed to:",
        "the chief officer of police;",
        "the ambulance trust.",
    ]
    text = old_text([Block("body", Line(lines[0])), *(Block("body", Line(each, listed=True)) for each in lines[1:])])
    assert [each.text for each in found_recipients(text)] == ["the ambulance trust."]


def test_sentences_end_at_full_stops_and_not_at_short_forms() -> None:
    text = "Under s. 115 we share, e.g. with Dr. Example. See Art. 6 (2018). “Is it?” No."
    assert [*sentences(plain(text))] == [
        "Under s. 115 we share, e.g. with Dr. Example.",
        "See Art. 6 (2018).",
        '"Is it?"',
        "No.",
    ]


def test_endless_text_is_judged_in_pieces() -> None:
    pieces = [*sentences("section 115 " * 5_000)]
    assert all(len(each) <= LONGEST for each in pieces)
    assert "".join(pieces).replace(" ", "") == "section115" * 5_000


def test_a_dated_title_in_a_list_of_things_to_read_keeps_its_name() -> None:
    titles = [
        Line("ACPO, Guidance on the Management of Police Information (2006)", listed=True),
        Line("Section 29 of the Data Protection Act (1998)", listed=True),
    ]
    for heading, stale in (("Further reading", titles[1:]), ("Guidance", titles)):
        text = old_text([Block("body", Line(heading, level=1)), *(Block("body", each) for each in titles)])
        assert [each.text for each in found_terms(text, ON)] == [each.text for each in stale]


def test_what_a_typed_number_stands_before_points_back_as_well() -> None:
    lines = ["3.1 We rely on section 115.", "3.2 Under the same section we share names with the Chamber of Trade."]
    text = old_text([Block("body", Line(each)) for each in lines])
    assert [each.text for each in found_recipients(text)] == [lines[1]]
