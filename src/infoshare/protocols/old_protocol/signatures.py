"""Finds signature blocks of the protocol that nobody has signed; blank forms for later use are none."""

from __future__ import annotations

import re
from collections.abc import Iterator

from infoshare.protocols.old_protocol.blanks import is_blank
from infoshare.protocols.old_protocol.dates import dates_in
from infoshare.protocols.old_protocol.found import Found
from infoshare.protocols.old_protocol.passages import OldText, Passage, Row, Table
from infoshare.protocols.old_protocol.sentences import plain

SIGN = re.compile(
    r"^\W*(?:signed|signature|sign|authori[sz]ed signature|signatory's signature|signature of\b.*)\b", re.IGNORECASE
)
_COLUMN = re.compile(
    r"^\W*name\b.{0,20}\band (?:date of )?signature\W*$|"
    r"^\W*(?:signed|signature|sign(?: here)?|authori[sz]ed signature)(?: of \w+| by| and date| \(.*\))?\W*$",
    re.IGNORECASE,
)
_LINE = re.compile(
    r"^\W*(?:signed|signature)\b(?P<whom>(?: (?:by|for|on behalf of|for and on behalf of|"
    r"of)\b[^:._…\t\n]{0,90})?)(?P<rest>.*)$",
    re.IGNORECASE | re.DOTALL,
)
_OTHER = re.compile(
    r"\b(?:date|dated|name|print(?:ed)? name|position|job title|title|role|rank|organisation|agency|tel|telephone|"
    r"designation)"
    r"\b\s*(?:\(.*?\))?\s*[:.…_]+.*$",
    re.IGNORECASE | re.DOTALL,
)
_ONLY_OTHER = re.compile(
    r"^\W*(?:date|dated|name|print|position|job title|title|role|rank|organisation|agency|tel)\b", re.IGNORECASE
)
_ELSEWHERE = re.compile(
    r"\b(?:signed|original(?:s)?|executed) (?:cop(?:y|ies)|original|originals|versions?|page|pages|signature pages?|"
    r"signatures?)\b[^.]{0,60}"
    r"\b(?:held|kept|available|retained|stored|on file|with|filed|lodged)\b|\b(?:held|kept|lodged|"
    r"filed)\b[^.]{0,40}\bsigned "
    r"(?:cop(?:y|ies)|originals?)",
    re.IGNORECASE,
)
_SAID = re.compile(
    r"\b(?:signed cop(?:y|ies)\b[^.]{0,40}\b(?:not (?:yet )?been returned|awaited|outstanding)|"
    r"not (?:yet )?(?:been )?(?:formally )?signed|(?:is|are|remains?|still) unsigned|"
    r"awaiting (?:\w+ ){0,3}signatures?|signatures? (?:is |"
    r"are |still |remain )*"
    r"(?:pending|outstanding|awaited|to be obtained|to follow|missing)|(?:yet|still) to (?:be signed|sign)|"
    r"(?:has|have) (?:still )?(?:not|yet to) (?:yet )?sign(?:ed)?)\b",
    re.IGNORECASE,
)
_UNSIGNED = re.compile(r"(?::|-|\||^)\W*unsigned\W*$", re.IGNORECASE)
_OF_ITSELF = re.compile(
    r"\b(?:protocol|agreement|document|part(?:y|ies|ners?)|version|signator|status|council|police|trust|NHS|authority|board|service)",
    re.IGNORECASE,
)
MESSAGE = (
    "Nobody has signed here. A protocol binds a party once a person with the authority to do so has signed for it."
)


def has_signature_block(text: OldText) -> bool:
    """Whether there is a place to sign the protocol, signed or not."""
    return any(
        _sign_columns(table) or any(_signs(row) for row in table.rows) for table in text.tables if not table.form
    ) or any(
        _LINE.match(each.raw) and SIGN.match(each.text) for each in text.body if not each.form and each.row is None
    )


def found_unsigned(text: OldText) -> Iterator[Found]:
    """Every place of the protocol's signatures that is still empty, and every sentence that says so."""
    rows: set[tuple[int, int] | None] = set()
    if not any(_ELSEWHERE.search(each.text) for each in text.body if not _is_one_partys(each, text)):
        for table in text.tables:
            for found in _in_table(table, text):
                rows.add(found.row)
                yield found
        yield from _in_lines(text)
    for order, passage in enumerate(text.passages):
        for sentence in () if passage.form or passage.history else passage.sentences():
            said = _SAID.search(sentence) or (len(sentence.split()) <= FEW_WORDS and _UNSIGNED.search(sentence))
            about = _HEADED.search(passage.heading) or _OF_ITSELF.search(" ".join((*passage.labels, sentence)))
            if said and about and passage.row not in rows and not sentence.endswith("?"):
                yield _found(sentence, passage.where, order, passage.row)


def _is_one_partys(passage: Passage, text: OldText) -> bool:
    """Whether it stands in the row of one party of a table to sign in, and so says nothing of the others."""
    return passage.row is not None and any(
        table.number == passage.row[0] and _sign_columns(table) and len(table.rows) > len(("header", "party"))
        for table in text.tables
    )


def _sign_columns(table: Table) -> list[int]:
    titled = len(table.rows) > 1 and len(set(table.rows[0].cells)) == 1
    below = dict(zip(table.rows[1].columns, table.rows[1].cells, strict=True)) if titled else {}
    columns = {column: header for column, header in (below or table.headers).items() if _COLUMN.match(header)}
    plain_ones = [column for column, header in columns.items() if "signature" in header.casefold()]
    return plain_ones or [*columns]


def _signs(row: Row) -> bool:
    return any(SIGN.match(cell) for cell in row.cells)


def _in_table(table: Table, text: OldText) -> Iterator[Found]:
    if table.form or table.history:
        return
    columns = _sign_columns(table)
    headed = any(_HEADED.search(heading) for heading in table.headings)
    bare = headed and not columns and not table.headers
    empty = [
        row for row in table.rows
        if not row.is_header
        and (_is_unsigned(row, columns, headed=headed) or (bare and _is_left_blank(row, table.rows)))
    ]  # fmt: skip
    spare = [row for row in empty if is_blank(row.joined)]
    for row in empty[:1] if len(spare) == len(empty) else [row for row in empty if row not in spare]:
        key = (table.number, row.number)
        order = next((n for n, each in enumerate(text.passages) if each.row == key), len(text.passages))
        yield _found(row.joined or " | ".join(table.headers.values()), row.where, order, key)


def _is_unsigned(row: Row, columns: list[int], *, headed: bool) -> bool:
    """Whether the cell under "Signature" is empty, or the one beside it, or what follows it in the same cell."""
    if not columns and headed and re.match(r"for\b", row.cells[0], re.IGNORECASE):
        return len(row.cells) > 1 and all(is_blank(cell) for cell in row.cells[1:])
    for place, (cell, column) in enumerate(zip(row.cells, row.columns, strict=True)):
        if column in columns and not row.continued[place]:
            return is_blank(cell) or cell.casefold() in {"no", "n"}
        if columns or not SIGN.match(cell):
            continue
        beside = row.cells[place + 1] if place + 1 < len(row.cells) else ""
        own = _own_value(cell)
        return is_blank(own) and (is_blank(beside) or bool(_ONLY_OTHER.match(beside)))
    return False


def _is_left_blank(row: Row, rows: tuple[Row, ...]) -> bool:
    """Whether a row with a name in front has nothing in its last cell, where another row has who signed or when."""
    *before, last = row.cells
    if not before or is_blank(before[0]) or not is_blank(last) or _signs(row):
        return False
    others = [each.cells[-1] for each in rows if each is not row and len(each.cells) == len(row.cells)]
    return any(SIGN.match(cell) or any(True for _ in dates_in(cell)) for cell in others)


def _own_value(line: str) -> str:
    """What a line has after "Signed", without the date and the name beside it."""
    found = _LINE.match(line)
    if found is None or _LINE_TO_SIGN.match(found["rest"]):
        return ""
    return _FOR_WHOM.sub("", _OTHER.sub("", found["rest"]))


_RULED = re.compile(r"[._…]{4,}")
_LINE_TO_SIGN = re.compile(r"^[\s:]*[._…]{4,}")


_FOR_WHOM = re.compile(r"\b(?:for and )?on behalf of\b.*$|\bfor (?:the )?[A-Z].*$", re.DOTALL)


def _in_lines(text: OldText) -> Iterator[Found]:
    lines = [(order, each) for order, each in enumerate(text.passages) if each.row is None]
    for place, (order, passage) in enumerate(lines):
        if passage.form or passage.history:
            continue
        to_sign = _DOTS.match(passage.raw.strip()) or _FOR_A_PARTY.match(passage.raw)
        if to_sign and any(_HEADED.search(heading) for heading in passage.headings):
            yield _found(passage.text, passage.where, order, None)
        if passage.level is not None:
            continue
        if not _is_line(passage):
            continue
        following = lines[place + 1][1] if place + 1 < len(lines) else None
        below = _RULED.search(passage.raw) is None and _is_signed_below(passage, following)
        if is_blank(_own_value(passage.raw)) and not below:
            yield _found(passage.text, passage.where, order, None)


FEW_WORDS = 14
_DOTS = re.compile(r"^[._…\-]{5,}(?:\s*\(.{3,60}\))?$")
_FOR_A_PARTY = re.compile(
    r"^\W*(?:.{0,90}/ )?(?:for|on behalf of|for and on behalf of)\b[^._…]{3,90}"
    r"(?:[._…]{5,}|[\[<(](?:signature|sign here|signed|to be signed)[\])>]).*$",
    re.IGNORECASE,
)
"""A line to sign on that says for whom and does not say "Signed", since its heading does."""
_HEADED = re.compile(
    r"\bsign(?:ed|ator|ature|ing)?|\bagreed by\b|\bauthori[sz]ation\b|\bapproval\b|\bacceptance\b", re.IGNORECASE
)
"""A line of dots is a place to sign where the heading says so."""


def _is_line(passage: Passage) -> bool:
    """A line to sign on: "Signed: ______ Date: ______", and no sentence that begins with the word."""
    found = _LINE.match(passage.raw)
    if found is None:
        return False
    rest = found["rest"].strip()
    if rest == "." or len(found["whom"].split()) > FEW_WORDS:
        return False
    return (
        not rest
        or rest[0] in ":._…-"
        or "\t" in found["rest"]
        or bool(re.match(r"\(?(?:date|name|print)", rest, re.IGNORECASE))
    )


def _is_signed_below(passage: Passage, following: Passage | None) -> bool:
    """Whether the next line is what was signed: a name or a picture, and not another label or heading."""
    if (
        following is None
        or following.level is not None
        or is_blank(following.text)
        or following.headings != passage.headings
    ):
        return False
    text = plain(following.raw)
    return (
        not _ONLY_OTHER.match(text)
        and not SIGN.match(text)
        and not re.match(r"\W*(?:for|on behalf)\b", text, re.IGNORECASE)
        and ":" not in text
        and len(text.split()) <= FEW_WORDS
    )


def _found(quote: str, where: str, order: int, row: tuple[int, int] | None) -> Found:
    return Found("unsigned", "unsigned", quote, (0, 1), where, MESSAGE, "home-office-guidance-2004", order, row)
