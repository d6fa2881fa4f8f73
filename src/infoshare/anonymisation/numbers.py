"""Reads numbers exactly, rounds them, and codes those beyond a limit as one."""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import ROUND_HALF_EVEN, Decimal

_NUMBER = re.compile(r"\s*[+-]?[0-9]{1,15}(?:\.[0-9]{1,15})?\s*", re.ASCII)


def as_number(text: str) -> Decimal | None:
    """The number that a cell holds, exactly as written; None if it holds none."""
    return Decimal(text.strip()) if _NUMBER.fullmatch(text) else None


def written(number: Decimal) -> str:
    """A number in plain figures, without an exponent and without noughts after its last decimal."""
    plain = f"{number:f}"
    plain = plain.rstrip("0").rstrip(".") if "." in plain else plain
    return "0" if plain == "-0" else plain


def in_words(limit: float) -> str:
    """A limit in words that no spreadsheet takes for a formula: `minus 5`."""
    number = Decimal(str(limit))
    return f"{'minus ' if number < 0 else ''}{written(abs(number))}"


def round_to(multiple: float) -> Callable[[str], str | None]:
    """A function from a number as text to the nearest multiple; halves go to the even multiple (IEEE 754)."""
    step = Decimal(str(multiple))

    def rounded(text: str) -> str | None:
        number = as_number(text)
        return None if number is None else written((number / step).to_integral_value(ROUND_HALF_EVEN) * step)

    return rounded


def top_bottom_code(bottom: float | None, top: float | None) -> Callable[[str], str | None]:
    """A function from a number as text to itself, or to `90 and over` from `top` on and `under 18` below `bottom`.

    Source: Hundepool et al., Handbook on Statistical Disclosure Control (2010), section 3.3.
    """

    def coded(text: str) -> str | None:
        number = as_number(text)
        if number is None:
            return None
        if top is not None and number >= Decimal(str(top)):
            return f"{in_words(top)} and over"
        if bottom is not None and number < Decimal(str(bottom)):
            return f"under {in_words(bottom)}"
        return written(number)

    return coded
