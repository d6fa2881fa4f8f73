"""Whatever the table and the policy, the everyday engine gives what the slow and obvious one gives."""

from __future__ import annotations

from collections.abc import Iterator

import pyarrow as pa
import pytest
from hypothesis import given

import infoshare
from infoshare.anonymisation.classes import Classes
from infoshare.anonymisation.keys import Keys
from infoshare.anonymisation.plan import Plan, compile_plan
from infoshare.detectors.redactor import Redactor
from infoshare.engines import Treatment, engine_named
from infoshare.errors import InfoshareError
from infoshare.files.frames import FrameTable
from infoshare.model.policy import Policy
from infoshare.workflows import redact
from infoshare.workflows.whole_columns import rows_of
from tests.generative.strategies import jobs
from tests.generative.stub_detector import StubDetector

KEY = b"k" * 32
Answer = tuple[pa.Table, dict[str, int], dict[object, int], list[int]]


@pytest.fixture(autouse=True, scope="module")
def _cheap_detector() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(redact, "detector_of", lambda strength, recognisers: StubDetector())
        yield


def answer_of(name: str, plan: Plan, table: pa.Table) -> Answer:
    """Everything that an engine says of a table: treated rows, unread cells, failing classes, surviving rows."""
    engine, classes = engine_named(name), Classes()
    known = [("name", value) for value in table["who"].to_pylist() if value]
    used = Redactor(known, StubDetector()).redact
    keys = Keys(KEY, "built")
    treatment = Treatment.of(plan, keys, {step.name: used for step in plan.released if step.action == "redact"})
    rows = rows_of(plan, FrameTable(table), keys)
    treated = [engine.treat(treatment, batch) for batch in rows.batches()]
    for batch in treated:
        engine.count(classes, batch, plan.quasi, plan.targets.sensitive)
    failing = classes.failing(plan.targets)
    surviving = [place for batch in treated for place in engine.surviving(batch, plan.quasi, failing).to_pylist()]
    return pa.Table.from_batches(treated), dict(+treatment.unread), failing, surviving


@given(jobs())
def test_the_engines_agree_on_values_unread_cells_classes_and_suppressed_rows(job: tuple[pa.Table, Policy]) -> None:
    table, policy = job
    plan = compile_plan(policy, table.column_names)
    if plan.quasi and (policy.privacy.sample is None or len(table) > 1):
        assert answer_of("polars", plan, table) == answer_of("reference", plan, table)


def released(name: str, table: pa.Table, policy: Policy) -> tuple[object, ...]:
    """A release with its certificate, or its refusal in words."""
    try:
        release = infoshare.anonymise(table, policy, key=KEY, engine=name, issued="2026-11-02")
    except InfoshareError as error:
        return type(error), str(error)
    return release.data.to_pydict(), release.certificate.to_json()


@given(jobs())
def test_the_engines_agree_on_the_whole_release_or_its_refusal(job: tuple[pa.Table, Policy]) -> None:
    assert released("polars", *job) == released("reference", *job)


@given(jobs())
def test_the_same_job_gives_the_same_release_twice(job: tuple[pa.Table, Policy]) -> None:
    assert released("polars", *job) == released("polars", *job)


@given(jobs())
def test_a_release_holds_only_rows_of_groups_that_are_large_enough(job: tuple[pa.Table, Policy]) -> None:
    table, policy = job
    try:
        rows = infoshare.anonymise(table, policy, key=KEY).data.to_pylist()
    except InfoshareError:
        return
    quasi = [name for name in policy.columns_where(role="quasi") if name in rows[0]]
    groups: dict[tuple[str, ...], list[str]] = {}
    for row in rows:
        groups.setdefault(tuple(row[name] or "" for name in quasi), []).append(row["weapon"] or "")
    if quasi:
        assert all(len(group) >= policy.privacy.k for group in groups.values())
    assert all(len(set(group)) >= policy.privacy.l_diversity.get("weapon", 1) for group in groups.values())
    drawn = len(table) if policy.privacy.sample is None else len(table) * 7 // 10
    assert drawn - len(rows) <= policy.privacy.max_suppressed * drawn


def test_the_strategies_build_releases_as_well_as_refusals() -> None:
    """A generative test in which everything is refused would show nothing."""
    seen: set[bool] = set()

    @given(jobs())
    def build(job: tuple[pa.Table, Policy]) -> None:
        seen.add(isinstance(released("polars", *job)[0], dict))

    build()
    assert seen == {True, False}
