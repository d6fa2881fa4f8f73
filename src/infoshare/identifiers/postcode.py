"""The postcode: an outward part (area and district) and an inward part (sector digit and unit letters)."""

import re

from infoshare.identifiers.identifier import Identifier, alphanumerics, pattern

_AREA = (
    r"(?:[A-PR-UWYZ][0-9]{1,2}|[A-PR-UWYZ][A-HK-Y][0-9]{1,2}|[A-PR-UWYZ][0-9][A-HJKPSTUW]"
    r"|[A-PR-UWYZ][A-HK-Y][0-9][ABEHMNPRV-Y]|ZZ99|XX[0-9]{1,2})"
)
_INWARD = r"[0-9][ABD-HJLNP-UW-Z]{2}"
_OVERSEAS = r"(?:ASCN|STHL|TDCU|BBND|BIQQ|FIQQ|PCRN|SIQQ|TKCA|AI-?2640)"
_PARTS = re.compile(rf"({_AREA}|GIR)({_INWARD}|0AA)|(ZZ99)([0-9][A-Z]{{2}})")
_ODD = re.compile(r"(ASCN|STHL|TDCU|BBND|BIQQ|FIQQ|PCRN|SIQQ|TKCA)(1ZZ)|(BFPO)([0-9]{1,4})")
_GAP, _NOUGHT = r"[\s.\-]{0,3}", "(?:[0-9]|(?-i:O))"
_DISTRICT = r"(?:[A-PR-UWYZ][A-HK-Y]?[0-9](?:[0-9OIl]|[A-HJKMNPR-Y])?|ZZ99|XX[0-9]{1,2}|GIR)"
_A_WORD_AND_A_NUMBER = r"(?:(?:at|by|in|is|no|of|on|to|up|me|we|so|pt|hr|do|am|my|as|bp|rr|re)\s|(?-i:[a-z]\s))[0-9]"
"""`at 10 3rd` would be a postcode if a word before a number could be one of its letters."""


def canonical(postcode: str) -> str:
    """Letters and digits in upper case, a letter O or l in the place of a digit put right."""
    plain = alphanumerics(re.sub(r"(?<=[0-9])l(?=[\s.\-]{0,3}[0-9])", "I", postcode))
    if len(plain) < 5 or _ODD.fullmatch(plain) or _PARTS.fullmatch(plain):
        return plain
    outward, inward = plain[:-3], plain[-3:]
    return _digits(outward, len(outward) - len(outward.lstrip("ABCDEFGHJKLMNPQRSTUVWXYZ"))) + _digits(inward, 0)


def _digits(part: str, place: int) -> str:
    after = part[place:]
    return part[:place] + after[:2].replace("O", "0").replace("I", "1") + after[2:]


def parts(postcode: str) -> tuple[str, str] | None:
    """The outward and inward parts of a postcode in canonical form, or None if it is not one."""
    found = _PARTS.fullmatch(postcode)
    return (found[1] or found[3], found[2] or found[4]) if found else None


def is_valid(postcode: str) -> bool:
    """Whether a canonical text has the form of a full postcode; whether it is in use is not known here."""
    return parts(postcode) is not None or _ODD.fullmatch(postcode) is not None


POSTCODE = Identifier(
    kind="postcode",
    title="full postcode",
    placeholder="POSTCODE",
    pattern=pattern(
        rf"(?!{_A_WORD_AND_A_NUMBER})(?:{_DISTRICT}{_GAP}{_NOUGHT}[ABD-HJLNP-UW-Z]{{2}}|ZZ99{_GAP}[0-9][A-Z]{{2}}"
        rf"|[A-Z] ?[A-Z]? ?[0-9] ?[0-9]?[A-Z]? {{1,3}}[0-9] [A-Z] [A-Z]"
        rf"|BFPO\s?[0-9]{{1,4}}|{_OVERSEAS}\s?1ZZ)"
    ),
    canonical=canonical,
    is_valid=is_valid,
    example="SK1 1AA",
    check="the shapes and letters of Royal Mail, forces and overseas territories",
    source="Royal Mail postcode format (BS 7666)",
    distinctive=True,
    spoken=True,
)

POSTCODE_DISTRICT = Identifier(
    kind="postcode_district",
    title="first half of a postcode, where it is called one",
    placeholder="POSTCODE",
    pattern=pattern(
        rf"(?:post\s?code|p/?code|pcode|postal (?:area|district)|outcode)\s?(?:area|district|is|sector)?[\s:=\-]{{0,3}}"
        rf"(?P<value>{_AREA}(?:\s?[0-9](?![0-9A-Z]))?)"
    ),
    canonical=alphanumerics,
    is_valid=lambda district: bool(district),
    example="postcode area SK1",
    check="the shapes of Royal Mail, after `postcode`",
    source="Royal Mail postcode format (BS 7666)",
)
