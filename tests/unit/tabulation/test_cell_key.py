"""Noise by cell keys: unbiased, bounded, of the variance asked, the same for the same records."""

import numpy as np
import pytest

from infoshare.tabulation.cell_key import BITS, moved, noise, record_key


@pytest.mark.parametrize("count", [1, 2, 3, 5, 12, 1000])
@pytest.mark.parametrize(("most", "variance"), [(5, 2.0), (3, 1.0), (10, 6.0)])
def test_noise_is_unbiased_bounded_and_of_the_variance_asked(count: int, most: int, variance: float) -> None:
    steps, shares = map(np.array, noise(count, most, variance))
    assert steps.min() == -min(count, most)
    assert steps.max() == most
    assert (shares >= 0).all()
    assert shares.sum() == pytest.approx(1)
    assert (steps * shares).sum() == pytest.approx(0, abs=1e-6)
    assert (steps**2 * shares).sum() == pytest.approx(min(variance, 0.5 * min(count, most) * most))


def test_nought_stays_nought_and_nothing_becomes_negative() -> None:
    keys = range(0, 1 << BITS, (1 << BITS) // 500)
    assert {moved(0, key, 5, 2.0) for key in keys} == {0}
    assert min(moved(1, key, 5, 2.0) for key in keys) == 0


def test_the_noise_that_keys_draw_is_that_of_the_table() -> None:
    keys = np.linspace(0, (1 << BITS) - 1, 20_001).astype(int)
    drawn = np.array([moved(50, int(key), 5, 2.0) for key in keys]) - 50
    assert drawn.mean() == pytest.approx(0, abs=0.01)
    assert drawn.var() == pytest.approx(2, abs=0.02)


def test_the_same_record_has_the_same_key_and_only_under_the_same_secret() -> None:
    assert record_key(b"k" * 32, "one") == record_key(b"k" * 32, "one")
    assert record_key(b"k" * 32, "one") != record_key(b"l" * 32, "one")
    assert 0 <= record_key(b"k" * 32, "one") < 1 << BITS
