"""The list of all kinds of identifier, in the order in which an overlap is decided."""

from __future__ import annotations

from infoshare.identifiers.calendar_date import FULL_DATE
from infoshare.identifiers.email_address import EMAIL_ADDRESS
from infoshare.identifiers.identifier import Identifier
from infoshare.identifiers.national_insurance import NATIONAL_INSURANCE_NUMBER
from infoshare.identifiers.nhs_number import NHS_NUMBER
from infoshare.identifiers.postcode import POSTCODE
from infoshare.identifiers.street_address import STREET_ADDRESS
from infoshare.identifiers.telephone import TELEPHONE_NUMBER
from infoshare.identifiers.titled_name import TITLED_NAME

IDENTIFIERS: tuple[Identifier, ...] = (
    NHS_NUMBER,
    EMAIL_ADDRESS,
    TELEPHONE_NUMBER,
    NATIONAL_INSURANCE_NUMBER,
    POSTCODE,
    STREET_ADDRESS,
    TITLED_NAME,
    FULL_DATE,
)


def by_kind(kind: str) -> Identifier:
    """The identifier of that kind; a KeyError is a fault of ours."""
    return {identifier.kind: identifier for identifier in IDENTIFIERS}[kind]


PLURALS = {
    "NAME": "names", "DATE": "dates", "NHS NUMBER": "NHS numbers", "NI NUMBER": "National Insurance numbers",
    "POSTCODE": "postcodes", "PHONE": "telephone numbers", "EMAIL": "e-mail addresses", "ADDRESS": "addresses",
    "REFERENCE": "reference numbers",
}  # fmt: skip
"""What the placeholders of redacted text stand for, in words."""
