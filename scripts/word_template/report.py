"""Puts the template of the release report together: page one with a place to sign, then any number of sections."""

from __future__ import annotations

from .elements import (
    BULLET,
    NAMESPACES,
    NONE,
    RULE,
    XML,
    field,
    numbered,
    paragraph,
    row,
    run,
    table,
    tag,
    wrap,
)
from .package import parts
from .pages import page_setup
from .styles import STYLES, Style
from .tables import row_tag

TITLE = '{{ (title ~ ": " ~ subject)[:250]|safe }}'
LOOK = STYLES | {
    "Title": Style("Title", 22, 0, 20, colour="1F3B4D", kind="keep"),
    "Subtitle": Style("Subtitle", 12.5, 0, 160),
    "Outcome": Style("Outcome", 12.5, 60, 200, 170, right=170, kind="box bold"),
    "Bar": Style("Bar", 10, 20, 20, kind="tight"),
    "Weigh": Style("Weigh", 10.5, 0, 40),
    "Quiet": Style("Quiet", 9.5, 60, 120, colour="595959"),
}
WIDTHS = {
    "ww": [4.0, 13.0], "wn": [12.0, 5.0], "www": [4.0, 6.5, 6.5], "wsw": [6.4, 1.8, 8.8], "wnn": [9.0, 4.0, 4.0],
    "wwnn": [3.6, 8.4, 2.4, 2.6], "wnnn": [5.0, 4.0, 4.0, 4.0],
}  # fmt: skip
RIGHT = '<w:jc w:val="right"/>'
BEFORE, AFTER = "C25A3C", "2B6A94"
DECISION = (
    ("Decision", "☐ It may be shared\n☐ It may be shared, on the conditions below\n☐ It may not be shared", 0),
    ("Conditions or reasons", "", 1000),
    ("Name and post", "", 480),
    ("Signature and date", "", 640),
)


def bare_heading(text: str) -> str:
    return paragraph(text, "Heading2", numbered(NONE))


def weighed(points: str, more: str = "") -> str:
    """A list of points, each with its label in bold."""
    words = run("{{ point.label }}", "<w:b/>") + run(f" {{{{ point.short }}}}{more}")
    return tag(f"for point in {points}") + wrap(words, "Weigh", numbered(BULLET)) + tag("endfor")


def rows_of(loop: str, made: str, widths: list[float]) -> list[str]:
    """A row for each thing in a list."""
    return [row_tag(f"for {loop}", widths), made, row_tag("endfor", widths)]


def front() -> str:
    """Page one."""
    widths = [4.6, 12.4]
    fact = row([headed("{{ fact[0] }}"), paragraph("{{ fact[1] }}", "TableText")], widths)
    facts = rows_of("fact in front.facts", fact, widths)
    signing = [signed(label, words, height, widths) for label, words, height in DECISION]
    return "".join(
        [
            paragraph("{{ title }}", "Title"),
            paragraph("{{ subject }}", "Subtitle"),
            paragraph("{{ front.outcome }}", "Outcome"),
            table("What this release is", ["Question", "Answer"], widths, facts),
            bare_heading("What you must still weigh"),
            weighed("front.weigh"),
            bare_heading("The decision of the Caldicott Guardian"),
            table("The decision of the Caldicott Guardian", ["Item", "To be completed"], widths, signing),
        ]
    )


def signed(label: str, words: str, height: int, widths: list[float]) -> str:
    tall = f'<w:trHeight w:val="{height}" w:hRule="atLeast"/>'
    lines = "".join(paragraph(line, "TableKept") for line in words.split("\n"))
    return row([wrap(run(label, "<w:b/>"), "TableKept"), lines], widths, tall)


def shaped(shape: str) -> str:
    """A table of one shape."""
    places, widths = range(len(shape)), WIDTHS[shape]
    cells = [paragraph(f"{{{{ row[{n}] }}}}", "TableText", RIGHT * (shape[n] == "n")) for n in places[1:]]
    rows = rows_of("row in block.rows", row([headed("{{ row[0] }}"), *cells], widths), widths)
    headers = [f"{{{{ block.headers[{n}] }}}}" for n in places]
    return (
        tag(f'if block.kind == "table" and block.shape == "{shape}"')
        + captioned(right_headed(table("{{ block.caption }}", headers, widths, rows), shape))
        + tag("endif")
    )


def headed(text: str) -> str:
    """The first cell of a row, which heads it."""
    return wrap(run(text, "<w:b/>"), "TableText")


def right_headed(made: str, shape: str) -> str:
    """The same table with the headings over its numbers put to the right as well."""
    plain = '<w:pStyle w:val="TableHead"/>'
    first, *headings = made.split(plain)
    return first + "".join(f"{plain}{RIGHT * (kind == 'n')}{each}" for kind, each in zip(shape, headings, strict=True))


def captioned(made: str) -> str:
    return bare_heading("{{ block.caption }}") + made + paragraph("", "Gap")


def compared() -> str:
    """Two bars in every row: blanks on a coloured ground, which nobody's screen reader reads out."""
    widths = [4.4, 9.4, 3.2]
    ground = '<w:shd w:val="clear" w:color="auto" w:fill="{}"/>'
    sides = {"before": ground.format(BEFORE), "after": ground.format(AFTER)}
    bars = "".join(wrap(run(f"{{{{ bar.{side} }}}}", fill), "Bar") for side, fill in sides.items())
    numbers = "".join(paragraph(f"{side}: {{{{ bar.{side}_rows }}}}", "Bar") for side in sides)
    rows = rows_of("bar in block.bars", row([headed("{{ bar.label }}"), bars, numbers], widths), widths)
    made = table("{{ block.caption }}", ["How many look the same", "Share of all rows", "Rows"], widths, rows)
    return tag('if block.kind == "compared"') + captioned(made) + tag("endif")


def section() -> str:
    """Any section: its heading, and a place for every kind of block."""
    words = tag('if block.kind == "words"') + tag("if block.quiet") + paragraph("{{ block.text }}", "Quiet")
    words += tag("else") + paragraph("{{ block.text }}") + tag("endif") + tag("endif")
    points = tag('if block.kind == "points"') + weighed("block.points", " {{ point.more }}") + tag("endif")
    kinds = words + points + "".join(map(shaped, WIDTHS)) + compared()
    heading = paragraph("{{ section.title }}", "Heading1")
    return tag("for section in sections") + heading + tag("for block in section.blocks") + kinds + tag("endfor") * 2


def document() -> str:
    inside = front() + wrap("", "Gap", "<w:pageBreakBefore/>") + section() + page_setup(wide=False)
    return f"{XML}<w:document {NAMESPACES}><w:body>{inside}</w:body></w:document>"


def header() -> str:
    return f"{XML}<w:hdr {NAMESPACES}>{wrap(run('OFFICIAL' + chr(9) + '{{ title }}', '<w:b/>'), 'Header')}</w:hdr>"


def footer() -> str:
    page = run("\tPage ") + field("PAGE", "1") + run(" of ") + field("NUMPAGES", "1")
    above = f'<w:pBdr><w:top w:val="single" w:sz="4" w:space="6" w:color="{RULE}"/></w:pBdr>'
    first = wrap(run("Policy {{ policy }}") + page, "Footer", above)
    second = paragraph("Issued {{ issued_in_words }}\tRelease {{ short_digest }}", "Footer")
    return f"{XML}<w:ftr {NAMESPACES}>{first}{second}</w:ftr>"


def report() -> dict[str, str]:
    """The parts of the report's template."""
    return parts(document(), {"header_tall": header(), "footer_tall": footer()}, TITLE, LOOK)
