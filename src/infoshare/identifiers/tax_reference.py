"""The unique taxpayer reference (UTR): ten digits, the first of which checks the others."""

from infoshare.identifiers.digits import figures
from infoshare.identifiers.identifier import Identifier, pattern, words

_WEIGHTS, _FIRST = (6, 7, 8, 9, 10, 5, 4, 3, 2), "21987654321"


def is_utr(number: str) -> bool:
    """Ten digits of which the first is right for the other nine."""
    total = sum(int(digit) * weight for digit, weight in zip(number[1:], _WEIGHTS, strict=False))
    return len(number) == 10 and number[0] == _FIRST[total % 11]


UTR = Identifier(
    kind="utr",
    title="unique taxpayer reference (UTR)",
    placeholder="UTR",
    pattern=pattern(r"K?[0-9](?:[\s\-]{0,2}[0-9]){9}K?"),
    canonical=figures,
    is_valid=is_utr,
    example="1955839661",
    check="first digit: weights 6, 7, 8, 9, 10, 5, 4, 3, 2, modulus 11",
    source="HMRC; the weights as python-stdnum has them",
    needs=words("UTR", "tax ref(?:erence)?", "taxpayer", "self[ -]?assessment", "HMRC"),
)
