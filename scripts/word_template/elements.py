"""Builds the elements of a Word document: runs, paragraphs, fields, cells, rows and tables."""

from __future__ import annotations

from xml.sax.saxutils import escape

INK, GREY, RULE, SHADE = "1F3B4D", "595959", "A6A6A6", "E9EDF0"
PORTRAIT, LANDSCAPE = (11906, 16838), (16838, 11906)  # Word counts in twips, twentieths of a point
MARGIN, INDENT, CENTIMETRE, WRITING_LINE = 1134, 709, 567, 700
SECTION, ANNEX, BULLET, NONE = 1, 2, 3, 0  # the numbered lists; NONE takes a number away
LONG_TEXT = 200  # more characters than this, in a narrow column, may be taller than a page
KEPT_TOGETHER = 9  # a table of no more lines than this stays on one page
SCHEMAS = "http://schemas.openxmlformats.org"
OFFICE, PACKAGE = f"{SCHEMAS}/officeDocument/2006/relationships", f"{SCHEMAS}/package/2006"
NAMESPACES = f'xmlns:w="{SCHEMAS}/wordprocessingml/2006/main" xmlns:r="{OFFICE}"'
XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


def run(text: str, properties: str = "") -> str:
    words = '</w:t><w:tab/><w:t xml:space="preserve">'.join(escape(part) for part in text.split("\t"))
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{words}</w:t></w:r>'


def wrap(inside: str, style: str, properties: str = "") -> str:
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{properties}</w:pPr>{inside}</w:p>'


def paragraph(text: str, style: str = "Normal", properties: str = "") -> str:
    return wrap(run(text), style, properties)


def numbered(list_id: int, level: int = 0) -> str:
    return f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{list_id}"/></w:numPr>'


def tag(words: str) -> str:
    """A paragraph that docxtpl takes out, leaving its condition or loop."""
    return paragraph(f"{{%p {words} %}}")


def law(name: str, style: str) -> str:
    """The small line that names the law behind an answer."""
    question = name.removesuffix("[]")
    return tag(f"if law.{question}") + paragraph(f"Law: {{{{ law.{question} }}}}", style) + tag("endif")


def answer(name: str, style: str, item_style: str, numbers: str = "") -> str:
    """The place of one answer: a paragraph, or one for each item of a list."""
    question = name.removesuffix("[]")
    if question == name:
        return paragraph(f"{{{{ a.{question} }}}}", style)
    return tag(f"for item in a.{question}") + paragraph("{{ item }}", item_style, numbers) + tag("endfor")


def field(instruction: str, result: str = "", properties: str = "") -> str:
    """A field that Word and LibreOffice work out for themselves."""
    begin, middle, end = (f'<w:r><w:fldChar w:fldCharType="{kind}"' for kind in ("begin", "separate", "end"))
    code = f'<w:r><w:instrText xml:space="preserve"> {instruction} </w:instrText></w:r>'
    return f"{begin}{properties}/></w:r>{code}{middle}/></w:r>{run(result)}{end}/></w:r>"


def cell(inside: str, width: float, properties: str = "") -> str:
    size = f'<w:tcW w:w="{width * CENTIMETRE:.0f}" w:type="dxa"/>'
    return f"<w:tc><w:tcPr>{size}{properties}</w:tcPr>{inside}</w:tc>"


def row(insides: list[str], widths: list[float], properties: str = "", whole: bool = True, fill: str = "") -> str:
    """One row; if it is to stay whole, it does not break across pages."""
    cells = [cell(inside, width, fill) for inside, width in zip(insides, widths, strict=True)]
    return f"<w:tr><w:trPr>{'<w:cantSplit/>' * whole}{properties}</w:trPr>{''.join(cells)}</w:tr>"


def text_row(texts: list[str], widths: list[float], style: str, height: int = 0, whole: bool = True) -> str:
    tall = f'<w:trHeight w:val="{height}" w:hRule="atLeast"/>' if height else ""
    return row([paragraph(text, style) for text in texts], widths, tall, whole)


def table(caption: str, titles: list[str], widths: list[float], rows: list[str]) -> str:
    """A plain table with a repeating header row, and a caption for those who cannot see it."""
    shade = f'<w:shd w:val="clear" w:color="auto" w:fill="{SHADE}"/>'
    header = row([paragraph(title, "TableHead") for title in titles], widths, "<w:tblHeader/>", fill=shade)
    columns = "".join(f'<w:gridCol w:w="{width * CENTIMETRE:.0f}"/>' for width in widths)
    across = f"{sum(widths) * CENTIMETRE:.0f}"
    return (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="Ruled"/><w:tblW w:w="{across}" w:type="dxa"/>'
        '<w:tblLayout w:type="fixed"/><w:tblLook w:val="0620" w:firstRow="1" w:lastRow="0" w:firstColumn="0"'
        f' w:lastColumn="0" w:noHBand="1" w:noVBand="1"/><w:tblCaption w:val="{caption}"/>'
        f'<w:tblDescription w:val="{caption}. The first row holds the column headings."/></w:tblPr>'
        f"<w:tblGrid>{columns}</w:tblGrid>{header}{''.join(rows)}</w:tbl>"
    )
