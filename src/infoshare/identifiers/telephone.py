"""The telephone number as it is written in the United Kingdom, with 0 or +44 before it."""

import re

from infoshare.identifiers.identifier import Identifier

_FORM = re.compile(r"0[1235789][0-9]{7,9}")
_GAP = r"[\s.\-()/]{0,3}"


def canonical(number: str) -> str:
    """The digits in national form: +44 7700 900123 becomes 07700900123."""
    digits = re.sub(r"[^0-9]", "", number)
    return "0" + digits.removeprefix("00").removeprefix("44").removeprefix("0") if _is_abroad(number) else digits


def _is_abroad(number: str) -> bool:
    return number.lstrip(" (").startswith(("+44", "0044", "44"))


def is_valid(number: str) -> bool:
    """Nine to eleven digits that begin as a British number does; drama numbers count too."""
    return bool(_FORM.fullmatch(number))


TELEPHONE_NUMBER = Identifier(
    kind="phone",
    title="telephone number",
    placeholder="PHONE",
    pattern=re.compile(
        rf"(?<![\w+])(?:(?:\+|00)?44{_GAP}(?:\(0\){_GAP})?|\(?0)[1235789](?:{_GAP}[0-9]){{7,9}}(?![^\W_])"
    ),
    canonical=canonical,
    is_valid=is_valid,
    source="Ofcom National Telephone Numbering Plan: 01, 02, 03, 05, 07, 08 and 09 numbers",
)
