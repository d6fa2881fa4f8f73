"""Everything a person asks of one decision: a new file, whole or in short, and a check on a day."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

from infoshare import resources
from infoshare.errors import QuestionnaireError
from infoshare.model.finding import Finding
from infoshare.model.questionnaire import Questionnaire
from infoshare.protocols.checks.decisions import review_overdue
from infoshare.protocols.decision_facts import decision_facts, must_be_decision
from infoshare.safe_repr import listed
from infoshare.workflows.protocol import Protocol, answers_text

SHORT_NAMES = {"caldicott": "caldicott-disclosure", "care-act": "care-act-cooperation"}
RECORD = "record"
"""What the document of the whole decision is called here; a file of answers calls it `protocol`."""


def decision_set(name: str) -> Questionnaire:
    """The question set of a kind of decision, by its name or its short one.

    Raises:
        QuestionnaireError: if there is no such set, or it makes an agreement.
    """
    known = [each for each in resources.shipped_questionnaires() if Questionnaire.load(each).kind == "decision"]
    wanted = SHORT_NAMES.get(name, name)
    if wanted not in known:
        raise QuestionnaireError(
            f"there is no kind of decision called '{name}'", mend=f"Kinds: {listed([*SHORT_NAMES, *known])}."
        )
    return Questionnaire.load(wanted)


def new_decision(name: str, *, urgent: bool = False) -> str:
    """An empty answers file for a decision; of an urgent one with those questions alone that cannot wait.

    Raises:
        QuestionnaireError: if there is no such kind of decision.
    """
    questionnaire = decision_set(name)
    form = questionnaire.short_form
    if not urgent or form is None:
        return answers_text(questionnaire, {})
    kept = tuple(each for each in questionnaire.questions if each.id in form.keep)
    short = questionnaire.model_copy(update={"questions": kept})
    return answers_text(short, {"urgent": True, "urgent_reviewed": False})


def load_decision(path: Path) -> Protocol:
    """The decision of an answers file.

    Raises:
        AnswersError: naming every fault in it, or if it is an agreement.
    """
    found = Protocol.load(path)
    must_be_decision(found.draft, path.name)
    return found


def findings_on(decision: Protocol, on: date) -> tuple[Finding, ...]:
    """What the law finds in a decision, and on that day of its review."""
    return (*decision.findings, *review_overdue(decision.draft, on))


def as_data(decision: Protocol, on: date) -> dict[str, Any]:
    """A decision as data: its facts, its findings and how many gaps are open, on that day."""
    findings = findings_on(decision, on)
    return {
        "facts": decision_facts(decision.draft),
        "on": on.isoformat(),
        "gaps": sum(each.verdict == "gap" for each in findings),
        "findings": [each.model_dump(mode="json") for each in findings],
    }
