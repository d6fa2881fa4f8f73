"""How far a person's dates are moved, checked against HMAC as written out here with nothing but hashlib and hmac."""

from __future__ import annotations

import hashlib
import hmac
from collections import Counter
from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from infoshare.anonymisation.date_shift import MOST_DAYS, shift_of
from infoshare.anonymisation.pseudonyms import derive_key

KEY = b"k" * 32
SECRET = b"a secret of thirty-two bytes, ok"
POSSIBLE = [days for days in range(-182, 183) if days]
PEOPLE = [f"A-{number}" for number in range(4000)]


def shift_by_hand(key: bytes, person: str) -> timedelta:
    drawn = int(hmac.digest(key, person.encode(), hashlib.sha256).hex(), 16)
    return timedelta(days=POSSIBLE[drawn % len(POSSIBLE)])


@given(st.text(min_size=1).filter(lambda person: person == person.strip()))
def test_the_shift_is_drawn_by_hmac_under_the_key(person: str) -> None:
    assert shift_of(KEY)(person) == shift_by_hand(KEY, person)


def test_a_shift_never_changes_between_versions() -> None:
    assert [shift_of(KEY)(person).days for person in ("A-100001", "A-100002")] == [-41, 98]


@given(st.text(), st.binary(min_size=32, max_size=32))
def test_a_shift_is_of_whole_days_at_most_half_a_year_and_never_none(person: str, key: bytes) -> None:
    shift = shift_of(key)(person)
    assert 1 <= abs(shift.days) <= MOST_DAYS == 182
    assert shift == timedelta(days=shift.days)


def test_every_shift_is_drawn_about_as_often_as_any_other() -> None:
    drawn = Counter(shift_of(KEY)(person).days for person in PEOPLE)
    assert set(drawn) == set(POSSIBLE)
    assert max(drawn.values()) < 4 * len(PEOPLE) / len(POSSIBLE)
    assert abs(sum(days > 0 for days in drawn.elements()) / len(PEOPLE) - 0.5) < 0.05


def test_spaces_around_a_person_do_not_matter() -> None:
    assert shift_of(KEY)("A-1") == shift_of(KEY)(" A-1\n")


def test_another_key_gives_other_shifts() -> None:
    one, other = shift_of(KEY), shift_of(b"j" * 32)
    assert sum(one(person) == other(person) for person in PEOPLE[:1000]) < 20


def test_recipients_and_purposes_get_shifts_of_their_own() -> None:
    keys = [derive_key(SECRET, *each, use="date shift") for each in (("p", "a"), ("p", "b"), ("q", "a"), ("p", None))]
    assert len({tuple(shift_of(key)(person).days for person in PEOPLE[:20]) for key in keys}) == 4
