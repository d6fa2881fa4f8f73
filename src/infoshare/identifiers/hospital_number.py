"""The number that one hospital or clinic gives a patient (MRN): by its form, or by the words before it."""

from infoshare.identifiers.identifier import Identifier, alphanumerics, pattern, words

HOSPITAL_NUMBER = Identifier(
    kind="hospital",
    title="hospital number, by its form",
    placeholder="HOSPITAL NUMBER",
    pattern=pattern(
        r"(?-i:(?!E0|W0|S0|N0)[A-Z]{1,3})[0-9]{7}|(?-i:[A-Z]) ?-? ?[0-9]{3} [0-9]{4}"
        r"|[a-z] [0-9]{3} [0-9]{4}|[A-Z]-[0-9]{3}-[0-9]{4}-[A-Z]"
    ),
    canonical=alphanumerics,
    is_valid=bool,
    example="RWD5571902",
    check="one to three capitals and seven digits",
    source="Usage in hospital records",
    spared=words("ODS", "SNOMED", "ONS", "LSOA", "MSOA"),
)

NAMED_HOSPITAL_NUMBER = Identifier(
    kind="named_hospital",
    title="hospital number, by the words before it",
    placeholder="HOSPITAL NUMBER",
    pattern=pattern(
        r"(?:MRN|hosp(?:ital)?|unit|patient|pt|PAS|CRN|ED|A&E|attendance|district|medical\srecord|wrist\s?band|band|K"
        r"|X|RiO|client|NHS\sspine|swift|PARIS|person|service\suser|pupil|student|member|staff|payroll|employee)\s?"
        r"(?:no|number|num|id|band|ref|identifier|record)?s?\b\.?[\s:=#\-]{1,3}(?:is\s)?"
        r"(?P<value>[A-Z]{0,3}[\s\-]?[0-9](?:[\s\-/]?[0-9]){4,9}(?:[\s\-]?(?-i:[A-Z])(?![a-z]))?)"
    ),
    canonical=alphanumerics,
    is_valid=lambda number: sum(map(str.isdigit, number)) >= 5,
    example="MRN 123456",
    check="five to ten digits, perhaps with letters, after `MRN`, `hospital no` or the like",
    source="Usage in hospital records",
)
