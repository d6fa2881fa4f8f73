"""infoshare decision: a new file in full or in short, its check on a day, and its record and letters."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from infoshare.documents.word_text import text_of
from infoshare.model.strict_yaml import write_yaml
from tests.spec.set_cases import answers_of

from .conftest import Ran

Run = Callable[..., Ran]
CALDICOTT, CARE_ACT = "caldicott-disclosure", "care-act-cooperation"
URGENT = {"urgent": True, "urgent_reviewed": False, "decision_maker": "Dr Anil Fenn", "decided_on": "2026-12-03"}


@pytest.fixture
def written(tmp_path: Path) -> Callable[..., Path]:
    """A file with the example's answers, changed."""

    def write(name: str, **changes: Any) -> Path:
        answers = {key: answer for key, answer in {**answers_of(name), **changes}.items() if answer is not None}
        path = tmp_path / f"{name}.yaml"
        path.write_text(write_yaml({"questionnaire": name, "version": 1, "answers": answers}), encoding="utf-8")
        return path

    return write


@pytest.mark.parametrize(("kind", "name"), [("caldicott", CALDICOTT), ("care-act", CARE_ACT), (CARE_ACT, CARE_ACT)])
def test_a_new_file_is_of_the_kind_asked_for_and_the_short_form_is_short(
    infoshare: Run, tmp_path: Path, kind: str, name: str
) -> None:
    long, short = tmp_path / "long.yaml", tmp_path / "short.yaml"
    assert infoshare("decision", "new", kind, "-o", long).status == 0
    assert infoshare("decision", "new", kind, "-o", short, "--urgent").status == 0
    assert f"questionnaire: {name}" in long.read_text(encoding="utf-8")
    assert len(short.read_text(encoding="utf-8")) < len(long.read_text(encoding="utf-8")) / 2
    assert "  urgent: true\n" in short.read_text(encoding="utf-8")
    ran = infoshare("protocol", "check", short, "--format", "json")
    assert (ran.status, "necessity" in str(json.loads(ran.out)["findings"])) == (1, False)
    again = infoshare("decision", "new", kind, "-o", short)
    assert (again.status, "is there already" in again.err) == (2, True)


def test_what_is_no_decision_is_refused_with_what_is(infoshare: Run, tmp_path: Path) -> None:
    ran = infoshare("decision", "new", "cda-s115", "-o", tmp_path / "a.yaml")
    assert ran.status == 2
    assert "there is no kind of decision called 'cda-s115'" in ran.err
    assert "caldicott, care-act" in ran.err
    infoshare("protocol", "new", "cda-s115", "-o", tmp_path / "a.yaml")
    for words in (("check", tmp_path / "a.yaml"), ("export", tmp_path / "a.yaml", "-o", tmp_path / "a.docx")):
        refused = infoshare("decision", *words)
        assert (refused.status, "an agreement and no decision" in refused.err) == (2, True)
    assert not (tmp_path / "a.docx").exists()


def test_a_whole_decision_passes_and_a_refusal_without_written_reasons_does_not(
    infoshare: Run, written: Callable[..., Path]
) -> None:
    whole = infoshare("decision", "check", written(CARE_ACT, refused=True), "--on", "2026-12-14")
    assert (whole.status, whole.out.split(".")[0]) == (0, "Refuse")
    bare = infoshare("decision", "check", written(CARE_ACT, refused=True, written_reasons=False), "--format", "json")
    gaps = [each["message"] for each in json.loads(bare.out)["findings"] if each["verdict"] == "gap"]
    assert (bare.status, len(gaps)) == (1, 1)
    assert "a refusal must have written reasons" in gaps[0]


@pytest.mark.parametrize(("day", "status"), [("2026-12-10", 0), ("2026-12-11", 1)])
def test_an_urgent_decision_whose_review_is_overdue_has_a_gap(
    infoshare: Run, written: Callable[..., Path], day: str, status: int
) -> None:
    file = written(
        CALDICOTT, urgent=True, urgent_reviewed=False, decision_maker="Dr Anil Fenn", decided_on="2026-12-03"
    )
    ran = infoshare("decision", "check", file, "--on", day, "--format", "json")
    found = json.loads(ran.out)
    assert (ran.status, found["gaps"], found["on"]) == (status, status, day)
    assert found["facts"]["urgent"] is True


def test_a_day_that_is_none_is_refused(infoshare: Run, written: Callable[..., Path]) -> None:
    ran = infoshare("decision", "check", written(CALDICOTT), "--on", "tomorrow")
    assert (ran.status, "--on is not a date" in ran.err) == (2, True)


LETTERS = [
    (CARE_ACT, {"held_back": False, "answer_reasons": "She needs it all."}, "We send all that you asked for.",
     "She needs it all."),
    (CARE_ACT, {}, "We send a part of what you asked for, and hold back the rest.", "are held back"),
    (CARE_ACT, {"refused": True}, "We refuse your request.", "this letter gives them"),
    (CALDICOTT, {"outcome": "share"}, "We give what you asked for.", "The danger to two people"),
    (CALDICOTT, {}, "We give a part of what you asked for, and hold back the rest.", "The danger to two people"),
    (CALDICOTT, {"outcome": "refuse"}, "We do not give what you asked for.", "The danger to two people"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "changes", "answer", "reasons"), LETTERS)
def test_a_reply_says_yes_in_part_or_no_with_its_reasons_and_gives_only_what_is_given(
    infoshare: Run, written: Callable[..., Path], tmp_path: Path,
    name: str, changes: dict[str, Any], answer: str, reasons: str,
) -> None:  # fmt: skip
    out = tmp_path / "reply.docx"
    assert (
        infoshare("decision", "export", written(name, **changes), "-o", out, "--document", "reply-letter").status == 0
    )
    text = text_of(out.read_bytes())
    assert [each for _, _, each, _ in LETTERS if each in text.split("\n")] == [answer]
    assert reasons in text
    refused = "refuse" in answer or "do not give what" in answer
    assert ("SHA-256" in text) is not refused
    assert "Signature and date" in text


def test_a_request_asks_by_reference_and_says_that_a_refusal_is_as_good_an_answer(
    infoshare: Run, written: Callable[..., Path], tmp_path: Path
) -> None:
    out = tmp_path / "request.docx"
    infoshare("decision", "export", written(CARE_ACT), "-o", out, "--document", "request-letter")
    text = text_of(out.read_bytes())
    for said in ("ASC-26-004417", "7 December 2026", "15 December 2026", "Record of falls at home", "or refuse",
                 "Under section 7 of the Care Act 2014", "Duncan Amory, Hospital Discharge Team Manager"):  # fmt: skip
        assert said in text, said
    assert "are held back" not in text, "the request knows nothing of the reply"


@pytest.mark.parametrize("name", [CALDICOTT, CARE_ACT])
def test_the_record_speaks_of_a_record_and_its_short_form_of_what_waits(
    infoshare: Run, written: Callable[..., Path], tmp_path: Path, name: str
) -> None:
    out = tmp_path / "record.docx"
    assert infoshare("decision", "export", written(name), "-o", out).status == 0
    assert "How to read this record" in text_of(out.read_bytes())
    assert "Not applicable" not in text_of(out.read_bytes())
    short = written(name, **URGENT)
    infoshare("decision", "export", short, "-o", out)
    text = text_of(out.read_bytes())
    assert "URGENT: the short form" in text
    assert "These questions wait for the review." in text
    assert "DRAFT" not in text
