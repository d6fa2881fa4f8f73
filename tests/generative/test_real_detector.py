"""The detector that is shipped, over all sorts of texts: what was planted never survives, and the rest is untouched."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from infoshare.detectors.detector import STRENGTHS, Detector
from infoshare.detectors.redactor import Redactor
from infoshare.detectors.span import Span
from infoshare.identifiers import PLACEHOLDER
from infoshare.model.record import Record
from infoshare.testing import notes, planted, records
from infoshare.testing.identifier_strategies import STRATEGIES, Planted

HARMLESS = """
bleeding settled with pressure dressing
BP 120/80, pulse 98, sats 99% on air
GCS 15/15, pupils equal and reactive
given paracetamol 1g and ibuprofen 400mg at 14:05
wound cleaned, five sutures, tetanus booster given
to return if the pain gets worse
discharged home with head injury advice
punched in the face outside a nightclub by an unknown male
hit over the head with a glass bottle
two males ran off towards the park
female in her twenties, very upset, refused to give a statement
officers attended and took an initial account
no further action at this time
suspect was arrested on suspicion of assault
victim does not wish to support a prosecution
house to house enquiries were negative
safeguarding referral made to children's services
known to mental health services, under the crisis team
drank about 10 units of alcohol last night
smokes 20 a day, no drug use
history of asthma and type 2 diabetes
left before being seen by a doctor
patient self-presented with a laceration to the right hand
bruising to both forearms, no bony tenderness
chest clear, abdomen soft and non-tender
knife recovered from the scene and placed in an evidence bag
vehicle was seen leaving at speed
he said he was pushed and fell down the stairs
mum rang the ward to ask how he was
reviewed by the orthopaedic registrar, for theatre in the morning
weapon described as a kitchen knife with a black handle
attended the emergency department in the early hours of Saturday
section 47 enquiry started, strategy meeting tomorrow
risk assessed as medium, body worn video on
repeat bloods in the morning, continue oxygen at 2 litres
fell off his bike, no loss of consciousness
The alarm was raised by a member of staff.
Nothing was taken. The door had been forced.
Pain score 7 out of 10. Given codeine with good effect.
Plan: rest, ice and elevation; physio if no better in a fortnight.
On examination: swelling over the cheek, no step in the orbit.
Alcohol on breath. Not fit for interview.
Refused ambulance. Taken to hospital by a friend.
NAD. PERLA. HR 88, RR 16, temp 36.8.
Denies suicidal thoughts. Sleeping poorly.
MARAC referral completed and IDVA informed.
Stop and search carried out, nothing found.
""".strip().splitlines()
BETWEEN = st.sampled_from(["\n", " ", ". "])
STRENGTH = st.sampled_from(sorted(STRENGTHS))
KINDS = sorted(STRATEGIES)
MIXES = st.lists(st.tuples(st.sampled_from(KINDS).flatmap(planted), st.sampled_from(HARMLESS)), min_size=1, max_size=4)
TEXTS = st.one_of(
    notes().map(lambda note: note.text),
    records().map(lambda record: record.note.text),
    st.lists(st.sampled_from(HARMLESS), max_size=4).map("\n".join),
    st.text(max_size=60),
    st.text(alphabet="Mr JO'v-._@#/:12 \n[]\u200b\u0301ßÉﬁ王", max_size=40),
)


@cache
def redactor(strength: str) -> Redactor:
    return Redactor(detector=Detector(strength))


def look(text: str, strength: str) -> list[Span]:
    return redactor(strength).look([text], [Record()])[0]


def redact(text: str, strength: str) -> str:
    return redactor(strength).redact([text], [Record()])[0] or ""


@given(TEXTS, STRENGTH)
def test_spans_stand_in_order_inside_the_text_and_never_overlap(text: str, strength: str) -> None:
    place = 0
    for span in look(text, strength):
        assert place <= span.start < span.end <= len(text)
        assert 0 < span.sure <= 1
        place = span.end


@given(TEXTS, STRENGTH)
def test_outside_of_what_was_found_every_character_stays(text: str, strength: str) -> None:
    place, expected = 0, ""
    for span in look(text, strength):
        expected += text[place : span.start] + f"[{span.placeholder}]"
        place = span.end
    assert redact(text, strength) == expected + text[place:]


@given(TEXTS, STRENGTH)
def test_what_is_found_does_not_depend_on_the_texts_beside_it(text: str, strength: str) -> None:
    texts = ["seen with Mrs Varnholt", text, "Varnholt rang"]
    assert redactor(strength).look(texts, [Record()] * 3)[1] == look(text, strength)


@given(TEXTS, STRENGTH)
def test_redacting_again_leaves_every_placeholder_and_never_brings_anything_back(text: str, strength: str) -> None:
    once = redact(text, strength)
    twice = redact(once, strength)
    assert len(PLACEHOLDER.findall(twice)) >= len(PLACEHOLDER.findall(once))
    place = 0
    for part in PLACEHOLDER.split(twice):
        place = once.find(part, place)
        assert place >= 0
        place += len(part)


AGAIN = (
    "Seen with Mrs Varnholt, born 12/03/1990, of 14 Larch Row, SK1 1AA.",
    "Quillon Varnholt rang from 07700 900123; NHS no 999 000 0018, NI QQ 12 34 56 C.",
    "write to asha@example.org or see https://example.org/a1, crime ref 47/12345/24",
    "Michael Johnson's brother was told by PC 4512 Marsh on 3 April",
)


@pytest.mark.parametrize("strength", sorted(STRENGTHS))
@pytest.mark.parametrize("text", AGAIN)
def test_redacting_again_changes_nothing(text: str, strength: str) -> None:
    once = redact(text, strength)
    assert once != text
    assert redact(once, strength) == once


@pytest.mark.parametrize("text", HARMLESS)
def test_a_harmless_sentence_comes_back_unchanged_in_balanced_strength(text: str) -> None:
    assert redact(text, "balanced") == text


@example([(Planted("", "///filled.count.soap", ""), HARMLESS[0])], ". ", "balanced")
@settings(max_examples=150)
@given(MIXES, BETWEEN, STRENGTH)
def test_what_was_planted_never_survives(mix: Sequence[tuple[Planted, str]], between: str, strength: str) -> None:
    text, places = "", []
    for case, harmless in mix:
        text += harmless + between
        places.append((len(text) + case.span[0], len(text) + case.span[1]))
        text += case.text + between
    gone = {place for span in look(text, strength) for place in range(span.start, span.end)}
    for start, end in places:
        left = "".join(text[place] if place not in gone else " " for place in range(start, end))
        assert not re.sub(TITLES, "", left).strip(" \u00a0.,:;()'’-/#\u200b\u200d\u00ad\ufeff\n"), "something is left"


TITLES = r"^(?:Mrs?|MRS|Ms|Dr|PC|Nurse|Sgt|Prof|S/N|HCA|Rev|DS)\b"
"""A title is not taken out with the name."""


@settings(max_examples=40)
@given(
    st.sampled_from(HARMLESS), st.sampled_from(HARMLESS), BETWEEN, planted("name") | planted("phone") | planted("nhs")
)
def test_what_was_planted_first_last_or_alone_never_survives(one: str, other: str, between: str, case: Planted) -> None:
    for text in (case.value, between.join([case.text, one]), between.join([one, other, case.text])):
        letters = re.sub(r"\W", "", re.sub(TITLES, "", case.value))
        assert letters not in re.sub(r"\W", "", redact(text, "balanced"))
