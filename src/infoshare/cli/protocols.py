"""The commands about protocols: types, questions, example, new, ask, check, export, import."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from textwrap import fill
from typing import TYPE_CHECKING, Annotated

import typer

from infoshare.cli.show import Format, OutputFormat, as_json, day_of, table
from infoshare.safe_repr import count_of

if TYPE_CHECKING:
    from infoshare.workflows.protocol import Protocol

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


def loaded(file: Path) -> Protocol:
    """The protocol of an answers file; what had to be changed because its questions are older is said beside."""
    from infoshare.workflows.protocol import Protocol

    protocol = Protocol.load(file)
    for sentence in protocol.draft.upgraded:
        typer.echo(f"{file.name} was brought up to today's questions, {sentence}", err=True)
    return protocol


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

    write_new(out, protocol.example(name))
    typer.echo(f"Written: {out}. Next: infoshare protocol check {out}")


@app.command("new")
def new(name: Type, out: Out) -> None:
    """Write an empty answers file, every question standing above its answer.

    Example: infoshare protocol new cda-s115 -o answers.yaml
    """
    from infoshare.workflows import protocol

    write_new(out, protocol.new(name))
    typer.echo(f"Written: {out}. Next: infoshare protocol ask {out}")


def write_new(path: Path, text: str) -> None:
    """Write a file that is not there yet: answers are somebody's work, and are never written over."""
    from infoshare.files.target import write_whole

    refuse_existing(path)
    write_whole(path, text.encode())


def refuse_existing(path: Path) -> None:
    """Refuse to write over a file that is there."""
    from infoshare.errors import AnswersError

    if path.exists():
        raise AnswersError(f"{path} is there already", mend="Give another name; a file is never written over here.")


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

    if file.exists():
        loaded(file)
    questionnaire, answers = begin(file, name)
    interview = Interview(questionnaire, answers)
    conduct(interview, saver(file, interview))


@app.command("check")
def check(file: AnswersFile, output_format: Format = OutputFormat.text) -> None:
    """Check answers against the law. Exit status 1 while legal gaps are open.

    Example: infoshare protocol check answers.yaml
    """
    protocol = loaded(file)
    gaps, judgements = protocol.having("gap"), protocol.having("judgement")
    if output_format is OutputFormat.json:
        findings = [finding.model_dump(mode="json") for finding in protocol.findings]
        absent = protocol.not_applicable()
        found = {"findings": findings, "gaps": len(gaps), "judgements": len(judgements), "not_applicable": absent}
        brought_up = list(protocol.draft.upgraded)
        as_json({**found, "upgraded": brought_up} if brought_up else found)
    else:
        _show_protocol(protocol)
    if gaps:
        raise typer.Exit(1)


def _show_protocol(protocol: Protocol) -> None:
    """Gaps, then judgements by who made them, then what somebody must come back to, then the figures."""
    from infoshare.workflows.protocol import law_of

    gaps, judgements, actions = protocol.having("gap"), protocol.weighed_by(), protocol.actions
    missing = [(gap.message, ", ".join(gap.questions), law_of(gap)) for gap in gaps]
    show_findings("Gaps: the law asks for these", missing, ("What is missing or wrong", "Mend it at", "Law"))
    for who, found in judgements.items():
        title = f"Judgements: only a person can weigh these. {f'Weighed by {who}' if who else 'Nobody is recorded yet'}"
        show_findings(fill(title, 100), [(each.message, law_of(each)) for each in found], ("What to weigh", "Law"))
    show_findings("To come back to", [(each.message, ", ".join(each.questions)) for each in actions], ("What", "At"))
    figures = [count_of(len(gaps), "gap"), count_of(sum(map(len, judgements.values())), "judgement")]
    figures += [f"{len(actions)} to come back to"] if actions else []
    typer.echo(f"{', '.join(figures)}, {len(protocol.having('met'))} met. "
               f"{count_of(len(protocol.not_applicable()), 'question')} did not arise.")  # fmt: skip


def show_findings(title: str, rows: Sequence[Sequence[str]], headers: Sequence[str]) -> None:
    """A table of findings under its title; nothing if there are none."""
    if rows:
        typer.echo(f"{title}\n")
        table(headers, rows)
        typer.echo("")


@app.command("export")
def export(
    file: AnswersFile,
    out: Out,
    document: Annotated[str, typer.Option(help="Which document; 'protocol documents' lists them.")] = "protocol",
    template: Annotated[Path | None, typer.Option(help="A Word template of your own.")] = None,
) -> None:
    """Write the protocol, or a document that goes with it, marked DRAFT while legal gaps are open.

    The name's ending says how: .docx, .html, .pdf (takes LibreOffice) or .json.

    Example: infoshare protocol export answers.yaml -o protocol.docx
    """
    protocol = loaded(file)
    protocol.export(out, document=document, template=template)
    typer.echo(f"Written: {out} ({state_of(protocol)}). Digest {protocol.digest[:12]}.")


def state_of(protocol: Protocol) -> str:
    """Whether a protocol is a draft, in a few words."""
    gaps, actions = len(protocol.having("gap")), len(protocol.actions)
    if not protocol.is_draft:
        return f"no legal gap, {count_of(len(protocol.having('judgement')), 'judgement')} for named people"
    return f"a DRAFT with {count_of(gaps, 'legal gap')} open" + (f" and {actions} to come back to" if actions else "")


@app.command("documents")
def documents(file: AnswersFile, output_format: Format = OutputFormat.text) -> None:
    """List the documents that a protocol offers.

    Example: infoshare protocol documents answers.yaml
    """
    found = loaded(file).documents
    if output_format is OutputFormat.json:
        as_json(list(found))
    else:
        typer.echo("\n".join(found))


TEMPLATES = """A partnership's own Word templates.

Example: infoshare protocol template check ours.docx
"""
template_app = typer.Typer(help=TEMPLATES, no_args_is_help=True, rich_markup_mode=None)
app.add_typer(template_app, name="template")


@template_app.command("check")
def check_template(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A Word template (.docx).")],
    name: Annotated[str, typer.Option("--type", help="The question set it is for.")] = "cda-s115",
    output_format: Format = OutputFormat.text,
) -> None:
    """Name what keeps a Word template from being used, and what it leaves out. Exit status 1 if it cannot be used.

    Example: infoshare protocol template check ours.docx
    """
    from infoshare.workflows.check_template import check_template as look

    found = look(file, name)
    if output_format is OutputFormat.json:
        as_json([fault.model_dump() for fault in found])
    else:
        show_findings("Mend these first", [(f.where, f.message) for f in found if f.refuses], ("Where", "What"))
        show_findings("Worth a look", [(f.where, f.message) for f in found if not f.refuses], ("Where", "What"))
        refused = sum(fault.refuses for fault in found)
        typer.echo(f"{count_of(refused, 'fault')}, {count_of(len(found) - refused, 'remark')}.")
    if any(fault.refuses for fault in found):
        raise typer.Exit(1)


@app.command("import")
def import_old(
    document: Annotated[Path, typer.Argument(metavar="OLD.docx", help="A partner's old protocol.")],
    output_format: Format = OutputFormat.text,
    answers: Annotated[Path | None, typer.Option(help="Write the suggested answers to this new answers file.")] = None,
    on: Annotated[
        str | None, typer.Option(metavar="DATE", help="Judge it as of this day (year-month-day); or today.")
    ] = None,
) -> None:
    """Read an old Word protocol: what is there, missing, stale or wrong, and answers to confirm. Status 0 when read.

    Example: infoshare protocol import old.docx --answers new.yaml
    """
    from infoshare.cli.old_protocol import show
    from infoshare.workflows.old_protocol import import_protocol, suggested_answers_text

    found = import_protocol(document, day_of(on))
    if answers is not None:
        write_new(answers, suggested_answers_text(found))
    if output_format is OutputFormat.json:
        as_json(found.as_data())
    else:
        show(found, document.name, answers)
