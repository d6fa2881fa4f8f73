"""The options that the commands about the register share, and how what was given to them is read."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

PlaceOption = Annotated[
    str,
    typer.Option(
        "--register", metavar="PLACE", envvar="INFOSHARE_REGISTER",
        help="The register: a folder, or postgresql://USER@HOST/DATABASE without a password.",
    ),
]  # fmt: skip
PLACE = "register"
Migrate = Annotated[
    bool, typer.Option("--migrate", help="Bring up a PostgreSQL database of an older version; keep a copy first.")
]
Registered = Annotated[
    str, typer.Argument(metavar="FILE", help="The answers file that was entered, or its digest, or 8 digits of it.")
]
By = Annotated[str, typer.Option(help="Who, by name and role.")]
On = Annotated[str | None, typer.Option(metavar="DATE", help="The day (year-month-day); today, if not given.")]
Out = Annotated[Path, typer.Option("--out", "-o", help="Where to write it.")]


def words_in(text: str, option: str) -> str:
    """The words that were given to an option.

    Raises:
        UserError: if there are none.
    """
    from infoshare.errors import UserError

    if not text.strip():
        raise UserError(f"{option} says nothing", mend="Say it in a few words.")
    return text.strip()
