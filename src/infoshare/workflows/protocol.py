"""Everything a person asks of a protocol: the sets, the questions, an example, a new file, a check, a document."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, Self

from infoshare import resources
from infoshare._version import __version__
from infoshare.errors import AnswersError, DataFileError
from infoshare.model.answers import Answer, Answers
from infoshare.model.comparison import Comparison
from infoshare.model.finding import Finding
from infoshare.model.law import Law
from infoshare.model.policy import Policy
from infoshare.model.questionnaire import Questionnaire
from infoshare.model.schedule import Schedule
from infoshare.model.strict_yaml import read_text, write_yaml
from infoshare.protocols.absence import absent, not_asked
from infoshare.protocols.decision_facts import OUTCOMES, outcome_of
from infoshare.protocols.draft import Draft
from infoshare.protocols.findings import COME_BACK, findings_of
from infoshare.protocols.schedule import schedule_of
from infoshare.protocols.wording import without_rows, worded_answers
from infoshare.workflows.document_words import authorities, explained


@dataclass(frozen=True, repr=False)
class Protocol:
    """An information-sharing protocol: answers to a question set, and what follows from them."""

    draft: Draft

    @classmethod
    def load(cls, path: str | Path) -> Self:
        """Read an answers file.

        Raises:
            AnswersError: naming every fault in it.
            QuestionnaireError: if its question set is not known.
        """
        return cls(Draft.of(Answers.load(path), Path(path).name))

    def __repr__(self) -> str:
        return f"<Protocol: {self.draft!r}, {len(self.having('gap'))} gaps>"

    @cached_property
    def findings(self) -> tuple[Finding, ...]:
        """What the law finds: met, gaps and judgements."""
        return findings_of(self.draft)

    def check(self) -> tuple[Finding, ...]:
        """What the law finds; the same as `findings`."""
        return self.findings

    def having(self, verdict: str) -> tuple[Finding, ...]:
        """The findings with a verdict: `met`, `gap` or `judgement`."""
        return tuple(finding for finding in self.findings if finding.verdict == verdict)

    @property
    def cited(self) -> frozenset[str]:
        """The provisions that its findings rest on, by their ids."""
        return frozenset(citation for finding in self.findings for citation in finding.citations)

    def weighed_by(self) -> dict[str, list[Finding]]:
        """The judgements by who made them and when; those that nobody is recorded for under an empty name."""
        found: dict[str, list[Finding]] = {}
        for finding in self.having("judgement"):
            if finding.rule != COME_BACK:
                found.setdefault(finding.recorded, []).append(finding)
        return found

    @property
    def digest(self) -> str:
        """SHA-256 of the answers that count and their question set's version."""
        return self.draft.digest

    @property
    def is_draft(self) -> bool:
        """Whether legal gaps are open, or there is something that somebody must come back to."""
        return bool(self.having("gap") or self.actions)

    def not_applicable(self) -> dict[str, str]:
        """The questions that are not asked, each with the reason."""
        return not_asked(self.draft)

    @property
    def actions(self) -> tuple[Finding, ...]:
        """What somebody must come back to: the questions answered "not sure"."""
        return tuple(finding for finding in self.findings if finding.rule == COME_BACK)

    def export(self, path: str | Path, *, document: str = "protocol", template: str | Path | None = None) -> Path:
        """Write one of the protocol's documents, marked DRAFT while legal gaps or actions are open.

        Args:
            path: where to write it; its suffix says how: .docx, .html, .pdf (by LibreOffice) or .json.
            document: `protocol` itself, or one that goes with it, such as `public-summary`; see `documents`.
            template: a Word template of one's own; the shipped one, if none is given.

        Raises:
            UserError: if there is no such document.
            DataFileError: if it cannot be written there, or not in that format.
            TemplateError: if the template cannot be used safely.
        """
        from infoshare.files.target import write_whole
        from infoshare.workflows.documents import made

        if Path(path).is_dir():
            raise DataFileError(f"{path} is a folder", mend="Give the name of a file.")
        target = Path(path)
        own = Path(template) if template else None
        write_whole(target, made(self, document, target.suffix.lower(), template=own, beside=target.parent))
        return target

    def changes_since(self, earlier: Protocol) -> Comparison:
        """What differs from an earlier version: each change, whether it has legal effect, and who signs anew.

        Raises:
            AnswersError: if the two answer different question sets.
        """
        from infoshare.workflows.versions import comparison

        return comparison(earlier, self)

    def export_changes(self, earlier: Protocol, path: str | Path) -> Path:
        """Write what differs from an earlier version: a page (.html), or Word with tracked changes (.docx).

        Raises:
            AnswersError: if the two answer different question sets.
            DataFileError: if it cannot be written there, or not in that format.
        """
        from infoshare.workflows.versions import write_changes

        write_changes(earlier, self, Path(path))
        return Path(path)

    @cached_property
    def schedule(self) -> Schedule:
        """The data schedule: every sharing and item, as the data annex prints it."""
        return schedule_of(self.draft)

    def policy(self, recipient: str, *, sharing: str | None = None, purpose: str | None = None) -> Policy:
        """The release policy of the one sharing with a recipient: what was agreed, and nothing more.

        Args:
            recipient: a party that receives.
            sharing: which sharing, by its name, if several go to that recipient.
            purpose: what it is for, by its id or as the document prints it; that narrows the sharings too.

        Raises:
            OutsideProtocol: if no sharing of the protocol goes to that recipient for that purpose.
            UserError: if several do.
            PolicyError: if an item of the sharing has no column, or does not say how exactly it leaves.
        """
        from infoshare.workflows.agreement import policy_of, the_sharing

        return policy_of(self, the_sharing(self, recipient, sharing, purpose), recipient)

    @property
    def documents(self) -> tuple[str, ...]:
        """The names of the documents that it offers."""
        from infoshare.workflows.documents import documents_of

        return tuple(documents_of(self))

    def context(self) -> dict[str, Any]:
        """Everything that a Word template may name."""
        answers, questionnaire = worded_answers(self.draft), self.draft.questionnaire
        return {
            "title": questionnaire.title,
            "partnership": answers["partnership_name"],
            "version": answers["protocol_version"],
            "start_date": answers["start_date"],
            "review_date": answers["review_date"],
            "status": "DRAFT" if self.is_draft else "For signature",
            "is_draft": self.is_draft,
            "digest": self.digest,
            "short_digest": self.digest[:12],
            "schedule_digest": self.schedule.digest,
            "infoshare_version": __version__,
            "a": answers,
            "no_rows": without_rows(self.draft, answers),
            "law": {question.id: self.draft.law.cited(question.citations) for question in questionnaire.questions},
            "gaps": [
                {"number": n, **self._entry(each)}
                for n, each in enumerate((*self.having("gap"), *self.actions), start=1)
            ],
            "judgements": [self._entry(each) for each in self.having("judgement") if each.rule != COME_BACK],
            "provisions": authorities(self.draft, self.cited),
            "words": explained(self.draft),
            **(self._of_decision(answers) if questionnaire.kind == "decision" else {}),
        }

    def _of_decision(self, answers: Mapping[str, Any]) -> dict[str, Any]:
        """What the template of a decision may name besides."""
        return {
            "reference": answers.get("case_reference", answers["protocol_version"]),
            "decision": OUTCOMES[outcome_of(self.draft)],
            "is_short": self.draft.is_short,
            "arises": {each.id: self.draft.arises(each) for each in self.draft.questionnaire.questions},
            "absent": [*absent(self.draft)],
        }

    def _entry(self, finding: Finding) -> dict[str, str]:
        law = self.draft.law.cited(finding.citations)
        return {"message": finding.message, "law": law, "recorded": finding.recorded}


def types() -> list[dict[str, str]]:
    """The shipped question sets: id, title, and when to use each."""
    sets = (Questionnaire.load(name) for name in resources.shipped_questionnaires())
    return [{"id": each.questionnaire, "title": each.title, "use_for": each.use_for} for each in sets]


def questions(name: str) -> list[dict[str, Any]]:
    """Every question of a set as plain data, with its section, options and law.

    Raises:
        QuestionnaireError: if there is no such set.
    """
    return [_as_data(question) for question in Questionnaire.load(name).questions]


def _as_data(question: Any) -> dict[str, Any]:
    data: dict[str, Any] = question.model_dump(mode="json", by_alias=True, exclude={"options_from"})
    columns = [
        {**column.model_dump(mode="json", by_alias=True), "options": _options(column),
         "effect": question.effect_of(column)} for column in question.columns
    ]  # fmt: skip
    return {**data, "options": _options(question), "columns": columns, "effect": question.effect_of(question)}


def _options(asked: Any) -> list[dict[str, str]]:
    return [option.model_dump() for option in asked.choices()]


def example(name: str) -> str:
    """A complete example for a set, as the text of an answers file.

    Raises:
        QuestionnaireError: if there is no such set.
    """
    Questionnaire.load(name)
    return read_text(resources.shipped_questionnaires()[name] / "example.yaml", AnswersError)


def answers_text(
    questionnaire: Questionnaire, answers: Mapping[str, Answer], remarks: Mapping[str, str] | None = None
) -> str:
    """An answers file with every question as a comment, and the answers there are, below their remarks."""
    lines = [
        f"# {questionnaire.title}. Answer under each question; 'infoshare protocol ask FILE' asks them one by one.",
        f"questionnaire: {questionnaire.questionnaire}", f"version: {questionnaire.version}",
        "answers:",
    ]  # fmt: skip
    for section in questionnaire.sections:
        lines.append(f"\n  # ---- {section.number}. {section.title}")
        for question in questionnaire.of_section(section):
            lines.append(f"  # {' '.join(question.text.split())}")
            lines += [f"  # {' '.join(remark.split())}" for remark in [(remarks or {}).get(question.id)] if remark]
            lines += _answer_lines(question.id, answers)
    return "\n".join(lines) + "\n"


def _answer_lines(question_id: str, answers: Mapping[str, Answer]) -> list[str]:
    if question_id not in answers:
        return [f"  {question_id}:"]
    written = write_yaml({question_id: answers[question_id]})
    return [f"  {line}" if line else line for line in written.rstrip("\n").split("\n")]


def new(name: str) -> str:
    """An empty answers file for a set.

    Raises:
        QuestionnaireError: if there is no such set.
    """
    return answers_text(Questionnaire.load(name), {})


def begin(path: Path, name: str) -> tuple[Questionnaire, dict[str, Answer]]:
    """The question set and the answers so far of a file; of a file that is not there yet, set `name` and none.

    Raises:
        AnswersError: naming every fault in the file.
        QuestionnaireError: if there is no such set.
    """
    if not path.exists():
        return Questionnaire.load(name), {}
    draft = Protocol.load(path).draft
    return draft.questionnaire, {key: answer for key, answer in draft.given.items() if answer is not None}


def law_of(finding: Finding) -> str:
    """A finding's law as a lawyer writes it in a margin."""
    return Law.load().cited(finding.citations)
