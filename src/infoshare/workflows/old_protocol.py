"""Imports somebody's old Word protocol: what is there, missing, stale or wrong, and answers that it suggests."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from infoshare.model.old_protocol import OldProtocol
from infoshare.model.questionnaire import Questionnaire
from infoshare.workflows.protocol import answers_text

QUESTION_SET = "cda-s115"
CONFIRM = "suggested from the old document: confirm"


def import_protocol(path: str | Path, on: date | None = None) -> OldProtocol:
    """Read an old protocol from Word.

    Args:
        path: the document (.docx). The whole of it is read; nothing that it refers to is fetched.
        on: the day on which it is judged; today, if none is given. A review date before that day has passed, and
            law that changed later is not yet stale.

    Raises:
        DataFileError: if the file is not there, damaged, encrypted, carries macros or embedded objects, or is no .docx.
    """
    from infoshare.documents.word_reader import read_word
    from infoshare.protocols.old_protocol.reading import old_protocol

    titles = {section.number: section.title for section in Questionnaire.load(QUESTION_SET).sections}
    return old_protocol(read_word(Path(path)), on or date.today(), titles)


def suggested_answers_text(found: OldProtocol) -> str:
    """An answers file with the suggestions as answers, each marked as one that a person must confirm."""
    remarks = {each.question: f"{CONFIRM} ({each.where})" for each in found.suggestions}
    answers = {each.question: each.answer for each in found.suggestions}
    return answers_text(Questionnaire.load(QUESTION_SET), answers, remarks)
