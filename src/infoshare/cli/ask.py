"""The guided questionnaire on a terminal: plain lines in and out, saved after every answer, with a way back."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path
from textwrap import fill

import typer

from infoshare.model.answers import Answer
from infoshare.model.questionnaire import Column, Question
from infoshare.model.worded_date import worded_date
from infoshare.protocols.interview import Interview, NotAnAnswer, read_line
from infoshare.protocols.relevance import holds, is_answered
from infoshare.protocols.validation import LONGEST, NOT_SURE, is_put_off
from infoshare.safe_repr import count_of

WIDTH = 88
HOW_TO = (
    "Type your answer and press Enter. Enter alone leaves a question for later, or keeps the answer it has. "
    "Type ? for help with a question, < to go back, and quit to stop. Every answer is saved at once."
)
MAY_WAIT = (
    "Where you read (not sure is an answer here), you may type not sure: the question is put on a list of things to "
    "come back to."
)


NO_WAITING = "  The law needs an answer to this one. Press Enter alone to leave it open for now."


class Back(Exception):
    """The person wants the question before."""


class TakeOut(Exception):
    """The person wants a row taken out; its argument is the row's number."""


class Stop(Exception):
    """The person wants to stop for now."""


def conduct(interview: Interview, save: Callable[[], None]) -> None:
    """Ask until the end or until the person stops; `save` is called after every answer."""
    waiting = [MAY_WAIT] if any(each.may_wait for each in interview.questionnaire.questions) else []
    typer.echo("\n\n".join((interview.questionnaire.title, *(fill(part, WIDTH) for part in (HOW_TO, *waiting)))))
    section = ""
    try:
        while (question := interview.question) is not None:
            if question.section != section:
                section = question.section
                _show_section(interview, section)
            _ask_one(interview, question, save)
    except (Stop, EOFError, KeyboardInterrupt):
        typer.echo("")
    _show_end(interview)


def _show_section(interview: Interview, section_id: str) -> None:
    section = next(each for each in interview.questionnaire.sections if each.id == section_id)
    done, of = interview.progress
    typer.echo(f"\n== {section.title}   ({done} of {of} questions answered)")


def _ask_one(interview: Interview, question: Question, save: Callable[[], None]) -> None:
    _show_question(question, interview.answers.get(question.id))
    try:
        if question.type == "table":
            _ask_table(interview, question, save)
        else:
            answer = _ask(interview, question, question)
            if answer is not None:
                _say_set_aside(interview.record(answer))
                save()
        interview.go_on()
    except Back:
        interview.go_back()


def _say_set_aside(questions: tuple[Question, ...]) -> None:
    for question in questions:
        typer.echo(fill(f"  No longer asked: {question.text} Its answer is kept, in case you change your mind.", WIDTH))


def _show_question(question: Question, answer: Answer) -> None:
    wait = " (not sure is an answer here)" if question.may_wait else ""
    typer.echo(f"\n{fill(question.text + wait + ('' if question.required else ' (may be left out)'), WIDTH)}")
    _show_options(question)
    if is_answered(answer):
        typer.echo(f"  The answer so far: {_as_shown(question, answer)}")


def _show_options(asked: Question | Column) -> None:
    shown = asked.choices()[: len(asked.first)] if asked.options_from else asked.choices()
    _show_numbered(option.label for option in shown)
    if asked.options_from:
        typer.echo(
            f"      Type {'one of these numbers, or ' if shown else ''}the beginning of its name; ? lists them all."
        )
    if hint := HINTS.get(asked.type):
        typer.echo(f"      {hint}")


HINTS = {
    "choices": "Several may be chosen: type their numbers with commas between.",
    "rows": "Several may be chosen: type their numbers with commas between.",
    "yes_no": "Yes or no.",
    "date": "A date, such as 3 December 2026.",
}


def _show_numbered(labels: Iterable[str]) -> None:
    for number, label in enumerate(labels, start=1):
        typer.echo(fill(f"{number:>2}. {label}", WIDTH, initial_indent="      ", subsequent_indent="          "))


def _as_shown(question: Question, answer: Answer) -> str:
    if is_put_off(answer):
        return f"not sure, come back{': ' if answer[NOT_SURE] else ''}{answer[NOT_SURE] or ''}"
    match question.type:
        case "table":
            return count_of(len(answer), "row")
        case "choices":
            return ", ".join(question.label_of(value) for value in answer)
        case "yes_no":
            return "Yes" if answer else "No"
        case "date":
            return worded_date(date.fromisoformat(answer))
    return question.label_of(answer) if question.options else str(answer)


def _ask(interview: Interview, asked: Question | Column, question: Question, prompt: str = "> ") -> Answer | None:
    """One answer; None if it is left for later."""
    while True:
        line = _read(question, asked, prompt)
        if not line:
            return None
        if line.casefold() == "not sure":
            if asked is question and question.may_wait:
                return {NOT_SURE: _waited_for(question, asked)}
            typer.echo(NO_WAITING)
            continue
        try:
            return read_line(asked, line, interview.names_for(asked))
        except NotAnAnswer as wanted:
            typer.echo(f"  Please {wanted}.")


def _waited_for(question: Question, asked: Question | Column) -> str | None:
    """What somebody waits for, in a line that is not too long to be kept."""
    while len(note := _read(question, asked, "  What are you waiting for, and from whom? ")) > LONGEST["short_text"]:
        typer.echo(f"  Please say it in {LONGEST['short_text']} characters or fewer.")
    return note or None


def _read(question: Question, asked: Question | Column, prompt: str) -> str:
    """One line that is not a command; help is given on the way."""
    while True:
        line = input(prompt).strip()
        match line.casefold():
            case "?":
                _show_help(question, asked)
            case "<":
                raise Back
            case "quit":
                raise Stop
            case command if question.columns and asked is question.columns[0] and _ROW_OUT.fullmatch(command):
                raise TakeOut(int(command.removeprefix("x")))
            case _:
                return line


_ROW_OUT = re.compile(r"x\s*\d{1,3}")


def _show_help(question: Question, asked: Question | Column) -> None:
    for label, text in (("Why we ask", question.why), ("Help", question.help), ("A good answer", question.good),
                        ("Not enough", question.bad)):  # fmt: skip
        if text:
            typer.echo(fill(f"{label}: {text}", WIDTH, initial_indent="  ", subsequent_indent="    "))
    if asked.options_from:
        names = "; ".join(option.label for option in asked.choices())
        typer.echo(fill(f"Kinds: {names}.", WIDTH, initial_indent="  ", subsequent_indent="    "))


def _ask_table(interview: Interview, question: Question, save: Callable[[], None]) -> None:
    """Rows are added below those there are, or one is taken out; each change is saved when it is whole."""
    rows: list[dict[str, Answer]] = list(_rows(interview, question))
    _show_numbered(str(next(iter(row.values()), "")) for row in rows)
    typer.echo("  One row at a time. Enter alone begins no new row; x and a number takes that row out.")
    while (changed := _changed(interview, question, rows)) is not None:
        rows = changed
        interview.record(rows)
        save()
    if len(rows) < question.minimum:
        typer.echo(f"  At least {count_of(question.minimum, 'row')} will be needed.")


def _changed(interview: Interview, question: Question, rows: list[dict[str, Answer]]) -> list[dict[str, Answer]] | None:
    """The rows with one more, or one less; None if the person has no more of them."""
    try:
        row = _ask_row(interview, question, len(rows) + 1)
    except TakeOut as taken:
        if not 1 <= taken.args[0] <= len(rows):
            typer.echo(f"  There is no row {taken.args[0]}.")
        return [each for number, each in enumerate(rows, start=1) if number != taken.args[0]]
    return None if row is None else [*rows, row]


def _rows(interview: Interview, question: Question) -> list[dict[str, Answer]]:
    found = interview.answers.get(question.id)
    return found if isinstance(found, list) else []


def _ask_row(interview: Interview, question: Question, number: int) -> dict[str, Answer] | None:
    """One row, or None if its first part is left empty; `<` in a later part begins the row again."""
    typer.echo(f"  Row {number}")
    row: dict[str, Answer] = {}
    try:
        for column in question.columns:
            if column.relevant_when is None or holds(column.relevant_when, row):
                cell = _ask_cell(interview, column, question)
                if column is question.columns[0] and cell is None:
                    return None
                if cell is not None:
                    row[column.id] = cell
    except Back:
        if not row:
            raise
        return _ask_row(interview, question, number)
    return row


def _ask_cell(interview: Interview, column: Column, question: Question) -> Answer | None:
    label = f"    {column.label}{'' if column.required else ' (may be left out)'}"
    names = interview.names_for(column)
    if not column.choices() and not names:
        return _ask(interview, column, question, f"{label}: ")
    typer.echo(label)
    _show_numbered(names)
    _show_options(column)
    return _ask(interview, column, question, "    > ")


def _show_end(interview: Interview) -> None:
    done, of = interview.progress
    typer.echo(f"\nSaved. {done} of {of} questions are answered.")
    if interview.open:
        typer.echo(
            f"{count_of(len(interview.open), 'question')} must still be answered. Run the same command to go on."
        )
    for question in interview.put_off:
        typer.echo(fill(f"Come back to: {question.text}", WIDTH))
    if not interview.open:
        typer.echo("Nothing is missing. Next: infoshare protocol check FILE")


def saver(path: Path, interview: Interview) -> Callable[[], None]:
    """A function that writes the answers so far to a file, whole or not at all."""
    from infoshare.files.target import write_whole
    from infoshare.workflows.protocol import answers_text

    def save() -> None:
        write_whole(path, answers_text(interview.questionnaire, interview.answers).encode())

    return save
