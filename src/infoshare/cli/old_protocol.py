"""Shows what was found in an old protocol: its sections, findings by what they say, and suggested answers."""

from __future__ import annotations

from pathlib import Path
from textwrap import fill

import typer

from infoshare.cli.show import table
from infoshare.model.old_protocol import OldFinding, OldProtocol, Suggestion
from infoshare.safe_repr import count_of

KINDS = {
    "wrong_law": "Law that is said wrongly",
    "stale_law": "Law, bodies and terms that are out of date",
    "practice": "Practice that is not good enough",
    "past_review": "Reviews that are past or waiting",
    "unsigned": "Not signed",
    "missing": "Missing",
}


def show(found: OldProtocol, name: str, answers: Path | None) -> None:
    """Write everything for a person to read."""
    day = f"{found.on.day} {found.on:%B %Y}"
    typer.echo(f"{name}, judged as of {day}. An aid to whoever reviews it, and not legal advice.\n")
    table(
        ["", "Section", "State", "Where"],
        [(str(each.number), each.title, each.state, each.where) for each in found.sections],
    )
    for kind, title in KINDS.items():
        _show_kind(title, [each for each in found.findings if each.kind == kind])
    if found.suggestions:
        typer.echo("\nAnswers that it suggests. A person must confirm each.\n")
        table(
            ["Question", "Answer", "Where"], [(each.question, _answer(each), each.where) for each in found.suggestions]
        )
    if answers is not None:
        typer.echo(f"\nWritten: {answers}. Next: infoshare protocol ask {answers}")
    states = [each.state for each in found.sections]
    typer.echo(f"\n{count_of(len(found.findings), 'finding')}; sections: {states.count('present')} present, "
               f"{states.count('partial')} partial, {states.count('missing')} missing.")  # fmt: skip


def _show_kind(title: str, findings: list[OldFinding]) -> None:
    """What is said once for each reason, and below it every place that it is said of."""
    if not findings:
        return
    typer.echo(f"\n{title}\n")
    together: dict[tuple[str, str | None], list[OldFinding]] = {}
    for each in findings:
        together.setdefault((each.message, each.provision), []).append(each)
    for (message, law), places in together.items():
        typer.echo(fill(f"* {message}{f' ({law})' if law else ''}", WIDTH, subsequent_indent="  "))
        for each in places:
            if each.quote:
                typer.echo(
                    fill(f"- {each.where}: “{each.quote}”", WIDTH, initial_indent="    ", subsequent_indent="      ")
                )


WIDTH = 110


def _answer(suggestion: Suggestion) -> str:
    answer = suggestion.answer
    if isinstance(answer, list):
        return "; ".join(", ".join(str(cell) for cell in row.values()) for row in answer)
    return str(answer)
