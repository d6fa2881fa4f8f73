"""A Word document with tracked changes: accepted it is the later version, rejected the earlier one, in every part."""

from __future__ import annotations

import io
import re
from datetime import UTC, datetime
from functools import cache
from typing import Any

import pytest
from docx import Document
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from infoshare.documents.redline import redline
from infoshare.documents.redline.blocks import redlined
from infoshare.documents.redline.marks import Marks
from infoshare.workflows.documents import made
from infoshare.workflows.versions import tracked
from tests.generative.test_versions import Answers, versions
from tests.spec.set_cases import answers_of, protocol_of
from tests.unit.documents.tracked import Side, parts, reads, resolved, shape
from tests.unit.documents.word import W

STARTS = datetime(2027, 3, 1, tzinfo=UTC)
SIDES: tuple[Side, ...] = ("accepted", "rejected")
W_XMLNS = f'xmlns:w="{W[1:-1]}"'


# Small bodies


def body(*blocks: str, end: str = "") -> Any:
    return etree.fromstring(f"<w:body {W_XMLNS}>{''.join(blocks)}{end}</w:body>")


def p(*runs: str, style: str = "Body") -> str:
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>{"".join(runs)}</w:p>'


def r(text: str, *, bold: bool = False) -> str:
    look = "<w:rPr><w:b/></w:rPr>" if bold else ""
    return f'<w:r>{look}<w:t xml:space="preserve">{text}</w:t></w:r>'


def field(code: str) -> str:
    kinds = [f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end")]
    return f"{kinds[0]}<w:r><w:instrText> {code} </w:instrText></w:r>{kinds[1]}{r('1')}{kinds[2]}"


def link(text: str) -> str:
    return f'<w:hyperlink w:anchor="here">{r(text)}</w:hyperlink>'


TAB, BREAK = "<w:r><w:tab/></w:r>", "<w:r><w:br/></w:r>"
PLACE = '<w:bookmarkStart w:id="1" w:name="here"/><w:bookmarkEnd w:id="1"/>'


def cell(*blocks: str) -> str:
    return f'<w:tc><w:tcPr><w:tcW w:w="1"/></w:tcPr>{"".join(blocks)}</w:tc>'


def table(*rows: list[str], grid: str = "1") -> str:
    written = "".join(f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{''.join(row)}</w:tr>" for row in rows)
    return f'<w:tbl><w:tblPr><w:tblStyle w:val="{grid}"/></w:tblPr>{written}</w:tbl>'


SECTION = '<w:sectPr><w:pgSz w:w="11906"/></w:sectPr>'


def redlined_text(before: Any, after: Any) -> Any:
    return redlined(before, after, Marks(STARTS))


def holds(before: Any, after: Any) -> Any:
    """Both versions can be had back from the redline, which is returned."""
    found = redlined_text(before, after)
    written = etree.tostring(found)
    for side, wanted in zip(SIDES, (after, before), strict=True):
        got = resolved(written, side)
        assert reads(got) == reads(wanted), side
        assert shape(got) == shape(wanted), side
    return found


def marked(element: Any) -> str:
    """The text with what came in plus signs and what went in minus signs."""
    text = ""
    for each in element.iter(f"{W}t", f"{W}delText"):
        kinds = {above.tag for above in each.iterancestors()}
        sign = "+" if f"{W}ins" in kinds else "-" if f"{W}del" in kinds else ""
        text += f"{sign}{each.text}{sign}"
    return text.replace("++", "").replace("--", "")


def test_one_word_is_marked_in_its_paragraph() -> None:
    found = holds(body(p(r("kept for 12 months"))), body(p(r("kept for 24 months"))))
    assert marked(found) == "kept for -12-+24+ months"


def test_what_is_the_same_is_not_marked() -> None:
    blocks = (p(r("one"), TAB, field("PAGE")), table([cell(p(r("a")))]), p(link("there")))
    found = holds(body(*blocks, end=SECTION), body(*blocks, end=SECTION))
    assert etree.tostring(found) == etree.tostring(body(*blocks, end=SECTION))


def test_a_paragraph_with_hardly_a_word_in_common_is_replaced_as_one() -> None:
    found = holds(
        body(p(r("Names are removed by software.")), p(r("x"))), body(p(r("[NOT YET ANSWERED: Who?]")), p(r("x")))
    )
    assert marked(found) == "-Names are removed by software.-+[NOT YET ANSWERED: Who?]+x"
    assert len(found.findall(f"{W}p")) == 3


def test_bold_that_came_is_a_change_of_those_words() -> None:
    assert marked(holds(body(p(r("all of it"))), body(p(r("all "), r("of", bold=True), r(" it"))))) == "all -of-+of+ it"


def test_a_bookmark_stays_and_is_not_doubled() -> None:
    found = holds(body(p(PLACE, r("old words here"))), body(p(r("new "), PLACE, r("words here"))))
    assert len(found.findall(f".//{W}bookmarkStart")) == 1


def test_a_row_that_came_and_one_that_went_are_rows() -> None:
    rows = [[cell(p(r(name))), cell(p(r(f"about {name}")))] for name in ("police", "council", "fire authority")]
    found = holds(body(table(*rows[:2])), body(table(rows[0], rows[2])))
    assert [row.find(f"{W}trPr/{W}del") is not None for row in found.iter(f"{W}tr")] == [False, True, False]
    assert [row.find(f"{W}trPr/{W}ins") is not None for row in found.iter(f"{W}tr")] == [False, False, True]


def test_a_row_with_the_same_first_cell_is_the_same_row() -> None:
    before, after = ([cell(p(r("police"))), cell(p(r(text)))] for text in ("one long reason", "something else"))
    found = holds(body(table(before)), body(table(after)))
    assert len(found.findall(f".//{W}tr")) == 1


ENDS = {
    "a paragraph more": ([p(r("one"))], [p(r("one")), p(r("two"))]),
    "a paragraph fewer": ([p(r("one")), p(r("two"))], [p(r("one"))]),
    "a paragraph of another style more": ([p(r("one"))], [p(r("one")), p(r("law"), style="Law")]),
    "a paragraph of another style fewer": ([p(r("one")), p(r("law"), style="Law")], [p(r("one"))]),
    "several fewer": ([p(r("one")), p(r("two")), p(r("three"), style="Law")], [p(r("one"))]),
    "another style": ([p(r("one"))], [p(r("one"), style="Law")]),
    "all others": ([p(r("one")), p(r("two"))], [p(r("red"), style="A"), p(r("blue"), style="B"), p(r("x"), style="C")]),
    "nothing left": ([p(r("one")), p(r("two"))], [p()]),
    "something in nothing": ([p()], [p(r("one")), p(r("two"))]),
    "properties none": (["<w:p/>"], [p(r("one"))]),
}


@pytest.mark.parametrize("case", ENDS)
def test_the_end_of_a_cell_comes_and_goes_and_its_last_paragraph_stays(case: str) -> None:
    before, after = ENDS[case]
    found = holds(body(table([cell(*before)])), body(table([cell(*after)])))
    last = found.find(f".//{W}tc").findall(f"{W}p")[-1]
    assert last.find(f"{W}pPr/{W}rPr/{W}ins") is None
    assert last.find(f"{W}pPr/{W}rPr/{W}del") is None


def test_a_table_comes_and_goes_whole() -> None:
    blocks = p(r("before")), p(r("after"))
    with_table = body(blocks[0], table([cell(p(r("a"))), cell(p(r("b"), link("c")))]), blocks[1])
    assert marked(holds(body(*blocks), with_table)) == "before+abc+after"
    assert marked(holds(with_table, body(*blocks))) == "before-abc-after"


def test_a_section_break_is_never_lost() -> None:
    ends = '<w:p><w:pPr><w:pStyle w:val="Gap"/>' + SECTION + "</w:pPr></w:p>"
    before = body(p(r("one")), ends, p(r("two")), end=SECTION)
    after = body(p(r("another")), p(r("one")), ends, p(r("none of it")), end=SECTION)
    found = holds(before, after)
    assert len(found.findall(f".//{W}sectPr")) == 2


WORDS = st.sampled_from(["police ", "council ", "shares ", "24 ", "months", ".", "a"])
RUNS = st.builds(r, WORDS, bold=st.booleans()) | WORDS.map(r) | st.sampled_from(
    [TAB, BREAK, field("PAGE"), field("NUMPAGES"), link("there"), link("police "), PLACE]
)  # fmt: skip
PARAGRAPHS = st.builds(
    lambda runs, style: p(*runs, style=style), st.lists(RUNS, max_size=6), st.sampled_from(["Body", "Body", "Law"])
)
CELLS = st.lists(PARAGRAPHS, min_size=1, max_size=3).map(lambda blocks: cell(*blocks))
TABLES = st.builds(
    lambda rows, grid: table(*rows, grid=grid),
    st.integers(1, 2).flatmap(lambda n: st.lists(st.lists(CELLS, min_size=n, max_size=n), min_size=1, max_size=4)),
    st.sampled_from("12"),
)


@st.composite
def blocks(draw: st.DrawFn) -> list[str]:
    """Paragraphs and tables; like Word's, they end with a paragraph, and one stands between any two tables."""
    found: list[str] = []
    for block in draw(st.lists(PARAGRAPHS | TABLES, max_size=5)):
        if found and found[-1].startswith("<w:tbl") and block.startswith("<w:tbl"):
            found.append(p())
        found.append(block)
    return [*found, draw(PARAGRAPHS)]


@given(blocks(), blocks())
@settings(max_examples=6 * settings().max_examples)
def test_any_two_bodies_can_be_had_back(before: list[str], after: list[str]) -> None:
    holds(body(*before, end=SECTION), body(*after, end=SECTION))


@given(blocks(), st.data())
def test_a_body_some_blocks_of_which_changed_can_be_had_back(before: list[str], data: st.DataObject) -> None:
    after = [*before]
    for _ in range(data.draw(st.integers(0, 3))):
        place = data.draw(st.integers(0, len(after) - 1))
        after[place : place + data.draw(st.integers(0, 1))] = [data.draw(PARAGRAPHS)]
    holds(body(*before, end=SECTION), body(*after, end=SECTION))


# Whole documents


@cache
def document(name: str) -> bytes:
    return made(protocol_of(name, answers_of(name)), "protocol", ".docx")


def edited() -> Answers:
    answers = {**answers_of("cda-s115"), "protocol_version": "2.1", "start_date": "2027-03-01", "necessity": "Because."}
    answers["flows"] = [dict(flow) for flow in answers["flows"][1:]]
    answers["flows"][2]["retention"] = "Three years"
    del answers["complaints"]
    return answers


@pytest.fixture(scope="module")
def redline_of_example() -> bytes:
    before, after = (protocol_of("cda-s115", answers) for answers in (answers_of("cda-s115"), edited()))
    return tracked(before, after)


def texts(document: bytes) -> dict[str, bytes]:
    return {name: part for name, part in parts(document).items() if re.match(r"word/(document|header|footer)", name)}


def both_can_be_had_back(before: bytes, after: bytes, found: bytes) -> None:
    for side, wanted in zip(SIDES, (after, before), strict=True):
        for name, part in texts(wanted).items():
            got, want = resolved(texts(found)[name], side), etree.fromstring(part)
            assert reads(got) == reads(want), (side, name)
            assert shape(got) == shape(want), (side, name)


@given(versions(), versions())
@settings(max_examples=max(settings().max_examples // 4, 1))
def test_both_versions_of_a_protocol_can_be_had_back(one: Answers, other: Answers) -> None:
    before, after = (protocol_of("cda-s115", answers) for answers in (one, other))
    both_can_be_had_back(made(before, "protocol", ".docx"), made(after, "protocol", ".docx"), tracked(before, after))


def test_the_redline_of_a_document_and_itself_is_that_document() -> None:
    assert redline(document("cda-s115"), document("cda-s115"), STARTS) == document("cda-s115")


def test_two_redlines_are_the_same_bytes(redline_of_example: bytes) -> None:
    before, after = (protocol_of("cda-s115", answers) for answers in (answers_of("cda-s115"), edited()))
    assert tracked(before, after) == redline_of_example


def test_every_mark_has_the_author_the_day_the_later_version_starts_and_a_number_of_its_own(
    redline_of_example: bytes,
) -> None:
    names = {f"{W}{kind}" for kind in ("ins", "del", "pPrChange")}
    found = [each for part in texts(redline_of_example).values() for each in etree.fromstring(part).iter(*names)]
    assert len(found) > 50
    assert {each.get(f"{W}author") for each in found} == {"infoshare"}
    assert {each.get(f"{W}date") for each in found} == {"2027-03-01T00:00:00Z"}
    numbers = [each.get(f"{W}id") for each in found]
    assert len(set(numbers)) == len(numbers)


def test_what_went_is_text_that_went_and_nothing_else_is(redline_of_example: bytes) -> None:
    for part in texts(redline_of_example).values():
        root = etree.fromstring(part)
        assert not root.findall(f".//{W}del//{W}t")
        assert all(any(a.tag == f"{W}del" for a in each.iterancestors()) for each in root.iter(f"{W}delText"))


def test_everything_that_is_not_text_is_the_later_documents(redline_of_example: bytes) -> None:
    after = parts(made(protocol_of("cda-s115", edited()), "protocol", ".docx"))
    assert set(parts(redline_of_example)) == set(after)
    for name, part in parts(redline_of_example).items():
        assert name in texts(redline_of_example) or part == after[name], name


def test_headings_numbers_tables_and_sections_are_kept(redline_of_example: bytes) -> None:
    found, after = (
        etree.fromstring(parts(each)["word/document.xml"])
        for each in (redline_of_example, made(protocol_of("cda-s115", edited()), "protocol", ".docx"))
    )
    for kind in ("sectPr", "numPr", "bookmarkStart", "hyperlink", "tbl"):
        assert len(found.findall(f".//{W}{kind}")) >= len(after.findall(f".//{W}{kind}")) > 0, kind
    for kind in ("sectPr", "bookmarkStart", "hyperlink"):
        assert len(found.findall(f".//{W}{kind}")) == len(after.findall(f".//{W}{kind}")), kind


def test_python_docx_opens_it(redline_of_example: bytes) -> None:
    opened = Document(io.BytesIO(redline_of_example))
    assert (len(opened.sections), len(opened.tables) > 20) == (5, True)


def test_two_documents_of_other_templates_can_be_had_back_too() -> None:
    before, after = document("cda-s115"), document("mappa")
    both_can_be_had_back(before, after, redline(before, after, STARTS))


@pytest.mark.parametrize("name", ["caldicott-disclosure", "care-act-cooperation", "depersonalised-s17a"])
def test_a_draft_that_lost_its_answers_can_be_had_back(name: str) -> None:
    fewer = {key: answer for n, (key, answer) in enumerate(answers_of(name).items()) if n % 3}
    before, after = protocol_of(name, answers_of(name)), protocol_of(name, fewer)
    both_can_be_had_back(document(name), made(after, "protocol", ".docx"), tracked(before, after))
