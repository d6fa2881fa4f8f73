"""An age over 89, which so few people reach that it singles them out: `aged 93`, `93-year-old`, `F93`."""

import re

from infoshare.identifiers.identifier import Identifier, words

_OLD = r"(?:9[0-9]|1[01][0-9]|12[0-2])"
_TENS = r"(?:ninety(?:[\s\-](?:one|two|three|four|five|six|seven|eight|nine))?|a?\s?hundred(?:\sand\s\w{3,5})?)"
_YEARS = r"[\s\-]{0,2}(?:(?:years?|yrs?|y)[\s\-./]{0,2}(?:of\s+age|old|o)?|yo|y\.o\.?)(?![^\W_])"
_SEX = r"(?:female|male|woman|man|lady|gentleman|f|m)"

HIGH_AGE = Identifier(
    kind="age",
    title="age over 89",
    placeholder="AGE",
    pattern=re.compile(
        rf"(?<![^\W_£$.,])(?=[0-9a-z])(?<![0-9][./:\-])(?:(?:aged?|age\s+of|turned|turns|nearly"
        rf"|now\s+aged)[\s:=]{{1,2}}(?:{_OLD}(?![^\W_%])|{_TENS}(?![^\W_]))"
        rf"|(?:{_OLD}|{_TENS}){_YEARS}|{_OLD}\s?(?-i:[MF])(?![^\W_])|(?-i:[MF])\s?/?{_OLD}(?![^\W_%.])"
        rf"|{_OLD}\s{_SEX}(?![^\W_])"
        rf"|in\s(?:his|her|their)\s(?:(?:early|mid|late)[\s\-])?(?:90'?s|nineties|hundreds)|(?:non|cent)agenarian"
        rf"|nonogenarian|centenarian"
        rf"|(?<=[a-z] \(){_OLD}(?=[),;])|(?<=[a-z]\(){_OLD}(?=\))|(?<=retd, ){_OLD}(?![^\W_%]))",
        re.IGNORECASE,
    ),
    canonical=str.strip,
    is_valid=bool,
    example="aged 93",
    check="90 to 122, beside words that make it an age",
    source="Usage in records; over 89 as in the HIPAA Safe Harbor method",
    spared=words(r"ICD\S*", "per cent", "percent", "sats?", "SpO2", "reading", r"bp", r"hr", "pulse"),
    certain=re.compile(r"age|turn|year|yr|y[./]?o|old|90'?s|nineties|narian", re.IGNORECASE),
)
