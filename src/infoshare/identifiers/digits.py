"""Digits as people type them, with a letter O for nought and a small l or capital I for one; and their checks."""

from __future__ import annotations

import re

DIGIT = "[0-9OIl]"
"""A digit, or a letter typed for one. Only for patterns that go by more than this."""
_STRAY = re.compile(r"(?<![^\W\dOoIl])[OoIl]+(?![^\W\dOoIl])")
_OTHERS = re.compile(r"[^0-9]+")
_AS_DIGITS = str.maketrans("OoIl", "0011")


def figures(text: str) -> str:
    """The digits of a text; letters typed for digits count, where no other letter touches them."""
    return _OTHERS.sub("", _STRAY.sub(lambda stray: stray.group().translate(_AS_DIGITS), text))


def passes_luhn(number: str) -> bool:
    """Whether the last digit is right by the formula of Luhn (ISO/IEC 7812)."""
    doubled = [sum(divmod(2 * int(digit), 10)) for digit in number[-2::-2]]
    return bool(number) and (sum(doubled) + sum(map(int, number[::-2]))) % 10 == 0


def modulus_11(number: str) -> bool:
    """Whether ten digits leave nothing with weights 10 to 1, as NHS, CHI and H&C numbers do."""
    return sum(int(digit) * weight for digit, weight in zip(number, range(10, 0, -1), strict=True)) % 11 == 0


LETTERS_23 = "ZABCDEFGHJKLMNPQRTUVWXY"
"""Police check letters: the remainder by 23 counts from Z."""


def check_letter(number: int) -> str:
    """The police check letter of a number."""
    return LETTERS_23[number % len(LETTERS_23)]
