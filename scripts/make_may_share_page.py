"""Writes docs/may-share.md from tests/spec/situations.yaml: what the law answers, situation by situation."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

import infoshare

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "may-share.md"
SITUATIONS = ROOT / "tests" / "spec" / "situations.yaml"
INTRODUCTION = """# May I share?

Made from `tests/spec/situations.yaml` by `scripts/make_may_share_page.py`; each situation is a test.

`infoshare law may-share FACTS.yaml`, or `infoshare.may_share(...)`, takes the facts of one flow and answers:

- **stop**: it cannot go ahead as proposed;
- **gap**: something that the law asks for is missing, and can be supplied; a fact that is not stated is one;
- **judgement**: the law leaves a weighing to a named person, who records it;
- **fine**: nothing is missing on the facts given.

The worst answer wins. It is an aid to whoever decides, and not legal advice. Beside what stops stands a near miss that
does not. The answers were written from the law, and not from the code.
"""


def facts_of(start: dict[str, Any], case: dict[str, Any]) -> dict[str, Any]:
    """The facts of one situation: where it starts, and what differs."""
    return {**start, **case.get("change", {})}


def page() -> str:
    """The whole page."""
    written = yaml.safe_load(SITUATIONS.read_text(encoding="utf-8"))
    lines = [INTRODUCTION]
    for group in written["situations"]:
        lines += [*_group(group, written["starts"][group["start"]]), ""]
    return "\n".join(lines)


def _group(group: dict[str, Any], start: dict[str, Any]) -> Iterator[str]:
    yield f"## {group['group']}\n"
    yield f"All start from this: {_facts(start)}.\n"
    yield "| Situation | What differs | Answer | Why |"
    yield "| --- | --- | --- | --- |"
    for case in group["cases"]:
        advice = infoshare.may_share(facts_of(start, case))
        worst = [reason for reason in advice.reasons if reason.verdict == advice.verdict]
        why = "; ".join(f"{reason.message} ({reason.provision})" for reason in worst)
        name = case["name"][0].upper() + case["name"][1:]
        yield f"| {name} | {_facts(case.get('change', {}))} | **{advice.verdict}** | {why} |"


def _facts(facts: dict[str, Any]) -> str:
    return ", ".join(f"`{line}`" for line in _lines(facts))


def _lines(facts: dict[str, Any], inside: str = "") -> Iterator[str]:
    for key, value in facts.items():
        if isinstance(value, dict) and value:
            yield from _lines(value, f"{key}.")
        else:
            yield f"{inside}{key}: {_said(value)}"


def _said(value: Any) -> str:
    if isinstance(value, (dict, list)):
        return ", ".join(value) or "nothing"
    return {True: "true", False: "false", None: "not stated"}.get(value, str(value))


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
