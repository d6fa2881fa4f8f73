"""Says what a column's header, in plain words, gives away about its role: the first entry of a list that fits."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from infoshare.anonymisation.headers import header_words
from infoshare.model.column_rule import Known, Role


@dataclass(frozen=True, slots=True)
class Guess:
    """A likely role, the kind of value if that is known, and the reason in words."""

    role: Role
    known: Known | None
    why: str


@dataclass(frozen=True, slots=True)
class Said:
    """What a header says: a guess, or none; and whether it speaks of text that people write."""

    guess: Guess | None
    writes: bool


SINGLES_OUT = "could single a person out"
PRIVATE = "private in itself"
_ORGANISATION = (
    r"(?:ward|school|practice|site|hospital|trust|team|unit|station|clinic|department|organisation|provider|force"
    r"|court|council|service|company|care home|home)"
)
_THING = r"(?:medication|drug|product|test|event|file|sheet|table|field|column|system|policy|offence|procedure|form)"
_COUNTED = r"(?:ward|bed|bay|room|team|week|month|year|attempt|visit|class|floor|beat)"
_HARMLESS_NUMBER = r"(?:version|wave|batch|line|sheet|page|contract|lot|question|attempt)"

_TEXT = (
    r"\b(?:notes|comments|narrative|remarks|free text|text|letter|statement|circumstances|summary|observations"
    r"|modus operandi|what happened)\b"
)
_MAYBE_TEXT = r"\b(?:description|details|history|reason|complaint|mo|story|report|presenting)\b"

_ENTRIES: tuple[tuple[str, Role, Known | None, str], ...] = (
    (r"\b(?:consent|opt (?:in|out)|permission)\b", "sensitive", None, "a choice that somebody made"),
    (r"\b(?:nhs number|contact|address|telephone|identifier|account|record|referral|appointment|attendance) "
     r"(?:status|type|method|mode|channel|category)\b", "plain", None, "the header says a manner, not a value"),
    (r"\b(?:number|count|total) of\b", "quasi", None, SINGLES_OUT),
    (r"\b(?:sex|gender)\b.*\bbirth\b|\bbirth ?place\b|\b(?:place|country|year|month|town) of birth\b"
     r"|\bbirth (?:year|month|country|order)\b", "quasi", None, SINGLES_OUT),
    (r"\bbirth weight\b", "sensitive", None, PRIVATE),
    (r"\bnhs\b(?! (?:trust|site|organisation|region|board|provider|funded))", "direct", "nhs",
     "the header says NHS number"),
    (r"\bnino\b|\bnational insurance\b|\bni number\b|^ni$", "direct", "ni",
     "the header says National Insurance number"),
    (r"\bdob\b|\bd o b\b|\bbirth\b", "direct", "date_of_birth", "the header says date of birth"),
    (r"\bemail\b", "direct", "email", "the header says e-mail"),
    (r"\btelephone|\bmobile\b|phone\b|\bfax\b|\b(?:contact|home|work|emergency|kin) number\b", "direct", "phone",
     "the header says telephone"),
    (r"\b(?:ip|mac|web|wallet) address\b|\bip\b", "direct", "reference", "the header says a device or account"),
    (r"\bpost ?code (?:district|sector|area)\b|\boutward\b|\boutcode\b", "quasi", None, SINGLES_OUT),
    (r"\bpost ?code\b", "quasi", "postcode", SINGLES_OUT),
    (r"\buprn\b|\busrn\b|\beasting|\bnorthing|\blatitude\b|\blongitude\b|\bgrid\b|\bcoordinates?\b|\bw3w\b"
     r"|\bw 3 ?w\b|\bwhat ?3 ?words\b|\bgeo(?:m|metry|point|code)?\b|^[xy]$", "direct", "reference",
     "the header says an exact place"),
    (r"\baddress|\bhouse (?:number|name)\b|\bflat\b|\bstreet\b|\bbuilding (?:number|name)\b|\bproperty name\b",
     "direct", "address", "the header says address"),
    (_TEXT, "text", None, "the header says free text"),
    (rf"\bgp (?:practice|code)\b|\bpractice\b|\b{_ORGANISATION} name\b|\bname of (?:the )?{_ORGANISATION}\b",
     "quasi", None, SINGLES_OUT),
    (rf"\b{_THING} name\b|\bname of (?:the )?{_THING}\b", "sensitive", None, PRIVATE),
    (r"\b(?:relationship|orientation)\b", "sensitive", None, PRIVATE),
    (r"name\b|\bforename|\binitials\b|\balias|\bmaiden\b|\baka\b|\bmiddle\b|\bknown as\b", "direct", "name",
     "the header says a name"),
    (rf"\b{_COUNTED} number\b", "quasi", None, SINGLES_OUT),
    (rf"\b{_HARMLESS_NUMBER} number\b", "plain", None, "the header says how the data was made"),
    (r"\b(?:identifier|reference|urn|crn|upn|uln|nomis|noms|pnc|pncid|cro|asn|mrn|chi|prison|passport|vrm|plate|imei"
     r"|iccid|imsi|iban|sort ?code|account|card|bank|utr|collar|badge|warrant|exhibit|serial|username|login|handle"
     r"|twitter|facebook|instagram|url|website|vin|barcode|token|hash|pseudonym|driver|licence|custody record"
     r"|number)\b|^pas\b|(?:^|vehicle )registration$", "direct", "reference", "the header says a reference"),
    (r"\bdate|\btime\b|\bmonth\b|\byear\b|\bquarter\b|\bweekday\b|\bhour\b|\blastseen\b|\bseason\b"
     r"|\bday\b|^week\b|\b(?:arrival|admission|discharge)$", "quasi", None, SINGLES_OUT),
    (r"\bage\b|\bsex\b|\bgender\b|\bmale\b|\bfemale\b|^m f$|\bethnic|\brace\b|\bheritage\b|\breligion\b|\bbelief\b"
     r"|\boccupation\b|\bemploy(?:er|ment)\b|\bmarital\b|\bcivil status\b|\bnationality\b|\bcitizenship\b|\blanguage\b"
     r"|\bcountry\b|\bhousehold\b|\btenure\b|\bbedrooms?\b|\bdependants?\b|\bqualification|\brank\b|\beye\b|\bhair\b",
     "quasi", None, SINGLES_OUT),
    (r"diagnos|\bicd|\bsnomed\b|weapon|offence|crime|\binjur|\bdrug|\bmedication\b|substance|alcohol|\bsmok|\bvap"
     r"|\boutcome\b|disab|\bhiv\b|\bmental\b|\brisk\b|\bdispos|\bweight\b|\bheight\b|\bbmi\b|\bblood\b|\bpulse\b"
     r"|temperature|\bresult|\btreatment\b|procedure|operation|symptom|allerg|pregnan|\bhealth\b|condition"
     r"|safeguarding|abuse|violence|conviction|\bplea\b|sentenc|sexual|\btrans\b|asylum|immigration|\bvisa\b|refugee"
     r"|migrant|benefit|income|salary|\bpay\b|\bdebt|arrears|\brent\b|homeless|\bsend?\b|\behcp\b|\bfsm\b|free school"
     r"|attainment|exclusion|absence|union|politic|capacity|looked after|child protection|\bneeds?\b|severity|acuity"
     r"|\bscore\b|triage|vaccin|\bdeath\b|\bbail\b|\bwarning\b|\bmarker\b|\barrest\b|\bdetention\b|\bremand\b"
     r"|\bcomplaint\b|\battendance\b", "sensitive", None, PRIVATE),
    (r"\bschool\b|\bclass\b|\bgroup\b|\bward\b|lsoa|msoa|\boa\b|\bimd\b|\bdecile\b|\bquintile\b|\blad\b|district"
     r"|borough|\bcounty\b|region\b|\barea\b|\btown\b|\bcity\b|\bvillage\b|\bparish\b|locality|\blocation\b|\bsite\b"
     r"|\bplace\b|constituency|\bhospital\b|\bclinic\b|\bstation\b|\bteam\b|\bbeat\b|\bsector\b|\bdepartment\b"
     r"|arrival|admission|discharge|\bbed\b|\bbay\b|\broom\b|\bunit\b|\bcourt\b|\bforce\b|\bchildren\b",
     "quasi", None, SINGLES_OUT),
    (r"\b(?:next of kin|carer|gp|oic|doctor|clinician|consultant|nurse|midwife|worker|officer|coordinator|manager"
     r"|supervisor|author|reporter|suspect|victim|witness|complainant|offender|defendant|applicant|parent|mother"
     r"|father|guardian|spouse|partner|sibling|contact|person|people|nominal|responsible|lead|landlord|solicitor"
     r"|judge|interpreter|advocate|patient|client|customer|resident|staff|named|driven|by)\b", "direct", "name",
     "the header says a person"),
    (_MAYBE_TEXT, "text", None, "the header says free text"),
    (r"\b(?:tariff|cost|price|fee|currency|version|batch|wave|source|system|provider|commissioner|channel|extract"
     r"|file|schema|load|loaded)\b", "plain", None, "the header says how the data was made or paid for"),
)  # fmt: skip


@cache
def said_by(header: str) -> Said:
    """What a header says, by the first entry of the list that fits its plain words."""
    words = header_words(header)
    guess = next((Guess(*entry[1:]) for entry in _ENTRIES if re.search(entry[0], words)), None)
    return Said(guess, writes=bool(re.search(_MAYBE_TEXT, words)))
