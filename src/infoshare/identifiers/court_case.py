"""The numbers of court cases, where words speak of a court, a case or an indictment."""

from infoshare.identifiers.identifier import Identifier, alphanumerics, pattern, words

COURT_CASE = Identifier(
    kind="court_case",
    title="court case number",
    placeholder="REFERENCE",
    pattern=pattern(
        r"[TASU][\s\-]?20[0-9]{2}[\s\-]?[0-9]{4}|[0-9]{2}[A-Z]{2}[0-9]{7,9}|[0-9]{10,12}"
        r"|[A-Z]{2}[0-9]{2}[A-Z][0-9]{5}|[A-Z][0-9]{2}[A-Z]{2}[0-9]{3}"
    ),
    canonical=alphanumerics,
    is_valid=bool,
    example="T20240123",
    check="the shapes that the Crown, magistrates', county and family courts use",
    source="HM Courts and Tribunals Service usage",
    needs=words(
        "courts?",
        r"case",
        "indictment",
        "magistrates\\S*",
        "crown",
        "hearing",
        "trial",
        "sentenc\\w+",
        "PTPH",
        "claim",
        "tribunal",
        "bundle",
    ),
)
