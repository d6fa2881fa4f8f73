"""Numbered placeholders, shifted dates and linked rows: the gate lets them through sound, and stops them broken."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from datetime import date, timedelta
from itertools import cycle
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest

import infoshare
from infoshare.detectors.detector import Detector
from infoshare.detectors.known_values import KnownPeople
from infoshare.detectors.placeholders import Placeholders
from infoshare.detectors.redactor import Redactor
from infoshare.errors import ReleaseRefused
from infoshare.workflows import redactors
from tests.conftest import MakePolicy

KEY = b"k" * 32
SOURCE: dict[str, list[str]] = {
    "row": ["1", "2", "3"],
    "person": ["P-100001", "P-100002", "P-100003"],
    "house": ["HSE-00001", "HSE-00001", "HSE-00002"],
    "surname": ["Thistle", "Okwuosa", "Varnholt"],
    "dob": ["12/03/1990", "28/11/2004", "07/06/1958"],
    "note": [
        "thistle and okwuosa came on 12/03/2024",
        "born 28/11/2004, seen on 12/03/2024 with 999 000 0018",
        "nothing on 1 April 2024",
    ],
}
DIRECT = {"role": "direct", "action": "drop"}
COLUMNS: dict[str, dict[str, Any]] = {
    "row": {"role": "plain", "action": "keep"},
    "person": {**DIRECT, "known": "reference"},
    "house": {**DIRECT, "known": "reference"},
    "surname": {**DIRECT, "known": "name"},
    "dob": {**DIRECT, "known": "date_of_birth"},
}
ALL = {"placeholders": "numbered", "dates": "shift", "person": "person", "linked": ["house"]}
RULES: dict[str, dict[str, Any]] = {
    "numbered": {"placeholders": "numbered"},
    "strict and numbered": {"placeholders": "numbered", "strength": "strict"},
    "shifted": {"dates": "shift", "person": "person"},
    "all": ALL,
    "all and strict": {**ALL, "strength": "strict"},
}
Released = Callable[..., list[str]]


@pytest.fixture
def released(make_policy: MakePolicy, tmp_path: Path) -> Released:
    """The notes that leave, under a rule; nothing is left in the folder if none do."""
    folder = tmp_path / "out"
    folder.mkdir()

    def make(rule: dict[str, Any], notes: list[str] | None = None) -> list[str]:
        policy = make_policy({**COLUMNS, "note": {"role": "text", "action": "redact", **rule}})
        source = pa.table({**SOURCE, "note": notes or SOURCE["note"]})
        try:
            infoshare.anonymise(source, policy, key=KEY, out=folder / "out.jsonl")
        except ReleaseRefused:
            assert list(folder.iterdir()) == []
            raise
        data = infoshare.anonymise(source, policy, key=KEY).data
        return list(data.to_pydict()["note"])

    return make


@pytest.fixture
def refusal(released: Released) -> Callable[..., str]:
    def attempt(rule: dict[str, Any], notes: list[str] | None = None) -> str:
        with pytest.raises(ReleaseRefused) as caught:
            released(rule, notes)
        said = str(caught.value)
        assert not [value for value in ("thistle", "okwuosa", "varnholt", "1990", "2004") if value in said.casefold()]
        return said

    return attempt


@pytest.mark.parametrize("how", RULES)
def test_with_no_step_broken_the_release_leaves_and_nobody_is_in_it(how: str, released: Released) -> None:
    together = " ".join(released(RULES[how])).casefold()
    assert not [v for v in ("thistle", "okwuosa", "28/11/2004", "2004-11-28", "9990000018", "999 000") if v in together]
    assert ("[name-1] and [name-2]" in together) == ("numbered" in RULES[how].values())


def still(key: bytes) -> Callable[[str], timedelta]:
    return lambda person: timedelta()


@pytest.mark.parametrize("how", ["shifted", "all", "all and strict"])
def test_dates_that_are_not_moved_do_not_leave(
    how: str, refusal: Callable[..., str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(redactors, "shift_of", still)
    assert "redaction_works: redaction is broken: it lets through date" in refusal(RULES[how])


def onto_a_birthday(key: bytes) -> Callable[[str], timedelta]:
    return lambda person: date(1990, 3, 12) - date(2024, 3, 12)


def test_a_date_moved_onto_a_date_of_birth_is_taken_out(released: Released, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(redactors, "shift_of", onto_a_birthday)
    notes = released(RULES["shifted"])
    assert notes[0].endswith("on [DATE]")
    assert "1990-03-12" not in " ".join(notes)


def test_a_date_of_birth_that_a_shift_makes_does_not_leave(
    refusal: Callable[..., str], monkeypatch: pytest.MonkeyPatch
) -> None:
    made = Placeholders.of
    monkeypatch.setattr(redactors, "shift_of", onto_a_birthday)
    monkeypatch.setattr(
        Placeholders, "of", lambda self, span, surface, record, never=(): made(self, span, surface, record)
    )
    assert "source_values_absent: direct identifiers of the source in 'note' (1 cell)" in refusal(RULES["shifted"])


def nothing(*_: object) -> Iterator[Any]:
    return iter(())


BROKEN: dict[str, tuple[object, str, object]] = {
    "known values are not sought": (KnownPeople, "find", nothing),
    "the detector finds nothing": (Detector, "find", lambda self, texts: ([] for _ in texts)),
    "the value stands in the placeholder": (Placeholders, "of", lambda self, span, surface, record, never=(): surface),
    "the value stands for its number": (
        Placeholders, "of", lambda self, span, surface, record, never=(): f"{span.placeholder}-{surface}",
    ),
    "text comes back unchanged": (Redactor, "redact", lambda self, texts, records: list(texts)),
}  # fmt: skip


@pytest.mark.parametrize("rule", ["numbered", "all"])
@pytest.mark.parametrize("how", BROKEN)
def test_redaction(how: str, rule: str, refusal: Callable[..., str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(*BROKEN[how])
    notes = ["thistle rang, then Okwuosa", "NHS no 999 000 0018", "born 28/11/2004"]
    seen_by = "no_identifier_forms" if how == "the detector finds nothing" else "source_values_absent"
    assert seen_by in refusal(RULES[rule], notes)


@pytest.mark.parametrize("numbers", [[1], range(1, 10_000)], ids=["all the same", "none the same"])
def test_wrong_numbers_are_no_leak(numbers: Iterable[int], released: Released, monkeypatch: pytest.MonkeyPatch) -> None:
    drawn = cycle(numbers)
    monkeypatch.setattr(Placeholders, "of", lambda self, span, *_: f"{span.placeholder}-{next(drawn)}")
    assert "thistle" not in " ".join(released(RULES["numbered"]))


HELD = [
    "[NAME-1] met thistle, [NAME] Okwuosa and [NHS NUMBER-2]",
    "[DATE 1984-03-09] and [DATE 2004-11-28], [NAME-okwuosa], [THISTLE]",
    "[DATE 12/03/1990] [NAME-1][NAME-2] [PHONE-07700 900123]",
]


@pytest.mark.parametrize("how", ["typed", *RULES])
def test_cells_that_hold_placeholders_already_hide_nothing(how: str, released: Released) -> None:
    notes = released(RULES.get(how, {}), HELD)
    together = " ".join(notes).casefold()
    hidden = ("thistle", "okwuosa", "2004-11-28", "12/03/1990", "1984-03-09", "900123")
    assert [value for value in hidden if value in together] == []
    assert notes[0].startswith("[NAME-1] met [NAME")
    assert "[NAME-1][NAME-2]" in notes[2]


@pytest.mark.parametrize("how", ["shifted", "all"])
def test_a_moved_date_that_stands_there_already_is_not_taken_for_one_that_was_moved(
    how: str, released: Released
) -> None:
    notes = released(RULES[how], ["[DATE 1984-03-09]", "[DATE 2024-03-12]", "on 12/03/2024"])
    days = re.findall(r"\d{4}-\d\d-\d\d", " ".join(notes))
    assert "1984-03-09" not in days
    assert "2024-03-12" not in days


def test_the_gate_stops_a_shifted_date_that_is_a_date_of_birth_of_the_source(make_policy: MakePolicy) -> None:
    policy = make_policy({**COLUMNS, "note": {"role": "text", "action": "redact", **RULES["shifted"]}})
    source = pa.table(SOURCE)
    for note, verdict in (("on [DATE 1990-03-12]", "fail"), ("on [DATE 1991-03-12]", "pass"), ("by [NAME-12]", "pass")):
        checked = infoshare.verify(pa.table({"note": [note] * 3}), source=source, policy=policy)
        assert checked.verdict == verdict
