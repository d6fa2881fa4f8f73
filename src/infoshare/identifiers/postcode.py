"""The postcode: an outward part (area and district) and an inward part (sector digit and unit letters)."""

import re

from infoshare.identifiers.identifier import Identifier, alphanumerics, pattern

_AREA = (
    r"(?:[A-PR-UWYZ][0-9]{1,2}|[A-PR-UWYZ][A-HK-Y][0-9]{1,2}|[A-PR-UWYZ][0-9][A-HJKPSTUW]"
    r"|[A-PR-UWYZ][A-HK-Y][0-9][ABEHMNPRV-Y])"
)
_INWARD = r"[0-9][ABD-HJLNP-UW-Z]{2}"
_PARTS = re.compile(rf"({_AREA}|GIR)({_INWARD}|0AA)")


def parts(postcode: str) -> tuple[str, str] | None:
    """The outward and inward parts of a postcode in canonical form, or None if it is not one."""
    found = _PARTS.fullmatch(postcode)
    return (found.group(1), found.group(2)) if found else None


def is_valid(postcode: str) -> bool:
    """Whether a canonical text has the form of a full postcode; whether it is in use is not known here."""
    return parts(postcode) is not None


POSTCODE = Identifier(
    kind="postcode",
    title="full postcode",
    placeholder="POSTCODE",
    pattern=pattern(rf"(?:{_AREA}|GIR)[\s.\-]{{0,3}}(?:{_INWARD}|0AA)"),
    canonical=alphanumerics,
    is_valid=is_valid,
    source="Royal Mail postcode format (BS 7666)",
)
