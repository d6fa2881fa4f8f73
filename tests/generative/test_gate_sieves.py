"""The gate's fast ways: whatever the cells, each check says what looking at every cell by itself would say."""

from __future__ import annotations

from collections import Counter
from datetime import date
from itertools import chain

import pyarrow as pa
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from infoshare.errors import PolicyError
from infoshare.gate.cells import whole_batches
from infoshare.gate.checks import (
    DISTINCTIVE,
    CellsByColumn,
    FormsKept,
    NoFormulas,
    NoIdentifierForms,
    SourceValuesAbsent,
)
from infoshare.gate.form_sieve import NEEDED, FormSieve
from infoshare.gate.groups import GroupsLargeEnough
from infoshare.gate.sought import Sought, worded_forms
from infoshare.gate.trace_sieve import TraceSieve
from infoshare.gate.traces import has_exact, has_form, has_name
from infoshare.gate.worded_dates import worded
from infoshare.model.certificate import Check
from infoshare.model.policy import Policy
from infoshare.testing import Person, identifiers, notes, people
from infoshare.testing.spellings import spellings
from tests.leak.spellings import SPELLINGS

AROUND = st.sampled_from(
    ["", " ", "  ", "a", "7", "-", "/", ".", "\n", "\x0b", "\x1f", "\u00a0", "\u2028", "\u0301", "\u200b", "\u200f",
     "\u00ad",     "ß", "ж", "北", "٣", "²", "½", "’", "–", "\x01", "[NAME]", "[PHONE-2]", "[", "]", "(at)", " dot ",
     "one two three ",
     "Will ", "WILL", "may ", "Name", "seen at 10 3rd ", "[DATE 2024-03-01]", "\U0001f600", "ﬁ", "İ", "ſ", "K"]
)  # fmt: skip
ODD_TEXT = st.text(
    st.one_of(
        st.characters(codec="utf-8", exclude_characters="\x00"),
        st.sampled_from("0123456789oOlI ./-@,()marAPRsthof\u0301\u200b"),
    ),
    max_size=24,
)
HOW = [spell for kind in SPELLINGS.values() for spell in kind.values()]


def known_of(person: Person) -> dict[str, list[str]]:
    """What is sought of a person; also a reference of few digits, a date of an early year, and everyday names."""
    known = {kind: list(values) for kind, values in person.known.items()}
    return known | {
        "name": [*known["name"], "Will Name", "Li Ng", "Grace"],
        "reference": ["123456", "HGH-25-000089", "ж12345", "٠١٢٣٤٥٦"],
        "date_of_birth": [*known["date_of_birth"], "0990-03-12", "about 1990"],
    }


@st.composite
def cells_about(draw: st.DrawFn) -> tuple[dict[str, list[str]], list[str]]:
    """What is known of somebody, and cells of which many speak of them in hostile spellings."""
    person = draw(people())
    known = known_of(person)
    values = [(kind, value) for kind, each in known.items() for value in each]
    cells = []
    for _ in range(draw(st.integers(1, 12))):
        kind, value = draw(st.sampled_from(values))
        odd = draw(
            st.one_of(
                ODD_TEXT,
                st.sampled_from([note for note in draw(st.lists(notes(), max_size=1)) for note in [note.text]] or [""]),
            )
        )
        ways = [odd, value, value.upper(), "".join(f"{draw(AROUND)}{each}" for each in value)]
        if kind in person.known:
            ways += [draw(st.sampled_from(spellings(person, kind)))]
        if kind in SPELLINGS:
            ways += [draw(st.sampled_from(list(SPELLINGS[kind].values())))(value)]
        inner = draw(st.sampled_from(ways))
        cells.append("".join(chain(draw(st.lists(AROUND, max_size=3)), [inner], draw(st.lists(AROUND, max_size=3)))))
    return known, cells


def sought_of(known: dict[str, list[str]]) -> Sought:
    sought = Sought()
    for kind, values in known.items():
        for value in values:
            sought.add(kind, value)
    return sought


@given(cells_about())
def test_no_trace_passes_the_sieve(about: tuple[dict[str, list[str]], list[str]]) -> None:
    known, cells = about
    for kind, values in (*known.items(), ("everything", [])):
        sought = sought_of({kind: values} if values else known)
        suspects = set(TraceSieve(sought).suspects(pa.array(cells)).tolist())
        found = {place for place, cell in enumerate(cells) if has_exact(cell, sought) or has_name(cell, sought)}
        assert found <= suspects, kind


@pytest.mark.parametrize("kind", [each.kind for each in DISTINCTIVE])
def test_no_form_passes_the_sieve(kind: str) -> None:
    identifier = next(each for each in DISTINCTIVE if each.kind == kind)

    @given(st.lists(st.builds("{}{}{}".format, AROUND, st.one_of(identifiers(kind), ODD_TEXT), AROUND), min_size=1))
    def no_form_passes(cells: list[str]) -> None:
        suspects = set(FormSieve([identifier]).suspects(pa.array(cells)).tolist())
        assert {place for place, cell in enumerate(cells) if has_form(cell, identifier)} <= suspects

    no_form_passes()


@pytest.mark.parametrize(
    "cell",
    ["oh seven seven double oh nine double oh one two three", "nine nine nine, zero zero zero, zero zero one eight",
     "aitch em three four cue tee HM three four QT", "asha (at) example.org", "asha at example dot org",
     "a s h a @ e x . o r g",
     "GIR 0AA", "BFPO 12", "ASCN 1ZZ", "S K 1 1 A A", "sk1-1aa", "gb33 bukb 2020 1555 5555 55", "QQ1234 56",
     "q q,12-34/56 c",     "9O0o.1l I9", "NHS no: 9,9,9,0,0,0,0,0,1,8", "+353 87 123 4567", "0044(0)7700900123"],
)  # fmt: skip
def test_no_rare_form_passes_the_sieve(cell: str) -> None:
    for identifier in DISTINCTIVE:
        if has_form(cell, identifier):
            assert len(FormSieve([identifier]).suspects(pa.array([cell]))) == 1, identifier.kind


def test_every_distinctive_kind_has_its_sieve() -> None:
    assert {each.kind for each in DISTINCTIVE} == NEEDED.keys()


RULES = {
    "note": {"role": "text", "action": "redact"},
    "category": {"role": "sensitive", "action": "keep"},
    "spared": {"role": "plain", "action": "keep", "look_alike": ["nhs"]},
    "age": {"role": "quasi", "action": "band", "edges": [18, 65]},
    "month": {"role": "quasi", "action": "coarsen_date", "to": "month"},
    "token": {"role": "direct", "action": "pseudonymise"},
    "length": {"role": "plain", "action": "round", "to": 5},
    "district": {"role": "quasi", "action": "coarsen_place", "to": "outward"},
}
POLICY = Policy.parsed(
    {"policy": "t", "version": 1, "title": "T", "columns": RULES, "privacy": {"k": 2, "l": {"category": 2}}},
    PolicyError,
    "t",
)
FORMED = st.sampled_from(
    ["18-64", "under 18", "65 and over", "2024-03", "2024-03\n", "٢٠٢٤-03", "HM3", "HM3 ", "GIR", "a" * 26,
     "a" * 25 + "1",
     "5", "7",     "-10", "=1", "＝1", "\u200b=1", "-5.5", "-", "\tx", "\u0301@x", "9990000018", "é=", "X" * 26]
)  # fmt: skip


def by_cell(check: CellsByColumn, columns: dict[str, list[str | None]]) -> Counter[str]:
    """The faulty cells of each column, every cell looked at by itself."""
    looked_at = [column for column in columns if check.looks_at(column)]
    return Counter({each: sum(bool(c) and check.is_faulty(each, str(c)) for c in columns[each]) for each in looked_at})


def said(check: Check) -> tuple[str, int, str]:
    return check.verdict, check.counts["faulty"], check.message


@given(cells_about(), st.data(), st.sampled_from([1, 3, 1000]))
def test_each_check_counts_as_if_it_looked_at_every_cell(
    about: tuple[dict[str, list[str]], list[str]], data: st.DataObject, size: int
) -> None:
    known, texts = about
    sought = sought_of(known)
    cell = st.one_of(st.none(), st.just(""), st.sampled_from(texts), FORMED)
    rows = data.draw(st.integers(1, 12))
    columns = {name: data.draw(st.lists(cell, min_size=rows, max_size=rows)) for name in RULES}
    batches = pa.table({name: pa.array(cells, pa.string()) for name, cells in columns.items()}).to_batches(
        max_chunksize=size
    )
    for make in (FormsKept, NoIdentifierForms, NoFormulas):
        fast, slow = make(POLICY.columns), make(POLICY.columns)
        for batch in whole_batches(batches) if size > 1 else batches:
            fast.see(batch)
        slow._faults, slow._cells = by_cell(slow, columns), fast._cells
        assert said(fast.verdict()) == said(slow.verdict())
    fast_values, slow_values = (
        SourceValuesAbsent(POLICY.columns, sought, 3),
        SourceValuesAbsent(POLICY.columns, sought, 3),
    )
    for batch in whole_batches(batches):
        fast_values.see(batch)
    faults = by_cell(slow_values, columns)
    for column, cells in columns.items():
        if slow_values.looks_at(column) and column != "note":
            named = Counter(cell for cell in cells if cell and has_name(cell, sought))
            faults[column] += sum(number for number in named.values() if number < 3)
    slow_values._faults, slow_values._cells = faults, fast_values._cells
    assert said(fast_values.verdict()) == said(slow_values.verdict())


SMALL = st.sampled_from(["a", "b", "", None, "c"])


@given(st.lists(st.tuples(SMALL, SMALL, SMALL, SMALL), min_size=1, max_size=40), st.sampled_from([1, 7, 1000]))
def test_groups_are_those_that_counting_row_by_row_gives(rows: list[tuple[str | None, ...]], size: int) -> None:
    names = ["age", "month", "district", "category"]
    table = pa.table(
        {name: pa.array(list(cells), pa.string()) for name, cells in zip(names, zip(*rows, strict=True), strict=True)}
    )
    fast = GroupsLargeEnough(POLICY)
    for batch in table.to_batches(max_chunksize=size):
        fast.see(batch)
    check = fast.verdict()
    keys = [tuple(cell or None for cell in row[:3]) for row in rows]
    classes = Counter(keys)
    values = {key: {row[3] or None for row, own in zip(rows, keys, strict=True) if own == key} for key in classes}
    assert check.counts["groups"] == len(classes)
    assert check.counts["too_small"] == sum(number < 2 for number in classes.values())
    assert check.counts["k_reached"] == min(classes.values())
    assert check.counts["too_alike"] == sum(len(each) < 2 for each in values.values())


@given(st.dates(), st.data())
@example(date(2001, 5, 1), None)
def test_a_date_in_words_is_read_as_it_would_be_spelt_out(day: date, data: st.DataObject | None) -> None:
    spelt = set(worded_forms(day))
    sought = sought_of({"date_of_birth": [day.isoformat()]})
    assert all(form in sought.joined or not sought.dates.isdisjoint(worded(form)) for form in spelt)
    if data is not None:
        run = data.draw(st.sampled_from(sorted(spelt)))
        place, sign = (
            data.draw(st.integers(0, len(run))),
            data.draw(st.sampled_from(["", "0", "1", "a", "of", "th", "9", "may"])),
        )
        changed = run[:place] + sign + run[place + data.draw(st.integers(0, 1)) :]
        assert (changed in spelt) == (changed in sought.joined or not sought.dates.isdisjoint(worded(changed)))
