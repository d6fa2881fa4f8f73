"""The pages under docs/spec are what the script makes of the tables, and nothing else."""

from __future__ import annotations

import runpy
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SCRIPT = runpy.run_path(str(ROOT / "scripts" / "make_spec_pages.py"))
PAGES: dict[Path, str] = SCRIPT["pages"]()


@pytest.mark.parametrize("path", sorted(PAGES), ids=lambda path: path.name)
def test_a_page_is_what_the_script_makes(path: Path) -> None:
    assert path.read_text(encoding="utf-8") == PAGES[path], "run python scripts/make_spec_pages.py"


def test_no_page_is_left_over() -> None:
    assert set((ROOT / "docs" / "spec").iterdir()) == set(PAGES)


def test_every_table_has_a_page_and_the_first_page_leads_to_it() -> None:
    names = {path.stem for path in (ROOT / "tests" / "spec" / "tables").glob("*.yaml")}
    assert {path.stem for path in PAGES} == names | {"README"}
    assert all(f"({name}.md)" in PAGES[ROOT / "docs" / "spec" / "README.md"] for name in names)
