"""The package loads what is asked for and no more, says when Hypothesis is missing, and nothing imports it."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

import infoshare.testing

SOURCE = Path(__file__).parents[3] / "src" / "infoshare"
STRATEGIES = ("identifiers", "notes", "people", "planted", "records")
HEAVY = ("hypothesis", "pyarrow", "polars", "pandas", "pydantic", "spacy", "numpy", "infoshare.gate")


def run(code: str) -> str:
    done = subprocess.run([sys.executable, "-W", "error", "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


def imported(path: Path) -> set[str]:
    """The modules that a file imports, anywhere in it."""
    nodes = list(ast.walk(ast.parse(path.read_text(encoding="utf-8"))))
    found = {alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names}
    return found | {node.module for node in nodes if isinstance(node, ast.ImportFrom) and node.module}


def test_the_public_names_are_there_and_no_other() -> None:
    assert dir(infoshare.testing) == sorted(infoshare.testing.__all__)
    for name in infoshare.testing.__all__:
        assert getattr(infoshare.testing, name).__name__ == name
    with pytest.raises(AttributeError, match="no attribute 'nobody'"):
        _ = infoshare.testing.nobody


@pytest.mark.parametrize("name", STRATEGIES)
def test_a_strategy_says_that_hypothesis_is_missing(name: str) -> None:
    said = run(
        "import sys; sys.modules['hypothesis'] = None\n"
        "from infoshare.errors import MissingExtraError\n"
        f"try:\n    from infoshare.testing import {name}\n"
        "except MissingExtraError as error:\n    print(error)"
    )
    assert said == f"infoshare.testing.{name} needs Hypothesis, which is not installed here\npip install hypothesis\n"


def test_the_assertion_and_the_plugin_need_no_hypothesis() -> None:
    said = run(
        "import sys; sys.modules['hypothesis'] = None\n"
        "import infoshare.testing.plugin\n"
        "from infoshare.testing import assert_no_identifiers, Person\n"
        "assert_no_identifiers('calm', {'name': 'Quillon'}); print('calm')"
    )
    assert said == "calm\n"


def test_another_missing_module_is_not_taken_for_hypothesis() -> None:
    run(
        "import sys; sys.modules['pyarrow'] = None\n"
        "try:\n    from infoshare.testing import assert_no_identifiers\n"
        "except ModuleNotFoundError as error:\n    assert error.name == 'pyarrow'\n"
        "else:\n    raise SystemExit(1)"
    )


def test_the_plugin_loads_nothing_heavy() -> None:
    said = run(f"import sys, infoshare.testing.plugin; print([name for name in {HEAVY} if name in sys.modules])")
    assert said == "[]\n"


def test_nothing_else_imports_the_package_or_hypothesis() -> None:
    others = [path for path in SOURCE.rglob("*.py") if path.parent.name != "testing"]
    assert len(others) > 50
    for path in others:
        modules = {module for module in imported(path) if module.startswith(("infoshare.testing", "hypothesis"))}
        assert not modules, path.name
