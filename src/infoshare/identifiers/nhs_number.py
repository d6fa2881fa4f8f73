"""The NHS number of England, Wales and the Isle of Man: ten digits, the last a modulus-11 check."""

from stdnum.gb import nhs

from infoshare.identifiers.identifier import Identifier, alphanumerics, pattern

_GAP = r"[\s.\-/_]{0,3}"


def is_valid(number: str) -> bool:
    """Ten digits with a right check digit; ten equal digits, which the check lets through, are not one."""
    return len(set(number)) > 1 and bool(nhs.is_valid(number))


NHS_NUMBER = Identifier(
    kind="nhs",
    title="NHS number",
    placeholder="NHS NUMBER",
    pattern=pattern(rf"[0-9]{{3}}{_GAP}[0-9]{{3}}{_GAP}[0-9]{{4}}"),
    canonical=alphanumerics,
    is_valid=is_valid,
    source="NHS Data Dictionary, NHS NUMBER: weights 10 to 2, modulus 11 (python-stdnum)",
)
