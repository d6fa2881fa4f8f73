"""The commands about protocols: types, questions, example, new, ask, check, export."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from infoshare.cli.show import Format, OutputFormat, as_json, table
from infoshare.safe_repr import count_of

app = typer.Typer(
    help="Information-sharing protocols: questions, answers, checks against the law, Word documents.",
    no_args_is_help=True,
    rich_markup_mode=None,
)
Type = Annotated[
    str, typer.Argument(metavar="TYPE", help="A question set, such as cda-s115; 'protocol types' lists them.")
]
AnswersFile = Annotated[Path, typer.Argument(metavar="FILE", help="An answers file.")]
Out = Annotated[Path, typer.Option("--out", "-o", help="Where to write it.")]


@app.command("types")
def types(output_format: Format = OutputFormat.text) -> None:
    """List the question sets, and when to use each.

    Example: infoshare protocol types
    """
    from infoshare.workflows import protocol

    found = protocol.types()
    if output_format is OutputFormat.json:
        as_json(found)
    else:
        table(["Type", "Title", "Use it for"], [(each["id"], each["title"], each["use_for"]) for each in found])


@app.command("questions")
def questions(name: Type, output_format: Format = OutputFormat.text) -> None:
    """List every question of a set, with why it is asked and the law behind it.

    Example: infoshare protocol questions cda-s115
    """
    from infoshare.model.law import Law
    from infoshare.workflows import protocol

    found = protocol.questions(name)
    if output_format is OutputFormat.json:
        as_json(found)
        return
    law = Law.load()
    rows = [
        (
            each["id"],
            " ".join(each["text"].split()),
            "yes" if each["required"] else "no",
            law.cited(tuple(each["citations"])),
        )
        for each in found
    ]
    table(["Question", "Text", "Required", "Law"], rows)


@app.command("example")
def example(name: Type, out: Out) -> None:
    """Write a complete example of answers, to read or to change.

    Example: infoshare protocol example cda-s115 -o example.yaml
    """
    from infoshare.workflows import protocol

    _write_new(out, protocol.example(name))
    typer.echo(f"Written: {out}. Next: infoshare protocol check {out}")


@app.command("new")
def new(name: Type, out: Out) -> None:
    """Write an empty answers file, every question standing above its answer.

    Example: infoshare protocol new cda-s115 -o answers.yaml
    """
    from infoshare.workflows import protocol

    _write_new(out, protocol.new(name))
    typer.echo(f"Written: {out}. Next: infoshare protocol ask {out}")


def _write_new(path: Path, text: str) -> None:
    """Write a file that is not there yet: answers are somebody's work, and are never written over."""
    from infoshare.errors import AnswersError
    from infoshare.files.target import write_whole

    if path.exists():
        raise AnswersError(f"{path} is there already", mend="Give another name; answers are never written over.")
    write_whole(path, text.encode())


@app.command("ask")
def ask(
    file: AnswersFile,
    name: Annotated[str, typer.Option("--type", help="The question set for a new file.")] = "cda-s115",
) -> None:
    """Ask the questions one by one on the terminal; stop when you like, and go on later.

    Example: infoshare protocol ask answers.yaml
    """
    from infoshare.cli.ask import conduct, saver
    from infoshare.protocols.interview import Interview
    from infoshare.workflows.protocol import begin

    questionnaire, answers = begin(file, name)
    interview = Interview(questionnaire, answers)
    conduct(interview, saver(file, interview))


@app.command("check")
def check(file: AnswersFile, output_format: Format = OutputFormat.text) -> None:
    """Check answers against the law. Exit status 1 while legal gaps are open.

    Example: infoshare protocol check answers.yaml
    """
    from infoshare.workflows.protocol import Protocol, law_of

    protocol = Protocol.load(file)
    gaps, judgements = protocol.having("gap"), protocol.having("judgement")
    if output_format is OutputFormat.json:
        findings = [finding.model_dump(mode="json") for finding in protocol.findings]
        as_json({"findings": findings, "gaps": len(gaps), "judgements": len(judgements)})
    else:
        _show_findings("Gaps: the law asks for these", [(g.message, ", ".join(g.questions), law_of(g)) for g in gaps],
                       ("What is missing or wrong", "Mend it at", "Law"))  # fmt: skip
        _show_findings("Judgements: only a person can weigh these",
                       [(j.message, j.recorded or "nobody yet", law_of(j)) for j in judgements],
                       ("What to weigh", "Weighed by", "Law"))  # fmt: skip
        met = len(protocol.having("met"))
        typer.echo(f"{count_of(len(gaps), 'gap')}, {count_of(len(judgements), 'judgement')}, {met} met.")
    if gaps:
        raise typer.Exit(1)


def _show_findings(title: str, rows: list[tuple[str, str, str]], headers: tuple[str, str, str]) -> None:
    if rows:
        typer.echo(f"{title}\n")
        table(headers, rows)
        typer.echo("")


@app.command("export")
def export(
    file: AnswersFile,
    out: Out,
    template: Annotated[Path | None, typer.Option(help="A Word template of your own.")] = None,
) -> None:
    """Write the protocol as a Word document, marked DRAFT while legal gaps are open.

    Example: infoshare protocol export answers.yaml -o protocol.docx
    """
    from infoshare.workflows.protocol import Protocol

    protocol = Protocol.load(file)
    protocol.export(out, template=template)
    state = f"a DRAFT with {count_of(len(protocol.having('gap')), 'legal gap')} open" if protocol.is_draft else (
        f"no legal gap, {count_of(len(protocol.having('judgement')), 'judgement')} for named people"
    )  # fmt: skip
    typer.echo(f"Written: {out} ({state}). Digest {protocol.digest[:12]}.")
