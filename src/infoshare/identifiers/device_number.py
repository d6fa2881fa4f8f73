"""The numbers of telephones and their cards (IMEI, IMSI, ICCID) and network cards (MAC address)."""

from infoshare.identifiers.digits import DIGIT, figures, passes_luhn
from infoshare.identifiers.identifier import Identifier, alphanumerics, pattern, words

_GAP = r"[\s\-/.]{0,2}"
_SPARED = words("SNOMED(?: CT)?")

IMEI = Identifier(
    kind="imei",
    title="handset number (IMEI)",
    placeholder="DEVICE NUMBER",
    pattern=pattern(rf"[0-9]{{2}}{_GAP}[0-9]{{6}}{_GAP}[0-9]{{6}}{_GAP}[0-9]"),
    canonical=figures,
    is_valid=lambda number: passes_luhn(number) and len(set(number)) > 1,
    example="490154203237518",
    check="last digit: Luhn",
    source="3GPP TS 23.003",
    spared=_SPARED,
)

NAMED_DEVICE = Identifier(
    kind="named_device",
    title="IMEI, IMSI or ICCID where words speak of a telephone or its card",
    placeholder="DEVICE NUMBER",
    pattern=pattern(rf"{DIGIT}(?:{_GAP}{DIGIT}){{13,18}}"),
    canonical=figures,
    is_valid=lambda number: 14 <= len(number) <= 19,
    example="234150000000000",
    check="fourteen to nineteen digits",
    source="3GPP TS 23.003; ITU-T E.118",
    needs=words("IMEI", "IMSI", "ICCID", "SIM", "handset", r"(?:mobile|i|smart)?\s?phone", "mobile", "device",
        "download",
                "seized", "Samsung", "Huawei", "Nokia", "tablet"),
    spared=_SPARED,
)  # fmt: skip

ICCID = Identifier(
    kind="iccid",
    title="SIM card number (ICCID)",
    placeholder="DEVICE NUMBER",
    pattern=pattern(r"89(?:[\s\-]?[0-9]){17,18}"),
    canonical=figures,
    is_valid=lambda number: 19 <= len(number) <= 20,
    example="8944200000000000005",
    check="begins with 89; nineteen or twenty digits",
    source="ITU-T E.118",
)

MAC_ADDRESS = Identifier(
    kind="mac",
    title="network card (MAC) address",
    placeholder="DEVICE NUMBER",
    pattern=pattern(r"[0-9A-F]{2}(?:[:\-][0-9A-F]{2}){5}|[0-9A-F]{4}\.[0-9A-F]{4}\.[0-9A-F]{4}"),
    canonical=alphanumerics,
    is_valid=lambda address: len(address) == 12,
    example="00:00:5E:00:53:AF",
    check="six pairs of hexadecimal digits",
    source="IEEE 802; RFC 7042",
)
