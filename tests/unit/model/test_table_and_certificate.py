"""Cells as text, and the certificate: canonical, and passing only if every check ran and passed."""

from __future__ import annotations

import json
from datetime import date, datetime
from decimal import Decimal

import pyarrow as pa
import pytest

from infoshare.digests import canonical_json, sha256_of_bytes, sha256_of_data
from infoshare.model.certificate import Check, GateVerdict, Verdict
from infoshare.model.table import as_text, texts


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (38, "38"), (38.0, "38"), (38.5, "38.5"), (-0.0, "0"), ("038", "038"), (True, "True"),
        (date(2025, 1, 3), "2025-01-03"), (datetime(2025, 1, 3, 23, 41), "2025-01-03 23:41:00"),
        (Decimal("1.50"), "1.50"),
    ],
)  # fmt: skip
def test_a_cell_is_the_text_that_a_person_would_write(value: object, text: str) -> None:
    assert as_text(value) == text


def test_missing_and_empty_cells_are_both_nothing() -> None:
    batch = pa.RecordBatch.from_arrays([pa.array(["a", "", None, " "])], names=["x"])
    assert texts(batch, "x") == ["a", None, None, " "]


def check(verdict: GateVerdict) -> Check:
    return Check(check="x", verdict=verdict, counts={}, message="")


@pytest.mark.parametrize(
    ("verdicts", "verdict"),
    [
        (["pass", "pass"], "pass"),
        (["pass", "fail"], "fail"),
        (["pass", "not-run"], "fail"),
        (["not-run"], "fail"),
        ([], "fail"),
    ],
)
def test_a_verdict_passes_only_if_every_check_ran_and_passed(verdicts: list[GateVerdict], verdict: str) -> None:
    assert Verdict(checks=tuple(map(check, verdicts))).verdict == verdict


def test_failures_are_the_checks_that_did_not_pass() -> None:
    verdict = Verdict(checks=(check("pass"), check("fail"), check("not-run")))
    assert [each.verdict for each in verdict.failures] == ["fail", "not-run"]


def test_equal_data_has_equal_canonical_text() -> None:
    assert canonical_json({"b": 1, "a": ["é"]}) == canonical_json({"a": ["é"], "b": 1}) == '{"a":["é"],"b":1}'
    assert sha256_of_data({"b": 1, "a": 2}) == sha256_of_bytes(b'{"a":2,"b":1}')


def test_numbers_that_json_does_not_have_are_never_written() -> None:
    with pytest.raises(ValueError, match="JSON"):
        canonical_json({"a": float("nan")})


def test_canonical_text_is_json() -> None:
    assert json.loads(canonical_json({"a": [1, None, "x"]})) == {"a": [1, None, "x"]}
