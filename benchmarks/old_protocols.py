"""Precision and recall of the import of old protocols, half by half: `python -m benchmarks.old_protocols`.

The first half was written beside the rules, and whatever it showed went into them. The second half was written after
the rules were finished, and no rule was changed for it. Each fault is one that was planted; a finding that names none
is false. What is missing of the 24 sections is counted as sections.
"""

from __future__ import annotations

import tempfile
from pathlib import Path

from tests.old_protocols.scoring import HALVES, Score, halves, imported, scored

FIGURES = ("protocols", "faults", "named", "recall", "findings", "false", "precision", "look-alikes", "reported",
           "sections right", "answers right")  # fmt: skip


def measured() -> dict[str, list[Score]]:
    """The scores of both halves, protocol by protocol."""
    found: dict[str, list[Score]] = {}
    for half, cases in halves():
        with tempfile.TemporaryDirectory() as folder:
            found[half] = [scored(case, imported(case, Path(folder))) for case in cases.values()]
    return found


def figures(scores: list[Score]) -> dict[str, str]:
    """The figures of one half, in words."""
    named, overlooked = (sum(len(getattr(each, what)) for each in scores) for what in ("named", "overlooked"))
    true, false = (sum(len(getattr(each, what)) for each in scores) for what in ("true", "false"))
    sections = sum(each.sections_right for each in scores), sum(len(each.sections_wrong) for each in scores)
    answers = sum(each.answers_right for each in scores), sum(len(each.answers_wrong) for each in scores)
    values = (
        len(scores),
        named + overlooked,
        named,
        _share(named, overlooked),
        true + false,
        false,
        _share(true, false),
        sum(each.right for each in scores),
        sum(len(each.right_reported) for each in scores),
        f"{sections[0]} of {sum(sections)}",
        f"{answers[0]} of {sum(answers)}",
    )
    return dict(zip(FIGURES, map(str, values), strict=True))


def _share(part: int, rest: int) -> str:
    return f"{part / (part + rest):.3f}"


def main() -> None:
    """Print both halves beside each other."""
    halves_found = {half: figures(scores) for half, scores in measured().items()}
    for half, words in HALVES.items():
        print(f"{half} half: {words}")
    print()
    for name in FIGURES:
        print(f"{name:<16}" + "".join(f"{found[name]:>16}" for found in halves_found.values()))


if __name__ == "__main__":
    main()
