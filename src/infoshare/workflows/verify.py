"""Runs the gate over a release that lies there already."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from infoshare.gate.examine import examine
from infoshare.model.certificate import Verdict
from infoshare.model.policy import Policy
from infoshare.workflows.sources import as_policy, opened


def verify(released: Any, *, source: Any, policy: Policy | str | Path) -> Verdict:
    """Look at a release (a path or a frame) with its source and policy beside it.

    Raises:
        UserError: if something given cannot be read. A release that fails is a verdict, not an error.
    """
    with opened(source) as held, opened(released) as leaving:
        return examine(as_policy(policy), held, leaving, for_spreadsheets=_is_for_spreadsheets(released))


def _is_for_spreadsheets(released: Any) -> bool:
    from infoshare.files.formats import SPREADSHEET_FORMATS, format_of

    return isinstance(released, str | Path) and format_of(Path(released)) in SPREADSHEET_FORMATS
