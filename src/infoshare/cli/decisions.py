"""The commands about one decision: new, check, export."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from pathlib import Path
from textwrap import fill
from typing import TYPE_CHECKING, Annotated

import typer

from infoshare.cli.protocols import Out, show_findings, state_of, write_new
from infoshare.cli.show import Format, OutputFormat, as_json, day_of
from infoshare.safe_repr import count_of

if TYPE_CHECKING:
    from infoshare.model.finding import Finding
    from infoshare.workflows.protocol import Protocol

app = typer.Typer(
    help="Single decisions about a disclosure: share, share in part or refuse, each with its reasons.",
    no_args_is_help=True,
    rich_markup_mode=None,
)
Kind = Annotated[str, typer.Argument(metavar="TYPE", help="The kind of decision: caldicott or care-act.")]
DecisionFile = Annotated[Path, typer.Argument(metavar="FILE", help="The answers file of a decision.")]


@app.command("new")
def new(
    kind: Kind,
    out: Out,
    urgent: Annotated[
        bool, typer.Option("--urgent", help="Only the questions that cannot wait; the others at the review.")
    ] = False,
) -> None:
    """Write an empty decision file, or with --urgent the short form of one.

    Example: infoshare decision new caldicott -o decision.yaml --urgent
    """
    from infoshare.workflows.decisions import new_decision

    write_new(out, new_decision(kind, urgent=urgent))
    typer.echo(f"Written: {out}. Next: infoshare protocol ask {out}, then infoshare decision check {out}")


@app.command("check")
def check(
    file: DecisionFile,
    on: Annotated[
        str | None, typer.Option(metavar="DATE", help="Check it as of this day (year-month-day); or today.")
    ] = None,
    output_format: Format = OutputFormat.text,
) -> None:
    """Check a decision against the law, and that its review is not overdue. Exit status 1 while gaps are open.

    Example: infoshare decision check decision.yaml --on 2026-12-11
    """
    from infoshare.workflows.decisions import as_data, findings_on

    decision, day = loaded(file), day_of(on) or date.today()
    findings = findings_on(decision, day)
    if output_format is OutputFormat.json:
        as_json(as_data(decision, day))
    else:
        _show(decision, findings)
    if any(each.verdict == "gap" for each in findings):
        raise typer.Exit(1)


@app.command("export")
def export(
    file: DecisionFile,
    out: Out,
    document: Annotated[
        str, typer.Option(help="Which: record, reply-letter, or request-letter (of care-act).")
    ] = "record",
) -> None:
    """Write the record of a decision, or a letter, marked DRAFT while gaps are open.

    The name's ending says how: .docx, .html, .pdf (takes LibreOffice) or .json.

    Example: infoshare decision export decision.yaml -o reply.docx --document reply-letter
    """
    from infoshare.workflows.decisions import RECORD

    decision = loaded(file)
    decision.export(out, document="protocol" if document == RECORD else document)
    typer.echo(f"Written: {out} ({state_of(decision)}). Digest {decision.digest[:12]}.")


def loaded(file: Path) -> Protocol:
    """The decision of a file; what had to be changed because its questions are older is said beside."""
    from infoshare.workflows.decisions import load_decision

    decision = load_decision(file)
    for sentence in decision.draft.upgraded:
        typer.echo(f"{file.name} was brought up to today's questions, {sentence}", err=True)
    return decision


def _show(decision: Protocol, findings: Iterable[Finding]) -> None:
    """The outcome in a line, then gaps, then judgements by who made them, then the figures."""
    from infoshare.protocols.decision_facts import OUTCOMES, decision_facts
    from infoshare.workflows.protocol import law_of

    facts, findings = decision_facts(decision.draft), [*findings]
    gaps = [each for each in findings if each.verdict == "gap"]
    weighed = [each for each in findings if each.verdict == "judgement"]
    urgent = " (urgent, reviewed)" if facts["reviewed"] else " (urgent)" if facts["urgent"] else ""
    typer.echo(f"{OUTCOMES[facts['outcome']]}{urgent}. Review by: {facts['review_by'] or 'no date yet'}.\n")
    missing = [(gap.message, ", ".join(gap.questions), law_of(gap)) for gap in gaps]
    show_findings("Gaps: the law asks for these", missing, ("What is missing or wrong", "Mend it at", "Law"))
    for who in dict.fromkeys(each.recorded for each in weighed):
        title = f"Judgements: only a person can weigh these. {f'By {who}' if who else 'Nobody is recorded yet'}"
        show_findings(fill(title, 100), [(each.message, law_of(each)) for each in weighed if each.recorded == who],
                      ("What to weigh", "Law"))  # fmt: skip
    met = sum(each.verdict == "met" for each in findings)
    typer.echo(f"{count_of(len(gaps), 'gap')}, {count_of(len(weighed), 'judgement')}, {met} met.")
