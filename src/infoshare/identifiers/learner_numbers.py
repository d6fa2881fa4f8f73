"""The numbers of pupils (UPN) and learners (ULN)."""

import re

from infoshare.identifiers.digits import figures
from infoshare.identifiers.identifier import Identifier, alphanumerics, pattern, words

_UPN = re.compile(r"[A-HJ-NP-RT-Z][0-9]{12}|[A-HJ-NP-RT-Z][0-9]{11}[A-HJ-NP-RT-Z]")


def is_upn(upn: str) -> bool:
    """A letter and twelve digits, or eleven and a letter; a mistyped one is still a pupil's, so no check is asked."""
    return bool(_UPN.fullmatch(upn))


def is_uln(uln: str) -> bool:
    """Ten digits that leave 10 with weights 10 to 1 and modulus 11."""
    total = sum(int(digit) * weight for digit, weight in zip(uln, range(10, 0, -1), strict=True))
    return uln[0] != "0" and total % 11 == 10


UPN = Identifier(
    kind="upn",
    title="unique pupil number (UPN)",
    placeholder="UPN",
    pattern=pattern(r"[A-HJ-NP-RT-Z][\s\-]{0,2}[0-9](?:[\s\-]{0,2}(?:[0-9]|(?-i:O))){10}[\s\-]{0,2}[0-9A-HJ-NP-RT-Z]"),
    canonical=lambda upn: alphanumerics(upn)[:1] + alphanumerics(upn)[1:].replace("O", "0"),
    is_valid=is_upn,
    example="K999400099001",
    check="a letter and twelve digits; the letter checks the rest, but a wrong one is taken too",
    source="Department for Education, Unique Pupil Numbers guide",
)

ULN = Identifier(
    kind="uln",
    title="unique learner number (ULN)",
    placeholder="ULN",
    pattern=pattern(r"[1-9][0-9]{2}[\s\-]?[0-9]{3}[\s\-]?[0-9]{4}"),
    canonical=figures,
    is_valid=is_uln,
    example="1000000043",
    check="last digit: weights 10 to 2, modulus 11, taken from 10",
    source="HESA and Learning Records Service, Unique Learner Number",
    needs=words("ULN", "learner", "LRN", "learning records?"),
)
