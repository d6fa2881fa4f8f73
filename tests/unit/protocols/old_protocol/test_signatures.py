"""Places to sign: the empty ones of the protocol are found, and those of forms for later use are not."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from infoshare.workflows.old_protocol import import_protocol
from tests.old_protocols.building import build

ON = date(2026, 11, 2)
Document = list[dict[str, Any]]

UNSIGNED: dict[str, tuple[Document, int]] = {
    "a row that others have filled in, in a table without a header": (
        [
            {"h1": "Signed by"},
            {"table": [["Penwell Council", "A. Example, 8 Sept 2014"], ["Penwell CCG", ""], ["Carrick Police", "TBC"]]},
        ],
        2,
    ),
    "a row that says so, once": (
        [
            {"h1": "Signatures"},
            {"table": [["Penwell Council", "Signed by A. Example on 8 Sept 2014"], ["The CCG", "Not yet signed"]]},
        ],
        1,
    ),
    "a cell beside its label": (
        [{"h1": "Signatories"}, {"table": [["Name", "A. Example"], ["Signature", ""], ["Date", ""]]}],
        1,
    ),
    "one of two rows": (
        [
            {"h1": "Signatories"},
            {"table": [["Signed for Harrowmere Council", "________"], ["Signed for Northshire Police", "B Example"]]},
        ],
        1,
    ),
    "labels in a cell": (
        [
            {"h1": "Agreement"},
            {"table": [["Council", "Signed:\nName:\nDate:"], ["Police", "Signed: B Example\nDate: 1/1/2009"]]},
        ],
        1,
    ),
    "lines of dots under the heading": (
        [{"h1": "Signatures"}, {"p": "......................"}, {"p": "Chief Executive"}, {"p": "________________"}],
        2,
    ),
    "dots inside a sentence": (
        [
            {"h1": "Signatures"},
            {"p": "Signed ........................ on behalf of Harrowmere PCT"},
            {"p": "Signed: B Example on behalf of the police"},
        ],
        1,
    ),
    "a column of yes and no": (
        [
            {"h1": "Sign off"},
            {
                "table": {
                    "rows": [
                        ["Organisation", "Signed (Y/N)", "Date"],
                        ["Council", "Y", "1/1/2010"],
                        ["Police", "N", ""],
                    ]
                }
            },
        ],
        1,
    ),
    "a sentence that says so": ([{"p": "The police have not yet signed this protocol."}], 1),
    "spare rows only": (
        [{"h1": "Signatures"}, {"table": {"rows": [["Name", "Agency", "Signature"], ["", "", ""], ["", "", ""]]}}],
        1,
    ),
}
SIGNED: dict[str, Document] = {
    "a name in the cell": [{"h1": "Signatories"}, {"table": [["Name", "A. Example"], ["Signature", "A Example"]]}],
    "a request form": [
        {"h1": "Appendix C: Information request form"},
        {"p": "Signed: ________ Date: ______"},
        {"table": [["Signature of requester", ""], ["Date", ""]]},
    ],
    "a declaration for meetings": [{"h1": "Appendix D Confidentiality declaration"}, {"p": "Signature: _________"}],
    "signed copies elsewhere": [
        {"h1": "Signatures"},
        {"p": "The original signed copy is held by the council's legal services."},
        {"table": [["Council", ""], ["Signature", ""]]},
    ],
    "sentences about signing": [
        {"p": "Signed statements are taken by the police."},
        {"p": "Signature of the chief officer is needed before sharing."},
    ],
    "a name below": [{"h1": "Signatures"}, {"p": "Signed"}, {"p": "A. N. Example"}, {"p": "Chief Executive"}],
}


def unsigned(document: Document, folder: Path) -> list[str]:
    found = import_protocol(build(document, folder / "old.docx"), ON)
    return [each.quote for each in found.findings if each.kind == "unsigned"]


@pytest.mark.parametrize("name", UNSIGNED)
def test_a_place_that_nobody_signed_is_found(name: str, tmp_path: Path) -> None:
    document, number = UNSIGNED[name]
    assert len(unsigned(document, tmp_path)) == number


@pytest.mark.parametrize("name", SIGNED)
def test_a_place_that_is_signed_or_for_later_is_not(name: str, tmp_path: Path) -> None:
    assert unsigned(SIGNED[name], tmp_path) == []
