"""The numbers of properties and streets (UPRN, USRN, UDPRN), by the words before them."""

from infoshare.identifiers.identifier import Identifier, alphanumerics, pattern

PROPERTY_NUMBER = Identifier(
    kind="uprn",
    title="unique property or street number (UPRN, USRN, UDPRN)",
    placeholder="PROPERTY NUMBER",
    pattern=pattern(
        r"(?:UPRN|USRN|UDPRN)\W{0,3}(?:(?:no|number|is"
        r"|ref)\W{1,3})?(?P<value>[0-9](?:[\s\-]?[0-9]){3,11})"
    ),
    canonical=alphanumerics,
    is_valid=bool,
    example="UPRN 100012345678",
    check="four to twelve digits after `UPRN`, `USRN` or `UDPRN`",
    source="GeoPlace, Unique Property Reference Number; Royal Mail PAF",
)
