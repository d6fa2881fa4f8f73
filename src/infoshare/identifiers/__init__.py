"""The identifiers of people in the United Kingdom: their formats, check digits and ways of being written."""

from infoshare.identifiers.identifier import Identifier
from infoshare.identifiers.registry import IDENTIFIERS, PLURALS, by_kind

__all__ = ["IDENTIFIERS", "PLURALS", "Identifier", "by_kind"]
