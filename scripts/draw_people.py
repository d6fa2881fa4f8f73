"""Draws the people, places, times and notes of the example data of the shipped policies, each by one seed."""

from __future__ import annotations

import datetime as dt
import random
from itertools import count
from unicodedata import normalize

from make_demo_data import grouped, make_email, make_home, make_nhs_numbers, make_person, make_phone

WRITTEN = ["%d/%m/%Y %H:%M", "%d/%m/%Y %H:%M", "%Y-%m-%d %H:%M", "%d %b %Y %H:%M", "%d.%m.%Y %H:%M"]
DAYS = ["%d/%m/%Y", "%d/%m/%Y", "%d/%m/%Y", "%Y-%m-%d", "%d %B %Y", "%d.%m.%Y"]
RARE = 0.02
"""The share of rows in places where hardly anything happens, so that something has to stay behind."""
UNKNOWN = 0.006
"""The share of rows of which nobody wrote down when it happened."""

Row = dict[str, str]


class Draw:
    """Draws people, places, times and words that no real person has, by one seed."""

    def __init__(self, name: str) -> None:
        self.rng = random.Random(f"infoshare {name}")
        self.numbers = (number for _ in count() for number in make_nhs_numbers(self.rng))
        self.serial = iter(sorted(self.rng.sample(range(1000, 99000), 700)))

    def of(self, shares: dict[str, int]) -> str:
        """One of the words, by its share."""
        return self.rng.choices(list(shares), list(shares.values()))[0]

    def person(self) -> Row:
        """Somebody with a name, a number, a birthday, a home and contacts, spelled in one of many ways."""
        rng, (first, last, sex) = self.rng, make_person(self.rng)
        nhs, phone = next(self.numbers), make_phone(rng)
        born = dt.date(2025, 1, 1) - dt.timedelta(int(rng.triangular(14, 85, 24) * 365.25) + rng.randrange(365))
        return {
            "first": first,
            "last": last,
            "sex": sex,
            "nhs": rng.choice([nhs, grouped(nhs), grouped(nhs, "-")]),
            "name": self.spelled(first, last),
            "born": f"{born:{rng.choice(DAYS)}}",
            "age": str(int((dt.date(2025, 5, 1) - born).days / 365.25)),
            "home": make_home(rng, rng.randrange(8)),
            "email": make_email(rng, first, last),
            "phone": rng.choice([phone, phone.replace(" ", ""), f"+44 {phone[1:]}", phone.replace(" ", "-")]),
        }

    def spelled(self, first: str, last: str) -> str:
        """A name as people type it: turned round, in one case, by surname alone, with odd spaces or loose accents."""
        odd = [f"{first}  {last} ", f"{first}\u00a0{last}", f"{first} {last}".replace("'", "\u2019")]
        odd += [normalize("NFD", f"{first} {last}"), f"{last.upper()}, {first}", f"{first} {last}".lower(), last]
        return self.rng.choice([f"{first} {last}"] * 6 + odd)

    def postcode(self, shares: dict[str, int]) -> str:
        """A postcode of the town, seldom one from elsewhere; with the space or without, in large letters or small."""
        rng = self.rng
        outward = f"HM{rng.randint(11, 29)}" if rng.random() < RARE else self.of(shares)
        written = f"{outward} {rng.randint(1, 9)}{''.join(rng.choices('ABDEFGHJLNPQRSTUWXYZ', k=2))}"
        odd = [written.replace(" ", ""), written.lower(), f" {written.replace(' ', '  ')} "]
        return rng.choice([written] * 6 + odd)

    def when(self, months: int = 3, late: float = 0.5, forms: list[str] = WRITTEN, unknown: float = UNKNOWN) -> str:
        """A time from January 2025 within so many months; `late` is the share of weekends and of nights."""
        rng = self.rng
        if rng.random() < unknown:
            return rng.choice(["", "n/k", "not known"])
        days = [dt.date(2025, 1, 1) + dt.timedelta(n) for n in range(30 * months)]
        day = rng.choices(days, [late * 2.5 if each.weekday() > 4 else 1 - late for each in days])[0]
        hour = rng.randrange(18, 24) if rng.random() < late else rng.randrange(7, 18)
        return f"{dt.datetime(day.year, day.month, day.day, hour, rng.randrange(60)):{rng.choice(forms)}}"

    def note(self, sentences: list[str], **words: str) -> str:
        """Two or three sentences, in which some of the people of the row stand."""
        other, officer = self.person(), make_person(self.rng)
        words |= {"other": other["name"], "other_phone": other["phone"], "officer": f"PC {officer[1]}"}
        words |= {"other_first": other["first"], "other_home": other["home"]}
        return " ".join(self.rng.sample(sentences, self.rng.randint(2, 3))).format(**words)
