"""Merges the answers files of several partners into one, and says who still owes what."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from infoshare.errors import AnswersError
from infoshare.model.answers import Answers
from infoshare.model.merge import Conflict, Merge
from infoshare.model.questionnaire import Questionnaire
from infoshare.protocols.draft import Draft
from infoshare.protocols.merging import joined, refuse_two_kinds
from infoshare.workflows.protocol import answers_text


def merged(paths: Sequence[str | Path], base: str | Path | None = None, *, take: str | Path | None = None) -> Merge:
    """The answers of several files to one protocol as one.

    Args:
        paths: two answers files or more; their order makes no difference.
        base: the answers file that all of them began with; what only one side changed since is no conflict.
        take: the one of them whose answers stand where there is a conflict.

    Raises:
        AnswersError: naming every fault in a file; if there are fewer than two, if they answer different question sets
            or versions, or if `take` is none of them.
        QuestionnaireError: if the question set is not known.
    """
    files = {_name(path, paths): Path(path) for path in paths}
    if len(paths) < 2:
        raise AnswersError("there is nothing to merge with", mend="Give two answers files or more.")
    read = {name: Answers.load(path) for name, path in files.items()}
    began = None if base is None else (f"{_name(base, [*paths, base])} (the base)", Answers.load(base))
    every = [*read.items(), *([began] if began else [])]
    refuse_two_kinds({name: (each.questionnaire, each.version) for name, each in every})
    drafts = {name: Draft.of(answers, name) for name, answers in read.items()}
    older = (began[0], Draft.of(began[1], began[0])) if began else None
    return joined(drafts, older, None if take is None else _taken(Path(take), files))


def _name(path: str | Path, among: Sequence[str | Path]) -> str:
    """What messages call a file: its name, or its whole path where two have one name."""
    alike = {Path(each) for each in among if Path(each).name == Path(path).name}
    return Path(path).name if len(alike) == 1 else str(path)


def _taken(take: Path, files: dict[str, Path]) -> str:
    return next((name for name, path in files.items() if take in {path, Path(name)}), str(take))


def merged_text(found: Merge) -> str:
    """An answers file of what was merged; above each answer that is in conflict a remark says so."""
    remarks: dict[str, str] = {}
    for conflict in found.unsettled:
        remarks[conflict.question] = "; ".join(filter(None, (remarks.get(conflict.question), _remark(conflict))))
    return answers_text(Questionnaire.load(found.questionnaire), found.answers, remarks)


def _remark(conflict: Conflict) -> str:
    place = ": ".join(filter(None, (conflict.row, conflict.label))) or "the answer"
    files = " against ".join(", ".join(each.files) for each in conflict.variants)
    return f"CONFLICT, left open: {place} ({files})"
