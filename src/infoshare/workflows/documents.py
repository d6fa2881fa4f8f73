"""Makes the documents that a protocol offers: which there are, what each may name, and in which format."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime, time
from pathlib import Path
from typing import TYPE_CHECKING, Any

from infoshare import resources
from infoshare.errors import DataFileError, UserError
from infoshare.model.composition import shared_ids
from infoshare.protocols.decision_facts import outcome_of
from infoshare.protocols.draft import Row
from infoshare.protocols.reading_age import reading_age
from infoshare.protocols.wording import what_arises
from infoshare.safe_repr import listed
from infoshare.workflows.document_words import authorities, text_to_be, with_its_words

if TYPE_CHECKING:
    from infoshare.workflows.protocol import Protocol

PROTOCOL = "protocol"


def documents_of(protocol: Protocol) -> dict[str, Path]:
    """The Word template of every document that a protocol offers, by the document's name."""
    folder = resources.shipped_questionnaires()[protocol.draft.questionnaire.questionnaire]
    own = {path.stem: path for path in sorted(folder.glob("*.docx"))}
    beside = resources.leaflet_folder() if protocol.draft.questionnaire.kind == "agreement" else folder
    return own | {path.stem: path for path in sorted(beside.glob("*.docx"))}


def made(
    protocol: Protocol, document: str, suffix: str, *, template: Path | None = None, beside: Path = Path()
) -> bytes:
    """One document of a protocol.

    Args:
        protocol: the protocol.
        document: one of `documents_of`.
        suffix: `.docx`, `.html`, `.pdf` (by LibreOffice) or `.json` (of the protocol itself).
        template: a Word template of one's own in place of the shipped one.
        beside: the folder that the document goes to, in which LibreOffice has its own for as long as it works.

    Raises:
        UserError: if there is no such document.
        DataFileError: if it is not made in that format.
        TemplateError: if the template cannot be used safely.
        MissingExtraError: if it takes LibreOffice, and there is none.
    """
    offered = documents_of(protocol)
    if document not in offered:
        raise UserError(f"there is no document '{document}' here", mend=f"Documents: {listed(offered)}.")
    if suffix not in FORMATS:
        raise DataFileError(f"a protocol is not written as '{suffix}'", mend=f"End the name in {listed(FORMATS)}.")
    if suffix == ".json":
        return _as_json(protocol)
    return _in_format(suffix, *_word(protocol, document, template or offered[document]), beside)


FORMATS = (".docx", ".html", ".pdf", ".json")
"""The endings of what can be written; all but JSON are made of the Word document."""


def _in_format(suffix: str, word: bytes, title: str, beside: Path) -> bytes:
    """A Word document as it is, as a page or as PDF."""
    if suffix == ".html":
        from infoshare.documents.web_page import web_page

        return web_page(word, title).encode()
    if suffix == ".pdf":
        from infoshare.documents.pdf import as_pdf

        return as_pdf(word, beside)
    return word


def _word(protocol: Protocol, document: str, template: Path) -> tuple[bytes, str]:
    """A document in Word, and what it is called in its properties."""
    from infoshare.documents.sound_docx import refuse_unsound
    from infoshare.documents.word_protocol import word_document
    from infoshare.documents.word_text import text_of

    context, day = protocol.context(), written_on(protocol)
    called = context["title"] if document == PROTOCOL else document.replace("-", " ").capitalize()
    title = f"{called}: {context['partnership']}"
    if document == PROTOCOL:
        refuse_unsound(template)
        said = text_to_be(context, template)
        if protocol.draft.questionnaire.kind == "decision":  # what did not arise is left out of it
            said = text_of(
                word_document(
                    template,
                    {**context, "words": [], "provisions": authorities(protocol.draft, protocol.cited)},
                    title,
                    day,
                )
            )
        context = with_its_words(context, protocol, said)
        return word_document(template, context, title, day), title
    if protocol.draft.questionnaire.kind == "decision":
        return word_document(template, letter_context(protocol), title, day), title
    context = leaflet_context(protocol)
    first = word_document(template, context, title, day)
    aged = {**context, "reading_age": f"{reading_age(text_of(first)):.0f}"}
    return word_document(template, aged, title, day), title


def written_on(protocol: Protocol) -> datetime:
    """The time in a document's properties: the protocol's own start, so that equal answers give equal bytes."""
    start = protocol.draft.day("start_date")
    return datetime.combine(start, time(), UTC) if start and start.year > 1900 else datetime(2000, 1, 1, tzinfo=UTC)


def leaflet_context(protocol: Protocol) -> dict[str, Any]:
    """What a document that goes with an agreement may name: as the protocol, but nothing of what does not arise."""
    draft = protocol.draft
    never = [row["item"] for row in draft.rows("data_items") if row.get("form") == "not_shared" and row.get("item")]
    shared = shared_ids()
    arising = {key: _with_columns(answer, shared.get(key, ())) for key, answer in what_arises(draft).items()}
    answers: dict[str, Any] = dict.fromkeys(shared, "") | arising
    answers["flows"] = [{**row, "briefly_to": _briefly(row["recipients"])} for row in answers["flows"]]
    return {
        **protocol.context(), "a": answers, "never_shared": never, "powers": [*_powers(protocol)], "reading_age": "0",
        "brief": {key: _brief(answer) for key, answer in answers.items() if isinstance(answer, str)},
    }  # fmt: skip


def letter_context(protocol: Protocol) -> dict[str, Any]:
    """What a letter of a decision may name: as its record, nothing of what does not arise, the outcome, who signs."""
    draft = protocol.draft
    answers = what_arises(draft)
    signs = {str(row.get("side")): _signer(row) for row in draft.rows("signed_by")}
    holder = "" if "signed_by" in answers else answers["guardian_name"] or answers["decision_maker"]
    return {
        **protocol.context(), "a": answers, "outcome": outcome_of(draft) or "open",
        "signs": {"asker": signs.get("asker", ""), "asked": signs.get("asked", holder)},
    }  # fmt: skip


def _signer(row: Row) -> str:
    return ", ".join(str(row[part]) for part in ("name", "role") if part in row)


def _with_columns(answer: Any, columns: Iterable[str]) -> Any:
    """A table with every shared column, so that a set without one of them fills the same templates."""
    if not isinstance(answer, list):
        return answer
    return [dict.fromkeys(columns, "") | row if isinstance(row, dict) else row for row in answer]


FEW_NAMES = 3


def _briefly(names: str) -> str:
    """A few names, and how many more there are."""
    found = names.split("; ")
    return names if len(found) <= FEW_NAMES else f"{'; '.join(found[:2])} and {len(found) - 2} more"


SHORT = 240


def _brief(answer: str) -> str:
    """The first sentences of an answer, as many as fit in a line or two, and never less than one."""
    sentences = re.split(r"(?<=[.?!])\s+", answer)
    kept = next((n for n in range(len(sentences), 1, -1) if len(" ".join(sentences[:n])) <= SHORT), 1)
    return " ".join(sentences[:kept])


def _powers(protocol: Protocol) -> list[Mapping[str, str]]:
    """Each power that a flow rests on, once, in the law's own paraphrase."""
    law = protocol.draft.law
    ids = dict.fromkeys(str(row.get("gateway")) for row in protocol.draft.rows("flows"))
    gateways = [gateway for each in ids if (gateway := law.gateway(each))]
    return [
        {"name": each.name[:1].upper() + each.name[1:], "says": " ".join(law.provision(each.provision).says.split())}
        for each in gateways
    ]


def _as_json(protocol: Protocol) -> bytes:
    """The protocol as data: its set, digest, answers that count, findings, and why what is left out does not arise."""
    questionnaire = protocol.draft.questionnaire
    data = {
        "questionnaire": questionnaire.questionnaire, "version": questionnaire.version, "title": questionnaire.title,
        "digest": protocol.digest, "status": protocol.context()["status"], "answers": protocol.draft.answers,
        "findings": [finding.model_dump(mode="json") for finding in protocol.findings],
        "not_applicable": protocol.not_applicable(),
    }  # fmt: skip
    return (json.dumps(data, ensure_ascii=False, indent=2) + "\n").encode()
