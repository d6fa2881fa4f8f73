"""Case, crime, incident and other reference numbers: by the words before them, or by a form that only they have."""

from __future__ import annotations

import re

from infoshare.identifiers.identifier import Identifier, alphanumerics, pattern, words

_LABEL = (
    r"(?:crime|incident|occurrence|CAD|log|URN|ref(?:erence)?|case|claim|complaint|file|ticket|datix|account"
    r"|rent\s(?:account|a/?c)|rioo?|rio|"
    r"cert(?:ificate)?|tenancy|application|appeal|docket|exhibit|custody|intel|VRI|niche|storm|athena|connect|EOC|RiO"
    r"|carenotes|"
    r"systm\s?one|system\s?one|emis|mosaic|liquid\s?logic|LL|MASH|MARAC|job|booking|order|policy|licence|cris|crimint"
    r"|IR|PSNI|missing|share\s?code|invoice|warrant|penalty|PCN|FPN|notice)"
)
_NO = r"(?:no|nos|number|num|nr|ref|refs|reference|id|log|report|recorded|rec)"
_FILL = r"(?:\s(?:is|was|from|yesterday|today|given|the|police|they|gave)){0,3}"
_BODY = (
    r"(?P<value>(?=(?:(?-i:[A-Z]{2,5})\s)?[A-Z]{0,5}[/\-]?[A-Z]{0,5}[/\-]?[A-Z]{0,3}[0-9])(?=(?:[^0-9\n]{0,6}[0-9]){3})(?:(?-i:[A-Z]{0,5})(?:[/\-]|\s(?=[0-9]))|[A-Z]{0,5}[/\-]?)?"
    r"[0-9A-Z]{1,16}(?:[/\-*][0-9A-Z]{1,12}){0,5}(?:\x20[0-9]{2,6}(?![0-9:/.]|\s?(?:hrs|mg|ml|am|pm"
    r"|%)))?(?:\x20[0-9](?![^\W_]))?(?:\sof\s[0-9]{1,2}/[0-9]{1,2}/[0-9]{2,4})?)"
)
_LABELLED = (
    rf"(?:{_LABEL}(?:\s{_NO}){{0,2}}{_FILL}|(?:no|nos|number|num|ref|refs"
    rf"|reference){_FILL}(?!\s(?-i:[A-Z]{{4,}})\s))\b\.?[\s:=#\-(]{{1,4}}{_BODY}"
)
_PROSE = re.compile(
    r"(?:ACT|BY|IN|OF|ON|AT|TO)\s.*|(?:19|20)[0-9]{2}|[0-9]{1,2}[/.\-][0-9]{1,2}(?:[/.\-](?:[0-9]{4}"
    r"|[0-9]{2}))?|999|101|111|112"
)


def _is_labelled(reference: str) -> bool:
    return sum(map(str.isdigit, reference)) >= 3 and not _PROSE.fullmatch(reference)


LABELLED_REFERENCE = Identifier(
    kind="reference",
    title="reference number by the words before it (crime, incident, CAD, log, URN, case, file)",
    placeholder="REFERENCE",
    pattern=pattern(_LABELLED),
    canonical=str.strip,
    is_valid=_is_labelled,
    example="crime ref 47/10226/24",
    check="at least three digits, not a year or a date",
    source="Usage in records; each force has its own form",
)

_CODED = (
    r"[0-9]{2,5}/[0-9]{4,6}/[0-9]{2}(?:/[0-9A-Z]{1,8})?"
    r"|[A-Z]{2,5}[/\-][0-9]{2,8}[/\-][0-9]{2,8}(?:[/\-][A-Z0-9]{1,4})?"
    r"|[A-Z]{2,4}/[A-Z]{2,4}/[0-9]{3,8}(?:/[0-9]{2,4})?"
    r"|(?!BP|UP|AT)(?-i:[A-Z]{2,4})\s[0-9]{4,6}/[0-9]{2}(?:/[A-Z])?|[A-Z]{2}/[0-9]{3,6}/[0-9]{2}"
    r"|(?!ICD|PHQ|GAD|ISO|EN-|BS-|COVID)[A-Z]{2,4}-[0-9]{4,8}(?![\-/][0-9]{1,2}[\-/])"
    r"|[A-Z]{2}[0-9]{10,14}|[0-9]{2}[A-Z]{2,4}/?[0-9]{4,8}(?:/[0-9]{2})?"
    r"|[A-Z]{1,3}-[0-9]{3}-[0-9]{3,5}(?:-[A-Z])?|[0-9]{2}-[0-9]{4}-[0-9]{2}[A-Z]"
    r"|[0-9]{3,7}/(?:[01][0-9]|2[0-9])(?=\))"
    r"|[0-9]{4}-(?:19|20)[0-9]{6}|(?-i:[A-Z])-[0-9]{2}(?:\s?[0-9]){3,5}"
)

CODED_REFERENCE = Identifier(
    kind="coded_reference",
    title="reference number by its form",
    placeholder="REFERENCE",
    pattern=pattern(_CODED),
    canonical=alphanumerics,
    is_valid=lambda reference: sum(map(str.isdigit, reference)) >= 4,
    example="36/8812/24",
    check="groups of letters and digits that no date, score or dose has",
    source="Usage in records; each force and agency has its own form",
    spared=words("ODS", "ICD\\S*", "SNOMED", "cost code", "ISO", "BS EN"),
)

DAY_LOG = Identifier(
    kind="day_log",
    title="log number of a day",
    placeholder="REFERENCE",
    pattern=pattern(
        r"(?:log|cad|incident)\s(?:no\.?\s)?(?P<value>[0-9]{1,5}\s?(?:of"
        r"|/)\s?[0-9]{1,2}[/.\- ](?:[0-9]{1,2}|[A-Z]{3,9})(?:[/.\- ][0-9]{2,4})?)"
    ),
    canonical=str.strip,
    is_valid=bool,
    example="log 12 of 03/04/24",
    check="a number and a day after `log` or `CAD`",
    source="Usage in police control rooms",
)

EXHIBIT = Identifier(
    kind="exhibit",
    title="exhibit reference, which begins with initials",
    placeholder="REFERENCE",
    pattern=pattern(r"(?:exhibits?|exh?\.?)[\s:]{1,2}(?P<value>[A-Z]{2,4}\s?/\s?[0-9]{1,4})"),
    canonical=alphanumerics,
    is_valid=bool,
    example="exhibit AB/4",
    check="initials, a stroke and a number after `exhibit`",
    source="Usage in police statements",
)

PROSECUTION_URN = Identifier(
    kind="urn",
    title="unique reference number (URN) of a prosecution",
    placeholder="REFERENCE",
    pattern=pattern(r"[0-9]{2}[\s/]?[A-Z0-9]{2}[\s/]?[0-9]{5,7}[\s/]?[0-9]{2}"),
    canonical=alphanumerics,
    is_valid=bool,
    example="01AB1234524",
    check="force, unit, serial and year, beside `URN`",
    source="Crown Prosecution Service usage",
    needs=words("URN", "PTI", "CPS"),
)
