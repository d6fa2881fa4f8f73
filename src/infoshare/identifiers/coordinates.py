"""Places on the map: grid references of six figures or more, latitude and longitude of three decimals or more."""

from __future__ import annotations

import re

from infoshare.identifiers.digits import figures
from infoshare.identifiers.identifier import Identifier, pattern, words

_HUNDRED_KM = r"(?:H[L-PT-Z]|N[A-HJ-PR-Z]|O[ABFGLMQRVW]|S[A-HJ-PR-Z]|T[ABFGLMQRVW]|J[LMQRVW])"

GRID_REFERENCE = Identifier(
    kind="grid",
    title="National Grid reference of six figures or more",
    placeholder="GRID REFERENCE",
    pattern=pattern(
        rf"(?-i:{_HUNDRED_KM})(?:\s?[0-9]{{3}}\s?[0-9]{{3}}|\s?[0-9]{{4}}\s?[0-9]{{4}}|\s?[0-9]{{5}}\s?[0-9]{{5}})"
        rf"|(?<=GR ){_HUNDRED_KM}(?:\s?[0-9]{{3}}\s?[0-9]{{3}}|\s?[0-9]{{4}}\s?[0-9]{{4}}|\s?[0-9]{{5}}\s?[0-9]{{5}})"
        r"|(?<=easting )[0-9]{6}|(?<=northing )[0-9]{6}|[0-9]{6}[,\s]{1,2}[0-9]{6}(?=\s?(?:\(?OS|grid))"
    ),
    canonical=figures,
    is_valid=lambda digits: len(digits) % 2 == 0 and len(digits) >= 6,
    example="TL 7719 8342",
    check="the two letters of a 100 km square and an even number of figures",
    source="Ordnance Survey, National Grid",
)

_DEGREES = r"[+\-]?[0-9]{1,3}\.[0-9]{3,10}"
_SIDE = r"\s?(?:°|deg(?:rees)?)?\s?(?:[NSEW](?![a-z])|north|south|east|west)?"
_MINUTES = r"[0-9]{1,2}\s?°\s?[0-9]{1,2}(?:\.[0-9]+)?\s?['′]\s?(?:[0-9]{1,2}(?:\.[0-9]{1,6})?\s?(?:\"|''|″)\s?)?[NSEW]"


def _is_on_earth(text: str) -> bool:
    numbers = [float(number) for number in re.findall(r"[0-9]{1,3}(?:\.[0-9]+)?", text)]
    return len(numbers) >= 2 and numbers[0] <= 180 and numbers[1] <= 180


COORDINATES = Identifier(
    kind="coordinates",
    title="latitude and longitude of three decimals or more",
    placeholder="COORDINATES",
    pattern=re.compile(
        rf"(?<![\w.])(?:(?:lat(?:itude)?\W{{0,3}})?{_DEGREES}{_SIDE}\s?[,;/\s]\s?(?:and\s)?(?:(?:long?|lng"
        rf"|longitude)\W{{0,3}}?)?{_DEGREES}{_SIDE}"
        rf"|{_MINUTES}[,;\s]{{1,3}}{_MINUTES})(?![\w]|\.[0-9])",
        re.IGNORECASE,
    ),
    canonical=str.strip,
    is_valid=_is_on_earth,
    example="53.8071 N, 1.4412 W",
    check="two numbers of three decimals or more, none above 180",
    source="ISO 6709",
    spared=words("mg", "mmol", "ml"),
)

THREE_WORDS = Identifier(
    kind="three_words",
    title="what3words address",
    placeholder="COORDINATES",
    pattern=re.compile(
        r"(?<![\w/])///\s?[a-z]{3,20}\.[a-z]{3,20}\.[a-z]{3,20}(?!\w|\.\w)"
        r"|(?<=w3w )[a-z]{3,20}\.[a-z]{3,20}\.[a-z]{3,20}(?!\w)"
        r"|(?<=what3words )[a-z]{3,20}\.[a-z]{3,20}\.[a-z]{3,20}(?!\w)"
        r"|(?<=w3w: )[a-z]{3,20}\.[a-z]{3,20}\.[a-z]{3,20}(?!\w)"
    ),
    canonical=str.strip,
    is_valid=bool,
    example="///example.example.example",
    check="three strokes, or `w3w`, and three words",
    source="what3words, as control rooms use it",
)
