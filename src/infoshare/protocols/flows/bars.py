"""Information that another law forbids or limits sharing, whatever the gateway."""

from __future__ import annotations

from collections.abc import Iterator

from infoshare.model.flow import Barred, Reason
from infoshare.protocols.flows.case import Case

BARS: dict[Barred, str] = {
    "sexual_infection": "venereal-diseases-rules",
    "fertility_treatment": "hfea-1990-s33a",
    "gender_recognition": "gra-2004-s22",
    "complainant_identity": "complainant-anonymity",
    "court_anonymity": "court-anonymity",
    "spent_conviction": "roa-1974-s9",
    "tax_record": "crca-2005-ss18-19",
    "benefit_record": "ssaa-1992-s123",
    "intercepted": "ipa-2016",
}
"""The law that bars each; what is not here (adoption, informants, counselling and the like) needs a specialist."""


def barred(case: Case) -> Iterator[Reason]:
    """A ban stops what tells who people are, unless the law that opens a way is shown and a lawyer agrees."""
    for kind in case.flow.other.barred_data if case.is_personal else ():
        what = kind.replace("_", " ")
        if case.flow.other.bar_lifted_by:
            yield case.judgement(
                BARS.get(kind, "good-practice"),
                f"there is a limit on sharing this ({what}), said to be lifted by another law",
                "Have somebody with the legal knowledge confirm it, and record who.",
            )
        elif kind in BARS:
            yield case.stop(
                BARS[kind],
                f"another law limits sharing this ({what}), and the gateway does not lift that",
                "Leave it out, or name the law that opens a way in 'bar_lifted_by'.",
            )
        else:
            yield case.gap(
                "good-practice",
                f"this ({what}) goes only with the approval of a specialist",
                "Leave it out, or name who approved it and by which law in 'bar_lifted_by'.",
            )
