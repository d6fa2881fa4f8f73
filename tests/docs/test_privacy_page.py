"""What docs/privacy.md shows runs, and its tables name every model and every shipped hierarchy."""

from __future__ import annotations

import contextlib
import io
import re
from pathlib import Path

from infoshare import resources
from infoshare.model.hierarchy_file import COMPUTED
from infoshare.model.privacy import SENSITIVE_MODELS

PAGE = (Path(__file__).parents[2] / "docs" / "privacy.md").read_text(encoding="utf-8")


def test_the_example_runs_and_says_which_levels_were_chosen() -> None:
    said = io.StringIO()
    for code in re.findall(r"```python\n(.*?)```", PAGE, re.S):
        with contextlib.redirect_stdout(said):
            exec(compile(code, "docs/privacy.md", "exec"), {})
    assert re.search(r"age to level [1-4] of 0 to 4 of 'age'", said.getvalue())
    assert re.search(r"postcode to level [1-4] of 0 to 4 of 'uk_postcode'", said.getvalue())


def test_every_model_and_every_shipped_hierarchy_is_in_a_table() -> None:
    assert all(f"| `{key}: " in PAGE for key in (*SENSITIVE_MODELS.values(), "k", "k_map", "delta"))
    assert all(f"| `{name}` |" in PAGE for name in (*COMPUTED, *resources.shipped_hierarchies()))
