"""The National Insurance number: two prefix letters, six digits and, mostly, a suffix A to D."""

import re

from infoshare.identifiers.identifier import Identifier, alphanumerics, pattern

_GAP = r"[\s.\-]{0,2}"
_A_WORD_AND_A_DATE = r"(?:as|at|be|by|he|my|on|we)[\s.\-]+[0-9\s.\-]++(?![A-D](?![^\W_]))"
"""`on 02.10.24` has the form of a number without its suffix; only a suffix makes it one."""
_FORM = re.compile(r"(?:QQ|(?!BG|GB|KN|NK|NT|TN|ZZ)[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z])[0-9]{6}[A-D]?")


def is_valid(number: str) -> bool:
    """The prefixes that are allocated, and QQ, which official examples use; there is no check digit."""
    return bool(_FORM.fullmatch(number))


NATIONAL_INSURANCE_NUMBER = Identifier(
    kind="ni",
    title="National Insurance number",
    placeholder="NI NUMBER",
    pattern=pattern(
        rf"(?!{_A_WORD_AND_A_DATE})[A-Z]{{2}}{_GAP}[0-9]{{2}}{_GAP}[0-9]{{2}}{_GAP}[0-9]{{2}}(?:{_GAP}[A-D])?"
    ),
    canonical=alphanumerics,
    is_valid=is_valid,
    source="HMRC National Insurance Manual NIM39110",
)
