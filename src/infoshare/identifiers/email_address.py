"""The e-mail address, also where the sign and the dots are said in words."""

import re

from infoshare.identifiers.identifier import Identifier

_AT = r"(?:\s{0,2}@\s{0,2}|\s{0,2}[(\[{<]\s?at\s?[)\]}>]\s{0,2}|\s{1,2}at\s{1,2})"
_DOT = r"(?:\.|\s{1,2}(?:dot|\.)\s{1,2}|\s?[(\[{<]\s?(?:dot|\.)\s?[)\]}>]\s?)"
_NAME = r"[\w.+\-'&]{1,64}"
_DOMAIN = r"(?:[^\W_][\w\-]{0,62}\.){1,8}"
_PLAIN = (
    rf"{_NAME}(?:@\s{{0,2}}|\s{{1,2}}@\s{{1,2}}){_DOMAIN}[^\W\d_]{{2,24}}"
    rf"|{_NAME}\s{{1,2}}@{_DOMAIN}(?:com|org|net|uk|ie|eu|example)"
)
_SAID = (
    rf"[\w+\-']{{1,64}}(?:{_DOT}[\w+\-']{{1,64}}){{0,4}}{_AT}[^\W_][\w\-]{{0,62}}(?:{_DOT}[^\W_][\w\-]{{0,62}}){{0,6}}"
)
_DOT_SAID = r"(?:\s{1,2}dot\s{1,2}|\s?[(\[{<]\s?(?:dot|\.)\s?[)\]}>]\s?)"
_ENDING = r"(?:com|org|net|info|uk|ie|eu|io|me|wales|cymru|scot|example|test|invalid|gov|edu|co)"
_BRACKETED = r"[\w.+\-']{1,64}\s{0,2}[(\[{<]\s?at\s?[)\]}>]\s{0,2}[^\W_][\w\-]{0,62}(?:\.[^\W_][\w\-]{0,62}){1,6}"
_SPACED = r"(?:[^\W_]\s){2,30}@(?:\s[^\W_]){2,30}(?:\s\.(?:\s[^\W_]){2,12}){1,3}"


def canonical(address: str) -> str:
    """In lower case, with the signs that were said and without the spaces."""
    said = re.sub(_DOT_SAID, ".", address, flags=re.IGNORECASE)
    if "@" not in said:
        said = re.sub(_AT, "@", said, count=1, flags=re.IGNORECASE)
    return re.sub(r"\s", "", said).casefold()


EMAIL_ADDRESS = Identifier(
    kind="email",
    title="e-mail address",
    placeholder="EMAIL",
    pattern=re.compile(
        rf"(?<![\w.+\-])(?<!\w')(?:{_PLAIN}|{_SAID}{_DOT_SAID}{_ENDING}|{_BRACKETED}|{_SPACED})(?![\w\-])",
        re.IGNORECASE,
    ),
    canonical=canonical,
    is_valid=lambda address: "@" in address and "." in address,
    example="asha@example.org",
    check="a name, the sign (or `at`), and a domain with a dot (or `dot`)",
    source="RFC 5321 and 5322, as far as people use them",
    distinctive=True,
)
