"""The reading age of every question set, by the Automated Readability Index: `python -m benchmarks.reading_age`.

The index (Senter and Smith 1967, AMRL-TR-66-220) is 4.71 letters per word + 0.5 words per sentence - 21.43, and gives a
school grade; five years on top of it are the age. A single short question says little, so a set's words are taken
together, and the longer texts one by one.
"""

from __future__ import annotations

from collections.abc import Iterable
from statistics import median

from infoshare import resources
from infoshare.model.questionnaire import Questionnaire
from infoshare.protocols.reading_age import reading_age
from infoshare.safe_repr import count_of

FEWEST_WORDS = 20
"""A text with fewer words has no reading age of its own."""


def texts(questionnaire: Questionnaire) -> dict[str, list[str]]:
    """What a person reads: the questions, why each is asked, and the help."""
    questions = questionnaire.questions
    return {
        "question": [question.text for question in questions],
        "why": [question.why for question in questions],
        "help": [question.help for question in questions],
    }


def joined(found: Iterable[str]) -> str:
    """Several texts as one."""
    return " ".join(" ".join(text.split()) for text in found)


def main() -> None:
    """Print a table of the sets, and the hardest help."""
    print(f"{'set':<28} {'questions':>9} {'why':>6} {'help':>6} {'hardest help':>13}")
    hardest: list[tuple[float, str]] = []
    for name in resources.shipped_questionnaires():
        questionnaire = Questionnaire.load(name)
        ages = {what: reading_age(joined(found)) for what, found in texts(questionnaire).items()}
        long = [(reading_age(q.help), f"{name}: {q.id}") for q in questionnaire.questions
                if len(q.help.split()) >= FEWEST_WORDS]  # fmt: skip
        hardest += long
        print(f"{name:<28} {ages['question']:>9.1f} {ages['why']:>6.1f} {ages['help']:>6.1f} {max(long)[0]:>13.1f}")
    print(f"\nMedian of {count_of(len(hardest), 'help text')} of {FEWEST_WORDS} words or more: "
          f"{median(age for age, _ in hardest):.1f}. The hardest:")  # fmt: skip
    for age, where in sorted(set(hardest), reverse=True)[:8]:
        print(f"  {age:.1f}  {where}")


if __name__ == "__main__":
    main()
