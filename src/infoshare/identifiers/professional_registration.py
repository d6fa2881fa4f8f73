"""The registration numbers of doctors, nurses, pharmacists, dentists, allied professions and social workers."""

from infoshare.identifiers.identifier import Identifier, alphanumerics, pattern

_BODY = r"(?:GMC|NMC|GPhC|GDC|HCPC|SWE|SCW|NMC\s?PIN|PIN|BASW|SSSC|NISCC|SRA|BACP|BABCP)"

PROFESSIONAL_REGISTRATION = Identifier(
    kind="registration",
    title="professional registration (GMC, NMC, GPhC, GDC, HCPC, SWE and others), by the words before it",
    placeholder="REGISTRATION NUMBER",
    pattern=pattern(
        rf"{_BODY}\b\s?(?:reg(?:istration|istered|d)?|ref|no|number|num|PIN|is)?\b\.?\s?(?:no"
        rf"|number)?[.\s:=#\-(/]{{0,4}}"
        r"(?P<value>[A-Z]{1,3}\s?[0-9O](?:\s?[0-9O]){3,8}|[0-9]{2}\s?[A-L]\s?[0-9](?:\s?[0-9]){3}\s?[A-Z]"
        r"|[0-9](?:\s?[0-9]){4,7})"
    ),
    canonical=alphanumerics,
    is_valid=lambda number: sum(map(str.isdigit, number)) >= 3,
    example="GMC 9999214",
    check="the digits and letters that the named body gives",
    source="GMC, NMC, GPhC, GDC, HCPC and Social Work England registers",
)

NURSE_PIN = Identifier(
    kind="nurse_pin",
    title="NMC PIN",
    placeholder="REGISTRATION NUMBER",
    pattern=pattern(r"[0-9]{2}[A-L][0-9]{4}[A-Z]"),
    canonical=alphanumerics,
    is_valid=bool,
    example="99A9999E",
    check="year, month letter A to L, four digits and the letter of a country",
    source="Nursing and Midwifery Council register",
)

SOCIAL_WORKER = Identifier(
    kind="social_worker",
    title="Social Work England number",
    placeholder="REGISTRATION NUMBER",
    pattern=pattern(r"SW[0-9]{4,7}"),
    canonical=alphanumerics,
    is_valid=bool,
    example="SW999041",
    check="`SW` and four to seven digits",
    source="Social Work England register",
)
