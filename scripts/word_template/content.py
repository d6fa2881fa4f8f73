"""Reads the words of the protocol into the blocks that the other modules build."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import count
from string import ascii_uppercase
from typing import NamedTuple

from infoshare.model.questionnaire import Question, Questionnaire

from .annexes import ANNEXES
from .records import CLOSING, OPENING, RECORDS
from .sections import SECTIONS

# The whole text of the protocol. A line's first mark says what it is; an indented line goes on from the last.
#   :  paragraph in the style named first      ;  line of the cover, as `label: value`     "  plain paragraph
#   #  section (#- no number, #= neither number nor new page, #+ on a new page, #A annex, #L wide annex)
#   =  numbered heading (=- no number)         .  numbered clause                          -  bullet
#   *  answer under its own heading, as `id: heading`; `id[]`, here and below, where it is a list of answers
#   ?  answer in a table of two columns, as `id: label`
#   @  table that repeats: list / caption / widths / `column: heading; ...`; `Column`, if it begins with a capital
#   +  fixed table: caption / widths / headings      |  row of it, where ~ is a line to write on
#   ~  law behind the answer of that id        %  condition        !  part that a function builds
#   [cda-s115] before a mark: only in that set     <<Open points>>: the annex of that title, by its letter
# A line about a question that a set does not ask is left out; what a set asks besides stands at the end of its section.


class Block(NamedTuple):
    """The lines of the content that make one thing together: a paragraph, a heading or a table."""

    mark: str
    lines: list[str]


class Heading(NamedTuple):
    """A heading of the first level, as the contents list shows it."""

    mark: str
    label: str
    title: str
    anchor: str


def content_for(questionnaire: Questionnaire) -> str:
    """The text of one set's document: the sentences that all share, and every question that the set asks."""
    if questionnaire.kind == "decision":
        lines = _lines(record_of(questionnaire))
    else:
        lines = [*_with_sections(_lines(f"{SECTIONS}{ANNEXES}"), questionnaire)]
    ids = {question.id for question in questionnaire.questions}
    kept = [line for line in (_of_set(line, questionnaire) for line in lines) if line and _named_in(line) <= ids]
    kept = [part for line in kept for part in _as_it_arises(line, questionnaire)]
    whole = [*_with_own(kept, questionnaire)]
    if questionnaire.kind == "decision":
        whole = [*_saying_what_is_left_out(whole)]
    return _lettered(
        "\n".join(line for line, after in zip(whole, [*whole[1:], "#"], strict=True) if _stands(line, after))
    )


def _stands(line: str, after: str) -> bool:
    """Whether a line says something: a heading of the second level over nothing does not."""
    return not (line.startswith("= ") and after.startswith(("#", "= ")))


def _of_set(line: str, questionnaire: Questionnaire) -> str:
    """A line without its mark for one set, or nothing if the mark is of another set."""
    only, _, rest = line.partition("] ")
    return line if not line.startswith("[") else rest if only[1:] == questionnaire.questionnaire else ""


def _named_in(line: str) -> set[str]:
    """The questions that a line shows the answers of."""
    if line == "! signatures":
        return {"signatories"}
    return set(re.findall(r"(?:^[*?~] |\ba\.|law of )(\w+)", line))


def _with_sections(lines: list[str], questionnaire: Questionnaire) -> Iterator[str]:
    """The lines, with a heading for each section of a set's own in front of the annexes."""
    titles = {line.partition(" ")[2] for line in lines if line.startswith(("#", "=-"))}
    own = [section.title for section in questionnaire.sections if section.title not in titles]
    annexes = next(place for place, line in enumerate(lines) if line.startswith("#A"))
    yield from (*lines[:annexes], *(f"# {title}" for title in own), *lines[annexes:])


def _as_it_arises(line: str, questionnaire: Questionnaire) -> Iterator[str]:
    """A line; of an agreement's table, a sentence in its place while there are no rows."""
    if not line.startswith("@ a."):
        yield line
        return
    table = line.split(" / ")[0].removeprefix("@ a.")
    if questionnaire.kind == "decision":
        yield _with_its_columns(line, questionnaire)
    else:
        yield from (f"% if no_rows.{table}", f'" {{{{ no_rows.{table} }}}}', "% else")
        yield from (_with_its_columns(line, questionnaire), "% endif")


def _with_its_columns(line: str, questionnaire: Questionnaire) -> str:
    """A table that repeats, without the columns that a set does not ask; the others share their width."""
    source, caption, sizes, columns = line.split(" / ")
    table = questionnaire.question(source.removeprefix("@ a."))
    known = {column.id for column in table.columns}
    pairs = list(zip(sizes.split(), columns.split("; "), strict=True))
    kept = [(float(size), column) for size, column in pairs if column.partition(":")[0].strip().lower() in known]
    share = sum(float(size) for size, _ in pairs) / sum(size for size, _ in kept)
    widths, names = " ".join(f"{size * share:.1f}" for size, _ in kept), "; ".join(column for _, column in kept)
    return f"{source} / {caption} / {widths} / {names}"


def record_of(questionnaire: Questionnaire) -> str:
    """The words of a decision's record: its own sections, or their bare titles for a set that is not shipped."""
    titles = "\n".join(f"# {section.title}" for section in questionnaire.sections)
    return f"{OPENING}{RECORDS.get(questionnaire.questionnaire, titles)}\n{CLOSING}"


def _lines(text: str) -> list[str]:
    """The lines of a text, each with those that go on from it."""
    return [line for line in re.sub(r"\n +", " ", text).strip().splitlines() if line]


NOTHING = (
    "{% if is_short %}These questions wait for the review.{% elif is_draft %}Nothing in this section arises so far. "
    "<<What did not arise>> says when it would.{% else %}Nothing in this section arose. <<What did not arise>> says "
    "why.{% endif %}"
)


def _saying_what_is_left_out(lines: list[str]) -> Iterator[str]:
    """The lines of a record; a section of which nothing arises says so."""
    for place, line in enumerate(lines):
        yield line
        if line.startswith("# "):
            end = next((n for n, each in enumerate(lines[place + 1 :], place + 1) if each.startswith("#")), len(lines))
            names = sorted({name for each in lines[place:end] for name in _named_in(each)})
            if names:
                yield f"% if {' or '.join(f'arises.{name}' for name in names)}"
                yield "% else"
                yield f'" {NOTHING}'
                yield "% endif"


def _with_own(lines: list[str], questionnaire: Questionnaire) -> Iterator[str]:
    """The lines, and at the end of each section the questions that none of them shows."""
    shown = {name for line in lines for name in _named_in(line)}
    titles = {section.title: section for section in questionnaire.sections}
    waiting: list[Question] = []
    for line in [*lines, "#"]:
        mark, _, title = line.partition(" ")
        if mark.startswith("#") or (mark == "=-" and waiting):
            yield from _asked_besides(waiting, ALSO[questionnaire.kind])
            waiting = []
        if title in titles and mark[:1] in {"#", "="}:
            waiting = [each for each in questionnaire.of_section(titles[title]) if each.id not in shown]
            unseen = [each for each in questionnaire.of_section(titles[title]) if each.id in shown]
            waiting += [part for each in unseen if (part := _unseen(each, lines))]
        if line != "#":
            yield line


SIGNED = {"signatories", "signed_by"}
"""The tables that are printed as places to sign."""


def _unseen(table: Question, lines: list[str]) -> Question | None:
    """A table of which some columns are shown nowhere: its first column and those."""
    shown = " ".join(line.rpartition(" / ")[2] for line in lines if line.startswith(f"@ a.{table.id} "))
    first, *others = table.columns or (None,)
    missing = tuple(column for column in others if column and not re.search(rf"\b{column.id}:", shown))
    return table.model_copy(update={"columns": (first, *missing)}) if missing and table.id not in SIGNED else None


ALSO = {"agreement": "Also decided", "decision": "Also answered"}
"""What stands over the short answers that no sentence of the document names."""


def _asked_besides(questions: list[Question], title: str) -> Iterator[str]:
    short = [each for each in questions if each.type not in {"long_text", "table"}]
    if short:
        yield f"= {title}"
        yield from (f"? {each.id}{'[]' * (each.type == 'choices')}: {_plain(each.text)}" for each in short)
    yield from (f"* {each.id}: {_plain(each.text)}" for each in questions if each.type == "long_text")
    for each in questions:
        if each.type == "table":
            yield from (f"= {_plain(each.text)}", _repeating(each), f"~ {each.id}")


def _repeating(table: Question) -> str:
    """A table of a set's own, its columns of one width."""
    widths = " ".join([f"{17 / len(table.columns):.1f}"] * len(table.columns))
    columns = "; ".join(f"{column.id}: {_plain(column.label).replace(';', ',')}" for column in table.columns)
    return f"@ a.{table.id} / {_plain(table.text).replace('/', 'or')} / {widths} / {columns.replace('/', 'or')}"


def _plain(text: str) -> str:
    return " ".join(text.split())


def _lettered(text: str) -> str:
    """The text with each annex called by its letter."""
    annexes = re.findall(r"(?m)^#[AL] (.+)$", text)
    for letter, title in zip(ascii_uppercase, annexes, strict=False):
        text = text.replace(f"<<{title}>>", f"Annex {letter}")
    return text


def blocks(content: str) -> list[Block]:
    """Join continued lines, then gather the rows of each table."""
    found: list[Block] = []
    for line in re.sub(r"\n +", " ", content).strip().splitlines():
        mark, _, text = line.partition(" ")
        if text and mark in {"?", "|"} and found[-1].mark in {mark, "+"}:
            found[-1].lines.append(text)
        elif text:
            found.append(Block(mark, [text]))
    return found


def headings(content: list[Block]) -> Iterator[Heading]:
    """Number the sections and letter the annexes as Word's own numbering will."""
    sections, letters = map(str, count(1)), iter(ascii_uppercase)
    found = (block for block in content if block.mark.startswith("#"))
    for place, (mark, lines) in enumerate(found):
        label = "" if mark in {"#-", "#="} else f"Annex {next(letters)}" if mark in {"#A", "#L"} else next(sections)
        yield Heading(mark, label, lines[0], f"heading_{place}")


def halves(line: str) -> tuple[str, str]:
    first, _, second = line.partition(":")
    return first.strip(), second.strip()
