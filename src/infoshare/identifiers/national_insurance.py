"""The National Insurance number: two prefix letters, six digits and, mostly, a suffix A to D; and HMRC's stand-in."""

import re

from infoshare.identifiers.identifier import Identifier, alphanumerics, pattern, words

_GAP = r"(?:\s{0,2}|[.,\-/])"
_D = "[0-9O]"
_A_WORD_AND_A_DATE = r"(?:as|at|be|by|he|my|on|we)[\s.\-]+[0-9\s.\-]++(?![A-D](?![^\W_]))"
"""`on 02.10.24` has the form of a number without its suffix; only a suffix makes it one."""
_FORM = re.compile(r"(?:QQ|(?!BG|GB|KN|NK|NT|TN|ZZ)[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z])[0-9]{6}[A-D]?")


def canonical(number: str) -> str:
    """Letters and digits in upper case; a letter O among the six digits is a nought."""
    plain = alphanumerics(number)
    return plain[:2] + plain[2:8].replace("O", "0") + plain[8:]


def is_valid(number: str) -> bool:
    """The prefixes that are allocated, and QQ, which official examples use; there is no check digit."""
    return bool(_FORM.fullmatch(number))


NATIONAL_INSURANCE_NUMBER = Identifier(
    kind="ni",
    title="National Insurance number",
    placeholder="NI NUMBER",
    pattern=pattern(
        rf"(?!{_A_WORD_AND_A_DATE})[A-Z]\s?[A-Z]{_GAP}[0-9](?:{_GAP}{_D}){{5}}"
        rf"(?:{_GAP}[A-D](?![^\W_])|(?![^\W_])(?!\s?[A-Z](?![^\W_]))(?!\s?[\-./]\s?[0-9]))"
    ),
    canonical=canonical,
    is_valid=is_valid,
    example="QQ 12 34 56 C",
    check="prefix letters that are allocated; there is no check digit",
    source="HMRC National Insurance Manual NIM39110",
    distinctive=True,
)

TEMPORARY_REFERENCE = Identifier(
    kind="temporary_ni",
    title="temporary or administrative National Insurance number",
    placeholder="NI NUMBER",
    pattern=pattern(
        rf"[0-9]{{2}}{_GAP}[A-Z]{_GAP}[0-9]{{2}}{_GAP}[0-9]{{3}}|(?:OO|CR|FY|MW|NC){_GAP}[0-9]{{6}}{_GAP}[A-D]?"
        rf"|TN{_GAP}[0-9]{{2}}{_GAP}[0-9]{{2}}{_GAP}[0-9]{{2}}{_GAP}[MF]"
    ),
    canonical=alphanumerics,
    is_valid=bool,
    example="12A34567",
    check="two digits, a letter and five digits, or a prefix that is never allocated",
    source="HMRC National Insurance Manual NIM39110",
    needs=words("NI", "NINO", r"national insurance\w*", "HMRC", "TRN", "temporary"),
)
