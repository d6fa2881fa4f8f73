"""Each rule of the law speaks where a protocol breaks it, and is silent beside it: `tests/spec/sets`, set by set."""

from __future__ import annotations

import pytest

from infoshare import resources
from tests.spec.set_cases import SetCase, set_cases

CASES = [*set_cases()]


@pytest.mark.parametrize("case", CASES, ids=[f"{case.of}: {case.what}" for case in CASES])
def test_a_change_to_the_example_is_judged_as_the_law_does(case: SetCase) -> None:
    gaps = case.protocol().having("gap")
    if case.gap == "none":
        assert [gap.message for gap in gaps] == []
    else:
        found = [gap for gap in gaps if case.gap in gap.citations and (not case.rule or gap.rule == case.rule)]
        assert any(case.says in gap.message for gap in found), [(gap.message, gap.citations) for gap in gaps]
    if case.judgement:
        assert any(case.judgement in each.message for each in case.protocol().having("judgement"))


@pytest.mark.parametrize("name", sorted(resources.shipped_questionnaires()))
def test_every_set_has_cases_of_both_kinds(name: str) -> None:
    kinds = {case.gap == "none" for case in CASES if case.of == name}
    assert kinds == {True, False}
