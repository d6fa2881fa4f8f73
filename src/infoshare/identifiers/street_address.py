"""The street address: a flat, a house number or a house name, and a thoroughfare, with the town up to the postcode."""

from __future__ import annotations

import re

from infoshare.identifiers.identifier import Identifier

_KINDS = (
    "street|st|road|rd|avenue|ave|av|lane|ln|drive|dr|drv|close|cl|court|crt|ct|way|walk|row|place|pl|terrace"
    "|terr?|gardens?|gdns|grove|gr|crescent|cres|square|sq|hill|rise|view|mews|parade|green|grn|park|pk|approach"
    "|drove|steps|wynd|wharf|towers?|house|hse|yard|links|arcade|mill|market|site|quay|docks?|vale|meadows?|mead"
    "|fields?|fold|gate|garth|end|crofts?|chase|bank|brow|bridge|circus|copse|corner|cottages?|dale|dene|downs?"
    "|esplanade|heath|heights|hollow|lawns?|lea|loan|lodge|mansions?|mount|orchard|paddocks?|passage|plaza|point"
    "|precinct|promenade|prom|ridge|spinney|strand|alley|broadway|cloisters?|crest|grange|highway|mall|villas?"
    "|woods?|vennel|pend|gait|brae|bungalows?|estate|building|buildings|bldgs?|farm|hall|wood|tanyard|bypass"
    "|causeway|glade|leas|maltings|pastures|pightle|quadrant|rookery|wells"
)
_PLAIN_KINDS = "street|st|road|rd|avenue|ave|lane|ln|crescent|cres|terrace|gardens|gdns|grove"
_WELSH = (
    "heol|ffordd|stryd|maes|clos|lôn|lon|rhodfa|llys|cae|parc|gerddi|trem|tan|rhiw|pant|nant|bryn|cwm|pen|waun"
    "|tŷ|ty|plas|erw|dôl|dol|coed|llwyn"
)
_HOUSE_NAME = (
    r"(?:farm|cottage|house|lodge|villa|hall|barn|mill|manor|court|grange|vicarage|rectory|bungalow|towers"
    r"|cedars|oaks|elms|laurels|firs|willows|hollies|beeches|croft|stables|bothy|hse|view)"
)
_CAP = (
    r"(?:(?!(?:TO|IN|AT|FOR|WAS|IS|HIS|HER|SEEN|FROM|WITH|BY|NOT|NO|OFF|NOK)\s)"
    r"[A-Z][\w'\-]{0,24}|(?:of|the|y|yr|and|le|la|on|in|St\.)(?=\s))"
)
_N = r"[0-9]{1,4}(?:\s?[a-zA-Z](?![^\W_])|[a-zA-Z](?![^\W_]))?(?:\s?[\-/]\s?[0-9]{1,4}[a-zA-Z]?)?"
_SAID = (
    r"(?i:(?:(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|thirty|forty|fifty|sixty"
    r"|seventy|eighty|ninety"
    r"|\w{3,5}teen|hundred|double|oh)(?:[ ](?:and[ ])?|-)){1,5})"
)
_NUMBER = rf"(?:(?:(?i:no|number)\.?\s{{0,2}})?{_N}(?:,\s?|\s{{1,2}}))"
_UNIT = (
    r"(?i:(?:(?:[1-9](?:st|nd|rd|th)|ground|first|second|third|top|garden|basement|upper|lower|rear|front"
    r"|attic)[\s\-]{1,2}(?:floor\s)?(?:flat|left|right|room|maisonette|bedsit|unit))"
    r"|(?:flat|unit|apt|apartment|room|plot|bay|pitch|hut|caravan|box|lay-?by|suite|bedsit|studio|chalet|berth"
    r"|mooring|maisonette|block|van|cabin|po\sbox)\s{0,2}(?:no\.?\s?)?[0-9]{1,4}(?:/[0-9]{1,2})?[a-z]?(?![^\W_])"
    r"|(?:flat|unit|apt|apartment|room)\s[a-h](?![^\W_])|rear\sof|(?:0|g|b|[1-9])/[0-9]{1,2})"
)
_NAMED_HOUSE = (
    rf"(?:The\s[A-Z][\w'\-]{{1,24}}(?:\s[A-Z][\w'\-]{{1,24}}){{0,2}}|(?:The\s)?(?:[A-Z][\w'\-]{{1,24}}\s){{0,2}}(?i:{_HOUSE_NAME})"
    rf"|(?i:{_WELSH})(?:\s[A-Z][\w'\-]{{1,24}}){{1,2}}),\s{{0,2}}"
)
_STREET = (
    rf"(?:{_CAP}\s{{1,2}}){{1,4}}(?i:{_KINDS})(?![^\W_])(?:\.(?<=(?i:st|rd|ln|dr|cl|sq|pl|ct|pk)\.)|\s(?:North|South|East|West)(?![^\W_]))?"
    rf"|(?i:{_WELSH})\s(?:(?:y|yr|Y|YR)\s)?{_CAP}(?:\s{_CAP}){{0,2}}"
)
_NOT_A_STREET = (
    r"(?!(?i:days?|hours?|hrs?|mins?|minutes?|weeks?|wks?|months?|years?|yrs?|mg|ml|of|in|at|on|to|for|the|and|or|x"
    r"|am|pm|men|women|people|yo|way|lads?|kids?|calls?|other|more|days'|from|up|down)(?![^\W_]))"
)
_SMALL = rf"{_NOT_A_STREET}(?:[a-z][a-z'\-]{{1,24}}\s){{1,2}}(?:{_PLAIN_KINDS})(?![^\W_])"
_SITE = (
    rf"(?:[A-Z][\w'\-]{{1,24}}\s){{1,3}}(?i:(?:halting\s|caravan\s|traveller\s|gypsy\s|trailer\s|holiday\s"
    rf"|mobile\shome\s)?(?:site|park|farm|{_KINDS}))(?![^\W_])"
)
_POSTCODE = r"(?i:[A-Z]{1,2}[0-9O][0-9A-Z]?\s{0,2}[0-9OIl][A-Z]{2})(?![^\W_])"
_TOWN = (
    rf"(?:(?:[,\s]{{1,3}}(?:[A-Z][\w'\-]{{1,24}}|upon|on|le|the|under|in|next|by"
    rf"|-)){{1,6}}?(?=[,\s]{{1,3}}{_POSTCODE}))?"
)
_AFTER_HOUSE = (
    rf"(?:,\s{{1,2}}(?:[A-Z][\w'\-]{{1,24}}\s){{1,3}}(?i:{_PLAIN_KINDS}|way|close|drive|court|walk|row"
    rf"|place|square|hill|rise|view|mews|park)(?![^\W_]))?"
)
_LIVES = (
    r"(?i:(?<=lives )|(?<=lives at )|(?<=living at )|(?<=lives in )|(?<=resides at )|(?<=address: )"
    r"|(?<=address )|(?<=addr )|(?<=home: )|(?<=h/a )|(?<=staying at )|(?<=stays at )|(?<=stayed at ))"
)

STREET_ADDRESS = Identifier(
    kind="address",
    title="street address",
    placeholder="ADDRESS",
    pattern=re.compile(
        rf"(?<![\w.£/])(?=\w)(?:(?:{_UNIT}[,\s]{{1,3}}(?:above\s[\w\s]{{3,30}},\s)?)?(?:{_NAMED_HOUSE})?{_NUMBER}(?:{_STREET}|{_SMALL}){_AFTER_HOUSE}"
        rf"|{_UNIT}[,\s]{{1,3}}(?:above\s[\w\s]{{3,30}},\s)?(?:{_SITE}|{_STREET}|{_SMALL}){_AFTER_HOUSE}"
        rf"|{_NAMED_HOUSE}(?:{_STREET})"
        rf"|{_UNIT},\s{{1,2}}The\s[A-Z][\w'\-]{{1,24}}(?:\s[A-Z][\w'\-]{{1,24}})?{_AFTER_HOUSE}"
        rf"|{_SAID}(?:(?:[A-Z][\w'\-]{{0,24}}\s){{1,3}}(?i:{_KINDS})(?![^\W_]))"
        rf"|(?=[A-Z]){_LIVES}(?:(?:The\s)?(?:[A-Z][\w'\-]{{1,24}}\s){{1,3}}(?i:{_HOUSE_NAME}|{_PLAIN_KINDS}|way|close"
        rf"|drive|rise|view)(?![^\W_])|(?i:{_WELSH})(?:\s[A-Z][\w'\-]{{1,24}}){{1,3}}))"
        rf"{_TOWN}"
    ),
    canonical=str.strip,
    is_valid=bool,
    example="14 Larch Row",
    check="a number or unit, capitals, and a word for a street; or `lives at` and the name of a house",
    source="BS 7666: a primary addressable object and a street; the lists of words are our own",
)

SHORT_ADDRESS = Identifier(
    kind="short_address",
    title="house number and one name, where words speak of a home",
    placeholder="ADDRESS",
    pattern=re.compile(r"(?<![\w.£/:])[0-9]{1,3}[a-d]\s[A-Z][a-z]{3,}(?:\s(?:[A-Z][a-z]{3,}))?(?![\w:])"),
    canonical=str.strip,
    is_valid=bool,
    example="7c Tanyard",
    check="a number with a letter, and a name",
    source="Usage in housing records",
    needs=re.compile(
        r"(?i)\b(?:void|keys?|lives?|living|flat|address|addr|tenants?|tnt|home|house|premises|property"
        r"|door)\b"
    ),
)
