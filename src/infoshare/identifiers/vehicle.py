"""The vehicle registration mark in all its series, whole or in part, and the vehicle identification number (VIN)."""

from __future__ import annotations

import re

from infoshare.identifiers.identifier import Identifier, alphanumerics, pattern, words

_TALK = words(
    r"cars?", "vans?", r"vehicles?", r"veh", r"regs?", r"registration", "registered", "VRMs?", "VRNs?", "index",
    r"(?:number\s?)?plates?", r"driv\w+", r"drove", r"parked", r"mopeds?", r"motor\s?(?:bike|cycle)s?", r"lorry",
    r"trucks?",
    r"taxi", r"minicab", r"HGV", r"V5C?", r"MOT", r"ANPR", "uninsured", "tractor", "trailer", "caravan", "campervan",
    "scooter", "quad", "saloon",
    "hatchback", "estate car", "4x4", "Land\\s?Rover", "Range\\s?Rover", "BMW", "Audi", "Vauxhall", "Ford", "Toyota",
    "Nissan", "Honda", "Volkswagen",
    "VW", "Merc(?:edes)?", "Kia", "Hyundai", "Peugeot", "Renault", "Citroen", "Fiat", "Skoda", "Seat", "Mazda", "Volvo",
    "Jaguar", "Lexus", "Mini", "Tesla", "Subaru", "Suzuki", "Mitsubishi", "Dacia", "Transit", "Corsa", "Astra",
    "Fiesta", "Focus", "Golf", "Polo", "Clio", "Yaris", "Jeep",
)  # fmt: skip
_WORDS_2 = (
    "AM|AN|AS|AT|BE|BY|DO|ED|EX|GO|HE|HR|IF|IN|IS|IT|ME|MY|NO|OF|ON|OR|PM|PT|RE|SO|TO|UP|US|WE|BP|RR|PC|PS|DC|DS|UK"
)
_WORDS_3 = (
    "JAN|FEB|MAR|APR|MAY|JUN|JUL|AUG|SEP|OCT|NOV|DEC|MON|TUE|WED|THU|FRI|SAT|SUN|AND|THE|FOR|ARE|WAS|HAS|HAD|HIS"
    "|HER|MIN|HRS|YRS|YRO"
    "|DAY|MEN|OUT|OFF|CAN|NOT|NOW|BUT|ALL|ANY|WHO|NEW|OLD|ONE|TWO|TEN|DUE|PER|VAN|CAR|MTS|HOW|WHY|YOU|SHE|WKS|MGS"
    "|PCS|SET|SIX|ROW|RUN"
)
_NOT_PROSE = rf"(?!(?:{_WORDS_2})\s+[0-9])(?![A-Z]{{2}}\s{{0,2}}[0-9]{{2}}\s+(?:{_WORDS_3})\b)"
_G, _D = " {0,2}", "[0-9O]"
_CURRENT = (
    rf"{_NOT_PROSE}(?:[A-Z]{{2}}[0-9]{{2}}[\s\-]{{0,2}}[A-Z]{{3}}"
    rf"|(?-i:[A-HJ-PR-Y]{_G}[A-HJ-PR-Y]{_G}{_D}{_G}{_D}{_G}[A-HJ-PR-Z]{_G}[A-HJ-PR-Z]{_G}[A-HJ-PR-Z]))"
)
_PREFIX = (
    rf"(?-i:(?![A-Z][0-9]{{1,3}}\s+(?:{_WORDS_3})\b)[A-HJ-NPR-TV-YQ][0-9]{{2,3}}\s?[A-HJ-PR-Z]{{3}})"
    rf"|[A-HJ-NPR-TV-YQ][0-9]{{3}}[A-HJ-PR-Z]{{3}}"
)

VEHICLE = Identifier(
    kind="vehicle",
    title="vehicle registration mark since 1983",
    placeholder="VEHICLE",
    pattern=pattern(rf"{_CURRENT}|{_PREFIX}"),
    canonical=alphanumerics,
    is_valid=bool,
    example="AB51 ABC",
    check="the letters and places of the current and the prefix series",
    source="DVLA, INF104",
)

_OLDER = (
    r"(?-i:[A-Z]{3} ?[0-9]{1,3} ?[A-Z]|[A-HJ-NPR-TV-YQ][0-9]{1,3} ?[A-Z]{3}|(?!A[0-9]|M[0-9]"
    r"|B[0-9]{3,4}\b)[A-Z]{1,3} ?[0-9]{1,4}"
    r"|[0-9]{1,4} ?[A-Z]{2,3}|[A-Z]{1,2}[IZ][A-Z]? ?[0-9]{1,4})|[A-Z]{3}[0-9]{3}[A-Z]|[A-Z]{2} ?[0-9]{2} ?[A-Z]{3}"
)

OLD_VEHICLE = Identifier(
    kind="old_vehicle",
    title="suffix, dateless and Northern Ireland registration mark, where words speak of a vehicle",
    placeholder="VEHICLE",
    pattern=pattern(rf"{_NOT_PROSE}(?:{_CURRENT}|{_OLDER})(?![/.:\-][0-9])"),
    canonical=alphanumerics,
    is_valid=lambda mark: (
        not re.fullmatch(
            rf"(?:BS|ISO|MP|GCS|ICD|BMI|NHS|BP|HR|RR|IC|NEWS|PHQ|GAD|DASH|MTS|CAT|UC|ST|GRADE|PC|PS|DC|DS|IP|VT|CP|Q|D|T|P|S"
            rf"|H|R|C"
            rf"|K|X|Y|V|L|F|G|B|E|W|J|N|IQ|DI|ED|TB|HB|CT|MC|AP|IM|IV|SC|RA|PD|DPA|MG|SCA|MCA|CCTV|CAD|LOG|REF|UPN|CRO"
            rf"|PNC|CRN|AKA|DOB|YR|YRS|NO|TEL|PT|MPH|KM|MG|ML|AM|PM|KG|ST|ND|RD|TH|HRS?|MINS?|{_WORDS_2}"
            rf"|{_WORDS_3})[0-9]{{1,5}}"
            rf"|[0-9]{{1,5}}(?:MG|ML|KG|AM|PM|HRS?|ST|ND|RD|TH|YO|YRS?|MPH|MI|KM|CM|MM|LB|OZ|FT|IN|GB|MB|PP|CC|YO[MF]"
            rf"|{_WORDS_2}|{_WORDS_3})",
            mark,
        )
    ),
    example="ABX 123K",
    check="the letters and places of the older series",
    source="DVLA, INF104",
    needs=_TALK,
)

PARTIAL_VEHICLE = Identifier(
    kind="partial_vehicle",
    title="part of a registration mark, where it is called one",
    placeholder="VEHICLE",
    pattern=pattern(
        r"(?:partial|part|VRM|VRN|VRM's|reg(?:istration)?|plate|index)(?:\s(?:of|is|was|no\.?|number|mark|plate|reg"
        r"|index|VRM|VRN|begins?|starting|starts?|ending|ends?|with|in|partial|part)){0,3}[\s:=\-\"'(]{1,3}"
        r"(?P<value>(?=[A-Z?*_.\s]{0,4}[0-9?])(?-i:[A-Z0-9][A-Z0-9?*]{1,3}(?:\s[A-Z0-9?*]{1,3})?|[A-Z]{2}[0-9]{2})"
        r"|[a-z]{1,2}[0-9]{2}(?:\s?[a-z]{1,3})?)"
    ),
    canonical=alphanumerics,
    is_valid=lambda mark: any(map(str.isdigit, mark)) and any(map(str.isalpha, mark)),
    example="partial VRM AB51",
    check="letters and digits after `partial`, `VRM` or the like",
    source="Usage in records",
)

VIN = Identifier(
    kind="vin",
    title="vehicle identification number (VIN)",
    placeholder="VEHICLE",
    pattern=pattern(r"(?=[A-Z]{0,16}[0-9])(?=[0-9]{0,16}[A-Z])[A-HJ-NPR-Z0-9]{17}"),
    canonical=alphanumerics,
    is_valid=lambda vin: sum(map(str.isdigit, vin)) >= 5 and sum(map(str.isalpha, vin)) >= 3,
    example="WVWZZZ1JZXW000001",
    check="seventeen letters and digits without I, O and Q",
    source="ISO 3779",
)

SHORT_VEHICLE = Identifier(
    kind="short_vehicle",
    title="dateless registration mark straight after a word for a vehicle",
    placeholder="VEHICLE",
    pattern=pattern(
        r"(?:car|van|plates?|vehicle|(?:Land|Range)\s?Rover|moped|lorry|truck|taxi)[\s:,(\"]{1,2}"
        r"(?P<value>(?-i:[A-Z]{1,3}\s?[0-9]{1,4}|[0-9]{1,4}\s?[A-Z]{1,3}))"
    ),
    canonical=alphanumerics,
    is_valid=bool,
    example="van UP 1",
    check="capitals and figures straight after a word for a vehicle",
    source="DVLA, INF104",
)
