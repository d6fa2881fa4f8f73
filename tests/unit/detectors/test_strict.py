"""The strict strength by itself: what is not known to be safe goes, whether or not anybody ever saw it before."""

from __future__ import annotations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from infoshare.detectors.name_cues import CUES, NEVER, TITLES
from infoshare.detectors.strict import RANK, unsafe
from infoshare.detectors.tokens import form_of, tokens_of
from infoshare.detectors.vocabulary import is_ordinary
from infoshare.identifiers.folding import fold

SYLLABLES = st.sampled_from(
    "var nh olt qui llon ze no bia okw uo sa dra ghe da xan thu mbe lo wy ryn ij szc zep ñe ürs øst łu 伟 ان ιω".split()
)  # fmt: skip
CASES = (str, str.lower, str.upper, str.title, str.swapcase)
AROUND = st.sampled_from(
    ["{}", "{} came in", "seen with {}", "{}'s bag", "({})", "the {}-unit", "- {}:", "see #{}", "@{}", "{}.",
     "SEEN BY {} TODAY", "{}\n{}", "told {},then left", "x/{}/y", "{}2", "\u201c{}\u201d", "{}_1.jpg"]
)  # fmt: skip


def taken(text: str) -> list[tuple[str, str]]:
    folded = fold(text).text
    spans = list(unsafe(folded, tokens_of(folded)))
    assert {(span.by, span.rank) for span in spans} <= {("strict", RANK)}
    return sorted((folded[span.start : span.end], span.placeholder) for span in spans)


def left(text: str) -> str:
    """What stands outside of all that is unsafe."""
    folded = fold(text).text
    gone = {place for span in unsafe(folded, tokens_of(folded)) for place in range(span.start, span.end)}
    return "".join(" " if place in gone else character for place, character in enumerate(folded))


@given(st.lists(SYLLABLES, min_size=2, max_size=4).map("".join), st.sampled_from(CASES), AROUND)
def test_an_invented_name_never_passes(name: str, case: object, around: str) -> None:
    name = case(name)  # type: ignore[operator]
    form = form_of(fold(name).text)
    assume(not is_ordinary(form) and form not in NEVER | TITLES | CUES)
    assert fold(name).text not in left(around.replace("{}", name))


@pytest.mark.parametrize("between", [" ", ".", "-", "_", "  ", ". ", "\u200b", "*"])
def test_an_invented_name_written_letter_by_letter_does_not_pass(between: str) -> None:
    assert not set("arnholt") & set(left(f"4 {between.join('varnholt')} 5"))


@pytest.mark.parametrize(
    "text",
    ["the patient was calm and walked to the ward", "Seen. Calm, walking.", "I don't know why he'd say so", "a b c",
     "SEEN TODAY AND SENT HOME", "SHE SAID THERE IS HOPE",
     "Monday in January", "Dr and Mrs told mum", "seen in May, since June", "on 3 April",
     "R.T.A. q.d.s. e.g. i.e.", "hope", ""],
)  # fmt: skip
def test_words_that_are_known_to_be_safe_stay(text: str) -> None:
    assert taken(text) == []


@pytest.mark.parametrize(
    ("text", "word"),
    [("seen with Hope today", "Hope"), ("saw Hope", "Hope"), ("told May so", "May"), ("seen with 王 today", "王")],
)
def test_an_everyday_word_with_the_capital_of_a_name_goes(text: str, word: str) -> None:
    assert taken(text) == [(word, "WORD")]


def test_the_possessive_stays_when_the_name_goes() -> None:
    assert left("varnholt's bag") == "        's bag"


@pytest.mark.parametrize(
    "number",
    ["5", "12.5", "999", "5mg", "10mcg", "5µg", "1.25ml", "38c", "98%", "120/80", "2x5", "10-12wks", "5mg/kg", "3rd",
     "14:05", "14.05", "9:30pm", "1405hrs", "2019", "2023/24", "1990s", "£40", "£1,204.66", "£3k", "M4", "T12", "C5",
     "L4/5", "G2P1", "~10", ">90%", "(5)", "10:00-11:30"],
)  # fmt: skip
def test_a_number_that_is_known_to_be_safe_stays(number: str) -> None:
    assert taken(f"had {number} today") == []
    assert taken(f"had {number}, then left.") == []


@pytest.mark.parametrize(
    "number",
    ["12345", "07700900123", "999 000 0018", "9990000018", "1234567", "NP-2023/0611", "47/12345/24", "AB51ABC",
     "12.345.678", "192.0.2.1", "12/03/1990", "12-03-90", "QQ123456C", "451234", "0611", "1234", "2250", "AB1234",
     "12:345", "£12,34,5678", "20-12-34", "12345mg", "１２３４５", "٣٤٥٦٧"],
)  # fmt: skip
def test_a_number_that_is_not_known_to_be_safe_goes_whole(number: str) -> None:
    assert left(f"had {number}, then left.").split() == ["had", ",", "then", "left."]


@pytest.mark.parametrize("number", ["123 456 789", "12 34 56 78", "07700 900 123", "1 2 3 4 5 6 7", "999 0000"])
def test_a_number_in_groups_goes_whole(number: str) -> None:
    assert left(f"had {number}, then left.").split() == ["had", ",", "then", "left."]


@pytest.mark.parametrize("text", ["score 4 5 6", "at 10 20 and 30", "120/80 98% 16", "2019 120/80"])
def test_a_few_short_numbers_side_by_side_stay(text: str) -> None:
    assert taken(text) == []
