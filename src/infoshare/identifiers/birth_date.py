"""The date of birth, whole or in part, by the words before it: `DOB 12.3.90`, `born March 1974`, `b. 1962`."""

import re

from infoshare.identifiers.calendar_date import DAY, MONTH, WEEKDAY
from infoshare.identifiers.identifier import Identifier, pattern

_NAMED = (
    r"(?:d\.?\s?o\.?\s?b\.?|date\s+of\s+birth|birth\s?date|birthday|born|birth|b\.)(?![^\W_])"
    r"[\s:;=\-(,\"'>|]{0,4}(?:(?:given|recorded|noted|shown)\s+as|is|was|on|in|about|around|circa|approx\.?|c\.)?"
    r"[\s:;=\-(,]{0,3}(?:in\s)?"
)
_DATE = (
    rf"{DAY}(?:\s+of)?[\s.,\-/]{{0,3}}{MONTH}(?![a-z])(?:[\s.,\-/']{{0,3}}(?:[0-9]{{4}}|[0-9]{{2}}))?"
    rf"|{MONTH}(?![a-z])(?:[\s.,\-/']{{1,3}}{DAY}(?![0-9]))?(?:[\s.,\-/']{{0,3}}(?:[0-9]{{4}}|[0-9]{{2}}))?"
    r"|[0-9x?]{1,2}[\-/.\s][0-9x?]{1,2}[\-/.\s](?:[0-9x?]{4}|[0-9x?]{2})|[0-9]{4}[\-/.][0-9]{1,2}(?:[\-/.][0-9]{1,2})?"
    r"|[0-9]{1,2}[\-/.](?:[0-9]{4}|[0-9]{1,2})|[0-9]{8}|[0-9]{6}|(?:19|20)[0-9]{2}"
)

BIRTH_DATE = Identifier(
    kind="birth_date",
    title="date of birth, whole or in part, by the words before it",
    placeholder="DATE",
    pattern=pattern(rf"{_NAMED}(?P<value>{WEEKDAY}?(?:the\s{{1,3}})?(?:{_DATE}))"),
    canonical=str.strip,
    is_valid=lambda written: bool(re.search(r"[0-9]|[a-z]{3}", written, re.IGNORECASE)),
    example="born March 1974",
    check="a day, a month or a year after `born` or `DOB`",
    source="Usage in records",
)
