"""Who looks after a protocol, in the many ways in which people say it, and when nobody does."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from infoshare.workflows.old_protocol import import_protocol
from tests.old_protocols.building import build

NAMED: list[list[dict[str, Any]]] = [
    [{"p": "Owner: Community Safety Manager, Harrowmere Council"}],
    [{"p": "Document owner\tHead of Policy"}],
    [{"table": [["Title", "X"], ["Owner", "Head of Policy, Council"]]}],
    [{"table": {"rows": [["Version", "Owner", "Status"], ["2", "Partnership Manager", "Final"]]}}],
    [{"h1": "Protocol owner"}, {"p": "Inspector, Northshire Police, safety@northshire.example.org"}],
    [{"p": "This protocol is owned by the Community Safety Team of Harrowmere Council."}],
    [{"p": "The Partnership Manager is responsible for maintaining this protocol and for its review."}],
    [{"p": "The Community Safety Manager at Harrowmere Council looks after this protocol."}],
    [{"p": "Responsibility for maintaining this protocol rests with the Partnership Manager."}],
    [{"p": "The owner of this protocol is the Head of Community Safety."}],
    [{"p": "Lead officer: Sgt Example"}],
    [{"p": "The named owner of this agreement is the Head of Community Safety, Harrowmere Council."}],
    [{"p": "The Head of Community Safety owns this agreement and will arrange its review."}],
    [{"p": "This agreement will be maintained by Northshire Police Information Management Unit."}],
    [{"p": "Overall responsibility for this protocol lies with the Director of Public Protection."}],
    [{"p": "The protocol is the responsibility of the Community Safety Manager."}],
    [{"p": "The board reviews this protocol. The programme manager, Penwell Council, owns it."}],
]
NOBODY: list[list[dict[str, Any]]] = [
    [{"p": "A record goes back to the partner that owns it."}],
    [{"p": "Owner: TBC"}],
    [{"p": "Owner:"}],
    [{"table": [["Document owner", ""], ["Version", "2"]]}],
    [{"p": "All partners are responsible for maintaining this protocol."}],
    [{"p": "The data owner must be consulted."}],
    [{"p": "Owner: to be confirmed"}],
    [{"p": "Author: A. Example"}],
    [{"table": {"rows": [["Version", "Owner", "Status"], ["2", "", "Final"]]}}],
    [{"p": "Each partner remains the owner of the information that it supplies."}],
    [{"p": "No owner has been appointed for this protocol."}],
    [{"p": "Nobody is responsible for maintaining this protocol."}],
    [{"p": "The lead agency for each case is decided at the meeting."}],
]


def nobody_named(document: list[dict[str, Any]], folder: Path) -> bool:
    found = import_protocol(build(document, folder / "old.docx"), date(2026, 11, 2))
    return any("Nobody is named" in each.message for each in found.findings)


@pytest.mark.parametrize("document", NAMED, ids=range(len(NAMED)))
def test_an_owner_is_found_and_suggested(document: list[dict[str, Any]], tmp_path: Path) -> None:
    assert not nobody_named(document, tmp_path)
    found = import_protocol(tmp_path / "old.docx", date(2026, 11, 2))
    assert found.as_data()["suggested_answers"]["owner"]


@pytest.mark.parametrize("document", NOBODY, ids=range(len(NOBODY)))
def test_that_nobody_is_named_is_found(document: list[dict[str, Any]], tmp_path: Path) -> None:
    assert nobody_named(document, tmp_path)
