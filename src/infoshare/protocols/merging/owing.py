"""Says who still owes what: the open questions, rows and cells of each party, and what all owe together."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Any

from infoshare.model.merge import Owed
from infoshare.model.questionnaire import Question
from infoshare.protocols.checks.flows import without_a_basis
from infoshare.protocols.draft import Draft, Row, same_name
from infoshare.protocols.merging.joining import row_name
from infoshare.protocols.relevance import asked_columns

PARTIES, FLOWS, BASES, SIGNATORIES = "parties", "flows", "lawful_basis", "signatories"


def owed(draft: Draft) -> Iterator[Owed]:
    """What is open: party by party in the order of the parties, then what nobody has answered for all.

    A row belongs to the party that it names, a flow to who gives it, an item to whoever gives its flows. Each party
    owes a signatory, and a lawful basis for each flow of personal data that it gives or receives.
    """
    rows = [*_rows(draft)]
    found = [*_cells(draft), *rows, *_questions(draft, {each.question for each in rows})]
    names = dict.fromkeys([*draft.parties, *(each.party for each in found if each.party), ""])
    for name in names:
        yield from (each for each in found if each.party == name)


def _questions(draft: Draft, by_party: Collection[str]) -> Iterator[Owed]:
    """The required questions that nobody answered, but for those that are owed party by party."""
    for question in draft.asked:
        if question.required and question.id not in draft.answers and question.id not in by_party:
            yield _owed("", question)


def _rows(draft: Draft) -> Iterator[Owed]:
    asked = {question.id: question for question in draft.asked}
    if BASES in asked:
        for party, flow in without_a_basis(draft):
            yield _owed(party, asked[BASES], row=flow)
    if SIGNATORIES in asked:
        signed = [row.get("party") for row in draft.rows(SIGNATORIES)]
        for party in draft.parties:
            if not any(same_name(each, party) for each in signed):
                yield _owed(party, asked[SIGNATORIES])


def _cells(draft: Draft) -> Iterator[Owed]:
    for table in draft.asked:
        for row in draft.rows(table.id) if table.type == "table" else ():
            for column in asked_columns(table, row):
                if column.required and column.id not in row:
                    name = row_name(table, row)
                    for party in dict.fromkeys(_owners(draft, table, row)) or [""]:
                        yield _owed(party, table, row=name, column=column.id, label=column.label)


def _owners(draft: Draft, table: Question, row: Row) -> Iterator[str]:
    """The parties whose row it is, as the list of parties calls them."""
    if table.id == PARTIES:
        yield str(row.get("name") or "")
        return
    for column in table.columns:
        cell: Any = row.get(column.id)
        if column.type == "row" and column.rows_of == PARTIES and cell:
            yield _called(draft, cell)
            return
    for name in row.get(FLOWS, ()) if isinstance(row.get(FLOWS), list) else ():
        flow = next((each for each in draft.rows(FLOWS) if same_name(each.get("name"), name)), None)
        if flow:
            yield from _owners(draft, draft.questionnaire.question(FLOWS), flow)


def _called(draft: Draft, name: str) -> str:
    party = draft.party(name)
    return str(party["name"] if party else name)


def _owed(party: str, question: Question, **where: str) -> Owed:
    return Owed(party=party, question=question.id, text=" ".join(question.text.split()), **where)
