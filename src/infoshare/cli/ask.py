"""The guided questionnaire on a terminal: plain lines in and out, saved after every answer, with a way back."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from textwrap import fill

import typer

from infoshare.model.answers import Answer
from infoshare.model.questionnaire import Column, Question
from infoshare.protocols.interview import Interview, NotAnAnswer, read_line
from infoshare.protocols.relevance import is_answered
from infoshare.safe_repr import count_of

WIDTH = 88
HOW_TO = (
    "Type your answer and press Enter. Enter alone leaves a question for later, or keeps the answer it has. "
    "Type ? for help with a question, < to go back, and quit to stop. Every answer is saved at once."
)


class Back(Exception):
    """The person wants the question before."""


class Stop(Exception):
    """The person wants to stop for now."""


def conduct(interview: Interview, save: Callable[[], None]) -> None:
    """Ask until the end or until the person stops; `save` is called after every answer."""
    typer.echo(f"{interview.questionnaire.title}\n\n{fill(HOW_TO, WIDTH)}")
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
            answer = _ask(question, question)
            if answer is not None:
                interview.record(answer)
                save()
        interview.go_on()
    except Back:
        interview.go_back()


def _show_question(question: Question, answer: Answer) -> None:
    typer.echo(f"\n{fill(question.text, WIDTH)}{'' if question.required else ' (may be left out)'}")
    _show_options(question)
    if is_answered(answer):
        typer.echo(f"  The answer so far: {_as_shown(question, answer)}")


def _show_options(asked: Question | Column) -> None:
    if asked.options_from:
        typer.echo("      Type the beginning of its name; ? lists them all.")
        return
    for number, option in enumerate(asked.options, start=1):
        typer.echo(f"      {number:>2}. {option.label}")
    if asked.type == "choices":
        typer.echo("      Several may be chosen: type their numbers with commas between.")


def _as_shown(question: Question, answer: Answer) -> str:
    match question.type:
        case "table":
            return count_of(len(answer), "row")
        case "choices":
            return ", ".join(question.label_of(value) for value in answer)
        case "yes_no":
            return "Yes" if answer else "No"
    return question.label_of(answer) if question.options else str(answer)


def _ask(asked: Question | Column, question: Question, prompt: str = "> ") -> Answer | None:
    """One answer; None if it is left for later."""
    while True:
        line = _read(question, asked, prompt)
        if not line:
            return None
        try:
            return read_line(asked, line)
        except NotAnAnswer as wanted:
            typer.echo(f"  Please {wanted}.")


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
            case _:
                return line


def _show_help(question: Question, asked: Question | Column) -> None:
    for label, text in (("Why we ask", question.why), ("Help", question.help), ("A good answer", question.good),
                        ("Not enough", question.bad)):  # fmt: skip
        if text:
            typer.echo(fill(f"{label}: {text}", WIDTH, initial_indent="  ", subsequent_indent="    "))
    if asked.options_from:
        names = "; ".join(option.label for option in asked.choices())
        typer.echo(fill(f"Kinds: {names}.", WIDTH, initial_indent="  ", subsequent_indent="    "))


def _ask_table(interview: Interview, question: Question, save: Callable[[], None]) -> None:
    """Rows are added below those there are; each is saved when it is whole."""
    rows: list[dict[str, Answer]] = list(interview.answers.get(question.id) or [])
    typer.echo(f"  One row at a time, {count_of(len(question.columns), 'part')} each. Enter alone begins no new row.")
    while (row := _ask_row(question, len(rows) + 1)) is not None:
        rows = [*rows, row]
        interview.record(rows)
        save()


def _ask_row(question: Question, number: int) -> dict[str, Answer] | None:
    """One row, or None if its first part is left empty; `<` in a later part begins the row again."""
    first, *others = question.columns
    row: dict[str, Answer] = {}
    typer.echo(f"  Row {number}")
    found = _ask_cell(first, question)
    if found is None:
        return None
    row[first.id] = found
    try:
        for column in others:
            cell = _ask_cell(column, question)
            if cell is not None:
                row[column.id] = cell
    except Back:
        return _ask_row(question, number)
    return row


def _ask_cell(column: Column, question: Question) -> Answer | None:
    label = f"    {column.label}{'' if column.required else ' (may be left out)'}"
    if not column.choices():
        return _ask(column, question, f"{label}: ")
    typer.echo(label)
    _show_options(column)
    return _ask(column, question, "    > ")


def _show_end(interview: Interview) -> None:
    done, of = interview.progress
    typer.echo(f"\nSaved. {done} of {of} questions are answered.")
    if interview.open:
        typer.echo(
            f"{count_of(len(interview.open), 'question')} must still be answered. Run the same command to go on."
        )
    else:
        typer.echo("Nothing is missing. Next: infoshare protocol check FILE")


def saver(path: Path, interview: Interview) -> Callable[[], None]:
    """A function that writes the answers so far to a file, whole or not at all."""
    from infoshare.files.target import write_whole
    from infoshare.workflows.protocol import answers_text

    def save() -> None:
        write_whole(path, answers_text(interview.questionnaire, interview.answers).encode())

    return save
