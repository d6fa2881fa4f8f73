"""Everybody in the marked notes is invented: numbers, addresses of mail and web are from ranges kept for that."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from infoshare.identifiers import by_kind
from infoshare.identifiers.folding import fold
from infoshare.testing.marked import MarkedNote, marked_notes

CORPUS = Path(__file__).parents[1] / "corpus"
FILES = sorted(CORPUS.glob("*.jsonl"))
DRAMA = re.compile(
    r"(?:0?7700900\d{3}|0?1632960\d{3}|0?207946\d{4}|0?11[345678]4960\d{3}|0?1[2356]14960\d{3}|0?1914980\d{3}"
    r"|0?1414960\d{3}|0?289649(?:6\d{3})|0?292018\d{4}|0?8081570\d{3}|0?9098790\d{3}|0?3069990\d{3})\d{0,4}"
)
"""Ofcom's numbers for drama, with an extension of up to four figures."""
AS_READ = str.maketrans("OlI", "011")


def marked(note: MarkedNote, kind: str) -> list[str]:
    return [fold(note.text[mark.start : mark.end]).text for mark in note.marked if mark.type == kind]


def digits(text: str) -> str:
    return "".join(filter(str.isdigit, text.translate(AS_READ)))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_everybody_is_invented(path: Path) -> None:
    wrong = []
    for note in marked_notes(path):
        numbers = [digits(value).removeprefix("00").removeprefix("44") for value in marked(note, "PHONE")]
        wrong += [(note.id, "PHONE") for number in numbers if len(number) > 9 and not DRAMA.fullmatch(number)]
        nhs = [digits(value) for value in marked(note, "NHS")]
        wrong += [(note.id, "NHS") for number in nhs if len(number) == 10 and not number.startswith("999")]
        mail = [value.casefold() for value in marked(note, "EMAIL") if "@" in value]
        wrong += [(note.id, "EMAIL") for each in mail if not re.search(r"@([\w.-]+\.)?(example(\.\w+)*|test)$", each)]
        nino = [value.upper() for value in marked(note, "NINO")]
        wrong += [(note.id, "NINO") for each in nino if re.match(r"[A-Z]{2}", each) and not each.startswith("QQ")]
    assert wrong == []


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_note_has_a_group_for_each_of_its_names_and_a_name_of_its_own(path: Path) -> None:
    notes = marked_notes(path)
    assert len({note.id for note in notes}) == len(notes)
    for note in notes:
        assert len(note.groups) == sum(mark.type == "NAME" for mark in note.marked), note.id


def test_no_note_that_figures_are_reported_on_is_trained_on() -> None:
    texts = {path.stem: {note.text for note in marked_notes(path)} for path in FILES}
    assert texts["report"].isdisjoint(texts["train"] | texts["tune"])


def test_nhs_numbers_mostly_have_the_right_check_digit() -> None:
    numbers = [value for path in FILES for note in marked_notes(path) for value in marked(note, "NHS")]
    whole = [value for value in numbers if len(digits(value)) == 10]
    assert sum(by_kind("nhs").is_valid(digits(value)) for value in whole) > 0.9 * len(whole)
