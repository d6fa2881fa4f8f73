"""The health numbers of Scotland (CHI) and Northern Ireland (H&C): ten digits with the check of the NHS number."""

from infoshare.identifiers.digits import DIGIT, figures, modulus_11
from infoshare.identifiers.identifier import Identifier, pattern, words

_TEN = rf"{DIGIT}(?:[\s.\-/]{{0,2}}{DIGIT}){{9}}"


def is_chi(number: str) -> bool:
    """A day, a month and a year, four digits more, and that is enough: mistyped ones turn up."""
    return 1 <= int(number[:2]) <= 31 and 1 <= int(number[2:4]) <= 12


CHI_NUMBER = Identifier(
    kind="chi",
    title="CHI number (Scotland)",
    placeholder="HEALTH NUMBER",
    pattern=pattern(r"(?:[0-2][0-9]|3[01])(?:0[1-9]|1[0-2])[0-9]{2}[\s\-]?[0-9]{4}"),
    canonical=figures,
    is_valid=is_chi,
    example="0101999992",
    check="begins with a date of birth; the last digit (modulus 11) is not asked",
    source="Public Health Scotland, CHI number",
    spared=words("SNOMED(?: CT)?"),
)

NAMED_HEALTH_NUMBER = Identifier(
    kind="named_health_number",
    title="health number by the words before it, right or mistyped",
    placeholder="HEALTH NUMBER",
    pattern=pattern(
        rf"(?:NHS|CHI|H\s?(?:&|and)\s?C|HCN)\b[^0-9\n]{{0,24}}?(?<![^\W_])(?P<value>{_TEN}"
        rf"|[0-9]{{3}}[\s\-]?[0-9]{{3}}[\s\-]?[0-9]{{3,5}})"
    ),
    canonical=figures,
    is_valid=lambda number: 9 <= len(number) <= 11,
    example="NHS no. 999 000 0000",
    check="none: it stands after `NHS`, `CHI` or `H&C`, so that a slip of the pen does not let it through",
    source="Usage in records",
    spoken=True,
)

HC_NUMBER = Identifier(
    kind="hc",
    title="Health and Care number (Northern Ireland)",
    placeholder="HEALTH NUMBER",
    pattern=pattern(r"3[2-9][0-9][\s\-]?[0-9]{3}[\s\-]?[0-9]{4}"),
    canonical=figures,
    is_valid=modulus_11,
    example="3200000015",
    check="begins with 32 to 39; last digit: weights 10 to 2, modulus 11",
    source="HSC Business Services Organisation, Health and Care Number",
    needs=words(r"H\s?(?:&|and)\s?C\w*", "HCN", "health and care", "HSC", "northern ireland"),
)
