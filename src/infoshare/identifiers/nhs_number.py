"""The NHS number of England, Wales and the Isle of Man: ten digits, the last a modulus-11 check."""

from infoshare.identifiers.digits import DIGIT, figures, modulus_11
from infoshare.identifiers.identifier import Identifier, pattern

_GAP, _ANY = r"[\s.\-/_]{0,3}", r"[\s.\-/_,]{0,2}"
_SHOWN = rf"{DIGIT}{{3}}{_GAP}{DIGIT}{{3}}{_GAP}{DIGIT}{{4}}"
_SPACED = rf"{DIGIT}(?:[\s.\-]{DIGIT}){{9}}"


def is_valid(number: str) -> bool:
    """Ten digits with a right check digit; ten equal digits, which the check lets through, are not one."""
    return len(number) == 10 and len(set(number)) > 1 and modulus_11(number)


NHS_NUMBER = Identifier(
    kind="nhs",
    title="NHS number",
    placeholder="NHS NUMBER",
    pattern=pattern(
        rf"(?P<named>NHS[^0-9]{{1,16}}?(?<![^\W_]))?(?P<value>(?(named){DIGIT}(?:{_ANY}{DIGIT}){{9}}|(?:{_SHOWN}"
        rf"|{_SPACED})))"
    ),
    canonical=figures,
    is_valid=is_valid,
    example="999 000 0018",
    check="last digit: weights 10 to 2, modulus 11",
    source="NHS Data Dictionary, NHS NUMBER",
    distinctive=True,
    spoken=True,
)
