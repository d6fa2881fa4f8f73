"""Runs the gate over a release that lies there already."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from infoshare.gate.examine import examine
from infoshare.model.certificate import Verdict
from infoshare.model.policy import Policy
from infoshare.workflows.population_file import population_of
from infoshare.workflows.sources import as_policy, opened


def verify(released: Any, *, source: Any, policy: Policy | str | Path, sheet: str | None = None) -> Verdict:
    """Look at a release (a path or a frame) with its source and policy beside it.

    `sheet` is the sheet to read of a source that is an Excel workbook.

    Raises:
        UserError: if something given cannot be read. A release that fails is a verdict, not an error.
    """
    agreed = as_policy(policy)
    with opened(source, sheet) as held, opened(released) as leaving, population_of(agreed) as population:
        spreadsheet = _is_for_spreadsheets(released)
        return examine(agreed, held, leaving, for_spreadsheets=spreadsheet, population=population)


def _is_for_spreadsheets(released: Any) -> bool:
    from infoshare.files.formats import SPREADSHEET_FORMATS, format_of

    return isinstance(released, str | Path) and format_of(Path(released)) in SPREADSHEET_FORMATS
