"""Bank accounts: sort code and account number, IBAN; and the payment card."""

from __future__ import annotations

from stdnum import iban

from infoshare.identifiers.digits import figures, passes_luhn
from infoshare.identifiers.identifier import Identifier, alphanumerics, pattern, words

_SORT = r"[0-9]{2}\s?[\-\s./]?\s?[0-9]{2}\s?[\-\s./]?\s?[0-9]{2}"
_ACCOUNT = r"[0-9](?:[\s\-]?[0-9]){6,7}"

BANK_ACCOUNT = Identifier(
    kind="bank",
    title="sort code and account number",
    placeholder="BANK ACCOUNT",
    pattern=pattern(
        r"[0-9]{2}[\-\s][0-9]{2}[\-\s][0-9]{2}(?:[\s,;/:|&+]{1,4}(?:and\s"
        r"|a/?c(?:count)?\W{0,3}(?:no\W{0,2})?)?)[0-9]{4}\s?[0-9]{3,4}"
    ),
    canonical=figures,
    is_valid=lambda number: 13 <= len(number) <= 14,
    example="20-99-41 55501872",
    check="six digits in pairs and seven or eight digits",
    source="Pay.UK (Vocalink modulus checking: the form, not the bank's own check)",
)

NAMED_BANK_ACCOUNT = Identifier(
    kind="named_bank",
    title="sort code or account number by the words before it",
    placeholder="BANK ACCOUNT",
    pattern=pattern(
        rf"(?:sort\s?code|s/?c(?=\W{{0,3}}(?:[0-9]{{2}}-|[0-9]{{6}}(?![0-9])))|bank|a/?cc?t?|acc(?:oun)?t)\b\.?[\s:=#\-(]{{0,4}}(?:(?:no"
        rf"|number|num|is)\b\.?[\s:=#\-]{{0,3}})?"
        rf"(?P<value>{_ACCOUNT}|{_SORT}|[A-Z]{{2}}\s[0-9]{{4}}\s[0-9]{{4}}(?:\s[0-9])?)"
    ),
    canonical=figures,
    is_valid=lambda number: 6 <= len(number) <= 10,
    example="sort code 20-99-41",
    check="six, seven or eight digits after `sort code` or `account`",
    source="Pay.UK",
)

IBAN = Identifier(
    kind="iban",
    title="international bank account number (IBAN)",
    placeholder="BANK ACCOUNT",
    pattern=pattern(r"[A-Z]{2}[0-9]{2}(?:\s?[A-Z0-9]{4}){2,7}(?:\s?[A-Z0-9]{1,3})?"),
    canonical=alphanumerics,
    is_valid=lambda number: bool(iban.is_valid(number, check_country=False)),
    example="GB33 BUKB 2020 1555 5555 55",
    check="two check digits, modulus 97",
    source="ISO 13616 (python-stdnum)",
    distinctive=True,
)

PAYMENT_CARD = Identifier(
    kind="card",
    title="payment card number",
    placeholder="CARD NUMBER",
    pattern=pattern(
        r"[3-6][0-9]{3}(?:[\s\-]?[0-9]{4}){2,3}(?:[\s\-]?[0-9]{1,3})?"
        r"|3[47][0-9]{2}[\s\-]?[0-9]{6}[\s\-]?[0-9]{5}"
    ),
    canonical=figures,
    is_valid=lambda number: 13 <= len(number) <= 19 and passes_luhn(number) and len(set(number)) > 1,
    example="4111 1111 1111 1111",
    check="last digit: Luhn",
    source="ISO/IEC 7812",
    spared=words("SNOMED(?: CT)?", "IMEI"),
)

CARD_ENDING = Identifier(
    kind="card_ending",
    title="last digits of a card or account, where they are called so",
    placeholder="CARD NUMBER",
    pattern=pattern(r"(?:card|account|a/c|acct?)\s(?:number\s)?(?:ending|ends)\s(?:in\s|with\s)?(?P<value>[0-9]{3,4})"),
    canonical=figures,
    is_valid=bool,
    example="card ending 1111",
    check="three or four digits after `card ending`",
    source="Usage in records",
)
