"""The numbers of people in prison (NOMS) and on probation (nDelius case reference number)."""

import re

from infoshare.identifiers.identifier import Identifier, alphanumerics, pattern, words

_A_UNIT = (
    r"(?![A-Z\s\-]{0,3}[0-9]{4}\s?(?:mg|ml|kg|am|pm|ad|bc|hr|st|nd|rd|th|gp|of|in|on|at|to|is|we|he|by|as|so|no"
    r"|or|it|if|me|my)\b)"
)
_D = "[0-9O]"


def _canonical(number: str) -> str:
    plain = alphanumerics(number)
    return plain[:1] + plain[1:5].replace("O", "0") + plain[5:]


_PRISON = re.compile(r"[A-Z][0-9]{4}[A-Z]{2}")
_PROBATION = re.compile(r"[A-Z][0-9]{6}")

PRISON_NUMBER = Identifier(
    kind="prison",
    title="prison (NOMS) number",
    placeholder="PRISON NUMBER",
    pattern=pattern(
        rf"[A-Z][0-9]{_D}{{3}}[A-Z]{{2}}|{_A_UNIT}(?-i:[A-Z](?:[\-]|\s{{1,2}})?{_D}(?:\s{{0,2}}{_D}){{3}}(?:[\-]"
        rf"|\s{{1,2}})?[A-Z]\s{{0,2}}[A-Z])"
    ),
    canonical=_canonical,
    is_valid=lambda number: bool(_PRISON.fullmatch(number)),
    example="A1234AA",
    check="a letter, four digits, two letters",
    source="HM Prison and Probation Service, NOMIS number",
)

PROBATION_NUMBER = Identifier(
    kind="crn",
    title="probation case reference number (nDelius CRN)",
    placeholder="CRN",
    pattern=pattern(r"(?-i:[A-Z])[0-9]{6}|(?-i:[A-Z])(?:\s[0-9]){6}|(?-i:[A-Z])[\s\-][0-9]{3}[\s\-][0-9]{3}"),
    canonical=alphanumerics,
    is_valid=lambda number: bool(_PROBATION.fullmatch(number)),
    example="X123456",
    check="a capital letter and six digits",
    source="HM Prison and Probation Service, nDelius",
    spared=words("ODS", "site code", "SNOMED", "part no", "model", "version"),
)

PROBATION_NUMBER_BY_NAME = Identifier(
    kind="named_crn",
    title="probation case reference number in small letters or pieces, by the words before it",
    placeholder="CRN",
    pattern=pattern(r"[A-Z][\s.\-]{0,2}[0-9](?:[\s.\-]{0,2}[0-9]){5}"),
    canonical=alphanumerics,
    is_valid=lambda number: bool(_PROBATION.fullmatch(number)),
    example="x 123 456",
    check="a letter and six digits",
    source="HM Prison and Probation Service, nDelius",
    needs=words("CRN", "n?delius", "probation", "case ref"),
)

PRISON_NUMBER_BY_NAME = Identifier(
    kind="named_prison",
    title="prison (NOMS) number in small letters or pieces, by the words before it",
    placeholder="PRISON NUMBER",
    pattern=pattern(rf"[A-Z][\s.\-]{{0,2}}[0-9](?:[\s.\-]{{0,2}}{_D}){{3}}[\s.\-]{{0,2}}[A-Z]\s?[A-Z]"),
    canonical=_canonical,
    is_valid=lambda number: bool(_PRISON.fullmatch(number)),
    example="a 1234 aa",
    check="a letter, four digits, two letters",
    source="HM Prison and Probation Service, NOMIS number",
    needs=words("NOMS", "NOMIS", "prison", "prisoner"),
)
