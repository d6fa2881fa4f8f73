"""The numbers of the Police National Computer: PNC ID, criminal records office (CRO) number, arrest summons number."""

from __future__ import annotations

import re

from infoshare.identifiers.digits import check_letter
from infoshare.identifiers.identifier import Identifier, pattern

_D, _GAP = "[0-9OIl]", r"\s{0,2}"
_PNC = re.compile(r"((?:19|20)?[0-9]{2})/([0-9]{1,7})([A-HJ-NP-RT-Z])")
_CRO = re.compile(r"([0-9]{1,6})/([0-9]{2})([A-HJ-NP-RT-Z])|SF([0-9]{2})/([0-9]{1,6})([A-HJ-NP-RT-Z])")
LONG_SERIAL = 5
"""A serial of so many digits before a letter is not a date, a fraction or a page; a shorter one must pass its check."""


def canonical(number: str) -> str:
    """Upper case, one stroke between the parts, letters typed for digits put right."""
    plain = re.sub(r"\s*[/\\\-]\s*|(?<=[0-9])\s+(?=[0-9]{7})", "/", number.strip()).upper()
    plain = re.sub(r"\s", "", plain)
    head, last = plain[:-1], plain[-1:]
    start = 2 if head.startswith("SF") else 0
    return head[:start] + head[start:].replace("O", "0").replace("I", "1").replace("L", "1") + last


def is_pnc(number: str) -> bool:
    """A year, a serial and a letter; where the serial is short, the letter must be the right one."""
    found = _PNC.fullmatch(number)
    if found is None:
        return False
    year, serial, letter = found.groups()
    return len(serial) >= LONG_SERIAL or check_letter(int(year[-2:] + serial.zfill(7))) == letter


def is_cro(number: str) -> bool:
    """A serial, a year and a letter (or the file form SF); where the serial is short, the letter must be right."""
    found = _CRO.fullmatch(number)
    if found is None:
        return False
    serial, year, letter, file_year, file_serial, file_letter = found.groups()
    if file_year:
        return len(file_serial) >= LONG_SERIAL or check_letter(int(file_year + file_serial)) == file_letter
    return len(serial) >= LONG_SERIAL or check_letter(int(year + serial.zfill(6))) == letter


PNC_ID = Identifier(
    kind="pnc",
    title="PNC ID",
    placeholder="PNC ID",
    pattern=pattern(
        rf"(?:{_D}{{4}}|{_D}{{2}}){_GAP}[/\\\-]{_GAP}{_D}{{1,7}}{_GAP}[A-HJ-NP-RT-Z]|(?:19"
        rf"|20)[0-9]{{2}} ?[0-9]{{7}} ?[A-HJ-NP-RT-Z]"
    ),
    canonical=canonical,
    is_valid=is_pnc,
    example="1999/1234567B",
    check="letter: year and serial, modulus 23 (needed only of a serial under five digits)",
    source="Ministry of Justice, prison-api (open source)",
)

CRO_NUMBER = Identifier(
    kind="cro",
    title="criminal records office (CRO) number",
    placeholder="CRO NUMBER",
    pattern=pattern(
        rf"{_D}{{1,6}}{_GAP}[/\\\-]{_GAP}{_D}{{2}}{_GAP}[A-HJ-NP-RT-Z]"
        rf"|SF\s?{_D}{{2}}{_GAP}[/\\\-]{_GAP}{_D}{{1,6}}{_GAP}[A-HJ-NP-RT-Z]"
    ),
    canonical=canonical,
    is_valid=is_cro,
    example="123456/99L",
    check="letter: year and serial, modulus 23 (needed only of a serial under five digits)",
    source="Ministry of Justice, prison-api (open source)",
)

PNC_OR_CRO_BY_NAME = Identifier(
    kind="named_pnc",
    title="PNC ID or CRO number by the words before it, right or mistyped",
    placeholder="PNC ID",
    pattern=pattern(
        r"(?:PNC|CRO|SCRO)\b\s?(?:id|no|number|num|ref|trace|check)?\.?[\s:=#\-]{0,4}"
        r"(?P<value>(?:SF)?[0-9]{1,7}\s?[/\\\-]\s?[0-9]{1,7}\s?[A-Z]?|[0-9]{4,10}[A-Z])"
    ),
    canonical=str.strip,
    is_valid=bool,
    example="PNC no. 18/123456",
    check="none: it stands after `PNC` or `CRO`",
    source="Usage in records",
)

ARREST_SUMMONS_NUMBER = Identifier(
    kind="asn",
    title="arrest summons number (ASN)",
    placeholder="ASN",
    pattern=pattern(
        r"[0-9]{2}\s?/?\s?[0-9]{2}\s?/?\s?[0-9A-Z]{2}\s?/?\s?[0-9]{2}\s?/?\s?[0-9]{11}\s?[A-HJ-NP-RT-Z]"
        r"|[0-9]{2}/[0-9]{2}[0-9A-Z]{2}/[0-9]{1,2}/[0-9]{1,11}[A-HJ-NP-RT-Z]"
        r"|[0-9]{2}/[0-9]{4}/[0-9]{2}/[0-9]{1,11}[A-Z]"
        r"|(?<=ASN )[0-9]{2}[0-9A-Z/]{6,18}[A-Z]|(?<=ASN: )[0-9]{2}[0-9A-Z/]{6,18}[A-Z]"
    ),
    canonical=lambda number: re.sub(r"[\s/]", "", number).upper(),
    is_valid=bool,
    example="1101ZD0000000100001P",
    check="year, force, unit, system, serial and a letter; the letter is not checked (one source only)",
    source="Ministry of Justice, prison-api (open source)",
)
