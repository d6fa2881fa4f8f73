"""Where something stands, in plain words: headings by style or by look, lists, tables, histories and forms."""

from __future__ import annotations

import pytest

from infoshare.protocols.old_protocol.blocks import Block, Cell, Line
from infoshare.protocols.old_protocol.headings import heading_level, is_contents
from infoshare.protocols.old_protocol.labels import labelled
from infoshare.protocols.old_protocol.layout import old_text
from infoshare.protocols.old_protocol.masking import LONGEST_QUOTE, quoted
from infoshare.protocols.old_protocol.passages import OldText


@pytest.mark.parametrize(
    ("line", "level"),
    [
        (Line("Retention", level=2), 2),
        (Line("RETENTION"), 1),
        (Line("4. Retention and disposal"), 1),
        (Line("4.2 Retention of records"), 2),
        (Line("Appendix B"), 1),
        (Line("Retention", bold=True), 7),
        (Line("Signed", bold=True), 7),
        (Line("Retention"), None),
        (Line("4.2 The police will keep records for two years."), None),
        (Line("Signed:", bold=True), None),
        (Line("Owner: the council", bold=True), None),
        (Line("A. Example"), None),
        (Line("4. Retention .......... 7"), None),
        (Line("......"), None),
    ],
)
def test_headings_are_told_by_style_number_capitals_and_bold(line: Line, level: int | None) -> None:
    assert heading_level(line) == level


def test_a_line_of_the_contents_is_none_and_says_nothing_twice() -> None:
    contents = Line("2. The PCT\t4")
    assert is_contents(contents)
    text = old_text([Block("body", contents), Block("body", Line("2. The PCT", level=1))])
    assert [each.text for each in text.passages] == ["2. The PCT"]


def places(text: OldText) -> list[str]:
    return [each.where for each in text.passages]


def test_a_place_is_the_nearest_heading_and_the_paragraph_or_row() -> None:
    cells = tuple(Cell((Line(text),), n) for n, text in enumerate(("Police", "Data")))
    text = old_text(
        [
            Block("body", Line("Before all")),
            Block("body", Line("Law", level=1)),
            Block("body", Line("First.")),
            Block("text box", Line("Boxed.")),
            Block("footnote", Line("Noted.")),
            Block("endnote", Line("Noted at the end.")),
            Block("body", Line("Second.")),
            Block("body", cells=cells, table=1, row=1),
            Block("body", cells=cells, table=2, row=1),
            Block("header", Line("On top")),
        ]
    )
    assert places(text) == [
        "before the first heading, paragraph 1",
        'under "Law", the heading',
        'under "Law", paragraph 1',
        'in a text box under "Law"',
        'in a footnote under "Law"',
        'in an endnote under "Law"',
        'under "Law", paragraph 2',
        'under "Law", row 1 of the table',
        'under "Law", row 1 of the table',
        'under "Law", row 1 of table 2',
        'under "Law", row 1 of table 2',
        "in the header",
    ]


def test_a_heading_that_names_somebody_is_masked_in_a_place() -> None:
    text = old_text(
        [Block("body", Line("Case of Mrs Asha Example, 999 000 0018", level=1)), Block("body", Line("Text."))]
    )
    assert all("Asha" not in place and "999" not in place for place in places(text))


def test_passages_under_a_history_or_a_form_are_marked() -> None:
    lines = {"Document history": 1, "PCT replaced": None, "Request form": 1, "Signed": None, "Law": 1, "Act": None}
    blocks = [Block("body", Line(text, level=level)) for text, level in lines.items()]
    marks = [(each.history, each.form) for each in old_text(blocks).body]
    assert marks == [(True, False), (False, True), (False, False)]


def test_values_are_found_under_their_labels() -> None:
    row = tuple(Cell((Line(text),), n) for n, text in enumerate(("Owner", "The council")))
    text = old_text(
        [
            Block("body", Line("Version: 2. Review date: May 2012")),
            Block("body", Line("Status\tFinal")),
            Block("body", Line("Lead officer", level=2)),
            Block("body", Line("The inspector")),
            Block("body", cells=row, table=1, row=1),
        ]
    )
    found = {label: each.text for each in labelled(text) for label in each.labels}
    assert found["Version"] == "2."
    assert found["Review date"] == "May 2012"
    assert found["Status"] == "Final"
    assert found["Owner"] == "The council"
    assert "The inspector" in [each.text for each in labelled(text) if "Lead officer" in each.labels]


def test_a_long_sentence_is_cut_around_what_it_is_about() -> None:
    text = f"{'before ' * 80}the PCT {'after ' * 80}"
    start = text.index("PCT")
    quote = quoted(text, (start, start + 3))
    assert "the PCT" in quote
    assert quote.startswith("… ")
    assert quote.endswith(" …")
    assert len(quote) <= LONGEST_QUOTE + 4
