"""Joins the answers that several partners gave to one protocol, with or without those that they all began with."""

from __future__ import annotations

from collections.abc import Mapping

from infoshare.errors import AnswersError
from infoshare.model.merge import Merge
from infoshare.protocols.draft import Draft
from infoshare.protocols.merging.joining import Joining
from infoshare.protocols.merging.owing import owed


def joined(drafts: Mapping[str, Draft], base: tuple[str, Draft] | None = None, take: str | None = None) -> Merge:
    """The answers of several files as one.

    An answer, or a cell, that one file gives and another leaves open is that of the first; two different ones are a
    conflict. With a `base`, an answer that only one side changed is that side's. Which file stands first makes no
    difference.

    Args:
        drafts: the draft of each file, by the name that messages call it.
        base: the name and the draft of the answers that all of them began with.
        take: the name of the file whose answers stand where there is a conflict.

    Raises:
        AnswersError: if two files answer different question sets, or if `take` is none of the files.
    """
    _refuse_two_sets({**drafts, **({base[0]: base[1]} if base else {})})
    if take is not None and take not in drafts:
        raise AnswersError(f"{take} is none of the files that are merged", mend="Take the answers of one of them.")
    questionnaire = next(iter(drafts.values())).questionnaire
    joining = Joining({name: draft.given for name, draft in drafts.items()}, base[1].given if base else None, take)
    answers = {each.id: found for each in questionnaire.questions if (found := joining.answer(each)) is not None}
    whole = Draft(questionnaire, answers, next(iter(drafts.values())).law)
    return Merge(
        questionnaire=questionnaire.questionnaire, version=questionnaire.version, title=questionnaire.title,
        files=tuple(drafts), base=base[0] if base else None,
        answers=answers, conflicts=tuple(joining.conflicts), owed=tuple(owed(whole)),
    )  # fmt: skip


def _refuse_two_sets(drafts: Mapping[str, Draft]) -> None:
    sets = {name: draft.questionnaire for name, draft in drafts.items()}
    refuse_two_kinds({name: (found.questionnaire, found.version) for name, found in sets.items()})


def refuse_two_kinds(kinds: Mapping[str, tuple[str, int]]) -> None:
    """Refuse files that answer different question sets, or different versions of one.

    Raises:
        AnswersError: naming each file with its set and version.
    """
    if len(set(kinds.values())) > 1:
        raise AnswersError(
            *(f"{name} answers version {version} of '{kind}'" for name, (kind, version) in kinds.items()),
            mend="Merge answers to one version of one question set.",
        )
