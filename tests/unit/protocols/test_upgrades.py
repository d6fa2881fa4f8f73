"""Answers to an older version of a question set are brought up step by step, or refused with what to answer again."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
import typer
import yaml

from infoshare import Protocol, resources
from infoshare.cli.protocols import check
from infoshare.cli.show import OutputFormat
from infoshare.errors import AnswersError
from infoshare.model.answers import Answer, Answers
from infoshare.model.questionnaire import Questionnaire
from infoshare.protocols import upgrades
from infoshare.protocols.draft import Draft
from infoshare.protocols.upgrades import UPGRADES, Step, upgraded
from infoshare.workflows.protocol import answers_text, begin
from tests.conftest import Refused

SETS = sorted(resources.shipped_questionnaires())
SECRET = "Zenobia Okwuosa"


def renamed(answers: Mapping[str, Answer]) -> Step:
    """From version 1 to 2, 'keeper' was called 'owner'."""
    rest = {key: answer for key, answer in answers.items() if key != "keeper"}
    if "keeper" not in answers:
        return Step(rest)
    return Step({**rest, "owner": answers["keeper"]}, ("'keeper' is now called 'owner'",))


def split(answers: Mapping[str, Answer]) -> Step:
    """From version 2 to 3, one of the countries was split in two, and 'none' is no longer a benefit."""
    again = {"territory": "it asks for one country now"} if answers.get("territory") == "britain" else {}
    if answers.get("benefits") == "none":
        again["benefits"] = "none is no longer an answer"
    return Step(answers, again=again)


@pytest.fixture
def grown(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """A question set that is in its third version."""
    folder = tmp_path / "grown"
    folder.mkdir()
    take = ["partnership_name", "territory", "protocol_version", "start_date", "review_date", "owner", "benefits"]
    written = {"questionnaire": "grown", "version": 3, "title": "Grown", "use_for": "a test", "shared": {"take": take}}
    (folder / "questions.yaml").write_text(yaml.safe_dump(written), encoding="utf-8")
    shipped = resources.shipped_questionnaires()
    monkeypatch.setattr(resources, "shipped_questionnaires", lambda: {**shipped, "grown": folder})
    monkeypatch.setattr(upgrades, "UPGRADES", {"grown": {1: renamed, 2: split}})
    return "grown"


@pytest.fixture
def written(tmp_path: Path, grown: str) -> Callable[..., Path]:
    def write(version: int, **answers: Any) -> Path:
        path = tmp_path / "old.yaml"
        path.write_text(json.dumps({"questionnaire": grown, "version": version, "answers": answers}), encoding="utf-8")
        return path

    return write


def draft_of(name: str, version: int, **answers: Any) -> Draft:
    return Draft.of(Answers(questionnaire=name, version=version, answers=answers), "old.yaml")


def test_old_answers_are_brought_up_step_by_step_and_it_is_said_what_changed(grown: str) -> None:
    draft = draft_of(grown, 1, keeper="Community Safety Manager", territory="wales")
    assert draft.given == {"owner": "Community Safety Manager", "territory": "wales"}
    assert draft.upgraded == ("version 1 to 2: 'keeper' is now called 'owner'",)
    assert draft.questionnaire.version == 3


def test_answers_of_today_are_left_as_they_are(grown: str) -> None:
    draft = draft_of(grown, 3, owner="Community Safety Manager")
    assert (draft.given, draft.upgraded) == ({"owner": "Community Safety Manager"}, ())
    with pytest.raises(AnswersError, match="'keeper' is not a question"):
        draft_of(grown, 3, keeper="Community Safety Manager")


def test_what_was_brought_up_means_the_same_as_if_it_had_been_written_today(grown: str) -> None:
    old, new = draft_of(grown, 1, keeper="Manager"), draft_of(grown, 3, owner="Manager")
    assert old.digest == new.digest


def test_the_answers_that_are_given_are_left_alone(grown: str) -> None:
    given = Answers(questionnaire=grown, version=1, answers={"keeper": "Manager"})
    upgraded(given, 3, "old.yaml")
    assert given.answers == {"keeper": "Manager"}


def test_what_cannot_be_carried_over_is_refused_with_every_question_to_answer_again(
    grown: str, refused: Refused
) -> None:
    with refused(AnswersError, never=["britain"]) as caught:
        draft_of(grown, 1, keeper="Manager", territory="britain", benefits="none")
    assert str(caught.value).splitlines() == [
        "2 faults:",
        "  - old.yaml: 'territory' must be answered again, for version 3 of the questions: it asks for one country now",
        "  - old.yaml: 'benefits' must be answered again, for version 3 of the questions: none is no longer an answer",
        "Take the answers to these questions out of the file; 'infoshare protocol ask' asks them again.",
    ]


def test_without_that_answer_the_file_is_brought_up(grown: str) -> None:
    assert draft_of(grown, 1, keeper="Manager").given == {"owner": "Manager"}


@pytest.mark.parametrize("version", [4, 100, 0, -1, -(10**12)])
def test_a_version_that_is_not_known_is_refused(grown: str, version: int, refused: Refused) -> None:
    with refused(AnswersError, never=[SECRET]) as caught:
        draft_of(grown, version, owner=SECRET)
    assert f"it answers version {version} of 'grown', and version 3 is the one that is known here" in str(caught.value)


def test_a_version_from_which_no_step_leads_is_refused(grown: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(upgrades, "UPGRADES", {"grown": {1: renamed}})
    with pytest.raises(AnswersError, match="version 3 is the one that is known here"):
        draft_of(grown, 1, keeper="Manager")


def test_a_fault_of_what_was_brought_up_is_named_as_ever(grown: str) -> None:
    with pytest.raises(AnswersError, match=r"old\.yaml: 'owner': give text"):
        draft_of(grown, 1, keeper=5)


@pytest.mark.parametrize("output_format", OutputFormat)
def test_it_is_said_beside_what_was_found_that_the_file_was_brought_up(
    written: Callable[..., Path], capsys: pytest.CaptureFixture[str], output_format: OutputFormat
) -> None:
    with pytest.raises(typer.Exit):
        check(written(1, keeper="Manager"), output_format)
    printed = capsys.readouterr()
    changed = "version 1 to 2: 'keeper' is now called 'owner'"
    assert printed.err == f"old.yaml was brought up to today's questions, {changed}\n"
    if output_format is OutputFormat.json:
        assert json.loads(printed.out)["upgraded"] == [changed]


def test_a_file_that_is_gone_on_with_is_written_in_todays_version(written: Callable[..., Path]) -> None:
    path = written(1, keeper="Manager")
    questionnaire, answers = begin(path, "cda-s115")
    path.write_text(answers_text(questionnaire, answers), encoding="utf-8")
    draft = Protocol.load(path).draft
    assert (draft.given["owner"], draft.upgraded) == ("Manager", ())


@pytest.mark.parametrize("name", SETS)
def test_a_step_leads_from_every_older_version_of_a_shipped_set(name: str) -> None:
    assert set(UPGRADES.get(name, {})) == set(range(1, Questionnaire.load(name).version))
