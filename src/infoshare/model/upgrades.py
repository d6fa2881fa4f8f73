"""Brings a policy file of an older format up to today's, one format at a time, so that old files always load."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from infoshare.errors import PolicyError

FORMAT = 1
"""The format of policy files that this version writes; a file that names none is of format 1."""

Upgrade = Callable[[dict[str, Any]], dict[str, Any]]
UPGRADES: Mapping[int, Upgrade] = {}
"""From each older format to the next: a function from the plain data of one to the plain data of the other.

A change of what policy files mean raises `FORMAT`, adds the step from the format before, and puts a file of that format
into `tests/unit/model/old_policies`. A step that once left here is never changed."""


def upgraded(data: Any, where: str, newest: int = FORMAT, steps: Mapping[int, Upgrade] = UPGRADES) -> Any:
    """The plain data of a policy file as a file of the newest format would say it; `where` names the file.

    Raises:
        PolicyError: if the file is of a newer format, or says its format in another way than as a number.
    """
    if not isinstance(data, dict):
        return data
    found = data.get("format", 1)
    if type(found) is not int or found < 1:
        raise PolicyError(f"{where}: 'format': it must be a whole number, 1 or larger", mend=f"Write format: {newest}.")
    if found > newest:
        raise PolicyError(
            f"{where} is a policy file of format {found}, and this infoshare reads formats up to {newest}",
            mend="Use a newer infoshare, or ask whoever wrote it for an older format.",
        )
    for step in range(found, newest):
        data = steps[step](data)
    return {**data, "format": newest}
