"""The name behind a title or rank: `Mrs Begum`, `PC 4512 Marsh`, `Dr A. Okafor`."""

import re

from infoshare.identifiers.identifier import Identifier

_TITLES = (
    r"(?:[Mm]rs?|[Mm]s|[Mm]iss|[Mm]x|[Mm]aster|[Dd]r|[Pp]rof(?:essor)?|[Rr]ev(?:erend|'?d)?|[Ss]ir|[Ll]ady|[Ll]ord"
    r"|[Dd]ame"
    r"|[Mm]adam|MR|MRS|MS|MISS|MX|DR|PROF|REV|LADY|Cllr|Hon|Imam|Rabbi|Canon|Pastor|Father|Fr|Capt(?:ain)?|Major|Maj"
    r"|Col(?:onel)?|Lt|Cpl|Pte"
    r"|WP\.?C|P\.?C\.?(?:SO)?|PCSO|D\.?C\.?I?|DSU?|PS|T/?(?:DC|PS|DS)|D\.?I|SC|[Ss]gt|SGT|[Ii]nsp(?:ector)?|INSP"
    r"|[Cc]onstable|[Ss]ergeant"
    r"|Ch(?:ief)?\s(?:Insp(?:ector)?|Supt)|Supt|Superintendent|HHJ|DJ|Recorder|Justice"
    r"|[Ss]/?N|RN|RMN|HCA|CPN|AMHP|[Nn]urse|[Ss]ister|[Mm]atron|[Mm]idwife|[Pp]aramedic|[Oo]fficer|[Cc]onsultant"
    r"|Uncle|Aunty?|Auntie|Nan|Nana|Gran(?:dad|ny)?)"
)
_NUMBER = r"(?:[0-9]{1,6}[A-Z]{0,2}[\s,]{1,2})?"
_NOT_NAMES = (
    r"(?!(?i:jan(?:uary)?|feb(?:ruary)?|march|april|june|july|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?"
    r"|dec(?:ember)?"
    r"|mon(?:day)?|tue(?:s?day)?|wed(?:nesday)?|thu(?:rs?day)?|fri(?:day)?|sat(?:urday)?|sun(?:day)?"
    r"|and|or|the|in|on|at|to|for|of|is|was|has|had|will|nhs|gp|and|seen|said|told|ward|unit|team|practitioner"
    r"|in-charge|manager|prescriber|oic|led|on-call|safety|care|act|i|i'\w+|he|she|they|it|we|you|but|if|when|after"
    r"|then|this|that|his|her|no|yes|not|please|since|against|from|with|by)(?![\w]))"
)
_PARTICLE = (
    r"(?:van|von|der|den|de|da|di|du|del|della|la|le|al|el|ap|ab|ferch|ó|Ó|O|ní|Ní|mac|Mac|bin|ibn|bint|st\.?"
    r"|ter|dos|uí|Uí|nic|Mhic|abu|Md\.?|Van|Von|De|Al|El|St\.?)"
)
_REST = r"(?:\w|'(?!s(?![^\W_])))"
_WORD = rf"{_NOT_NAMES}(?:[^\W\d_a-zà-öø-ÿ]{_REST}+(?:-[^\W\d_a-z]{_REST}*)*)"
_NAME = rf"(?:[A-Z]\.?\s{{1,2}}|(?:[A-Z]\.){{1,3}}\s{{0,2}}){{0,3}}(?:{_PARTICLE}\s{{1,2}}){{0,2}}{_WORD}"
_AND = r"(?:\.?\s(?:and|&|\+)\s(?:[Mm]rs?|[Mm]s|[Mm]iss|[Dd]r)\.?)?"

TITLED_NAME = Identifier(
    kind="name",
    title="name with a title",
    placeholder="NAME",
    pattern=re.compile(
        rf"(?<![\w/]){_TITLES}{_AND}(?:(?<![a-z]{{4}})\.)?[ \n]{{1,2}}{_NUMBER}{_NAME}(?:[ ]{_NAME}"
        rf"|\n(?=[^\W\d_]{{2,20}}-[A-Z]){_WORD}|[ ](?:{_PARTICLE}[ ]){{1,2}}{_WORD}){{0,2}}"
    ),
    canonical=str.strip,
    is_valid=bool,
    example="Mrs Begum",
    check="a title or rank and a capital; not a month or a day of the week",
    source="Usage in records; the list of titles and ranks is our own",
)
