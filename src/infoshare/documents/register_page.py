"""Prints a register for the public as one self-contained page: who shares what with whom, why and under which law."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from infoshare.model.register_view import ProtocolState, Sharing

PAGE = Path(__file__).with_name("register_page.html")


def register_page(
    agreements: Sequence[tuple[dict[str, str], ProtocolState, Sequence[Sharing]]], on: str, powers: dict[str, str]
) -> str:
    """The page, complete in itself.

    Args:
        agreements: for each its public fields, its state and its flows.
        on: the day, in words.
        powers: what each provision is called, by its id.
    """
    from jinja2 import Environment, StrictUndefined

    environment = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    page = environment.from_string(PAGE.read_text(encoding="utf-8"))
    return page.render(agreements=agreements, on=on, powers=powers)
