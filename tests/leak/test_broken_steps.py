"""Every step is broken on purpose: the gate sees it, nothing leaves, and the output folder stays empty."""

from __future__ import annotations

import base64
import hashlib
import io
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any, get_args

import pyarrow as pa
import pytest

import infoshare
from infoshare.anonymisation import rules
from infoshare.anonymisation.classes import Classes
from infoshare.anonymisation.keys import BYTES, Keys
from infoshare.anonymisation.plan import Plan, Step
from infoshare.anonymisation.pseudonyms import derive_key
from infoshare.anonymisation.targets import Targets
from infoshare.detectors.detector import Detector
from infoshare.detectors.known_values import KnownPeople
from infoshare.detectors.redactor import Redactor
from infoshare.engines import engine
from infoshare.engines.polars_engine import PolarsEngine
from infoshare.errors import ReleaseRefused
from infoshare.files import csv_file
from infoshare.gate import checks
from infoshare.model.column_rule import DatePart, Keep, PlacePart, PseudonymForm
from infoshare.workflows import anonymise as workflow
from infoshare.workflows.privacy_target import Settled
from tests.conftest import MakePolicy

KEY = b"k" * 32
ROWS = 12
Broken = Callable[..., None]
SOURCE: dict[str, list[str]] = {
    "attendance": [f"HGH-{100_000 + row}" for row in range(ROWS)],
    "surname": ["Thistle", "Okwuosa"] * 6,
    "age": ["34", "40"] * 5 + ["5", "7"],
    "postcode": ["HM1 7NG"] * ROWS,
    "arrival": ["2025-01-03 23:41"] * ROWS,
    "weapon": ["knife", "fist", "=bottle"] * 4,
    "note": ["seen with thistle, calm"] * ROWS,
}
COLUMNS: dict[str, dict[str, Any]] = {
    "attendance": {"role": "direct", "action": "pseudonymise", "known": "reference"},
    "surname": {"role": "direct", "action": "drop", "known": "name"},
    "age": {"role": "quasi", "action": "band", "edges": [0, 18, 65]},
    "postcode": {"role": "quasi", "action": "coarsen_place", "to": "outward"},
    "arrival": {"role": "quasi", "action": "coarsen_date", "to": "quarter"},
    "weapon": {"role": "sensitive", "action": "keep"},
    "note": {"role": "text", "action": "redact"},
}


@pytest.fixture
def release(make_policy: MakePolicy, tmp_path: Path) -> Callable[..., Path]:
    """Make the release, with some columns or the privacy model changed, into a folder of its own."""
    folder = tmp_path / "out"
    folder.mkdir()

    def make(suffix: str = "csv", **changed: tuple[list[str], dict[str, Any]]) -> Path:
        source = {**SOURCE, **{name: cells for name, (cells, _) in changed.items()}}
        columns = {**COLUMNS, **{name: rule for name, (_, rule) in changed.items()}}
        policy = make_policy(columns, privacy={"k": 5, "l": {"weapon": 2}, "max_suppressed": 0.2})
        infoshare.anonymise(pa.table(source), policy, key=KEY, out=folder / f"out.{suffix}")
        return folder

    return make


@pytest.fixture
def nothing_leaves(release: Callable[..., Path], tmp_path: Path) -> Callable[..., str]:
    """Make the release, see it refused, and see that the folder is empty; gives the refusal's words."""

    def attempt(**options: Any) -> str:
        with pytest.raises(ReleaseRefused) as caught:
            release(**options)
        assert list((tmp_path / "out").iterdir()) == []
        assert "thistle" not in str(caught.value).casefold()
        return str(caught.value)

    return attempt


@pytest.mark.parametrize("suffix", ["csv", "jsonl", "parquet", "arrow"])
def test_with_no_step_broken_the_release_leaves(release: Callable[..., Path], suffix: str) -> None:
    assert {path.name for path in release(suffix=suffix).iterdir()} == {"out.certificate.json", f"out.{suffix}"}


def nothing(*_: object) -> Iterator[Any]:
    return iter(())


BROKEN_REDACTION: dict[str, tuple[object, str, object]] = {
    "text comes back unchanged": (Redactor, "redact", lambda self, texts, records: list(texts)),
    "known values are not sought": (KnownPeople, "find", nothing),
    "the detector finds nothing": (Detector, "find", lambda self, texts: ([] for _ in texts)),
    "what was found is not taken out": (Redactor, "_without", lambda self, text, spans, record: text),
}


@pytest.mark.parametrize("how", BROKEN_REDACTION)
def test_redaction(how: str, nothing_leaves: Broken, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(*BROKEN_REDACTION[how])
    nothing_leaves()


BROKEN_ACTIONS: list[tuple[str, dict[str, Any], str]] = [
    ("age", {"action": "band", "edges": [0, 18, 65]}, "34"),
    ("age", {"action": "band", "edges": [0, 18, 65]}, "18"),
    *[("postcode", {"action": "coarsen_place", "to": part}, "HM1 7NG") for part in get_args(PlacePart)],
    *[("arrival", {"action": "coarsen_date", "to": part}, "13/01/2025 23:41") for part in get_args(DatePart)],
]


@pytest.mark.parametrize(("column", "action", "cell"), BROKEN_ACTIONS, ids=lambda each: str(each))
def test_an_action_that_returns_its_input(
    column: str, action: dict[str, Any], cell: str, nothing_leaves: Broken, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = engine.cell_rule
    monkeypatch.setattr(
        engine, "cell_rule", lambda rule, keys: str if rule.action == action["action"] else made(rule, keys)
    )
    assert "forms_kept" in nothing_leaves(**{column: ([cell] * ROWS, {"role": "quasi", **action})})


def unkeyed(key: bytes, known: str | None) -> Callable[[str], str]:
    """A token of the right form that anybody could make, and so undo."""
    return lambda text: base64.b32encode(hashlib.sha256(text.encode()).digest()[:16]).decode().rstrip("=").lower()


BROKEN_PSEUDONYMS: dict[str, object] = {
    "the value itself": lambda key, known: str,
    "the value in lower case": lambda key, known: str.lower,
    "a hash in hexadecimal": lambda key, known: lambda text: hashlib.sha256(text.encode()).hexdigest(),
    "a hash without the key": unkeyed,
}


@pytest.mark.parametrize("how", BROKEN_PSEUDONYMS)
def test_pseudonyms(how: str, nothing_leaves: Broken, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rules, "pseudonymise", BROKEN_PSEUDONYMS[how])
    said = nothing_leaves()
    assert ("pseudonyms_keyed" in said) == how.startswith("a hash")


@pytest.mark.parametrize("suffix", ["csv", "parquet"])
def test_a_dropped_column_is_released(nothing_leaves: Broken, monkeypatch: pytest.MonkeyPatch, suffix: str) -> None:
    keep = Keep(role="plain", action="keep")
    kept = property(lambda plan: tuple(replace(s, rule=keep) if s.action == "drop" else s for s in plan.steps))
    monkeypatch.setattr(Plan, "released", kept)
    assert "columns_agreed" in nothing_leaves(suffix=suffix)


def test_a_column_that_the_policy_does_not_name_is_released(
    nothing_leaves: Broken, monkeypatch: pytest.MonkeyPatch
) -> None:
    made, extra = Plan.released.fget, Step("surname", "carer", Keep(role="direct", action="keep"))
    assert made is not None
    monkeypatch.setattr(Plan, "released", property(lambda plan: (*made(plan), extra)))
    assert "columns_agreed: not agreed: 'carer'" in nothing_leaves()


SKIPPED: dict[str, tuple[object, str, Callable[..., object]]] = {
    "counting": (Classes, "failing", lambda *_: {}),
    "leaving out": (workflow, "settled", lambda engine, treatment, source: Settled(treatment, {})),
}


@pytest.mark.parametrize("step", SKIPPED)
def test_suppression_is_skipped(step: str, nothing_leaves: Broken, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(*SKIPPED[step])
    assert "groups_large_enough: 1 group of fewer than 5 rows" in nothing_leaves()


def test_groups_are_counted_without_the_quasi_identifiers(
    nothing_leaves: Broken, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Plan, "quasi", property(lambda _: ()))
    assert "groups_large_enough" in nothing_leaves()


def test_diversity_is_not_asked_for(nothing_leaves: Broken, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Plan, "targets", property(lambda plan: Targets(k=plan.policy.privacy.k)))
    said = nothing_leaves(weapon=(["knife"] * ROWS, COLUMNS["weapon"]))
    assert "groups_large_enough: 0 groups of fewer than 5 rows, 1 with too few sensitive values" in said


def test_more_rows_are_left_out_than_was_agreed(nothing_leaves: Broken, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(PolarsEngine, "surviving", lambda *_: pa.array(range(6), pa.int64()))
    assert "rows_accounted: 6 of 12 rows released" in nothing_leaves()


def test_rows_are_released_twice(nothing_leaves: Broken, monkeypatch: pytest.MonkeyPatch) -> None:
    made = workflow.Job.released
    monkeypatch.setattr(workflow.Job, "released", lambda job, on_rows: (*made(job, on_rows), *made(job, on_rows)))
    assert "rows_accounted" in nothing_leaves()


@pytest.mark.parametrize("suffix", ["csv", "tsv"])
def test_formulas_are_not_made_harmless(nothing_leaves: Broken, monkeypatch: pytest.MonkeyPatch, suffix: str) -> None:
    monkeypatch.setattr(csv_file, "harmless", lambda text: text)
    assert "no_formulas" in nothing_leaves(suffix=suffix)


@pytest.mark.parametrize("method", ["see", "verdict"])
def test_a_check_of_the_gate_stops(method: str, nothing_leaves: Broken, monkeypatch: pytest.MonkeyPatch) -> None:
    def stop(*_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(checks.ColumnsAgreed, method, stop)
    assert "stopped by ZeroDivisionError" in nothing_leaves()


def test_a_refused_release_leaves_an_earlier_file_and_a_stream_as_they_were(
    make_policy: MakePolicy, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(Redactor, "redact", lambda self, texts, records: list(texts))
    earlier, sink = tmp_path / "out.csv", io.BytesIO()
    earlier.write_text("earlier")
    for out in (earlier, sink):
        with pytest.raises(ReleaseRefused):
            infoshare.anonymise(pa.table(SOURCE), make_policy(COLUMNS), key=KEY, out=out)
    assert (earlier.read_text(), sink.getvalue(), list(tmp_path.iterdir())) == ("earlier", b"", [earlier])


FORGETFUL_KEYS: dict[str, Callable[[Any, str], bytes]] = {
    "the recipient": lambda keys, use: derive_key(keys.secret, keys.purpose, None, use, BYTES.get(use, 32)),
    "the purpose": lambda keys, use: derive_key(keys.secret, "", keys.recipient, use, BYTES.get(use, 32)),
    "the key": lambda keys, use: derive_key(b"x" * 32, keys.purpose, keys.recipient, use, BYTES.get(use, 32)),
    "all of them": lambda keys, use: b"c" * BYTES.get(use, 32),
}


@pytest.mark.parametrize("form", get_args(PseudonymForm))
@pytest.mark.parametrize("forgotten", FORGETFUL_KEYS)
def test_keys_that_forget_whom_they_are_for(
    forgotten: str, form: str, nothing_leaves: Broken, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Keys, "of", FORGETFUL_KEYS[forgotten])
    said = nothing_leaves(attendance=(SOURCE["attendance"], {**COLUMNS["attendance"], "form": form}))
    assert "pseudonyms_differ: pseudonyms are the same, or not what the key makes: 'attendance'" in said


def test_a_job_that_makes_its_tokens_under_other_keys_than_it_says(
    nothing_leaves: Broken, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = workflow.Treatment.of
    monkeypatch.setattr(
        workflow.Treatment, "of", lambda plan, keys, *rest: made(plan, replace(keys, recipient="other"), *rest)
    )
    assert "not those of this recipient, purpose and key" in nothing_leaves()
