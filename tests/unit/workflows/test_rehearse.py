"""The rehearsal of a motivated intruder: before and after, rightly and wrongly, and never a value."""

from __future__ import annotations

import polars as pl
import pytest

from infoshare.anonymisation.bands import band
from infoshare.errors import DataFileError, PrivacyTargetMissed, UnplannedColumn
from infoshare.model.policy import Policy
from infoshare.workflows.anonymise import anonymise
from infoshare.workflows.rehearse import ROW, rehearse
from tests.conftest import MakePolicy

KEY = "0123456789abcdef0123456789abcdef"
PEOPLE = 24
SOURCE = pl.DataFrame(
    {
        "record": [f"R-{100_000 + n}" for n in range(PEOPLE)],
        "surname": [f"Varnholt{chr(97 + n)}" for n in range(PEOPLE)],
        "age": [str(20 + n) for n in range(PEOPLE)],
        "postcode": [f"HM{1 + n // 12} {n % 9 + 1}AB" for n in range(PEOPLE)],
        "place": ["pub" if n % 6 else "home" for n in range(PEOPLE)],
        "weapon": [("knife", "fist", "glass")[n % 3] for n in range(PEOPLE)],
        "note": ["calm"] * PEOPLE,
    }
)
COLUMNS: dict[str, object] = {
    "record": {"role": "direct", "action": "pseudonymise"},
    "surname": {"role": "direct", "action": "drop", "known": "name"},
    "age": {"role": "quasi", "action": "band", "edges": [20, 32]},
    "postcode": {"role": "quasi", "action": "coarsen_place", "to": "outward"},
    "place": {"role": "plain", "action": "keep"},
    "weapon": {"role": "sensitive", "action": "keep"},
    "note": {"role": "text", "action": "redact"},
}


@pytest.fixture(scope="module")
def policy(make_policy: MakePolicy) -> Policy:
    return make_policy(COLUMNS, privacy={"k": 5, "l": {"weapon": 2}, "max_suppressed": 0.1})


def test_everybody_stands_alone_before_and_nobody_after(policy: Policy) -> None:
    found = rehearse(SOURCE, policy)
    assert (found.people, found.in_source, found.in_release) == (24, 24, 24)
    assert found.before.columns == found.after.columns == ("age", "postcode")
    assert (found.before.exact.singled_out, found.before.exact.rightly) == (24, 24)
    assert found.before.exact.learnt["weapon"].rightly == 24
    assert found.after.exact.candidates["10 or more"] == 24
    assert found.after.exact.learnt["weapon"].people == 0


def test_a_policy_that_coarsens_nothing_protects_nobody(make_policy: MakePolicy) -> None:
    columns = {**COLUMNS, "age": {"role": "quasi", "action": "keep"}, "postcode": {"role": "quasi", "action": "keep"}}
    found = rehearse(SOURCE, make_policy(columns))
    assert found.after.exact.rightly == 24
    assert found.after.weighted.rightly == 24


def test_a_plain_column_that_the_intruder_knows_singles_people_out_after_all(policy: Policy) -> None:
    found = rehearse(SOURCE, policy, knows=["Place"])
    assert found.after.columns == ("age", "postcode", "place")
    assert found.after.exact.candidates["2 to 4"] == 4


def test_what_the_intruder_knows_is_not_learnt(policy: Policy) -> None:
    assert rehearse(SOURCE, policy, knows=["weapon"]).after.exact.learnt == {}


def test_suppressed_people_are_on_the_list_and_not_in_the_release(make_policy: MakePolicy) -> None:
    columns = {**COLUMNS, "age": {"role": "quasi", "action": "band", "edges": [20, 22, 32]}}
    found = rehearse(SOURCE, make_policy(columns, privacy={"k": 5, "max_suppressed": 0.1}))
    assert (found.in_source, found.in_release, found.after.rows) == (24, 22, 22)
    assert found.after.exact.candidates["none"] == 2


def test_somebody_with_two_rows_and_no_crowd_is_found_out(make_policy: MakePolicy) -> None:
    """A second attendance of one person, in a place where nobody else was: two candidates, both their own."""
    columns = {**COLUMNS, "age": {"role": "quasi", "action": "keep"}}
    twice = pl.concat([SOURCE, SOURCE.head(1).with_columns(pl.lit("R-200000").alias("record"))])
    found = rehearse(twice, make_policy(columns))
    assert (found.people, found.after.rows) == (24, 25)
    assert found.after.exact.candidates["2 to 4"] == 1
    assert (found.after.exact.singled_out, found.after.exact.only_own) == (23, 24)


def test_a_wrong_guess_is_not_called_right(make_policy: MakePolicy) -> None:
    """One of two rows of a group is suppressed with it, so the only candidate is somebody else's row."""
    attacker = pl.DataFrame({"name": ["Varnholta", "Nobody"], "age": ["21", "21"], "postcode": ["HM1 2AB", "HM1 2AB"]})
    columns = {**COLUMNS, "age": {"role": "quasi", "action": "keep"}, "postcode": {"role": "quasi", "action": "keep"}}
    found = rehearse(SOURCE, make_policy(columns), attacker=attacker)
    assert (found.people, found.in_source) == (2, 1)
    assert (found.after.exact.singled_out, found.after.exact.rightly) == (2, 0)


def test_the_row_order_of_a_release_does_not_matter_and_another_release_is_refused(policy: Policy) -> None:
    release = anonymise(SOURCE, policy, key=KEY).data
    assert rehearse(SOURCE, policy, release=release.reverse()) == rehearse(SOURCE, policy)
    other = release.with_columns(pl.lit("knife").alias("weapon"))
    with pytest.raises(DataFileError, match=r"32 rows of one or the other differ in age, postcode, place and weapon"):
        rehearse(SOURCE, policy, release=other)


def test_a_release_without_a_column_that_it_should_have_is_refused(policy: Policy) -> None:
    release = anonymise(SOURCE, policy, key=KEY).data.drop("weapon", "age")
    with pytest.raises(DataFileError, match=r"(?s)the release has no column 'age'.*no column 'weapon'"):
        rehearse(SOURCE, policy, release=release)


def test_the_row_numbers_stay_in_the_rehearsal(policy: Policy) -> None:
    found = rehearse(SOURCE, policy)
    assert ROW not in found.model_dump_json()


def test_a_source_that_the_policy_does_not_release_is_not_rehearsed(policy: Policy, make_policy: MakePolicy) -> None:
    with pytest.raises(UnplannedColumn):
        rehearse(SOURCE.with_columns(pl.lit("x").alias("shoes")), policy)
    columns = {**COLUMNS, "age": {"role": "quasi", "action": "keep"}}
    with pytest.raises(PrivacyTargetMissed):
        rehearse(SOURCE, make_policy(columns, privacy={"k": 5}))


def test_the_report_holds_no_value(policy: Policy) -> None:
    said = rehearse(SOURCE, policy, knows=["place"]).model_dump_json().casefold()
    cells = {cell.casefold() for column in SOURCE.iter_columns() for cell in column} - {"pub", "home"}
    assert not [cell for cell in cells if not cell.isdecimal() and cell in said]
    assert band([20, 32])("25") not in said
