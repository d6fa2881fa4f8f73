"""Texts in stretches that stayed or changed: put together they are both texts again, and easy to read."""

from __future__ import annotations

import time
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from infoshare.protocols.versions.word_changes import ISLAND, LARGEST, excerpts, spans, tokens

WORDS = st.lists(st.sampled_from(["the", "police", "council", " ", ", ", "24", "months", "a"]), max_size=30).map(
    "".join
)


def shown(before: str, after: str) -> str:
    """`[gone|come]` in place of what changed."""
    one, other = tokens(before), tokens(after)
    return "".join(
        "".join(other[s.c : s.d]) if s.same else f"[{''.join(one[s.a : s.b])}|{''.join(other[s.c : s.d])}]"
        for s in spans(one, other)
    )


@given(st.text())
def test_the_words_of_a_text_put_together_are_the_text(text: str) -> None:
    assert "".join(tokens(text)) == text


@given(WORDS, WORDS)
def test_the_stretches_are_both_texts_in_order(before: str, after: str) -> None:
    one, other = tokens(before), tokens(after)
    found = spans(one, other)
    assert "".join("".join(one[s.a : s.b]) for s in found) == before
    assert "".join("".join(other[s.c : s.d]) for s in found) == after
    assert all(one[s.a : s.b] == other[s.c : s.d] for s in found if s.same)
    assert all(s.b > s.a or s.d > s.c for s in found)
    assert all(one.same != other.same for one, other in pairwise(found))


def test_a_text_and_itself_are_one_stretch() -> None:
    assert shown("kept for 24 months", "kept for 24 months") == "kept for 24 months"
    assert spans([], []) == []


def test_one_word_that_changed_stands_alone() -> None:
    assert shown("kept for 12 months", "kept for 24 months") == "kept for [12|24] months"
    assert shown("version 2.0 of it", "version 2.1 of it") == "version [2.0|2.1] of it"
    assert shown("kept", "kept for ever") == "kept[| for ever]"
    assert shown("not kept", "kept") == "[not |]kept"


def test_a_short_word_that_stays_between_larger_changes_goes_with_them() -> None:
    assert shown("counts by ward", "records by postcode") == "[counts by ward|records by postcode]"
    long = "w" * ISLAND
    assert shown(f"counts {long} ward", f"records {long} postcode") == f"[counts|records] {long} [ward|postcode]"


def test_an_excerpt_keeps_what_differs_and_a_few_words_around_it() -> None:
    before = " ".join(f"word{n}" for n in range(60))
    around = ("word24 word25 word26 word27 word28 word29", "word31 word32 word33 word34 word35 word36")
    found = excerpts(before, before.replace("word30", "other"))
    assert found == tuple(f"… {around[0]} {word} {around[1]} …" for word in ("word30", "other"))
    assert excerpts("short", "short text") == ("short", "short text")


def test_long_texts_are_compared_by_the_words_that_stand_once() -> None:
    before = [f"w{n}" for n in range(3_000)]
    after = [*before[:1_000], "new", *before[1_000:2_000], *before[2_001:]]
    assert len(before) * len(after) > LARGEST
    found = [span for span in spans(before, after) if not span.same]
    assert [(span.a, span.b, span.c, span.d) for span in found] == [
        (1_000, 1_000, 1_000, 1_001),
        (2_000, 2_001, 2_001, 2_001),
    ]


def test_texts_as_long_as_an_answer_may_be_do_not_take_long() -> None:
    begun = time.perf_counter()
    for word in ("a ", "ab cd ", "the police and the council "):
        before, after = tokens(word * (50_000 // len(word))), tokens(f"x{word}y{word}" * (25_000 // len(word)))
        spans(before, after)
    assert time.perf_counter() - begun < 20
