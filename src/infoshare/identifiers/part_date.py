"""A date without its year, or without its day, inside a text: `26th Sept`, `Sunday 3 March`, `early Nov 2023`.

A cell that holds nothing else (`Jan 2024`) is not taken for one: it may be a column's heading.
"""

import re

from infoshare.identifiers.calendar_date import DAY, ORDINALS, WEEKDAY
from infoshare.identifiers.identifier import Identifier

_YEAR = r"(?:(?:19|20)[0-9]{2}|'[0-9]{2})"
_CLEAR_DAY = rf"(?:[0-9]{{1,2}}(?:st|nd|rd|th)|(?:{'|'.join(day.replace('-', '[ -]') for day in reversed(ORDINALS))}))"
_WHEN = (
    r"(?:early|mid|late|the\s+(?:last|first|second|third)\s+week\s+of|(?:the\s+)?(?:start|end|beginning)\s+of"
    r"|w/?[bc])"
)
_AND = rf"(?:\s?(?:-|to|and|or|&)\s?{DAY})?"
_MONTHS_CAPITAL = (
    r"(?-i:(?:Jan(?:uary)?|JAN(?:UARY)?|Feb(?:r?uary)?|FEB(?:RUARY)?|Mar(?:ch)?|MAR(?:CH)?|Apr(?:il)?|APR(?:IL)?|May"
    r"|June?|JUNE?|July?|JULY?|Aug(?:ust)?|AUG(?:UST)?|Sept?(?:ember)?|SEPT?(?:EMBER)?|Oct(?:ober)?|OCT(?:OBER)?"
    r"|Nov(?:ember)?|NOV(?:EMBER)?|Dec(?:ember)?|DEC(?:EMBER)?)(?![a-zA-Z]))"
)
_MONTHS_SMALL = (
    r"(?:january|february|april|june|july|august|september|october|november|december|jan|feb|apr|aug|sept?|oct|nov"
    r")(?![a-z])"
)
_ANY_MONTH = rf"(?:{_MONTHS_CAPITAL}|{_MONTHS_SMALL})"
_DAY_AND_MONTH = (
    rf"(?:{WEEKDAY}|w/?[bc]\s{{1,2}})?(?:the\s{{1,2}})?"
    rf"(?:{DAY}{_AND}\s{{0,2}}(?:(?:day\s{{1,2}})?of\s{{1,2}})?{_ANY_MONTH}(?:[\s,]{{1,2}}(?:19|20)[0-9]{{2}}"
    rf"|\s(?:and|to|until|-)\s{DAY}\s{_ANY_MONTH}(?:\s(?:19|20)[0-9]{{2}})?)?"
    rf"|{_CLEAR_DAY}\s{{1,2}}(?:of\s{{1,2}})?(?:march|may))"
)
_MONTH_AND_DAY = rf"{_MONTHS_CAPITAL}\s{{1,2}}(?:the\s{{1,2}})?[0-9]{{1,2}}(?:st|nd|rd|th)"
_MONTH_AND_YEAR = (
    rf"(?:{_WHEN}\s{{1,2}})?(?:{_ANY_MONTH},?\s{{0,2}}{_YEAR}|{_MONTHS_SMALL}\s{{1,2}}[0-9]{{2}}"
    r"|(?:spring|summer|autumn|winter|march|may)\s{1,2}(?:19|20)[0-9]{2})"
)
_FIGURES = r"(?:0[1-9]|1[0-2])/(?:19|20)[0-9]{2}"
PART_DATE = Identifier(
    kind="part_date",
    title="date without its year or its day, inside a text",
    placeholder="DATE",
    pattern=re.compile(
        rf"(?<![^\W_])(?=[0-9abdefjlmnostuw])(?<![0-9][./\-])(?:{_DAY_AND_MONTH}|{_MONTH_AND_DAY}|{_MONTH_AND_YEAR}|{_FIGURES})"
        r"(?![^\W_])(?![/.\-][0-9])",
        re.IGNORECASE,
    ),
    canonical=str.strip,
    is_valid=bool,
    example="since March 1974",
    check="a month's name with a day or a year, and something else in the cell",
    source="British usage: day before month",
    inside=True,
)
