"""The telephone number as it is written in the United Kingdom, with 0 or +44 before it, or from abroad with +."""

import re

from infoshare.identifiers.digits import DIGIT, figures
from infoshare.identifiers.identifier import Identifier

_FORM = re.compile(r"0[1235789][0-9]{8,9}|[1-9][0-9]{8,14}")
_GAP = r"[\s.\-()/]{0,3}"
_A_DATE = r"[0-9]{1,2}([/.\-\s])[0-9]{1,2}\1(?:19|20)[0-9]{2}(?![0-9])|[0-9]{1,2}([/.\-])[0-9]{1,2}\2[0-9]{2}\s"
_BRITISH = rf"(?:(?:\+\s?|00\s?)?4\s?4{_GAP}(?:\(0\){_GAP})?|\(?[0O]{_GAP})[1235789](?:{_GAP}{DIGIT}){{8,9}}"
_ABROAD = r"(?:353|3[0-4]|35[15679]|36|37[0-5]|38[0-9]|39|4[0135-9]|9[0-58]|880|23[2-4]|25[1-6])"
_FOREIGN = rf"(?:\+(?!44)|00(?={_ABROAD}))[1-9](?:{_GAP}[0-9]){{8,13}}"
_EXTENSION = r"(?:,?\s{0,2}(?:ext(?:n|ension)?|x)\.?\s{0,2}[0-9]{1,6})?"
_TAIL = re.compile(r"(?:e?xt?(?:n|ension)?)\.?\s{0,2}[0-9]{1,6}\s*$", re.IGNORECASE)


def canonical(number: str) -> str:
    """The digits in national form: +44 7700 900123 becomes 07700900123."""
    digits = figures(_TAIL.sub("", number))
    return "0" + digits.removeprefix("00").removeprefix("44").removeprefix("0") if _is_abroad(number) else digits


def _is_abroad(number: str) -> bool:
    return re.sub(r"[\s(]", "", number[:8]).startswith(("+44", "0044", "44"))


def is_valid(number: str) -> bool:
    """Ten or eleven digits that begin as a British number does, or a foreign one; drama numbers count too."""
    return bool(_FORM.fullmatch(number))


TELEPHONE_NUMBER = Identifier(
    kind="phone",
    title="telephone number",
    placeholder="PHONE",
    pattern=re.compile(
        rf"(?<![\w+])(?<!(?<![0-9])[0-9][/.\-])(?<!(?<![0-9])[0-9]{{2}}[/.\-])"
        rf"(?!{_A_DATE})(?:{_BRITISH}|{_FOREIGN}){_EXTENSION}(?![^\W_])",
        re.IGNORECASE,
    ),
    canonical=canonical,
    is_valid=is_valid,
    example="07700 900123",
    check="ten or eleven digits after 0 or +44, beginning as Ofcom's plan has it",
    source="Ofcom National Telephone Numbering Plan: 01, 02, 03, 05, 07, 08 and 09 numbers",
    distinctive=True,
    spoken=True,
)
