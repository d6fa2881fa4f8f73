"""Checks a partnership's own Word template against the fields of a question set."""

from __future__ import annotations

from pathlib import Path

from infoshare.model.answers import Answers
from infoshare.model.questionnaire import Questionnaire
from infoshare.model.strict_yaml import parse_yaml
from infoshare.model.template_fault import TemplateFault
from infoshare.workflows.documents import leaflet_context, letter_context
from infoshare.workflows.protocol import Protocol, example


def check_template(path: str | Path, name: str) -> tuple[TemplateFault, ...]:
    """What is wrong with a template for a question set, and what it leaves out.

    Raises:
        QuestionnaireError: if there is no such set.
        TemplateError: if the file is no sound Word document.
    """
    from infoshare.documents.template_check import Fields, template_faults
    from infoshare.errors import AnswersError
    from infoshare.protocols.draft import Draft

    questionnaire = Questionnaire.load(name)
    answers = Answers.parsed(parse_yaml(example(name), AnswersError, name), AnswersError, name)
    protocol = Protocol(Draft.of(answers, name))
    names = (letter_context if questionnaire.kind == "decision" else leaflet_context)(protocol)
    names["a"] = {**protocol.context()["a"], **{key: answer for key, answer in names["a"].items() if answer}}
    names["gaps"] = names["gaps"] or [{"number": 1, "message": "", "law": "", "recorded": ""}]
    return template_faults(Path(path), Fields(names, [question.id for question in questionnaire.questions]))
