"""The driver number: letters of the surname, a coded date of birth, initials and a check that only DVLA knows."""

import re

from infoshare.identifiers.identifier import Identifier, alphanumerics, pattern, words

_LOOSE = re.compile(r"[A-Z][A-Z9]{4}[0-9][0156][0-9][0-3][0-9]{2}[A-Z][A-Z9][A-Z0-9]{1,3}(?:[0-9]{2})?")

DRIVER_NUMBER = Identifier(
    kind="driver",
    title="driver number (Great Britain)",
    placeholder="DRIVER NUMBER",
    pattern=pattern(r"[A-Z][A-Z9]{4}[\s\-]?[0-9O]{6}[\s\-]?[A-Z9]{2}[\s\-]?[A-Z0-9]{1,3}(?:\s?[0-9]{2})?"),
    canonical=lambda number: (
        alphanumerics(number)[:5] + alphanumerics(number)[5:11].replace("O", "0") + alphanumerics(number)[11:]
    ),
    is_valid=lambda number: bool(_LOOSE.fullmatch(number)),
    example="MORGA657054SM9IJ",
    check="five letters, six digits, two initials and three characters",
    source="DVLA, INF45 and published specimens",
)

NI_DRIVER_NUMBER = Identifier(
    kind="ni_driver",
    title="driver number (Northern Ireland)",
    placeholder="DRIVER NUMBER",
    pattern=pattern(r"[0-9]{8}"),
    canonical=alphanumerics,
    is_valid=lambda number: len(number) == 8,
    example="12345678",
    check="eight digits",
    source="Driver and Vehicle Agency, Northern Ireland",
    needs=words("driver (?:no|number)", "driving licen[cs]e", "licen[cs]e (?:no|number)", "DVA", "DVLA"),
)
