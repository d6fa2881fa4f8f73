"""One invented person: what a record says of them, and what of it must not be left in a release."""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import date


@dataclass(frozen=True, slots=True)
class Person:
    """An invented person.

    `origin` says which group the names come from, so that results can be counted by group. NHS numbers begin
    with 999 and National Insurance numbers with QQ, telephone numbers are from the ranges that Ofcom keeps for
    drama, e-mail is at example.org, and no postcode begins with letters that Royal Mail uses.
    """

    origin: str
    forename: str
    surname: str
    sex: str
    date_of_birth: date
    nhs: str
    ni: str
    phone: str
    email: str
    address: str
    postcode: str

    @property
    def name(self) -> str:
        """The forename and the surname."""
        return f"{self.forename} {self.surname}"

    @property
    def known(self) -> dict[str, tuple[str, ...]]:
        """Each kind of known value, as a policy's `known` calls it, and this person's values of it."""
        return {
            "name": (self.name, self.forename, self.surname),
            "date_of_birth": (self.date_of_birth.isoformat(),),
            "nhs": (self.nhs,),
            "ni": (self.ni,),
            "phone": (self.phone,),
            "email": (self.email,),
            "address": (self.address,),
            "postcode": (self.postcode,),
        }

    @property
    def row(self) -> dict[str, str]:
        """The person as one flat row of texts; `origin` is no column, and the date is in ISO form."""
        return {column: str(getattr(self, column)) for column in COLUMNS}


COLUMNS = tuple(field.name for field in fields(Person) if field.name != "origin")
