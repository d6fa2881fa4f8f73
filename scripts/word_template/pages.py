"""Puts the document together: body, contents list, page set-up, header and footer."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from .content import Block, Heading, halves, headings
from .elements import (
    ANNEX,
    BULLET,
    LANDSCAPE,
    MARGIN,
    NAMESPACES,
    NONE,
    PORTRAIT,
    RULE,
    SECTION,
    XML,
    answer,
    field,
    law,
    numbered,
    paragraph,
    run,
    tag,
    wrap,
)
from .tables import decided, facts, fixed, repeating, signatures, when_any_arises


def styled(line: str) -> str:
    style, _, text = line.partition(" ")
    return paragraph(text, style)


def answered(lines: list[str]) -> str:
    """A heading, the answer under it and its law."""
    name, title = halves(lines[0])
    place = answer(name, "Answer", "AnswerBullet", numbered(BULLET, 1))
    return paragraph(title, "Heading2") + place + law(name, "Law")


def contents(content: list[Block]) -> str:
    """The contents list: a link and a page number for each heading."""
    lines = [paragraph("Contents", "ContentsHeading", "<w:pageBreakBefore/>")]
    for entry in headings(content):
        words = f"{entry.label}\t{entry.title}" if entry.label else entry.title
        inside = run(f"{words}\t") + field(f"PAGEREF {entry.anchor} \\h", properties=' w:dirty="true"')
        link = f'<w:hyperlink w:anchor="{entry.anchor}" w:history="1">{inside}</w:hyperlink>'
        lines.append(wrap(link, "TOC1"))
    return "".join(lines)


NARROW = 794  # margins of a page that must hold much, in twips
OF_LETTERS = 964  # margins of a letter
CONTENTS = Block("!", ["contents"])
Builders = dict[str, Callable[[list[str]], str]]
BUILDERS: Builders = {
    "=": lambda lines: paragraph(lines[0], "Heading2"),
    "=-": lambda lines: paragraph(lines[0], "Heading2", numbered(NONE)),
    ":": lambda lines: styled(lines[0]),
    ";": lambda lines: paragraph("\t".join(halves(lines[0])), "CoverLine"),
    ".": lambda lines: paragraph(lines[0], "Clause", numbered(SECTION, 1)),
    "-": lambda lines: paragraph(lines[0], "Bullet", numbered(BULLET)),
    '"': lambda lines: paragraph(lines[0]),
    "%": lambda lines: tag(lines[0]),
    "~": lambda lines: law(lines[0], "AfterTable"),
    "*": answered,
    "?": facts,
    "@": repeating,
    "+": fixed,
    "!": lambda lines: signatures(),
}
OF_A_RECORD = BUILDERS | {
    "?": decided,
    "*": lambda lines: when_any_arises([halves(lines[0])[0]], answered(lines)),
    "~": lambda lines: when_any_arises([lines[0]], law(lines[0], "AfterTable")),
}
"""A decision's record says nothing of what does not arise."""
OF_A_LETTER = BUILDERS | {'"': lambda lines: paragraph(lines[0], "Letter")}


def chapter(heading: Heading) -> str:
    """A heading of the first level, with the bookmark that the contents list points to."""
    annex, bare = numbered(ANNEX), numbered(NONE)
    numbers = {"#-": bare, "#=": bare, "#A": annex, "#L": annex}.get(heading.mark, "")
    page = "" if heading.mark in {"#", "#="} else "<w:pageBreakBefore/>"
    place = heading.anchor.partition("_")[2]
    opening = f'<w:bookmarkStart w:id="{place}" w:name="{heading.anchor}"/>'
    inside = f'{opening}{run(heading.title)}<w:bookmarkEnd w:id="{place}"/>'
    return wrap(inside, "Heading1", page + numbers)


def body(content: list[Block], builders: Builders = BUILDERS) -> Iterator[str]:
    """Everything but the set-up of the last pages."""
    waiting, mark, plain = headings(content), "", '<w:pStyle w:val="Heading2"/>'
    for block in content:
        if block.mark.startswith("#"):
            if "#L" in {mark, block.mark}:
                yield wrap("", "Gap", page_setup(wide=mark == "#L"))
            mark = block.mark
            yield chapter(next(waiting))
        else:
            part = contents(content) if block == CONTENTS else builders[block.mark](block.lines)
            yield part.replace(plain, plain + numbered(ANNEX, 1)) if mark in {"#A", "#L"} else part


def page_setup(wide: bool, margin: int = MARGIN) -> str:
    """The size, margins, header and footer of the pages that end here."""
    (width, height), which = (LANDSCAPE, "wide") if wide else (PORTRAIT, "tall")
    turned = ' w:orient="landscape"' if wide else ""
    sides = " ".join(f'w:{side}="{margin}"' for side in ("top", "right", "bottom", "left"))
    return (
        f'<w:sectPr><w:headerReference w:type="default" r:id="header_{which}"/>'
        f'<w:footerReference w:type="default" r:id="footer_{which}"/><w:type w:val="nextPage"/>'
        f'<w:pgSz w:w="{width}" w:h="{height}"{turned}/>'
        f'<w:pgMar {sides} w:header="567" w:footer="567" w:gutter="0"/></w:sectPr>'
    )


def document(content: list[Block], builders: Builders = BUILDERS, *, margin: int = MARGIN) -> str:
    inside = "".join(body(content, builders)) + page_setup(wide=False, margin=margin)
    return f"{XML}<w:document {NAMESPACES}><w:body>{inside}</w:body></w:document>"


def header(wide: bool) -> str:
    words = run("OFFICIAL\t{% if is_draft %}DRAFT{% endif %}", "<w:b/>")
    return f"{XML}<w:hdr {NAMESPACES}>{wrap(words, 'HeaderWide' if wide else 'Header')}</w:hdr>"


def footer(wide: bool) -> str:
    """What stands at the foot of every page: the title, however long, and on a line of its own version and page."""
    style = "FooterWide" if wide else "Footer"
    page = run("\tPage ") + field("PAGE", "1") + run(" of ") + field("NUMPAGES", "1")
    above = f'<w:pBdr><w:top w:val="single" w:sz="4" w:space="6" w:color="{RULE}"/></w:pBdr>'
    first = wrap(run("{{ partnership }}: {{ title }}"), style, above)
    second = wrap(run("Version {{ version }}, {{ status }}. Digest {{ short_digest }}") + page, style)
    return f"{XML}<w:ftr {NAMESPACES}>{first}{second}</w:ftr>"


def short_footer(reference: str) -> str:
    """The foot of a page of a decision: no title that could wrap, but whose it is, its reference and its digest."""
    above = f'<w:pBdr><w:top w:val="single" w:sz="4" w:space="6" w:color="{RULE}"/></w:pBdr>'
    page = run("\tPage ") + field("PAGE", "1") + run(" of ") + field("NUMPAGES", "1")
    first = wrap(run(f"Reference {{{{ {reference} }}}}") + page, "Footer", above)
    second = paragraph("{{ partnership|truncate(70) }}\tDigest {{ short_digest }}", "Footer")
    return f"{XML}<w:ftr {NAMESPACES}>{first}{second}</w:ftr>"
