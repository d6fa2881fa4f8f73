"""Reads the old protocols that are data here, imports each, and counts faults named and findings that are none."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from infoshare.model.old_protocol import OldFinding, OldProtocol
from infoshare.protocols.old_protocol.sentences import plain
from infoshare.workflows.old_protocol import import_protocol

from .building import build

HERE = Path(__file__).parent
HALVES = {"first": "written beside the rules", "second": "written after the rules were finished"}
ON = date(2026, 11, 2)


def cases(half: str) -> dict[str, dict[str, Any]]:
    """The old protocols of one half by name: each a document, its planted faults, and what is right in it."""
    return {path.stem: yaml.safe_load(path.read_text("utf-8")) for path in sorted((HERE / half).glob("*.yaml"))}


@dataclass
class Score:
    """What came of one old protocol."""

    named: list[str] = field(default_factory=list)
    overlooked: list[str] = field(default_factory=list)
    true: list[str] = field(default_factory=list)
    false: list[str] = field(default_factory=list)
    right_reported: list[str] = field(default_factory=list)
    right: int = 0
    sections_right: int = 0
    sections_wrong: list[str] = field(default_factory=list)
    answers_right: int = 0
    answers_wrong: list[str] = field(default_factory=list)


def imported(case: dict[str, Any], folder: Path) -> OldProtocol:
    """The case's document, built and imported."""
    return import_protocol(build(case["document"], folder / "old.docx"), case.get("on", ON))


def scored(case: dict[str, Any], found: OldProtocol) -> Score:
    """What was named, overlooked and reported wrongly. What is missing of sections is counted with the sections."""
    score = Score(right=len(case.get("right", [])))
    reported = [each for each in found.findings if not (each.kind == "missing" and each.message.startswith("Section "))]
    for fault in case["faults"]:
        (score.named if any(fits(each, fault) for each in reported) else score.overlooked).append(worded(fault))
    for each in reported:
        true = any(fits(each, fault) for fault in case["faults"])
        (score.true if true else score.false).append(f"{each.kind}: {each.quote} [{each.message[:50]}]")
    for text in case.get("right", []):
        if any(same(text, each.quote) for each in reported):
            score.right_reported.append(text)
    _score_sections(case, found, score)
    _score_answers(case, found, score)
    return score


def _score_sections(case: dict[str, Any], found: OldProtocol, score: Score) -> None:
    states = {each.number: each.state for each in found.sections}
    for state, numbers in case.get("sections", {}).items():
        for number in numbers:
            if states[number] == state:
                score.sections_right += 1
            else:
                score.sections_wrong.append(f"{number}: {states[number]}, not {state}")


def _score_answers(case: dict[str, Any], found: OldProtocol, score: Score) -> None:
    given = found.as_data()["suggested_answers"]
    for question, answer in case.get("answers", {}).items():
        if _agrees(given.get(question), answer):
            score.answers_right += 1
        else:
            score.answers_wrong.append(f"{question}: {given.get(question)!r}, not {answer!r}")


def _agrees(given: Any, wanted: Any) -> bool:
    """Equal, or a text that holds the wanted words; of tables, rows that hold the wanted cells."""
    if isinstance(wanted, list):
        return isinstance(given, list) and all(any(row.items() <= each.items() for each in given) for row in wanted)
    return isinstance(given, str) and same(str(wanted), given)


def fits(finding: OldFinding, fault: dict[str, str]) -> bool:
    """Whether a finding names a fault: its kind, and words of its quote or of its message."""
    return finding.kind == fault["kind"] and (
        same(fault.get("says", ""), finding.quote) and same(fault.get("message", ""), finding.message)
    )


def same(words: str, text: str) -> bool:
    return plain(words).casefold() in plain(text).casefold()


def worded(fault: dict[str, str]) -> str:
    return f"{fault['kind']}: {fault.get('says') or fault.get('message')}"


def halves() -> Iterator[tuple[str, dict[str, dict[str, Any]]]]:
    """Both halves with their cases."""
    for half in HALVES:
        yield half, cases(half)
