"""`infoshare protocol merge`: what is written, what is refused, and what is said of conflicts and of who owes what."""

from __future__ import annotations

import json
from collections.abc import Callable
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest

from infoshare import Protocol
from infoshare.errors import AnswersError
from infoshare.model.strict_yaml import write_yaml
from infoshare.workflows.merge import merged
from tests.spec.set_cases import answers_of

from .conftest import Ran, others_in

Run = Callable[..., Ran]
Answers = dict[str, Any]
LONG = f"Written by the police for nobody else. {'And so on. ' * 20}"


def example() -> Answers:
    return deepcopy(answers_of("cda-s115"))


def written(path: Path, answers: Answers, of: str = "cda-s115", version: int = 1) -> Path:
    path.parent.mkdir(exist_ok=True)
    path.write_text(write_yaml({"questionnaire": of, "version": version, "answers": answers}), encoding="utf-8")
    return path


@pytest.fixture
def parts(tmp_path: Path) -> tuple[Path, Path]:
    """Two halves of the example, by question."""
    answers = example()
    first = {key: answer for n, (key, answer) in enumerate(answers.items()) if n % 2}
    return (
        written(tmp_path / "police.yaml", first),
        written(tmp_path / "council.yaml", {key: answers[key] for key in answers if key not in first}),
    )


@pytest.fixture
def conflicting(tmp_path: Path) -> tuple[Path, Path]:
    answers = example()
    answers["parties"][1]["officer"] = "Chief Inspector Rowan Lisle"
    return (
        written(tmp_path / "police.yaml", {**answers, "benefits": LONG}),
        written(tmp_path / "council.yaml", example()),
    )


def test_two_halves_are_written_as_one_file_that_is_the_example(
    infoshare: Run, tmp_path: Path, parts: tuple[Path, Path]
) -> None:
    ran = infoshare("protocol", "merge", *parts, "-o", tmp_path / "whole.yaml")
    assert (ran.status, ran.err) == (0, "")
    assert "Nobody owes anything." in ran.out
    found, wanted = Protocol.load(tmp_path / "whole.yaml"), Protocol.load(written(tmp_path / "e.yaml", example()))
    assert found.digest == wanted.digest
    assert found.having("gap") == ()


def test_a_conflict_writes_nothing_and_names_files_row_and_column_but_no_long_answer(
    infoshare: Run, tmp_path: Path, conflicting: tuple[Path, Path]
) -> None:
    ran = infoshare("protocol", "merge", *conflicting, "-o", tmp_path / "whole.yaml")
    assert ran.status == 1
    for said in ("Eastmarch Police: Designated officer for information sharing", "police.yaml: a text of", "Who will"):
        assert said in ran.out
    assert "for nobody else" not in ran.out + ran.err
    assert others_in(tmp_path, *conflicting) == []


def test_what_is_taken_is_written_and_said(infoshare: Run, tmp_path: Path, conflicting: tuple[Path, Path]) -> None:
    ran = infoshare("protocol", "merge", *conflicting, "--take", conflicting[0], "-o", tmp_path / "whole.yaml")
    assert (ran.status, ran.out.count("police.yaml (taken)")) == (0, 2)
    given = Protocol.load(tmp_path / "whole.yaml").draft.given
    assert (given["benefits"], given["parties"][1]["officer"]) == (LONG, "Chief Inspector Rowan Lisle")


def test_a_partial_file_leaves_what_is_in_conflict_open_with_a_remark(
    infoshare: Run, tmp_path: Path, conflicting: tuple[Path, Path]
) -> None:
    ran = infoshare("protocol", "merge", *conflicting, "--partial", "-o", tmp_path / "whole.yaml")
    assert ran.status == 0
    text, draft = (tmp_path / "whole.yaml").read_text(encoding="utf-8"), Protocol.load(tmp_path / "whole.yaml").draft
    assert text.count("# CONFLICT, left open: ") == 2
    assert "council.yaml against police.yaml" in text or "police.yaml against council.yaml" in text
    assert draft.given["benefits"] is None
    assert "officer" not in draft.given["parties"][1]
    assert draft.given["necessity"] == example()["necessity"]


def test_the_data_has_conflicts_and_what_is_owed_and_no_answers(infoshare: Run, conflicting: tuple[Path, Path]) -> None:
    ran = infoshare("protocol", "merge", *conflicting, "--format", "json")
    found = json.loads(ran.out)
    assert (ran.status, found["written"], "answers" in found) == (1, None, False)
    assert [(each["question"], each["column"]) for each in found["conflicts"]] == [
        ("parties", "officer"), ("benefits", ""),
    ]  # fmt: skip
    assert {(each["party"], each["question"]) for each in found["owed"]} == {
        ("Eastmarch Police", "parties"), ("", "benefits"),
    }  # fmt: skip
    assert "for nobody else" not in ran.out


@pytest.mark.parametrize(("of", "version"), [("mappa", 1), ("cda-s115", 2)])
def test_files_of_another_set_or_version_are_refused_with_both_named(
    infoshare: Run, tmp_path: Path, parts: tuple[Path, Path], of: str, version: int
) -> None:
    other = written(tmp_path / "other.yaml", {}, of, version)
    for words in ((parts[0], other), (*parts, "--base", other)):
        ran = infoshare("protocol", "merge", *words, "-o", tmp_path / "whole.yaml")
        assert ran.status == 2
        assert f"answers version {version} of '{of}'" in ran.err
        assert "police.yaml answers version 1 of 'cda-s115'" in ran.err
    assert not (tmp_path / "whole.yaml").exists()


def test_what_is_there_already_or_is_no_file_of_answers_is_refused(
    infoshare: Run, tmp_path: Path, parts: tuple[Path, Path]
) -> None:
    assert infoshare("protocol", "merge", *parts, "-o", parts[0]).status == 2
    assert infoshare("protocol", "merge", parts[0]).status == 2
    assert infoshare("protocol", "merge", *parts, "--take", tmp_path / "none.yaml").status == 2
    assert infoshare("protocol", "merge", parts[0], tmp_path / "none.yaml").status == 2
    bad = written(tmp_path / "bad.yaml", {"benefits": 5, "quality": [LONG]})
    ran = infoshare("protocol", "merge", parts[0], bad)
    assert (ran.status, "bad.yaml: 'benefits'" in ran.err, "bad.yaml: 'quality'" in ran.err) == (2, True, True)
    assert "nobody else" not in ran.err


def test_two_files_of_one_name_are_told_apart_by_their_folders(tmp_path: Path) -> None:
    one, two = (
        written(tmp_path / folder / "a.yaml", {"benefits": said}) for folder, said in (("x", "One."), ("y", "Two."))
    )
    found = merged([one, two], take=two)
    assert found.files == (str(one), str(two))
    assert found.answers["benefits"] == "Two."
    with pytest.raises(AnswersError, match="nothing to merge with"):
        merged([one])
