"""Addresses on the internet: IP addresses of both kinds and web addresses."""

from __future__ import annotations

import ipaddress
import re

from infoshare.identifiers.identifier import Identifier

_SPLIT = r"(?:\.|\s?\[\.\]\s?|\s?\(dot\)\s?)"
_TLD = (
    r"(?:com|org|net|edu|gov|uk|co|io|info|biz|eu|ie|fr|de|nl|pl|ro|es|it|me|tv|gg|be|ly|app|dev|online|site|shop|xyz"
    r"|club|social"
    r"|live|example|test|invalid|wales|cymru|scot|london|nhs|police)"
)


def _ip(text: str) -> str:
    return re.sub(r"\s?\[\.\]\s?|\s?\(dot\)\s?", ".", text).strip()


def is_ip(address: str) -> bool:
    """Whether it is an address of version 4 or 6."""
    try:
        ipaddress.ip_address(address.split("%")[0])
    except ValueError:
        return False
    return True


_NO_VERSION = "".join(rf"(?<!\b{word}\s)" for word in ("version", "v", "section", "para", "paragraph"))
"""What numbers parts of a text or a program: `version 1.2.3.4`. Further away, such a word says nothing."""

IP_ADDRESS = Identifier(
    kind="ip",
    title="IP address",
    placeholder="IP ADDRESS",
    pattern=re.compile(
        rf"{_NO_VERSION}(?<![\w.:])(?:[0-9]{{1,3}}(?:{_SPLIT}[0-9]{{1,3}}){{3}}(?![\w]|\.[0-9])"
        r"|(?=[0-9a-f:]{0,38}:[0-9a-f:]{0,30}:)(?:[0-9a-f]{0,4}:){2,7}[0-9a-f]{0,4}(?:(?<=:)[0-9]{1,3}(?:\.[0-9]{1,3}){3})?(?![\w:]))",
        re.IGNORECASE,
    ),
    canonical=_ip,
    is_valid=lambda address: len(address) > 4 and is_ip(address),
    example="192.0.2.1",
    check="four numbers under 256, or groups of hexadecimal digits, as the standard reads them",
    source="RFC 791, RFC 4291",
)

WEB_ADDRESS = Identifier(
    kind="url",
    title="web address",
    placeholder="WEB ADDRESS",
    pattern=re.compile(
        r"(?<![\w@.\-/])(?:(?:h(?:tt|xx)ps?|ftp)\s?:\s?//[^\s<>\"'|]{2,2000}(?<![.,;:!?)\]}])"
        r"|www\.[^\s<>\"'|]{2,2000}(?<![.,;:!?)\]}])"
        rf"|(?:[a-z0-9](?:[a-z0-9\-]{{0,62}})\.){{1,6}}{_TLD}/[^\s<>\"'|]{{1,2000}}(?<![.,;:!?)\]}}]))",
        re.IGNORECASE,
    ),
    canonical=str.strip,
    is_valid=bool,
    example="https://example.org/asha",
    check="`https://` or `www.`, or a domain with a path",
    source="RFC 3986",
)
