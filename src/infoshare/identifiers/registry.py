"""The list of all kinds of identifier, in the order in which an overlap is decided."""

from __future__ import annotations

import re

from infoshare.identifiers.age import HIGH_AGE
from infoshare.identifiers.bank_account import BANK_ACCOUNT, CARD_ENDING, IBAN, NAMED_BANK_ACCOUNT, PAYMENT_CARD
from infoshare.identifiers.birth_date import BIRTH_DATE
from infoshare.identifiers.calendar_date import FULL_DATE
from infoshare.identifiers.collar_number import COLLAR_NUMBER, FORCE_NUMBER, OFFICER_NUMBER
from infoshare.identifiers.coordinates import COORDINATES, GRID_REFERENCE, THREE_WORDS
from infoshare.identifiers.court_case import COURT_CASE
from infoshare.identifiers.device_number import ICCID, IMEI, MAC_ADDRESS, NAMED_DEVICE
from infoshare.identifiers.driver_number import DRIVER_NUMBER, NI_DRIVER_NUMBER
from infoshare.identifiers.email_address import EMAIL_ADDRESS
from infoshare.identifiers.health_numbers import CHI_NUMBER, HC_NUMBER, NAMED_HEALTH_NUMBER
from infoshare.identifiers.home_office import HOME_OFFICE, NAMED_HOME_OFFICE
from infoshare.identifiers.hospital_number import HOSPITAL_NUMBER, NAMED_HOSPITAL_NUMBER
from infoshare.identifiers.identifier import Identifier
from infoshare.identifiers.learner_numbers import ULN, UPN
from infoshare.identifiers.national_insurance import NATIONAL_INSURANCE_NUMBER, TEMPORARY_REFERENCE
from infoshare.identifiers.network_address import IP_ADDRESS, WEB_ADDRESS
from infoshare.identifiers.nhs_number import NHS_NUMBER
from infoshare.identifiers.offender_numbers import (
    PRISON_NUMBER,
    PRISON_NUMBER_BY_NAME,
    PROBATION_NUMBER,
    PROBATION_NUMBER_BY_NAME,
)
from infoshare.identifiers.part_date import PART_DATE
from infoshare.identifiers.passport import PASSPORT_NUMBER
from infoshare.identifiers.police_numbers import ARREST_SUMMONS_NUMBER, CRO_NUMBER, PNC_ID, PNC_OR_CRO_BY_NAME
from infoshare.identifiers.postcode import POSTCODE, POSTCODE_DISTRICT
from infoshare.identifiers.professional_registration import NURSE_PIN, PROFESSIONAL_REGISTRATION, SOCIAL_WORKER
from infoshare.identifiers.property_number import PROPERTY_NUMBER
from infoshare.identifiers.reference import CODED_REFERENCE, DAY_LOG, EXHIBIT, LABELLED_REFERENCE, PROSECUTION_URN
from infoshare.identifiers.street_address import SHORT_ADDRESS, STREET_ADDRESS
from infoshare.identifiers.tax_reference import UTR
from infoshare.identifiers.telephone import TELEPHONE_NUMBER
from infoshare.identifiers.titled_name import TITLED_NAME
from infoshare.identifiers.username import HANDLE, JOINED_NAME, USERNAME
from infoshare.identifiers.vehicle import OLD_VEHICLE, PARTIAL_VEHICLE, SHORT_VEHICLE, VEHICLE, VIN

IDENTIFIERS: tuple[Identifier, ...] = (
    EMAIL_ADDRESS,
    WEB_ADDRESS,
    IBAN,
    NHS_NUMBER,
    CHI_NUMBER,
    HC_NUMBER,
    NAMED_HEALTH_NUMBER,
    TELEPHONE_NUMBER,
    NATIONAL_INSURANCE_NUMBER,
    TEMPORARY_REFERENCE,
    ARREST_SUMMONS_NUMBER,
    PNC_ID,
    CRO_NUMBER,
    PNC_OR_CRO_BY_NAME,
    DRIVER_NUMBER,
    UPN,
    VIN,
    PAYMENT_CARD,
    IMEI,
    ICCID,
    MAC_ADDRESS,
    IP_ADDRESS,
    BANK_ACCOUNT,
    COORDINATES,
    GRID_REFERENCE,
    THREE_WORDS,
    POSTCODE,
    PRISON_NUMBER,
    PRISON_NUMBER_BY_NAME,
    VEHICLE,
    ULN,
    UTR,
    NAMED_DEVICE,
    PASSPORT_NUMBER,
    NAMED_HOME_OFFICE,
    PROFESSIONAL_REGISTRATION,
    NURSE_PIN,
    SOCIAL_WORKER,
    PROBATION_NUMBER,
    PROBATION_NUMBER_BY_NAME,
    PROPERTY_NUMBER,
    NAMED_BANK_ACCOUNT,
    CARD_ENDING,
    HOME_OFFICE,
    NAMED_HOSPITAL_NUMBER,
    HOSPITAL_NUMBER,
    NI_DRIVER_NUMBER,
    COURT_CASE,
    COLLAR_NUMBER,
    FORCE_NUMBER,
    OFFICER_NUMBER,
    PROSECUTION_URN,
    DAY_LOG,
    LABELLED_REFERENCE,
    CODED_REFERENCE,
    EXHIBIT,
    SHORT_VEHICLE,
    OLD_VEHICLE,
    PARTIAL_VEHICLE,
    POSTCODE_DISTRICT,
    HANDLE,
    USERNAME,
    JOINED_NAME,
    STREET_ADDRESS,
    SHORT_ADDRESS,
    TITLED_NAME,
    BIRTH_DATE,
    FULL_DATE,
    PART_DATE,
    HIGH_AGE,
)


def by_kind(kind: str) -> Identifier:
    """The identifier of that kind; a KeyError is a fault of ours."""
    return {identifier.kind: identifier for identifier in IDENTIFIERS}[kind]


PLURALS = {
    "NAME": "names", "DATE": "dates", "AGE": "ages over 89", "ADDRESS": "addresses", "POSTCODE": "postcodes",
    "PHONE": "telephone numbers", "EMAIL": "e-mail addresses", "WEB ADDRESS": "web addresses",
    "IP ADDRESS": "IP addresses", "USERNAME": "usernames", "NHS NUMBER": "NHS numbers",
    "HEALTH NUMBER": "health numbers", "HOSPITAL NUMBER": "hospital numbers", "NI NUMBER": "National Insurance numbers",
    "UTR": "taxpayer references", "PASSPORT NUMBER": "passport numbers", "DRIVER NUMBER": "driver numbers",
    "VEHICLE": "vehicle registrations", "PNC ID": "PNC IDs", "CRO NUMBER": "CRO numbers",
    "ASN": "arrest summons numbers",
    "PRISON NUMBER": "prison numbers", "CRN": "probation case numbers", "UPN": "pupil numbers",
    "ULN": "learner numbers",
    "BANK ACCOUNT": "bank accounts", "CARD NUMBER": "card numbers", "DEVICE NUMBER": "device numbers",
    "REGISTRATION NUMBER": "professional registrations", "COLLAR NUMBER": "collar numbers",
    "HOME OFFICE REFERENCE": "Home Office references", "PROPERTY NUMBER": "property numbers",
    "GRID REFERENCE": "grid references", "COORDINATES": "coordinates", "REFERENCE": "reference numbers",
    "IDENTIFIER": "other identifiers", "WORD": "words not known to be safe", "NUMBER": "numbers not known to be safe",
}  # fmt: skip
"""What the placeholders of redacted text stand for, in words."""

PLACEHOLDER = re.compile(rf"\[(?:{'|'.join(PLURALS)})(?:-[0-9]{{1,3}})?\]")
"""A placeholder as it stands in a text. One with a shifted date is not among them: its date is looked at like any."""
