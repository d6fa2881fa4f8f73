"""Whatever the table, method and models: the engines agree, and what leaves meets every model, counted here anew."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from typing import Any

import pyarrow as pa
from hypothesis import given
from hypothesis import strategies as st

import infoshare
from infoshare.anonymisation.hierarchy import hierarchy_of
from infoshare.errors import InfoshareError, PolicyError
from infoshare.model.column_rule import Keep
from infoshare.model.policy import Policy

VALUES: dict[str, st.SearchStrategy[str]] = {
    "age": st.integers(0, 99).map(str) | st.sampled_from(["old", "34.0"]),
    "uk_postcode": st.builds("HM{} {}AB".format, st.integers(1, 3), st.integers(1, 2)) | st.just("nowhere"),
    "date": st.dates().map(str) | st.sampled_from(["2025-01-01", "2025-02-01", "soon"]),
    "ethnicity_18": st.sampled_from(["Irish", "roma", "Arab", "Indian", "Chinese", "Martian"]),
    "icd10": st.sampled_from(["J45.0", "J459", "F10", "S00.1", "none"]),
}
MODELS: list[dict[str, Any]] = [
    {}, {"l": {"ill": 2}}, {"entropy_l": {"ill": 1.5}}, {"t": {"ill": 0.3}}, {"alpha": {"ill": 0.7}},
    {"beta": {"ill": 1}}, {"t_ordered": {"ill": 0.3}}, {"recursive_l": {"ill": {"c": 2, "l": 2}}},
]  # fmt: skip


@st.composite
def jobs(draw: st.DrawFn) -> tuple[pa.Table, Policy]:
    rows = draw(st.integers(2, 30))
    names = draw(st.lists(st.sampled_from(sorted(VALUES)), min_size=1, max_size=3, unique=True))
    columns = {
        name: draw(st.lists(st.none() | VALUES[name] | VALUES[name], min_size=rows, max_size=rows)) for name in names
    }
    rules: dict[str, Any] = {
        name: {"role": "quasi", "action": "generalise", "hierarchy": name, "weight": draw(st.sampled_from([1, 3]))}
        for name in names
    }
    columns["town"] = draw(st.lists(st.sampled_from(["N", "S"]), min_size=rows, max_size=rows))
    columns["ill"] = draw(st.lists(st.sampled_from(["1", "2", "3", None]), min_size=rows, max_size=rows))
    rules |= {"town": {"role": "quasi", "action": "keep"}, "ill": {"role": "sensitive", "action": "keep"}}
    privacy = {
        "k": draw(st.integers(1, 4)),
        "method": draw(st.sampled_from(["generalise", "mondrian"])),
        "max_suppressed": draw(st.sampled_from([0.0, 0.3, 0.9])),
        **draw(st.sampled_from(MODELS)),
    }
    written = {"policy": "built", "version": 1, "title": "Built", "columns": rules, "privacy": privacy}
    table = pa.table({name: pa.array(cells, pa.string()) for name, cells in columns.items()})
    cut = draw(st.integers(0, rows))
    return pa.concat_tables([table.slice(0, cut), table.slice(cut)]), Policy.parsed(written, PolicyError, "built")


def released(engine: str, table: pa.Table, policy: Policy) -> tuple[object, ...]:
    try:
        release = infoshare.anonymise(table, policy, engine=engine, issued="2026-11-02")
    except InfoshareError as error:
        return type(error).__name__, str(error)
    return release.data.to_pydict(), release.certificate.to_json()


@given(jobs())
def test_the_engines_agree_on_the_release_or_its_refusal_and_the_gate_refuses_none(
    job: tuple[pa.Table, Policy],
) -> None:
    answer = released("polars", *job)
    assert answer == released("reference", *job)
    assert answer[0] != "LeakFound"


@given(jobs())
def test_every_group_that_leaves_meets_the_models(job: tuple[pa.Table, Policy]) -> None:
    table, policy = job
    answer = released("polars", table, policy)
    if isinstance(answer[0], str):
        return
    data: dict[str, list[str | None]] = answer[0]  # type: ignore[assignment]
    privacy, rows = policy.privacy, len(data["ill"])
    groups: defaultdict[tuple[str | None, ...], Counter[str | None]] = defaultdict(Counter)
    for row in range(rows):
        groups[tuple(data[name][row] for name in policy.columns_where(role="quasi"))][data["ill"][row]] += 1
    whole = Counter(data["ill"])
    assert len(table) - rows <= privacy.max_suppressed * len(table)
    for own in groups.values():
        shares = {value: number / own.total() for value, number in own.items()}
        gain = {value: share / (whole[value] / rows) - 1 for value, share in shares.items()}
        apart = sum(abs(shares.get(value, 0) - whole[value] / rows) for value in whole) / 2
        assert own.total() >= privacy.k
        assert len(own) >= privacy.l_diversity.get("ill", 1)
        assert math.exp(-sum(s * math.log(s) for s in shares.values())) >= privacy.entropy_l.get("ill", 1) - 1e-6
        assert max(shares.values()) <= privacy.alpha.get("ill", 1) + 1e-6
        assert max(gain.values()) <= privacy.beta.get("ill", math.inf) + 1e-6
        assert apart <= privacy.t_closeness.get("ill", 1) + 1e-6


@given(jobs())
def test_every_released_cell_holds_the_value_that_it_came_from(job: tuple[pa.Table, Policy]) -> None:
    """No row is told apart wrongly: with nobody left out, each cell is blank, or holds its own value."""
    table, policy = job
    numbered = table.append_column("row", pa.array([f"{row:04}" for row in range(len(table))]))
    kept = policy.model_copy(update={"columns": policy.columns | {"row": Keep(role="plain", action="keep")}})
    answer = released("polars", numbered, kept)
    if isinstance(answer[0], str) or len(answer[0]["ill"]) < len(table):  # type: ignore[index]
        return
    order = sorted(range(len(table)), key=answer[0]["row"].__getitem__)  # type: ignore[index]
    for name in VALUES.keys() & set(table.column_names):
        left = [answer[0][name][place] for place in order]  # type: ignore[index]
        for before, after in zip(table[name].to_pylist(), left, strict=True):
            path = hierarchy_of(name).path(before) if before else None
            assert (path is None) == (after is None)
            if path and after not in path:
                low, high = after.split("-")
                assert int(low) <= int(path[0]) <= int(high)


def test_the_strategies_build_releases_by_both_methods_as_well_as_refusals() -> None:
    seen: set[str] = set()

    @given(jobs())
    def build(job: tuple[pa.Table, Policy]) -> None:
        refused = isinstance(released("polars", *job)[0], str)
        seen.add(f"{job[1].privacy.method} {'refused' if refused else 'released'}")

    build()
    assert seen == {f"{method} {end}" for method in ("generalise", "mondrian") for end in ("released", "refused")}
