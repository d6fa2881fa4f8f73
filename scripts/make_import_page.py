"""Writes docs/import.md: a real import of an old protocol, and what is looked for and how well; `--check` compares."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import yaml

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from benchmarks.old_protocols import FIGURES, figures, measured  # noqa: E402
from tests.old_protocols.building import build  # noqa: E402

from infoshare.model.law import MARKS, Law  # noqa: E402
from infoshare.model.stale_law import StaleLaw  # noqa: E402

PAGE = ROOT / "docs" / "import.md"
EXAMPLE = ROOT / "tests" / "old_protocols" / "first" / "03_wrong_law.yaml"
DAY = "2026-11-02"
INTRODUCTION = """# Importing an old protocol

Made by `scripts/make_import_page.py` from a real run; what it says is tested.

A partner sends the Word protocol of years ago. `infoshare protocol import OLD.docx` reads it and says

- which of the 24 sections of a protocol are **present**, **partial** or **missing**, and where;
- what is **stale** (law, bodies, markings and networks that are gone), **wrong** (law that is said wrongly), poor
  **practice**, **past review**, **unsigned** or **missing**, each with a quote, its place and its law;
- which answers to the questions of `cda-s115` the document plainly gives. Each is a **suggestion**: `--answers
  NEW.yaml` writes them to a new answers file, marked *suggested from the old document: confirm*, and `infoshare
  protocol ask NEW.yaml` goes through them. What was found wrong is not suggested, but for the names of parties that are
  gone, since the checks of the new protocol name their successors, and a date of review that has passed, which they
  find too.

`--format json` gives the same to another program. The exit status is 0 when the document was read: findings are the
result. It is 2 for a file that is damaged, encrypted, carries macros or embedded objects, or is no `.docx`.

**What is read**: the body, tables, text boxes, headers, footers, footnotes, endnotes, content controls, hyperlinks, the
results of fields, diagrams, and hidden text. Tracked insertions count; tracked deletions, and what moved away, do not.
Comments, what lies behind links, and pictures of text are not read. Nothing is fetched.

**As of which day**: today, or the day of `--on`. A review date before it has passed, and law that changed later is not
yet stale. Give a day to get the same result again tomorrow.

**What is never said**: a quote is at most a sentence, and whatever the [identifiers](identifiers.md) recognise in it is
masked, but for the date that a finding about a review is about. A number of the NHS, of National Insurance or of the
Police National Computer is a finding of its own, and its value stands nowhere: not in a quote, a place, a message or a
suggested answer. A suggested answer may hold a work contact.

It is an aid to whoever reviews the protocol, and not legal advice. It finds words and not meanings: what a document
leaves unsaid, or says in a way that no rule knows, it does not find.
"""
MEASURED = """## How well

`python -m benchmarks.old_protocols` imports invented protocols with planted faults and with look-alikes that are right.
A fault counts as named when a finding of its kind quotes it; a finding that names no fault is false.

{table}

The first half was written beside the rules, so its figures only say that nothing was forgotten. The second half was
written after the rules were finished, and no rule was changed for it; one fault that it had overlooked, an answer in
forty days, was added with its rule later. Four sets of eight were held back in the same
way, and joined the first half once they had been measured: of their faults 61 of 77, 67 of 73, 62 of 77 and 94 of 119
were named at first sight, with 4, 3, 9 and 23 false findings; of the 75 look-alikes of the fourth 19 were reported. A
set of six, written once the rules had been read, gave 65 of 83, 14 false findings and 7 of 45 look-alikes. A last set
of six in ordinary wording, written before the rules had been read, gave 52 of 83, 19 false findings and 7 of 65
look-alikes; 13 of those false findings were right, of what the set had overlooked or quoted otherwise, so that it is
63 of 92, 6 false findings and 4 of 62 look-alikes as the set was then corrected.
Most of these sets try harder to be odd than the second half does. Six faults that no rule knows are left in them,
under `beyond`, and count in none of the figures above. In the last three sets the state of 33 sections was a matter of
judgement and is no longer asked. Expect real documents to lie between.

The ten example protocols that infoshare writes itself speak of old law, bodies and mistakes in order to say what is
right; none of that is reported (`tests/functional/test_import_command.py`).
"""


def page() -> str:
    """The whole page."""
    return "\n".join([INTRODUCTION, *_example(), MEASURED.format(table="\n".join(_figures())), *_rules()])


def _example() -> Iterator[str]:
    yield "## An example\n"
    yield f"`{EXAMPLE.relative_to(ROOT)}`, an invented agreement, as a Word document:\n"
    yield f"```text\n$ infoshare protocol import old.docx --on {DAY}\n"
    yield f"{_output()}\n```\n"


def _output() -> str:
    with tempfile.TemporaryDirectory() as folder:
        old = build(yaml.safe_load(EXAMPLE.read_text("utf-8"))["document"], Path(folder) / "old.docx")
        command = [sys.executable, "-m", "infoshare", "protocol", "import", str(old), "--on", DAY]
        done = subprocess.run(command, capture_output=True, text=True, check=True)  # noqa: S603
    return "\n".join(line.rstrip() for line in done.stdout.rstrip().splitlines())


def _figures() -> Iterator[str]:
    halves = {half: figures(scores) for half, scores in measured().items()}
    yield "| | " + " | ".join(f"{half.capitalize()} half" for half in halves) + " |"
    yield "| --- " * (len(halves) + 1) + "|"
    for name in FIGURES:
        yield f"| {name.capitalize()} | " + " | ".join(found[name] for found in halves.values()) + " |"


def _rules() -> Iterator[str]:
    law = Law.load()
    data = StaleLaw.load()
    yield "## What is looked for by its words\n"
    yield "From `protocol_templates/law/stale.yaml`. A mention in a history of changes, one that says that something is"
    yield 'gone, a denial ("a power and not a duty"), and a question that is only quoted are right.\n'
    yield "| Kind | What is said | Stale from | Law | How it is known |"
    yield "| --- | --- | --- | --- | --- |"
    said: set[str] = set()
    for rule in data.rules:
        if rule.message not in said:
            said.add(rule.message)
            short = law.provision(rule.provision).short if rule.provision else ""
            known = f"{MARKS[rule.mark]}: {rule.source}" if rule.source else MARKS[rule.mark]
            yield f"| {rule.kind} | {rule.message} | {rule.stale_from or ''} | {short} | {known} |"
    unlisted = data.unlisted
    short, known = law.provision(unlisted.provision).short, f"{MARKS[unlisted.mark]}: {unlisted.source}"
    yield f"| {unlisted.kind} | {unlisted.message} |  | {short} | {known} |"
    yield ""


if __name__ == "__main__":
    if "--check" in sys.argv:
        sys.exit(0 if PAGE.read_text("utf-8") == page() else f"{PAGE.name} is out of date: run {Path(__file__).name}")
    PAGE.write_text(page(), encoding="utf-8")
