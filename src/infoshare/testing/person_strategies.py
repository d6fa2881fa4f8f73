"""A Hypothesis strategy for invented people, with names from many origin groups."""

from __future__ import annotations

from datetime import date

from hypothesis import strategies as st

from infoshare.gate.plain_form import squashed
from infoshare.testing.identifier_strategies import NHS, shaped
from infoshare.testing.invented_names import ORIGINS
from infoshare.testing.person import Person

SEXES = ("female", "male", "not known")
BIRTHS = st.dates(date(1925, 1, 1), date(2020, 12, 31))
NATIONAL_INSURANCE = shaped("QQ######A", "QQ######B", "QQ######C", "QQ######D")
PHONES = shaped(
    "07700900###", "01632960###", "02079460###", "01134960###", "01174960###", "01214960###", "01314960###",
    "01614960###", "02896496###", "02920180###", "08081570###",
)  # fmt: skip
"""The ranges that Ofcom keeps for drama."""
POSTCODES = st.builds(
    "HM{} {}{}".format, st.integers(1, 20), st.integers(1, 9), st.text("ABDEFGHJLNPQRSTUWXYZ", min_size=2, max_size=2)
)
"""HM is no postcode area."""
HOMES = st.sampled_from(
    [
        "{} Larch Row", "{}a Quay Street", "{} Cordwainer Street, Harrowmere", "Flat 2, {} Rope Walk",
        "Flat 2/1, {} Tolsey Road", "Rose Cottage, {} Pinfold Close", "{} Heol Las, Nantgaer", "{} Ffordd y Felin",
        "Unit 4, {} Saltings Road, Wexholm", "Plot 5, Blackthorn Site, {} Drovers Lane",
    ]
)  # fmt: skip
NUMBERS = st.integers(1, 299)
MAILBOXES = st.sampled_from(["{forename}.{surname}", "{surname}{number}", "{forename}_{number}", "{number}-{surname}"])


@st.composite
def people(draw: st.DrawFn) -> Person:
    """Invented people of every origin group.

    Returns:
        a strategy for `Person`; `st.lists(people(), min_size=1)` gives several.
    """
    origin = draw(st.sampled_from(list(ORIGINS)))
    names, sex = ORIGINS[origin], draw(st.sampled_from(SEXES))
    forenames = {"female": names.women, "male": names.men}.get(sex, names.women + names.men)
    forename, surname = draw(st.sampled_from(forenames)), draw(st.sampled_from(names.surnames))
    return Person(
        origin=origin,
        forename=forename,
        surname=surname,
        sex=sex,
        date_of_birth=draw(BIRTHS),
        nhs=draw(NHS),
        ni=draw(NATIONAL_INSURANCE),
        phone=draw(PHONES),
        email=_email(draw(MAILBOXES), forename, surname, draw(NUMBERS)),
        address=draw(HOMES).format(draw(NUMBERS)),
        postcode=draw(POSTCODES),
    )


def _email(mailbox: str, forename: str, surname: str, number: int) -> str:
    name = mailbox.format(forename=squashed(forename), surname=squashed(surname), number=number)
    return f"{name}@example.org"
