"""Turns a Word document of ours into one accessible page that needs nothing from elsewhere, with mammoth."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from html import escape
from itertools import count
from string import ascii_uppercase

STYLES = """
p[style-name='Title'] => h1.title:fresh
p[style-name='Subtitle'] => p.subtitle:fresh
p[style-name='Law'] => p.law:fresh
p[style-name='Table law'] => p.law:fresh
p[style-name='After table'] => p.law:fresh
p[style-name='Notice head'] => p.notice:fresh
p[style-name='Notice'] => p.notice:fresh
p[style-name='Digest'] => p.digest:fresh
p[style-name='Small'] => p.small:fresh
p[style-name='Contents heading'] => !
p[style-name='toc 1'] => !
p[style-name='heading 1'] => h2:fresh
p[style-name='heading 2'] => h3:fresh
"""
"""Which paragraph style becomes what. The contents list is left out: a page has links of its own."""
LOOK = """
body { font: 1.1rem/1.5 Arial, Helvetica, sans-serif; color: #1a1a1a; margin: 0 auto; max-width: 52rem;
  padding: 1rem }
h1, h2, h3 { color: #1f3b4d; line-height: 1.25 } h2 { margin-top: 2.5rem } .subtitle { font-size: 1.3rem }
table { border-collapse: collapse; width: 100%; margin: 1rem 0 } caption { text-align: left; font-weight: bold }
th, td { border-bottom: 1px solid #a6a6a6; padding: .4rem .5rem; text-align: left; vertical-align: top }
th { background: #e9edf0 } td p, th p { margin: 0 } .law, .small, .digest { color: #595959; font-size: .9rem }
.notice { border: 2px solid #1f3b4d; background: #e9edf0; padding: .5rem .8rem; margin: 0 }
.digest { word-break: break-all } .wide { overflow-x: auto } nav ul { columns: 2; list-style: none; padding: 0 }
a { color: #1f3b4d } a:focus { outline: 3px solid #c25a3c }
@media print { nav { display: none } body { max-width: none; font-size: 11pt } }
"""
FEW = 4
"""Fewer sections than this need no list of links."""
NO_LIST, ANNEXES = "0", "2"
"""The numbered lists of our templates that say of a heading that it has no number, or a letter."""


def web_page(document: bytes, title: str) -> str:
    """The document as an HTML page in British English: headings, lists, tables with headers, links to its sections."""
    import mammoth

    body = mammoth.convert_to_html(io.BytesIO(document), style_map=STYLES).value
    inside = _scrolling(_linked(body, [*_labels(document)]))
    return (
        f'<!DOCTYPE html>\n<html lang="en-GB"><head><meta charset="utf-8"><title>{escape(title)}</title>'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<style>{LOOK}</style></head><body><main>{inside}</main></body></html>\n"
    )


def _labels(document: bytes) -> Iterator[str]:
    """The number or letter of each heading of the first level, as Word's own lists give it."""
    from docx import Document
    from docx.oxml.ns import qn

    numbers, letters = count(1), iter(ascii_uppercase)
    for paragraph in Document(io.BytesIO(document)).element.body.iter(qn("w:p")):
        style = paragraph.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
        if style is not None and style.get(qn("w:val")) == "Heading1":
            found = paragraph.find(f"{qn('w:pPr')}/{qn('w:numPr')}/{qn('w:numId')}")
            kept = None if found is None else found.get(qn("w:val"))
            yield "" if kept == NO_LIST else f"Annex {next(letters)}: " if kept == ANNEXES else f"{next(numbers)} "


def _linked(body: str, labels: list[str]) -> str:
    """Every section's heading with its number and a place to link to, and a list of links after the front matter."""
    titles: list[str] = []

    def placed(heading: re.Match[str]) -> str:
        words = labels[len(titles)] + re.sub(r"<a id=[^>]*></a>", "", heading[1])
        titles.append(words)
        return f'<h2 id="section-{len(titles)}">{words}</h2>'

    body = re.sub(r"<h2>(.*?)</h2>", placed, body, flags=re.DOTALL)
    if len(titles) < FEW:
        return body
    links = "".join(f'<li><a href="#section-{place}">{words}</a></li>' for place, words in enumerate(titles, start=1))
    before, heading, after = body.partition("<h2 ")
    return f'{before}<nav aria-label="Contents"><h2>Contents</h2><ul>{links}</ul></nav>{heading}{after}'


def _scrolling(body: str) -> str:
    """Tables in a box that scrolls by itself on a narrow screen, their headings as headings of columns."""
    marked = re.sub(r"<th(?=[ >])", '<th scope="col"', body)
    return marked.replace("<table>", '<div class="wide"><table>').replace("</table>", "</table></div>")
