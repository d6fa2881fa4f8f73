"""The passport number, British or foreign, where words speak of a passport or travel document."""

from infoshare.identifiers.identifier import Identifier, alphanumerics, pattern, words

_D = r"[0-9O]"

PASSPORT_NUMBER = Identifier(
    kind="passport",
    title="passport number",
    placeholder="PASSPORT NUMBER",
    pattern=pattern(
        rf"(?![0-9]{{1,2}}[/.\- ][0-9]{{1,2}}[/.\- ][0-9]{{2,4}}(?![0-9]))"
        rf"(?:[A-Z]{{1,2}}[\s\-]?)?{_D}(?:[\s\-]?{_D}){{6,8}}"
        rf"|(?-i:[A-Z]{{1,2}})[\s\-]?{_D}(?:[\s\-]?{_D}){{5,8}}|(?-i:[A-Z]{{2,3}}[0-9]{{5,7}}[A-Z]?)"
    ),
    canonical=alphanumerics,
    is_valid=lambda number: sum(map(str.isdigit, number)) >= 5,
    example="123456789",
    check="nine digits, or the letters and digits of other countries",
    source="HM Passport Office; ICAO Doc 9303",
    needs=words(r"passports?", "pp", "ppt", "travel doc\\w*", "nationality card", "ID card"),
)
