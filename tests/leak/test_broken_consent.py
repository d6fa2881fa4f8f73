"""Every step that keeps to consent and opt-outs is broken on purpose: the gate sees it, and nothing leaves."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest

import infoshare
from infoshare.anonymisation import permissions
from infoshare.anonymisation.permissions import Answer, Listed, Permissions
from infoshare.detectors.detector import Detector
from infoshare.detectors.known_values import KnownPeople
from infoshare.errors import LeakFound
from infoshare.files.frames import FrameTable
from infoshare.gate import consent as gate
from infoshare.gate import examine as examine_module
from infoshare.gate import permission
from infoshare.workflows import opt_out_list
from infoshare.workflows.permitted import Permitted
from tests.conftest import MakePolicy

KEY = b"k" * 32
NUMBERS = ["9990000018", "999 000 0026", "9990000034", "9990000042", "9990000050", "9990000069", "9990000077", "",
           "9990000085", "9990000093"]  # fmt: skip
SOURCE: dict[str, list[str]] = {
    "nhs": NUMBERS,
    "person": ["P-10001", "P-10002", "P-10001", *[f"P-{20_000 + row}" for row in range(7)]],
    "surname": ["Varnholt", "Okwuosa", "Varnholt", "Llewelyn", "Szczepan", "Begum", "Quint", "Tan", "Ruiz", "Oduya"],
    "phone": [f"07700 9001{row:02d}" for row in range(10)],
    "consent": ["yes", "Yes ", "no", "", "maybe", "no", "yes", "no", "no", "no"],
    "town": ["North", "South", *["North"] * 5, "North", "North", "South"],
    "weapon": ["knife", "fist", "glass", "knife", "fist", "glass", "knife", "fist", "glass", "knife"],
    "note": ["seen with Llewelyn, calm", *["calm"] * 9],
}
COLUMNS: dict[str, dict[str, Any]] = {
    "nhs": {"role": "direct", "action": "drop", "known": "nhs"},
    "person": {"role": "direct", "action": "pseudonymise"},
    "surname": {"role": "direct", "action": "keep", "known": "name"},
    "phone": {"role": "direct", "action": "keep", "known": "phone"},
    "consent": {"role": "plain", "action": "drop"},
    "town": {"role": "quasi", "action": "keep"},
    "weapon": {"role": "sensitive", "action": "keep"},
    "note": {"role": "text", "action": "redact"},
}
CONSENT: dict[str, Any] = {"column": "consent", "given": ["yes"], "needed_for": ["surname", "phone"]}
Break = Callable[..., str]


@pytest.fixture
def release(make_policy: MakePolicy, tmp_path: Path) -> Callable[..., Path]:
    """Make the release by this policy, somewhat changed, into a folder of its own."""
    folder = tmp_path / "out"
    folder.mkdir()
    listed = tmp_path / "list.csv"
    listed.write_text("9990000069\n")

    def make(source: dict[str, list[str]] | None = None, **changed: Any) -> Path:
        written: dict[str, Any] = {
            "release": "identifiable", "consent": CONSENT, "opt_out": {"column": "nhs"},
            "privacy": {"k": 2, "max_suppressed": 0.4}, **changed,
        }  # fmt: skip
        policy = make_policy(written.pop("columns", COLUMNS), **written)
        opt_out = listed if policy.opt_out else None
        infoshare.anonymise(pa.table(source or SOURCE), policy, key=KEY, out=folder / "out.csv", opt_out=opt_out)
        return folder

    return make


@pytest.fixture
def nothing_leaves(release: Callable[..., Path], tmp_path: Path) -> Break:
    """Make the release, see the gate refuse it and the folder empty; gives the refusal's words."""

    def attempt(**options: Any) -> str:
        with pytest.raises(LeakFound) as caught:
            release(**options)
        assert list((tmp_path / "out").iterdir()) == []
        said = str(caught.value)
        assert not any(value in said for values in SOURCE.values() for value in values if len(value) > 6)
        return said

    return attempt


def test_with_no_step_broken_the_release_leaves(release: Callable[..., Path]) -> None:
    assert (release() / "out.csv").exists()


def answers(change: Callable[[list[Answer]], list[Answer]]) -> Callable[..., list[Answer]]:
    made = Permissions._answers
    return lambda self, batch: change(made(self, batch))


CONSENT_IGNORED = {
    "everybody consents": lambda found: [Answer.GIVEN] * len(found),
    "an empty answer consents": lambda found: [Answer.GIVEN if a is Answer.EMPTY else a for a in found],
    "an answer that nobody foresaw consents": lambda f: [Answer.GIVEN if a is Answer.UNFORESEEN else a for a in f],
    "a refusal consents": lambda found: [Answer.GIVEN if row == 2 else each for row, each in enumerate(found)],
    "answers are read a row late": lambda found: [found[-1], *found[:-1]],
}


@pytest.mark.parametrize("how", CONSENT_IGNORED)
def test_consent_is_ignored(how: str, nothing_leaves: Break, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Permissions, "_answers", answers(CONSENT_IGNORED[how]))
    assert "rows_permitted" in nothing_leaves()


@pytest.mark.parametrize("how", CONSENT_IGNORED)
def test_consent_is_ignored_where_others_stay(how: str, nothing_leaves: Break, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Permissions, "_answers", answers(CONSENT_IGNORED[how]))
    leave_out = {"consent": {**CONSENT, "otherwise": "leave_out"}, "privacy": {"max_suppressed": 0.2}}
    assert "rows_permitted" in nothing_leaves(**leave_out)


def test_names_stay_on_rows_without_consent(nothing_leaves: Break, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Permitted, "without_names", lambda self, batch, treated: treated)
    assert "rows more than may leave so" in nothing_leaves()


def test_one_of_two_columns_stays_filled(nothing_leaves: Break, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Permissions, "waiting", property(lambda self: ("surname",)))
    assert "rows_permitted" in nothing_leaves()


def test_names_go_to_others_who_consented(nothing_leaves: Break, monkeypatch: pytest.MonkeyPatch) -> None:
    made = Permitted.without_names

    def turned(self: Permitted, batch: pa.RecordBatch, treated: pa.RecordBatch) -> pa.RecordBatch:
        done = made(self, batch, treated).to_pydict()
        if len(done.get("surname", [])) > 1:
            done["surname"][0], done["surname"][1] = done["surname"][1], done["surname"][0]
        return pa.RecordBatch.from_pydict(done, schema=treated.schema)

    monkeypatch.setattr(Permitted, "without_names", turned)
    assert "rows_permitted: 2 rows of nobody whose row may leave so" in nothing_leaves()


def test_rows_with_consent_help_to_hide_others(nothing_leaves: Break, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Permitted, "unnamed", lambda self, rows: rows)
    assert "groups_large_enough: 1 group of fewer than 2 rows" in nothing_leaves()


def test_rows_with_consent_are_left_out_for_others(nothing_leaves: Break, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Permitted, "with_named", lambda self, batch, surviving: surviving.slice(3))
    assert "rows_accounted" in nothing_leaves()


def test_a_pseudonym_leads_from_a_name_to_a_row_without_one(
    nothing_leaves: Break, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Permitted, "linked_by", lambda self, engine, treatment, rows: self)
    assert "1 pseudonym on rows with a name and on rows without one" in nothing_leaves()


def lists(change: Callable[[list[Listed]], list[Listed]]) -> Callable[..., list[Listed]]:
    made = Permissions._listed
    return lambda self, batch: change(made(self, batch))


OPT_OUTS_IGNORED = {
    "nobody has opted out": lambda found: [Listed.NO] * len(found),
    "one opted-out row is let through": lambda f: [Listed.NO if each is Listed.YES else each for each in f],
    "rows that cannot be matched are let through": lambda f: [Listed.NO if e is Listed.UNMATCHED else e for e in f],
}


@pytest.mark.parametrize("how", OPT_OUTS_IGNORED)
def test_opt_outs_are_ignored(how: str, nothing_leaves: Break, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Permissions, "_listed", lists(OPT_OUTS_IGNORED[how]))
    assert "rows_accounted" in nothing_leaves(privacy={"k": 1, "max_suppressed": 0.2})


def test_an_opted_out_row_that_makes_up_for_one_left_out_is_seen_by_what_is_kept_of_it(
    nothing_leaves: Break, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Permissions, "_listed", lists(OPT_OUTS_IGNORED["nobody has opted out"]))
    said = nothing_leaves(columns={**COLUMNS, "weapon": {"role": "plain", "action": "keep"}}, consent=None)
    assert "rows_permitted" in said


def test_the_list_is_read_the_wrong_way_round(nothing_leaves: Break, monkeypatch: pytest.MonkeyPatch) -> None:
    turned = {Listed.YES: Listed.NO, Listed.NO: Listed.YES}
    monkeypatch.setattr(Permissions, "_listed", lists(lambda found: [turned.get(each, each) for each in found]))
    assert "rows_permitted" in nothing_leaves(consent={**CONSENT, "given": ["yes", "no"], "not_given": ["maybe"]})


def test_the_list_lost_a_number(nothing_leaves: Break, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opt_out_list, "numbers_of", lambda entries: frozenset())
    assert "rows_accounted" in nothing_leaves(privacy={"k": 1, "max_suppressed": 0.2})


def test_consent_prevails_though_nobody_said_so(nothing_leaves: Break, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        Permissions, "is_opted_out", lambda self, answer, listed: listed is Listed.YES and answer is not Answer.GIVEN
    )
    assert "rows_permitted" in nothing_leaves(source={**SOURCE, "consent": ["yes"] * 10})


def test_somebody_without_consent_is_named_in_the_text_of_somebody_with(
    nothing_leaves: Break, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(KnownPeople, "find", lambda *_: iter(()))
    monkeypatch.setattr(Detector, "find", lambda self, texts: ([] for _ in texts))
    assert "names_in_place" in nothing_leaves()


def test_the_reading_of_numbers_breaks_and_the_gate_reads_them_itself(
    nothing_leaves: Break, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(permissions, "number_of", lambda cell: "9990000018")
    assert "rows_permitted" in nothing_leaves()


@pytest.mark.parametrize("broken", [permission.who_may_leave, gate.names_of], ids=["the source", "the release"])
def test_the_gates_own_reading_stops(broken: Any, nothing_leaves: Break, monkeypatch: pytest.MonkeyPatch) -> None:
    def stop(*_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(gate if broken is gate.names_of else examine_module, broken.__name__, stop)
    assert "rows_permitted: the check was stopped by ZeroDivisionError" in nothing_leaves()


def test_the_gate_without_the_list_lets_nothing_through(make_policy: MakePolicy) -> None:
    policy = make_policy(COLUMNS, release="identifiable", consent=CONSENT, opt_out={"column": "nhs"})
    table = FrameTable(pa.table(SOURCE))
    verdict = examine_module.examine(policy, table, table, for_spreadsheets=False)
    assert {c.check for c in verdict.checks if c.verdict == "not-run"} >= {"rows_permitted", "rows_accounted"}
