"""Applies a plan to batches of rows: Polars every day, plain Python as the judge of it."""

from __future__ import annotations

from infoshare.engines.engine import Engine, Treatment
from infoshare.errors import UserError

__all__ = ["ENGINES", "Engine", "Treatment", "engine_named"]

ENGINES = ("polars", "reference")


def engine_named(name: str) -> Engine:
    """The engine of that name.

    Raises:
        UserError: if there is none.
    """
    if name == "polars":
        from infoshare.engines.polars_engine import PolarsEngine

        return PolarsEngine()
    if name == "reference":
        from infoshare.engines.reference import ReferenceEngine

        return ReferenceEngine()
    raise UserError(f"there is no engine '{name}'", mend=f"Engines: {', '.join(ENGINES)}.")
