"""The unique taxpayer reference (UTR): ten digits, the first of which checks the others."""

from stdnum.gb import utr

from infoshare.identifiers.digits import figures
from infoshare.identifiers.identifier import Identifier, pattern, words

UTR = Identifier(
    kind="utr",
    title="unique taxpayer reference (UTR)",
    placeholder="UTR",
    pattern=pattern(r"K?[0-9](?:[\s\-]{0,2}[0-9]){9}K?"),
    canonical=figures,
    is_valid=lambda number: len(number) == 10 and bool(utr.is_valid(number)),
    example="1955839661",
    check="first digit: weights 6, 7, 8, 9, 10, 5, 4, 3, 2, modulus 11",
    source="HMRC (python-stdnum)",
    needs=words("UTR", "tax ref(?:erence)?", "taxpayer", "self[ -]?assessment", "HMRC"),
)
