"""Messy files of an emergency department, a police force and a landlord with invented people planted in their notes.

It makes the files and searches what leaves of them; it shares no code with infoshare, and uses the standard library
only. NHS numbers are of the range for tests, telephone numbers of Ofcom's drama ranges, addresses at example.org.
"""

from __future__ import annotations

import csv
import itertools
import random
import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

FORENAMES = (
    "Asha Tariq Siobhan Oluwaseun Grace Mark Rose Will Faith Jean-Luc Zofia Ng'ang'a Mohammed Rhys Bronwen Aoife "
    "Dwayne Chantelle Krzysztof Ioana Parveen Hamza Xiu Jade Amber Dean Summer Blessing Emmanuel Ffion Gethin Marisol "
    "Yusuf Saoirse Tyrone Kayleigh Olena Bogdan Femi Ruby"
).split()
SURNAMES = (
    "Begum Whitlock O'Halloran Adeyemi-Cole Young Hill Price Fox Day Brown Szczęsny Mwangi Pritchard ap-Rhys Okonkwo "
    "van-der-Berg Kowalczyk Popescu Akhtar Hussain Zhang Long Wood Sharp Bishop Ologunro Achebe Llewellyn Griffiths "
    "Delacroix-Jones Rahman MacAuley Beckford Tkachenko Ivanov Adebayo Marsh Frost Quartermaine St-John"
).split()
STREETS = "Mill Lane|Station Road|Larch Row|The Crescent|Queen Street|St Mary's Close|Holly Bank|Old Forge Way".split(
    "|"
)
MONTHS = "January February March April May June July August September October November December".split()


@dataclass(frozen=True)
class Person:
    """One invented person, as the columns of a file hold them."""

    forename: str
    surname: str
    nhs: str
    born: date
    phone: str
    email: str
    house: str
    postcode: str
    reference: str


@dataclass(frozen=True)
class Planted:
    """A file's rows, and the people in it."""

    rows: list[list[str]]
    people: list[Person]

    def write(self, path: Path) -> None:
        """The file as CSV."""
        with path.open("w", encoding="utf-8", newline="") as stream:
            csv.writer(stream).writerows([HEADER, *self.rows])


HEADER = (
    "Attendance Number|NHS No|First Name|Last Name|DOB|Address|Telephone|Email|Age|Gender|Postcode|Arrival Time|"
    "location_type|location_description|Assault method|Triage Note"
).split("|")


def nhs_number(draw: random.Random) -> str:
    """A number of the 999 range with a valid check digit."""
    while True:
        nine = f"999{draw.randrange(10**6):06d}"
        check = 11 - sum(int(d) * w for d, w in zip(nine, range(10, 1, -1), strict=True)) % 11
        if check != 10:
            return nine + str(check % 11)


def person(draw: random.Random, number: int) -> Person:
    """An invented person."""
    forename, surname = draw.choice(FORENAMES), draw.choice(SURNAMES)
    letters = re.sub("[^a-z]", "", unicodedata.normalize("NFKD", surname).lower())
    phone = draw.choice([f"07700900{draw.randrange(1000):03d}", f"01632960{draw.randrange(1000):03d}",
                         f"0207946{draw.randrange(1000):04d}"])  # fmt: skip
    return Person(
        forename, surname, nhs_number(draw), date(1935, 1, 1) + timedelta(draw.randrange(29_000)), phone,
        f"{forename[0].lower()}.{letters}{number}@example.org", f"{draw.randrange(1, 190)} {draw.choice(STREETS)}",
        f"HM{draw.randrange(1, 5)} {draw.randrange(1, 9)}{draw.choice('ABDEFGH')}{draw.choice('JLNPQR')}",
        f"HGH-25-{number:06d}",
    )  # fmt: skip


Spell = Callable[[Person, random.Random], str]


def _nhs(who: Person, draw: random.Random) -> str:
    a, b, c = who.nhs[:3], who.nhs[3:6], who.nhs[6:]
    return draw.choice(["{} {} {}", "{}-{}-{}", "{}{}{}", "{}.{}.{}", "{}\u00a0{}\u00a0{}", "{}/{}/{}"]).format(a, b, c)


def _phone(who: Person, draw: random.Random) -> str:
    p = who.phone
    return draw.choice([p, f"{p[:5]} {p[5:8]} {p[8:]}", f"+44 {p[1:5]} {p[5:]}", f"+44{p[1:]}", f"0044{p[1:]}",
                        f"{p[:5]}-{p[5:]}", f"({p[:5]}) {p[5:]}", f"{p[:5]}.{p[5:8]}.{p[8:]}"])  # fmt: skip


def _born(who: Person, draw: random.Random) -> str:
    d, m, y = who.born.day, who.born.month, who.born.year
    ending = "th" if 3 < d < 21 else {1: "st", 2: "nd", 3: "rd"}.get(d % 10, "th")
    return draw.choice([f"{d:02}/{m:02}/{y}", f"{d}/{m}/{y % 100:02}", f"{d}.{m}.{y}", f"{d} {MONTHS[m - 1]} {y}",
                        f"{d}-{MONTHS[m - 1][:3]}-{y}", f"{y}-{m:02}-{d:02}", f"{MONTHS[m - 1]} {d}, {y}",
                        f"{d}{ending} {MONTHS[m - 1][:3]} {y}"])  # fmt: skip


def _name(who: Person, draw: random.Random) -> str:
    f, s = who.forename, who.surname
    return draw.choice([f"{f} {s}", f"{s}, {f}", f"{s.upper()}, {f}", f"{s.upper()} {f}", f"Mr {s}", f"Ms {s}'s", f,
                        f"{f}'s", f"{f[0]}. {s}", f"{f[0]} {s}", f"{f.lower()} {s.lower()}", f"{f.upper()} {s.upper()}",
                        f"{f}  {s}", f"{f}\n{s}", s, s.replace("-", " "), f"{f} ({s})"])  # fmt: skip


def _email(who: Person, draw: random.Random) -> str:
    return draw.choice([who.email, who.email.upper(), f"<{who.email}>", f"mailto:{who.email}"])


def _address(who: Person, draw: random.Random) -> str:
    return draw.choice([who.house, who.house.upper(), f"{who.house}, {who.postcode}", who.house.lower(),
                        f"{who.house} {who.postcode.replace(' ', '')}", who.house.replace(" ", ", ", 1)])  # fmt: skip


def _postcode(who: Person, draw: random.Random) -> str:
    return draw.choice([who.postcode, who.postcode.lower(), who.postcode.replace(" ", ""),
                        who.postcode.replace(" ", "  "), who.postcode.replace(" ", "-")])  # fmt: skip


SPELL: dict[str, Spell] = {
    "nhs": _nhs, "phone": _phone, "born": _born, "name": _name, "email": _email, "address": _address,
    "postcode": _postcode, "reference": lambda who, draw: draw.choice([who.reference, who.reference.lower()]),
}  # fmt: skip
NOTES = {
    "emergency": [
        "{name} brought in by ambulance, punched outside a pub. NHS {nhs}. Lac to scalp 3 cm, GCS 15.",
        "Pt states assaulted by partner at home, {address}. Contact {phone}. Safeguarding aware.",
        "DOB {born}, attended w/ friend; {name} unable to recall events. Wound glued, d/c with head injury advice",
        "WALK IN {name} {born} {nhs} kicked x3, ribs tender, CXR NAD",
        "Glassed at party. Says to email {email} re: photos. Ref {reference}",
        "Transferred from MIU. {name}; lives {address}. Police informed, log to follow, ring {phone} before visiting.",
        "fall vs assault? pt vague. nhs no {nhs} checked with spine. addr {postcode}",
        "Mother rang on {phone} asking for {name} - no info given over the telephone.",
        "Hit with bottle ({born}) – nil LOC. {name} declined CT, capacity assessed, self-discharged 04:10",
    ],
    "police": [
        "IP {name} (b. {born}) states that she was pushed by two males unknown. Tel {phone}. No CCTV.",
        "Caller from {address} reports shouting next door; {name} answered the door, all in order.",
        "{name}, {born}, NHS {nhs}, taken to hospital with hand injury. OIC to obtain statement.",
        "Suspect on arrival gave name as {name}; stop slip sent to {email}. Crime ref {reference}.",
        "Theft of bicycle from {postcode}. Informant {name} to call back after work.",
        "Victim moved from {address} after threats. DO NOT DISCLOSE. New contact {phone}",
        "Update: {name} attended front counter, ID'd by DOB {born}. Closing log",
    ],
    "housing": [
        "Tenant {name} complains of noise until 3am from flat above {address}. Diary sheets sent to {email}.",
        "Spoke to {name} on {phone}: drunk visitors in the stairwell, needles in bin store.",
        "Warning letter hand delivered {address} {postcode}. {name} abusive to staff.",
        "Ref {reference}. Neighbour says {name} keeps two dogs; rubbish in yard; {name} denies.",
        "{name} (DOB {born}) wants a move, fleeing ex-partner. Supporting letter from GP, NHS no {nhs}.",
        "Joint visit with PCSO, no reply at {address}. Card left, call {phone}",
    ],
}


def filled(note: str, who: Person, draw: random.Random) -> str:
    """A note with a person's details in it, each spelt anew."""
    return re.sub(r"\{(\w+)\}", lambda match: SPELL[match[1]](who, draw), note)


def planted(kind: str, rows: int, seed: int = 7) -> Planted:
    """A messy file; half of its notes are about somebody of another row."""
    draw = random.Random(seed)
    people = [person(draw, number) for number in range(rows)]
    return Planted([_row(who, kind, people, draw) for who in people], people)


def _row(who: Person, kind: str, people: list[Person], draw: random.Random) -> list[str]:
    about = draw.choice([who, draw.choice(people)])
    arrival = (
        f"{draw.randrange(1, 29):02}/{draw.randrange(1, 4):02}/2025 {draw.randrange(24):02}:{draw.randrange(60):02}"
    )
    return [
        who.reference, draw.choice([who.nhs, f"{who.nhs[:3]} {who.nhs[3:6]} {who.nhs[6:]}"]), who.forename, who.surname,
        who.born.strftime("%d/%m/%Y"), who.house, who.phone, who.email, str(draw.randrange(16, 80)), draw.choice("MF"),
        who.postcode, arrival, draw.choice(["street", "pub", "home"]),
        draw.choice(["pub", "street", "taxi rank", "home", "park by the canal", "nightclub toilets"]),
        draw.choice(["fist", "knife", "bottle"]), filled(draw.choice(NOTES[kind]), about, draw),
    ]  # fmt: skip


def squashed(text: str) -> str:
    """Letters and digits only, without accents or case."""
    plain = unicodedata.normalize("NFKD", text).casefold().replace("ł", "l")
    return "".join(c for c in plain if c.isalnum())


def words(text: str) -> list[str]:
    """The words of a text, without accents or case."""
    plain = unicodedata.normalize("NFKD", text).casefold().replace("ł", "l")
    return re.findall(r"[a-z0-9]+", "".join(c for c in plain if not unicodedata.combining(c)))


def found(released: str, people: list[Person]) -> Iterator[tuple[str, str]]:
    """(kind, value) of whatever of the people stands in the text of a release."""
    joined, spoken = squashed(released), words(released)
    said = set(spoken)
    pairs = set(itertools.pairwise(spoken))
    for who in people:
        yield from (("nhs", who.nhs) for _ in [0] if who.nhs in joined)
        yield from (("phone", who.phone) for _ in [0] if who.phone[1:] in joined)
        yield from (("email", who.email) for _ in [0] if squashed(who.email) in joined)
        yield from (("postcode", who.postcode) for _ in [0] if squashed(who.postcode) in joined)
        yield from (("reference", who.reference) for _ in [0] if squashed(who.reference) in joined)
        yield from (("address", who.house) for _ in [0] if squashed(who.house) in joined)
        yield from (("born", text) for text in _birthdays(who.born) if text in released.casefold())
        for name in (who.forename, who.surname):
            parts = words(name)
            if len(parts) == 1 and parts[0] in said:
                yield "name", name
            if len(parts) > 1 and any(pair == tuple(parts[:2]) for pair in pairs):
                yield "name", name


def _birthdays(born: date) -> Iterator[str]:
    d, m, y = born.day, born.month, born.year
    for sign in "/-. ":
        yield from (f"{d:02}{sign}{m:02}{sign}{y}", f"{d}{sign}{m}{sign}{y}", f"{y}{sign}{m:02}{sign}{d:02}")
    month = MONTHS[m - 1].casefold()
    for word in (month, month[:3]):
        yield from (f"{d} {word} {y}", f"{d}-{word}-{y}", f"{word} {d}, {y}", f"{d}th {word} {y}", f"{d}st {word} {y}",
                    f"{d}nd {word} {y}", f"{d}rd {word} {y}")  # fmt: skip
