"""The number on an officer's shoulder or warrant card: `PC 4512`, `collar 9318`, `SWP 2471`, `Crew A1146`."""

import re

from infoshare.identifiers.identifier import Identifier, alphanumerics, pattern, words

_RANK = (
    r"(?:W?P\.?C\.?(?:SO)?|T/?P\.?S|P\.?S|D\.?C\.?I?|D\.?S|D\.?I|T?/?DC|SC|PCSO|SGT|INSP(?:ECTOR)?|CONS(?:TABLE)?"
    r"|SERGEANT|OFFICER"
    r"|BWV|COLLAR|WARRANT|SHOULDER|EPAULETTE|CREW|CALL\s?SIGN|OIC|FIRE\s?FIGHTER|FF|PARAMEDIC)"
)
_FORCE = (
    "MPS|GMP|SWP|NWP|DPP|WMP|WYP|SYP|NYP|BTP|TVP|CNC|MDP|PSNI|ASP|BCH|DCP|DHP|LPT|NPT|GWP|ESX|SXP|WMERCIA|MERPOL|NFK"
)
_NUMBER = r"(?:(?:(?-i:[A-Z]{1,3})\s|[A-Z]{0,3})[0-9]{2,6}[A-Z]{0,2}|[0-9](?: [0-9]){2,4})"

_NOT_COLLARS = frozenset(
    ["GCS", "ICD", "NHS", "BP", "HR", "RR", "BM", "AT", "IN", "OF", "TO", "BY", "ON", "AGE", "BED"]
)


def _is_collar(number: str) -> bool:
    letters = re.match(r"[A-Z]*", number)
    return 2 <= sum(map(str.isdigit, number)) <= 6 and letters is not None and letters[0] not in _NOT_COLLARS


COLLAR_NUMBER = Identifier(
    kind="collar",
    title="police collar or warrant number, by the rank or word before it",
    placeholder="COLLAR NUMBER",
    pattern=pattern(
        rf"(?:{_RANK}|POLICE(?=\s[0-9](?: [0-9]){{2,4}}(?![^\W_])))(?:'s)?"
        rf"(?:\s(?-i:[A-Z][a-z'\-]{{1,20}})(?=\s[A-Z]{{0,2}}[0-9]{{3,6}}(?![0-9])))?"
        rf"(?:\s(?:no|number|num|id|card"
        rf"|collar))?\.?[\s:=#,\-(]{{1,3}}(?P<value>{_NUMBER}(?:\s(?-i:{_FORCE}))?)(?!\s?(?:mins?|hrs|hours|years|yrs|%|:[0-9]|am\b|pm\b"
        rf"|[/.][0-9]))"
    ),
    canonical=alphanumerics,
    is_valid=_is_collar,
    example="PC 4512",
    check="two to six digits, perhaps with letters, after a rank or `collar`",
    source="Usage in police records",
)

OFFICER_NUMBER = Identifier(
    kind="officer",
    title="letters and number of an officer or crew, where words speak of them",
    placeholder="COLLAR NUMBER",
    pattern=pattern(
        rf"(?<!the )(?<!off )(?<!The )(?<!on )(?:(?-i:{_FORCE})\s?/?[0-9]{{2,6}}"
        rf"|(?-i:[A-Z]{{1,3}})\s?[0-9]{{3,5}}(?![0-9]|[/.\-][0-9]))"
    ),
    canonical=alphanumerics,
    is_valid=lambda number: not number.startswith(("ICD", "ISO", "NHS", "GCS", "CAD", "LOG", "REF", "ROOM", "RM",
        "CT", "B", "M", "BP", "HR", "PC", "PS", "DC", "DS", "SPO", "TEL", "GRADE", "IN", "AT", "OF", "TO", "BY",
        "SCA", "PHQ", "BFPO", "GMC", "UK")),
    example="HP 1190",
    check="one to three capitals and three to five digits",
    source="Usage in police and ambulance records",
    needs=words("police", "officers?", "crews?", "sergeant", "sgt", "constable", "BWV", "body ?worn", "ETA", "collar",
        "PC", "PS", "DC", "Cons",
                "warrant", "shoulder", "OIC", "paramedic", "call ?sign", "custody"),
    spared=words("ODS", "ICD\\S*", "BNF"),
)  # fmt: skip

FORCE_NUMBER = Identifier(
    kind="force_officer",
    title="an officer's number with the letters of the force",
    placeholder="COLLAR NUMBER",
    pattern=pattern(rf"(?-i:{_FORCE})\s?/?[0-9]{{2,6}}"),
    canonical=alphanumerics,
    is_valid=bool,
    example="SWP 2471",
    check="the letters of a force and two to six digits",
    source="Usage in police records",
)
