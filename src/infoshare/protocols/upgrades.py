"""Brings answers to an older version of a question set up to today's, one version at a time, and says what changed."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from infoshare.errors import AnswersError
from infoshare.model.answers import Answer, Answers


@dataclass(frozen=True)
class Step:
    """What answers of one version are in the next.

    `changed` says in a sentence each what was done, naming the question. `again` holds the questions whose old answer
    cannot be carried over, each with the reason; none of their answers is dropped in silence.
    """

    answers: Mapping[str, Answer]
    changed: tuple[str, ...] = ()
    again: Mapping[str, str] = field(default_factory=dict)


Upgrade = Callable[[Mapping[str, Answer]], Step]
UPGRADES: Mapping[str, Mapping[int, Upgrade]] = {}
"""By question set, from each older version to the next: a pure function over the answers of the one.

A change of what answers of a set mean raises the set's `version` and adds the step from the version before. A step that
once left here is never changed."""


@dataclass(frozen=True)
class Upgraded:
    """Answers as the newest version has them, and what was changed to bring them there."""

    answers: Mapping[str, Answer]
    changed: tuple[str, ...] = ()


def upgraded(answers: Answers, newest: int, where: str) -> Upgraded:
    """The answers of a file as answers to the newest version of its question set; `where` names the file.

    Raises:
        AnswersError: if the file is of a newer version than is known, or of one that cannot be brought up, or naming
            every question that must be answered again.
    """
    steps = UPGRADES.get(answers.questionnaire, {})
    _refuse_unknown(answers, newest, steps, where)
    given, changed = answers.answers, list[str]()
    for version in range(answers.version, newest):
        step = steps[version](given)
        if step.again:
            raise AnswersError(
                *_to_answer_again(step, version, where),
                mend="Take the answers to these questions out of the file; 'infoshare protocol ask' asks them again.",
            )
        given = {**step.answers}
        changed += [f"version {version} to {version + 1}: {sentence}" for sentence in step.changed]
    return Upgraded(given, tuple(changed))


def _refuse_unknown(answers: Answers, newest: int, steps: Mapping[int, Upgrade], where: str) -> None:
    if answers.version > newest or any(version not in steps for version in range(answers.version, newest)):
        raise AnswersError(
            f"{where}: it answers version {answers.version} of '{answers.questionnaire}', and version {newest} is the "
            "one that is known here",
            mend="Use the version of infoshare that it was written with, or begin again with 'protocol new'.",
        )


def _to_answer_again(step: Step, version: int, where: str) -> Iterator[str]:
    for question, reason in step.again.items():
        yield f"{where}: '{question}' must be answered again, for version {version + 1} of the questions: {reason}"
