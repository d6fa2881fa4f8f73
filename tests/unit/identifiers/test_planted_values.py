"""A value planted among its context words, in whatever spelling, is found whole."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from infoshare.identifiers import IDENTIFIERS, by_kind
from infoshare.identifiers.folding import fold
from infoshare.testing.identifier_strategies import STRATEGIES, planted

KINDS = [each.kind for each in IDENTIFIERS]


@pytest.mark.parametrize("kind", KINDS)
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_a_planted_value_is_found_whole(kind: str, data: st.DataObject) -> None:
    case = data.draw(planted(kind))
    folded = fold(case.text)
    spans = [folded.original_span(*span) for span in by_kind(kind).spans(folded.text)]
    start, end = case.span
    assert any(first <= start and end <= last for first, last in spans), case


def test_there_is_a_strategy_for_every_kind_and_no_other() -> None:
    assert set(STRATEGIES) == set(KINDS)
