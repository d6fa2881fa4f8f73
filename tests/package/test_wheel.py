"""The built wheel, installed with its dependencies in an empty environment, runs the demonstration."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import venv
import zipfile
from pathlib import Path

import pytest

from infoshare import resources

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    run(sys.executable, "-m", "build", "--wheel", "--outdir", folder, ROOT)
    return next(folder.glob("*.whl"))


def run(*words: str | Path, cwd: Path | None = None) -> str:
    environment = {key: value for key, value in os.environ.items() if key not in {"PYTHONPATH", "PYTHONHOME"}}
    done = subprocess.run([str(word) for word in words], cwd=cwd, env=environment, capture_output=True, text=True,
                          check=False)  # fmt: skip
    assert done.returncode == 0, done.stdout[-2000:] + done.stderr[-2000:]
    return done.stdout


@pytest.mark.xdist_group("wheel")
def test_the_wheel_carries_policies_templates_law_and_types(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    for name in ("policies/ae-violence.yaml", "policies/examples/ae-violence.csv", "py.typed",
                 "policies/hierarchies/ethnicity_18.csv", "policies/hierarchies/icd10.yaml",
                 "protocol_templates/shared_questions.yaml", "protocol_templates/law/provisions.yaml",
                 "protocol_templates/release-report/report.docx", "documents/report_page.html"):  # fmt: skip
        assert f"infoshare/{name}" in names
    for policy in resources.shipped_policies():
        assert {f"infoshare/policies/{policy}.yaml", f"infoshare/policies/examples/{policy}.csv"} <= {*names}
    for questions in resources.shipped_questionnaires():
        of_set = ("questions.yaml", "example.yaml", "protocol.docx")
        assert {f"infoshare/protocol_templates/{questions}/{name}" for name in of_set} <= {*names}
    assert not [name for name in names if name.startswith(("tests", "docs", "scripts"))]


@pytest.mark.xdist_group("wheel")
def test_the_wheel_runs_the_demonstration_in_an_empty_environment(wheel: Path, tmp_path: Path) -> None:
    venv.create(tmp_path / "empty", with_pip=True)
    python = tmp_path / "empty" / ("Scripts" if os.name == "nt" else "bin") / "python"
    run(python, "-m", "pip", "install", "--quiet", wheel)
    shown = run(python, "-m", "infoshare", "demo", cwd=tmp_path)
    assert re.search(r"Gate: (\d+) of \1 checks passed", shown)
    assert (tmp_path / "infoshare-demo" / "protocol.docx").is_file()
    packages = run(python, "-m", "pip", "list", "--format", "freeze")
    assert "pytest" not in packages
