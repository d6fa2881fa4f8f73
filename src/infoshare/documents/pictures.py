"""Draws plain pictures of counts as SVG inside a page: upright bars, lying bars, one bar in parts, before and after."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup, escape

BLUE, DEEP, QUIET = "#2b6a94", "#0b0c0c", "#505a5f"
SHADES = ("#7d1313", "#b5482f", "#d9946a", "#9dbfd3", "#2b6a94")
"""From groups of one, the darkest, to groups of ten and more."""
WIDTH, HEIGHT, FOOT, LETTER = 520.0, 150.0, 26.0, 6.6
WIDEST = 90.0
ROW, LABEL, LONGEST = 26.0, 190.0, 26
BEFORE = "#c25a3c"
LEAST_HEIGHT = 1.5
"""A bar that stands for any row at all is drawn at least so high, in picture units."""


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: how many rows it stands for, and its label (empty where a label would be a value)."""

    rows: int
    label: str = ""


def upright(bars: Sequence[Bar], told: str) -> Markup:
    """Bars from left to right, with as many labels under them as there is room for; `told` says it in words."""
    tallest = max((bar.rows for bar in bars), default=0) or 1
    step = min(WIDTH / max(len(bars), 1), WIDEST)
    gap = min(4.0, step / 5)
    every = _labels_apart(bars, step)
    parts = []
    for place, bar in enumerate(bars):
        height = max(HEIGHT * bar.rows / tallest, LEAST_HEIGHT if bar.rows else 0.0)
        parts.append(_box(place * step + gap / 2, HEIGHT - height, step - gap, height, BLUE))
        if bar.label and place % every == 0:
            parts.append(_text(place * step + step / 2, HEIGHT + 16, bar.label, "middle"))
    parts.append(_line(HEIGHT))
    return _picture(WIDTH, HEIGHT + FOOT, told, parts)


def _labels_apart(bars: Sequence[Bar], step: float) -> int:
    longest = max((len(bar.label) for bar in bars), default=0)
    return max(1, -int(-(longest * LETTER + 8) // step)) if longest else 1


def lying(bars: Sequence[Bar], whole: int, told: str) -> Markup:
    """Bars one under another, each with its label before it and its rows behind, out of so many rows in all.

    The figures are also told to those who hear the page.
    """
    room = WIDTH - LABEL - 64
    parts = []
    for place, bar in enumerate(bars):
        top = place * ROW
        width = max(room * bar.rows / (whole or 1), LEAST_HEIGHT if bar.rows else 0.0)
        parts += [
            _text(LABEL - 8, top + 17, _short(bar.label), "end"),
            _box(LABEL, top + 4, room, ROW - 8, "#eef2f4"),
            _box(LABEL, top + 4, width, ROW - 8, BLUE),
            _text(LABEL + room + 6, top + 17, said(bar.rows), "start"),
        ]
    figures = "; ".join(f"{bar.label}: {said(bar.rows)}" for bar in bars)
    return _picture(WIDTH, ROW * len(bars), f"{told} {figures}.", parts)


def in_parts(bars: Sequence[Bar], told: str) -> Markup:
    """One bar whose parts, side by side, are shares of all rows; the shades go from small groups to large ones."""
    whole = sum(bar.rows for bar in bars) or 1
    parts, left = [], 0.0
    for bar, shade in zip(bars, SHADES, strict=True):
        width = WIDTH * bar.rows / whole
        parts.append(_box(left, 0, width, 30, shade))
        left += width
    return _picture(WIDTH, 30, told, parts)


def compared(pairs: Sequence[tuple[str, int, int]], wholes: tuple[int, int], told: str) -> Markup:
    """Two lying bars for each label, rows before and after, each as a share of all rows of its side.

    Which is which stands in words behind each bar, so that the picture needs no colour.
    """
    room = WIDTH - LABEL - 110
    parts = []
    for place, (label, *rows) in enumerate(pairs):
        top = place * PAIR
        parts.append(_text(LABEL - 8, top + 22, _short(label), "end"))
        for row, (number, whole, when, colour) in enumerate(
            zip(rows, wholes, ("before", "after"), (BEFORE, BLUE), strict=True)
        ):
            y = top + 4 + row * HALF
            width = max(room * number / (whole or 1), LEAST_HEIGHT if number else 0.0)
            parts.append(_box(LABEL, y, width, HALF - 3, colour))
            parts.append(_text(LABEL + width + 6, y + 11, f"{when}: {number:,}", "start"))
    return _picture(WIDTH, PAIR * len(pairs), told, parts)


PAIR, HALF = 40.0, 16.0


def said(rows: int) -> str:
    """A number of rows as it stands in a picture or table: a few are not told apart."""
    return "1 to 4" if 0 < rows < 5 else f"{rows:,}"


def _short(label: str) -> str:
    return label if len(label) <= LONGEST else label[: LONGEST - 1] + "…"


def _box(x: float, y: float, width: float, height: float, colour: str) -> Markup:
    return Markup('<rect x="{}" y="{}" width="{}" height="{}" fill="{}"/>').format(
        *(f"{each:.1f}" for each in (x, y, width, height)), colour
    )


def _text(x: float, y: float, words: str, anchor: str) -> Markup:
    return Markup('<text x="{}" y="{}" text-anchor="{}">{}</text>').format(f"{x:.1f}", f"{y:.1f}", anchor, words)


def _line(y: float) -> Markup:
    return Markup('<line x1="0" x2="{}" y1="{}" y2="{}" stroke="{}"/>').format(f"{WIDTH:.0f}", y, y, QUIET)


def _picture(width: float, height: float, told: str, parts: Sequence[Markup]) -> Markup:
    head = Markup('<svg viewBox="0 0 {} {}" role="img" aria-label="{}">').format(
        f"{width:.0f}", f"{height:.0f}", escape(told)
    )
    return head + Markup("").join(parts) + Markup("</svg>")
