"""What the README shows is what happens: its commands run, its Python runs, and its output is real."""

from __future__ import annotations

import csv
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

import infoshare
from infoshare import resources

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")
FENCE = re.compile(r"```(\w*)\n(.*?)```", re.S)
BLOCKS = FENCE.findall(README)


def blocks(language: str) -> list[str]:
    return [text for found, text in BLOCKS if found == language]


@pytest.fixture(scope="module")
def demonstration(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """The folder in which `infoshare demo` ran, and what it showed."""
    folder = tmp_path_factory.mktemp("demo")
    command = [sys.executable, "-m", "infoshare", "demo"]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=True)
    return folder, done.stdout


def without_figures(text: str) -> list[str]:
    """Lines without figures and spacing: the counts of names differ between the two language models."""
    return [re.sub(r"\s+", " ", re.sub(r"[\d,]*\d", "N", line)).strip() for line in text.splitlines()]


def test_the_quick_start_is_two_whole_commands() -> None:
    assert blocks("")[0] == "pip install . && infoshare demo\n"
    assert 'pip install -e ".[dev]" && pytest\n' in blocks("")
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    assert project["scripts"]["infoshare"] == "infoshare.cli.main:main"
    assert "pytest" in " ".join(project["optional-dependencies"]["dev"])


def test_the_demonstration_shows_what_the_readme_shows(demonstration: tuple[Path, str]) -> None:
    assert without_figures(demonstration[1]) == without_figures(blocks("text")[0])


def test_the_demonstration_leaves_the_files_it_names(demonstration: tuple[Path, str]) -> None:
    folder, shown = demonstration
    made = sorted(path.name for path in (folder / "infoshare-demo").iterdir())
    assert made == ["answers.yaml", "attendances.csv", "certificate.json", "protocol.docx", "release.csv",
                    "report.docx", "report.html"]  # fmt: skip
    assert all(name in shown for name in made)


def test_nobody_of_the_demonstration_stands_in_its_release(demonstration: tuple[Path, str]) -> None:
    """A search of its own: no code of the library reads the two files."""
    folder = demonstration[0] / "infoshare-demo"
    with (folder / "attendances.csv").open(encoding="utf-8") as file:
        people = list(csv.DictReader(file))
    with (folder / "release.csv").open(encoding="utf-8") as file:
        cells = [cell for row in csv.DictReader(file) for name, cell in row.items() if name != "attendance_id"]
    released = "|".join(re.sub(r"[^a-z0-9@]", "", cell.casefold()) for cell in cells)
    for column in ("attendance_id", "nhs_number", "phone", "email", "postcode", "address"):
        sought = {re.sub(r"[^a-z0-9@]", "", person[column].casefold()) for person in people} - {""}
        assert not [value for value in sought if value in released], column


def test_the_python_of_the_readme_runs(demonstration: tuple[Path, str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(demonstration[0] / "infoshare-demo")
    names = {"key": "k" * 32, "infoshare": infoshare, "print": lambda *_: None}
    for block in blocks("python"):
        exec(compile(block, "README.md", "exec"), names)
    assert Path("protocol.docx").is_file()


def test_the_policy_of_the_readme_is_sound(tmp_path: Path) -> None:
    path = tmp_path / "policy.yaml"
    path.write_text(blocks("yaml")[0])
    assert infoshare.Policy.load(path).policy == "night-time-violence"


def test_the_command_for_data_teams_runs(demonstration: tuple[Path, str], tmp_path: Path) -> None:
    command = next(block for block in blocks("") if block.startswith("infoshare anonymise") and "--policy" in block)
    shutil.copy(demonstration[0] / "infoshare-demo" / "attendances.csv", tmp_path)
    (tmp_path / "infoshare.key").write_text("k" * 32)
    words = [sys.executable, "-m", *command.split()]
    done = subprocess.run(words, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "release.csv").is_file()


def test_every_link_leads_somewhere() -> None:
    for page in [ROOT / "README.md", *ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")]:
        for target in re.findall(r"\]\(([^)#]+)\)", page.read_text(encoding="utf-8")):
            if "://" not in target:
                assert (page.parent / target).exists(), f"{page.name} -> {target}"


def test_every_shipped_policy_and_question_set_is_listed_where_people_look() -> None:
    changes = (ROOT / "CHANGELOG.md").read_text()
    for name in (*resources.shipped_policies(), *resources.shipped_questionnaires()):
        assert name in changes
