"""The language model: found without running its code, and refused if its files are not those that were checked."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from infoshare.detectors import language_model
from infoshare.detectors.language_model import best_model, digest_of_files
from infoshare.errors import MissingExtraError
from tests.conftest import Refused

NAME = "invented_language_model"
Candidate = language_model._Candidate


@pytest.fixture(autouse=True)
def _fresh() -> Iterator[None]:
    best_model.cache_clear()
    yield
    best_model.cache_clear()


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An importable package with a model's folder in it, whose code may not run."""
    home = tmp_path / NAME
    folder = home / f"{NAME}-1.0.0"
    folder.mkdir(parents=True)
    (home / "__init__.py").write_text("raise SystemExit('the code of a model ran')\n")
    (folder / "meta.json").write_text(json.dumps({"version": "1.0.0"}))
    (folder / "weights").write_bytes(b"weights")
    monkeypatch.syspath_prepend(str(tmp_path))
    return folder


def candidates(monkeypatch: pytest.MonkeyPatch, *found: object) -> None:
    monkeypatch.setattr(language_model, "CANDIDATES", found)


def test_a_model_with_the_right_digest_is_taken_and_not_loaded(package: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    digest = digest_of_files(package)
    candidates(monkeypatch, Candidate(NAME, f"{NAME}-*", digest))
    model = best_model()
    assert (model.name, model.version, model.path, model.sha256) == (NAME, "1.0.0", package, digest)
    assert (model.name, model.version, model.sha256) == (NAME, "1.0.0", digest)
    assert NAME not in sys.modules


@pytest.mark.parametrize("change", ["a byte", "a file more", "a file less", "another name"])
def test_a_model_whose_files_are_not_those_checked_is_refused_and_not_loaded(
    package: Path, monkeypatch: pytest.MonkeyPatch, refused: Refused, change: str
) -> None:
    candidates(monkeypatch, Candidate(NAME, f"{NAME}-*", digest_of_files(package)))
    if change == "a byte":
        (package / "weights").write_bytes(b"weightz")
    elif change == "a file more":
        (package / "more").write_bytes(b"")
    elif change == "a file less":
        (package / "weights").unlink()
    else:
        (package / "weights").rename(package / "weight")
    with refused(MissingExtraError) as caught:
        best_model()
    assert f"the language model '{NAME}' are not those that were checked" in str(caught.value)
    assert f"Uninstall '{NAME}'" in str(caught.value)
    assert NAME not in sys.modules


def test_a_tampered_model_is_not_passed_over_for_a_lesser_one(
    package: Path, monkeypatch: pytest.MonkeyPatch, refused: Refused
) -> None:
    candidates(monkeypatch, Candidate(NAME, f"{NAME}-*", "0" * 64), Candidate(NAME, f"{NAME}-*"))
    with refused(MissingExtraError):
        best_model()


def test_a_model_without_a_digest_is_taken_and_its_digest_noted(package: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    candidates(monkeypatch, Candidate(NAME, f"{NAME}-*"))
    assert best_model().sha256 == digest_of_files(package)


@pytest.mark.parametrize("missing", ["package", "folder", "meta"])
def test_where_no_model_is_installed_it_is_said_what_to_do(
    package: Path, monkeypatch: pytest.MonkeyPatch, refused: Refused, missing: str
) -> None:
    name = "no_such_model_anywhere" if missing == "package" else NAME
    candidates(monkeypatch, Candidate(name, "elsewhere-*" if missing == "folder" else f"{NAME}-*"))
    if missing == "meta":
        (package / "meta.json").unlink()
    with refused(MissingExtraError) as caught:
        best_model()
    assert "no English language model is installed" in str(caught.value)
    assert "pip" in str(caught.value)


def test_the_best_of_several_is_the_first_that_is_there(package: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    candidates(monkeypatch, Candidate("no_such_model_anywhere", "x-*"), Candidate(NAME, f"{NAME}-*"))
    assert best_model().name == NAME


def test_compiled_python_files_do_not_change_the_digest(package: Path) -> None:
    before = digest_of_files(package)
    (package / "__pycache__").mkdir()
    (package / "__pycache__" / "x.pyc").write_bytes(b"x")
    assert digest_of_files(package) == before


def test_the_model_installed_here_is_sound() -> None:
    assert len(best_model().sha256) == 64
