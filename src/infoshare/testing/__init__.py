"""What the tests of those who use infoshare need: invented people, notes and identifiers, and one assertion.

The names below are the whole public interface. The strategies need Hypothesis, which infoshare does not install;
the assertion and the pytest plugin do not. Nothing in infoshare imports this package.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from infoshare.errors import MissingExtraError

if TYPE_CHECKING:
    from infoshare.testing.assertion import assert_no_identifiers
    from infoshare.testing.identifier_strategies import Planted, identifiers, planted
    from infoshare.testing.note import Note, Record, Span
    from infoshare.testing.note_strategies import notes, records
    from infoshare.testing.person import Person
    from infoshare.testing.person_strategies import people

__all__ = [
    "Note",
    "Person",
    "Planted",
    "Record",
    "Span",
    "assert_no_identifiers",
    "identifiers",
    "notes",
    "people",
    "planted",
    "records",
]

_HOMES = {
    "Note": "note",
    "Person": "person",
    "Planted": "identifier_strategies",
    "Record": "note",
    "Span": "note",
    "assert_no_identifiers": "assertion",
    "identifiers": "identifier_strategies",
    "notes": "note_strategies",
    "people": "person_strategies",
    "planted": "identifier_strategies",
    "records": "note_strategies",
}


def __getattr__(name: str) -> Any:
    """Load a public name on first use, so that the pytest plugin costs nothing where it is not used.

    Raises:
        MissingExtraError: if it is a strategy and Hypothesis is not installed.
    """
    if name not in _HOMES:
        raise AttributeError(f"module 'infoshare.testing' has no attribute '{name}'")
    from importlib import import_module

    try:
        found = globals()[name] = getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] != "hypothesis":
            raise
        raise MissingExtraError(
            f"infoshare.testing.{name} needs Hypothesis, which is not installed here", mend="pip install hypothesis"
        ) from None
    return found


def __dir__() -> list[str]:
    """The public names."""
    return __all__
