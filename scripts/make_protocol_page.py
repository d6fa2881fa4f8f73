"""Writes docs/protocols.md: the question sets, what is asked, what is checked, and what the tests of each set show."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from tests.spec.set_cases import (  # noqa: E402
    required_cells,
    required_questions,
    set_cases,
    without,
    without_cell,
)

import infoshare  # noqa: E402
from infoshare import resources  # noqa: E402
from infoshare.model.law import Law  # noqa: E402
from infoshare.model.questionnaire import Questionnaire  # noqa: E402

PAGE = ROOT / "docs" / "protocols.md"
RULES = ROOT / "tests" / "spec" / "rules_of_law.yaml"
SITUATIONS = ROOT / "tests" / "spec" / "situations.yaml"
INTRODUCTION = """# Protocols and decisions

Made by `scripts/make_protocol_page.py` from the question sets and from `tests/spec`; what it says is tested.

A question set is data: `protocol_templates/shared_questions.yaml` holds what agreements have in common, and each set's
`questions.yaml` what it asks differently and besides. `infoshare protocol types` lists them, `protocol example TYPE -o
FILE` writes a complete example, `protocol ask FILE --type TYPE` asks the questions on a terminal, and `protocol check
FILE` says what the law finds:

- **met**: the law asks for this, and it is there;
- **gap**: the law asks for this, and it is missing or wrong; the question that mends it is named;
- **judgement**: only a person can weigh this; who did and when is recorded.

It never says "compliant". What does not arise says why (`not_applicable` in the JSON, and in the document).
"Not sure" is an answer where the law lets a question wait: it becomes an action, and the document stays a draft.

## The sets
"""


def page() -> str:
    """The whole page."""
    return "\n".join(
        [INTRODUCTION, *_sets(), "", *_blanked(), "", *_rules(), "", *_cases()]
    ) + "\n"  # fmt: skip


def _sets() -> Iterator[str]:
    yield "| Set | What it makes | Use it for | Questions | Asked in the example |"
    yield "| --- | --- | --- | --- | --- |"
    for name in resources.shipped_questionnaires():
        found = Questionnaire.load(name)
        asked = len(required_questions(name))
        use = " ".join(found.use_for.split())
        yield f"| `{name}` | {found.title} ({found.kind}) | {use} | {len(found.questions)} | {asked} required |"


def _blanked() -> Iterator[str]:
    yield "## Each required answer, blanked in turn\n"
    yield "From each complete example, one required answer after another is taken out, and one required cell of each"
    yield "column of each table. Each must then be exactly one gap, which names that question.\n"
    yield "| Set | Required answers | Found, and nothing else | Required cells | Found |"
    yield "| --- | --- | --- | --- | --- |"
    for name in resources.shipped_questionnaires():
        questions, cells = required_questions(name), required_cells(name)
        found = sum([gap.questions for gap in without(name, each).having("gap")] == [(each,)] for each in questions)
        held = sum(
            any(gap.rule == f"question_{cell[0]}" for gap in without_cell(name, *cell).having("gap")) for cell in cells
        )
        yield f"| `{name}` | {len(questions)} | {found} | {len(cells)} | {held} |"


def situation(named: list[str]) -> tuple[dict[str, Any], dict[str, Any]]:
    """A situation of situations.yaml, by the beginning of its group and by its name: its facts, and itself."""
    written = _read(SITUATIONS)
    group = next(each for each in written["situations"] if each["group"].startswith(named[0]))
    case = next(each for each in group["cases"] if each["name"] == named[1])
    return {**written["starts"][group["start"]], **case.get("change", {})}, case


@cache
def _read(path: Path) -> Any:
    return yaml.safe_load(path.read_text(encoding="utf-8"))


def _rules() -> Iterator[str]:
    written = _read(RULES)
    for title, rows in (("The rules that decide most outcomes", written["rules"]), ("What stops", written["stops"])):
        yield f"## {title}\n"
        yield "| Rule | Law | A situation that breaks it | Answer | The nearest that does not | Answer |"
        yield "| --- | --- | --- | --- | --- | --- |"
        for row in rows:
            told = [_told(row["breaks"]), _told(row["near"])]
            yield f"| {row['rule']} | {Law.load().provision(row['law']).short} | {' | '.join(told)} |"
        yield ""


def _told(named: list[str]) -> str:
    facts, case = situation(named)
    name = case["name"][0].upper() + case["name"][1:]
    return f"{name} | **{infoshare.may_share(facts).verdict}**"


def _cases() -> Iterator[str]:
    yield "## Changes to the examples, set by set\n"
    yield "Each line changes one complete example (`tests/spec/sets`), and says which gap is then there.\n"
    found = [*set_cases()]
    for name in resources.shipped_questionnaires():
        cases = [case for case in found if case.of == name]
        if cases:
            yield f"### {name}\n"
            yield "| What is changed | Gap |"
            yield "| --- | --- |"
            yield from (f"| {case.what[0].upper()}{case.what[1:]} | {_gap(case.gap)} |" for case in cases)
            yield ""


def _gap(gap: str) -> str:
    return "none" if gap == "none" else f"**{Law.load().provision(gap).short}**"


if __name__ == "__main__":
    if "--check" in sys.argv:
        sys.exit(f"{PAGE.name} is not up to date" if PAGE.read_text(encoding="utf-8") != page() else 0)
    PAGE.write_text(page(), encoding="utf-8")
