"""References of the Home Office: case, visa (GWF), application (UAN), permit (BRP), asylum card (ARC), share code."""

from infoshare.identifiers.identifier import Identifier, alphanumerics, pattern, words

HOME_OFFICE = Identifier(
    kind="home_office",
    title="Home Office reference, by its form",
    placeholder="HOME OFFICE REFERENCE",
    pattern=pattern(r"GWF\s?[0-9]{9}|(?-i:[A-Z])[0-9]{7}(?:/[0-9]{1,3})?|(?-i:[A-Z]{3})/[0-9]{5,7}(?:/[0-9]{1,3})?"),
    canonical=alphanumerics,
    is_valid=bool,
    example="GWF012345678",
    check="`GWF` and nine digits, or a letter and seven digits",
    source="Home Office forms and guidance",
    spared=words("ODS", "SNOMED", "ONS"),
)

NAMED_HOME_OFFICE = Identifier(
    kind="named_home_office",
    title="Home Office reference, where words speak of the Home Office or a visa",
    placeholder="HOME OFFICE REFERENCE",
    pattern=pattern(
        r"[A-Z][\s\-]?[0-9](?:[\s\-]?[0-9]){6}(?:/[0-9]{1,3})?|[0-9]{4}(?:[\s\-][0-9]{4}){3}"
        r"|[A-Z]{2}\s?[A-Z0-9]\s?[0-9](?:\s?[0-9]){5}"
        r"|(?=[A-Z0-9]{0,2}[0-9])(?-i:[A-Z0-9]{3}[\s\-][A-Z0-9]{3}[\s\-][A-Z0-9]{3})"
        r"|[A-Z]{3}/?[0-9]{5,7}(?:/[0-9]{1,3})?"
    ),
    canonical=alphanumerics,
    is_valid=lambda reference: sum(map(str.isdigit, reference)) >= 3,
    example="W4X-88J-ZZ2",
    check="the letters and digits of each kind of reference",
    source="Home Office forms and guidance",
    needs=words(
        "home office",
        "HO",
        "UAN",
        "BRP",
        "ARC",
        "GWF",
        "share ?code",
        "visa",
        "UKVI",
        "EUSS",
        "eVisa",
        "biometric",
        "asylum",
        "NASS",
    ),
)
