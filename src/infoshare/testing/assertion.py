"""The one assertion: nothing of given people, and no valid identifier, stands in what was released."""

from __future__ import annotations

import traceback
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from infoshare.errors import InfoshareError
from infoshare.testing.cells import opened
from infoshare.testing.faults import faults_in
from infoshare.testing.person import Person
from infoshare.testing.sought_people import Search

People = Person | Mapping[str, object] | Iterable[Person | Mapping[str, object]]
MEND = "Rows are counted from 1, the header not counted. No value is shown."


def assert_no_identifiers(released: object, people: People) -> None:
    """Fail if anything of the people, or any valid identifier, stands in what was released.

    Names, numbers, addresses and dates are found in any case, order, spacing and date form, with invisible
    characters and in full-width digits, by the search of infoshare's own gate. Column names are looked at too.

    Args:
        released: a text; an iterable of texts; an iterable of rows as mappings; a pandas, Polars or pyarrow frame;
            or the `Path` of a CSV, TSV, JSON Lines, Parquet or Arrow file.
        people: one person or more, each a `Person` or a mapping of kinds to one value or several; the kinds are
            those of a policy's `known`: name, date_of_birth, nhs, ni, postcode, phone, email, address, reference.

    Raises:
        AssertionError: naming every column with its kinds, counts and row numbers, and no value.
        UserError: if there is nothing to look at or nobody to seek, or a value is too short to be sought.
        DataFileError: if a file or frame cannot be read.
    """
    __tracebackhide__ = True
    given, whom = _held(released), _held(people)
    said = _judged(given, whom)
    # pytest can be told to show the variables of every frame, this one too.
    del released, people, given, whom
    if said is not None:
        raise said from None


def _held(things: object) -> object:
    """An iterator as a list, so that the errors of whoever wrote it are raised as they are."""
    __tracebackhide__ = True
    return list(things) if isinstance(things, Iterator) else things


def _judged(released: object, people: object) -> Exception | None:
    """What is to be raised: a new error without the frames in which values stand, or None."""
    try:
        search = Search(people)
        with opened(released) as cells:
            faults = faults_in(cells, search)
    except InfoshareError as error:
        return type(error)(*error.faults, mend=error.mend)
    except Exception as error:  # whatever it is, its own text may hold a value
        return InfoshareError(f"the release could not be looked at: {_place_of(error)}")
    return AssertionError(str(InfoshareError(*faults, mend=MEND))) if faults else None


def _place_of(error: Exception) -> str:
    last = traceback.extract_tb(error.__traceback__)[-1]
    return f"{type(error).__name__} in {Path(last.filename).name}, line {last.lineno}"
