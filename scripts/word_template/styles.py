"""The look of the protocol: its paragraph styles, its table style and its numbered lists."""

from __future__ import annotations

from typing import NamedTuple

from .elements import ANNEX, BULLET, GREY, INDENT, INK, NAMESPACES, RULE, SECTION, SHADE, XML, numbered


class Style(NamedTuple):
    """A paragraph style: sizes in points, spaces and indents in twips, tabs as `kind:leader:place`."""

    name: str
    size: float = 11
    before: int = 0
    after: int = 120
    left: int = 0
    hanging: int = 0
    right: int = 0
    colour: str = "auto"
    kind: str = ""  # words among: keep (with what follows), bold, mono, box, tight (lines)
    tabs: tuple[str, ...] = ()
    level: int | None = None  # of a heading


STYLES = {
    "Title": Style("Title", 30, 120, 360, colour=INK),
    "Subtitle": Style("Subtitle", 16, 2400, 120, colour=INK),
    "CoverLine": Style("Cover line", 11, 0, 80, 2552, 2552),
    "Digest": Style("Digest", 9, 0, 240, kind="mono"),
    "CoverNote": Style("Cover note", before=360),
    "NoticeHead": Style("Notice head", 12, 360, 0, 170, right=170, kind="box bold keep"),
    "Notice": Style("Notice", 12, 0, 0, 170, right=170, kind="box"),
    "ContentsHeading": Style("Contents heading", 20, 0, 240, colour=INK, kind="keep"),
    "TOC1": Style("toc 1", 11, 0, 60, tabs=("left:none:1247", "right:dot:9638")),
    "Heading1": Style("heading 1", 18, 480, 160, colour=INK, kind="keep", level=0),
    "Heading2": Style("heading 2", 12.5, 240, 80, colour=INK, kind="keep bold", level=1),
    "Clause": Style("Clause"),
    "Bullet": Style("List Bullet", after=80),
    "Answer": Style("Answer", after=80, left=INDENT, kind="keep"),
    "AnswerBullet": Style("List Bullet 2", after=40, kind="keep"),
    "Law": Style("Law", 9, 0, 160, INDENT, colour=GREY),
    "TableHead": Style("Table head", 10, 50, 50, colour=INK, kind="keep bold tight"),
    "TableText": Style("Table text", 10, 50, 50, kind="tight"),
    "TableKept": Style("Table text kept", 10, 50, 50, kind="keep tight"),
    "TableList": Style("Table list", 9.5, 40, 40, kind="tight"),
    "TableLaw": Style("Table law", 9, 0, 60, colour=GREY, kind="tight"),
    "AfterTable": Style("After table", 9, 80, 160, colour=GREY),
    "Small": Style("Small", 9, 0, 0, colour=GREY),
    "Gap": Style("Gap", 4, 0, 120),
    "Header": Style("header", 9, 0, 0, colour=GREY, tabs=("right:none:9638",)),
    "Footer": Style("footer", 9, 0, 0, colour=GREY, tabs=("right:none:9638",)),
    "HeaderWide": Style("Header wide", 9, 0, 0, colour=GREY, tabs=("right:none:14570",)),
    "FooterWide": Style("Footer wide", 9, 0, 0, colour=GREY, tabs=("right:none:14570",)),
}


class Level(NamedTuple):
    """One level of a numbered list."""

    text: str
    kind: str = "decimal"
    left: int = INDENT
    hanging: int = INDENT
    after: str = "tab"
    style: str = ""


LISTS = {
    SECTION: (Level("%1", style="Heading1"), Level("%1.%2", style="Heading2")),
    ANNEX: (Level("Annex %1: ", "upperLetter", 0, 0, "nothing"), Level("%1.%2")),
    BULLET: (Level("\u2022", "bullet", 354, 354), Level("\u2022", "bullet", INDENT + 354, 354)),
}


def style(style_id: str, wanted: Style) -> str:
    """One paragraph style, its properties in the order the format asks for."""
    heading = wanted.level is not None
    properties = (
        "<w:keepNext/><w:keepLines/>" if "keep" in wanted.kind else "",
        numbered(SECTION, wanted.level or 0) if heading else "",
        box() if "box" in wanted.kind else "",
        f"<w:tabs>{''.join(map(tab_stop, wanted.tabs))}</w:tabs>" if wanted.tabs else "",
        f'<w:spacing w:before="{wanted.before}" w:after="{wanted.after}"',
        ' w:line="250" w:lineRule="auto"/>' if "tight" in wanted.kind else "/>",
        indent(wanted) if wanted.left else "",  # a heading takes the indent of its number
        f'<w:outlineLvl w:val="{wanted.level}"/>' if heading else "",
    )
    after = '<w:next w:val="Normal"/>' if heading else ""
    return (
        f'<w:style w:type="paragraph" w:styleId="{style_id}"><w:name w:val="{wanted.name}"/>'
        f'<w:basedOn w:val="Normal"/>{after}<w:qFormat/>'
        f"<w:pPr>{''.join(properties)}</w:pPr><w:rPr>{letters(wanted)}</w:rPr></w:style>"
    )


def indent(wanted: Style) -> str:
    return f'<w:ind w:left="{wanted.left}" w:right="{wanted.right}" w:hanging="{wanted.hanging}"/>'


def letters(wanted: Style) -> str:
    mono = '<w:rFonts w:ascii="Courier New" w:hAnsi="Courier New" w:cs="Courier New"/>'
    size = f'<w:sz w:val="{wanted.size * 2:.0f}"/><w:szCs w:val="{wanted.size * 2:.0f}"/>'
    look = ("mono" in wanted.kind) * mono + ("bold" in wanted.kind) * "<w:b/>"
    return f'{look}<w:color w:val="{wanted.colour}"/>{size}'


def box() -> str:
    sides = ("top", "left", "bottom", "right")
    lines = "".join(f'<w:{side} w:val="single" w:sz="6" w:space="7" w:color="{INK}"/>' for side in sides)
    return f'<w:pBdr>{lines}</w:pBdr><w:shd w:val="clear" w:color="auto" w:fill="{SHADE}"/>'


def tab_stop(wanted: str) -> str:
    kind, leader, place = wanted.split(":")
    return f'<w:tab w:val="{kind}" w:leader="{leader}" w:pos="{place}"/>'


def styles(look: dict[str, Style]) -> str:
    """The styles part: language and letters, paragraphs, and the one table style."""
    sides = ("top", "bottom", "insideH")
    rules = "".join(f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="{RULE}"/>' for side in sides)
    return (
        f"{XML}<w:styles {NAMESPACES}><w:docDefaults><w:rPrDefault><w:rPr>"
        '<w:rFonts w:ascii="Arial" w:hAnsi="Arial" w:eastAsia="Arial" w:cs="Arial"/>'
        '<w:sz w:val="22"/><w:szCs w:val="22"/><w:lang w:val="en-GB" w:eastAsia="en-GB" w:bidi="ar-SA"/>'
        "</w:rPr></w:rPrDefault><w:pPrDefault><w:pPr>"
        '<w:spacing w:after="120" w:line="269" w:lineRule="auto"/></w:pPr></w:pPrDefault></w:docDefaults>'
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal">'
        '<w:name w:val="Normal"/><w:qFormat/><w:rPr><w:lang w:val="en-GB"/></w:rPr></w:style>'
        '<w:style w:type="table" w:default="1" w:styleId="TableNormal">'
        '<w:name w:val="Normal Table"/></w:style>'
        f"{''.join(style(style_id, wanted) for style_id, wanted in look.items())}"
        '<w:style w:type="table" w:customStyle="1" w:styleId="Ruled"><w:name w:val="Ruled"/>'
        f'<w:basedOn w:val="TableNormal"/><w:tblPr><w:tblBorders>{rules}</w:tblBorders><w:tblCellMar>'
        '<w:left w:w="85" w:type="dxa"/><w:right w:w="113" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>'
        "</w:styles>"
    )


def list_level(place: int, wanted: Level) -> str:
    link = f'<w:pStyle w:val="{wanted.style}"/>' if wanted.style else ""
    return (
        f'<w:lvl w:ilvl="{place}"><w:start w:val="1"/><w:numFmt w:val="{wanted.kind}"/>{link}'
        f'<w:suff w:val="{wanted.after}"/><w:lvlText w:val="{wanted.text}"/><w:lvlJc w:val="left"/>'
        f'<w:pPr><w:ind w:left="{wanted.left}" w:hanging="{wanted.hanging}"/></w:pPr></w:lvl>'
    )


def numbering() -> str:
    kinds = uses = ""
    for list_id, levels in LISTS.items():
        inside = "".join(list_level(place, wanted) for place, wanted in enumerate(levels))
        opening = f'<w:abstractNum w:abstractNumId="{list_id}"><w:multiLevelType w:val="multilevel"/>'
        kinds += f"{opening}{inside}</w:abstractNum>"
        uses += f'<w:num w:numId="{list_id}"><w:abstractNumId w:val="{list_id}"/></w:num>'
    return f"{XML}<w:numbering {NAMESPACES}>{kinds}{uses}</w:numbering>"
