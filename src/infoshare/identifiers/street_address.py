"""The street address as a house number (or flat) and a thoroughfare: `14 Larch Row`, `Flat 2, 9 Quay Street`."""

import re

from infoshare.identifiers.identifier import Identifier

_KINDS = (
    "street|st|road|rd|avenue|ave|lane|ln|drive|dr|close|cl|court|ct|way|walk|row|place|pl|terrace|gardens|gdns|grove"
    "|crescent|cres|square|sq|hill|rise|view|mews|parade|green|park|approach|heol|ffordd|stryd|maes|clos"
)
_HOUSE = r"(?:(?i:flat|unit|apt|apartment|room)\s+[0-9]{1,4}[a-z]?[\s,]{1,3})?[0-9]{1,4}(?:[a-z]|-[0-9]{1,4})?"

STREET_ADDRESS = Identifier(
    kind="address",
    title="street address",
    placeholder="ADDRESS",
    pattern=re.compile(rf"(?<![\w.]){_HOUSE},?\s+(?:[A-Z][\w'’\-]*\s+){{1,3}}(?i:{_KINDS})\b\.?", re.UNICODE),
    canonical=str.strip,
    is_valid=lambda address: True,
    distinctive=False,
    source="BS 7666: a primary addressable object and a street; the list of thoroughfare words is our own",
)
