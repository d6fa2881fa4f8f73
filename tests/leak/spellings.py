"""How people write names, numbers and dates, and how they would if they wanted to get them past a machine."""

from __future__ import annotations

from datetime import datetime

from tests.leak.people import Spell, between_words, every, full_width, groups, inside

ANY: dict[str, Spell] = {
    "as it is": str,
    "capitals": str.upper,
    "lower case": str.lower,
    "full width": full_width,
    "zero width": inside("\u200b"),
    "joiners": inside("\u2060"),
    "soft hyphens": inside("\u00ad"),
    "direction marks": inside("\u200e"),
    "no-break spaces": between_words("\u00a0"),
    "narrow spaces": between_words("\u202f"),
    "two spaces": between_words("  "),
    "in quotation marks": lambda value: f"“{value}”",
    "in brackets": lambda value: f"({value})",
    "after a slash": lambda value: f"friends/{value}/friends",
}
NAME: dict[str, Spell] = {
    "possessive": lambda name: f"{name}'s",
    "curly possessive": lambda name: f"{name}\u2019s",
    "possessive without apostrophe": lambda name: f"{name}s",
    "plural possessive": lambda name: f"{name}s'",
    "hyphen at a line's end": lambda name: f"{name[:4]}-\n{name[4:]}",
    "dots": every("."),
    "dashes": every("-"),
    "spaces": every(" "),
    "underscores": every("_"),
    "accents": inside("\u0301"),
    "letter with a stroke": lambda name: name.replace("o", "ó"),
}
BOTH_NAMES: dict[str, Spell] = {
    "reversed": lambda name: ", ".join(reversed(name.split())),
    "reversed in capitals": lambda name: " ".join(reversed(name.upper().split())),
    "joined by a dot": between_words("."),
    "joined by an underscore": between_words("_"),
    "over two lines": between_words("\n"),
    "without the space": between_words(""),
    "reversed without the space": lambda name: "".join(reversed(name.split())),
}
CODE: dict[str, Spell] = {
    "compact": every(""),
    "every character spaced": every(" "),
    "every character dashed": every("-"),
    "every character dotted": every("."),
    "pairs": lambda value: " ".join(every("")(value)[place : place + 2] for place in range(0, len(value), 2)),
}
NHS: dict[str, Spell] = {
    **{f"3-3-4 by {name}": groups(3, 3, by=by) for name, by in
       {"space": " ", "dash": "-", "dot": ".", "slash": "/", "no-break space": "\u00a0", "en dash": "\u2013",
        "line break": "\n", "underscore": "_", "comma": ","}.items()},
    "after its label": lambda value: f"NHS{value}",
}  # fmt: skip
PHONE: dict[str, Spell] = {
    "5-6": groups(5, by=" "),
    "5-3-3": groups(5, 3, by="-"),
    "in brackets": lambda value: f"({value[:5]}) {value[5:]}",
    "from abroad": lambda value: f"+44 {value[1:5]} {value[5:]}",
    "from abroad with nought": lambda value: f"+44 (0){value[1:5]} {value[5:]}",
    "from abroad by 00": lambda value: f"0044{value[1:]}",
    "without the nought": lambda value: value[1:],
}
NI: dict[str, Spell] = {f"2-2-2-2-1 by {by!r}": groups(2, 2, 2, 2, by=by) for by in (" ", "-", ".")}
POSTCODE: dict[str, Spell] = {"dashed": between_words("-"), "dotted": between_words("."), "slashed": between_words("/")}
EMAIL: dict[str, Spell] = {
    "spaces round the at": lambda value: value.replace("@", " @ "),
    "spaces round the dots": lambda value: value.replace(".", " . "),
    "in a link": lambda value: f"<mailto:{value}>",
}
ADDRESS: dict[str, Spell] = {
    "comma after the number": lambda value: value.replace(" ", ", ", 1),
    "dashes": between_words("-"),
    "line breaks": between_words("\n"),
}
DATE_FORMATS = (
    "%d/%m/%Y", "%d-%m-%Y", "%d.%m.%Y", "%d/%m/%y", "%d.%m.%y", "%d / %m / %Y", "%d\u2013%m\u2013%Y", "%d %m %Y",
    "%d %m %y", "%Y-%m-%d", "%Y/%m/%d", "%Y.%m.%d", "%Y %m %d", "%Y%m%d", "%d%m%Y", "%d %B %Y", "%d %b %Y", "%d%b%Y",
    "%d-%b-%y", "%d %b '%y", "%dth %B %Y", "%dth of %B, %Y", "%A %d %B %Y", "%B %d, %Y", "%B %dth %Y", "%b %d %Y",
    "%Y %B %d", "%d %B, %Y", "the %dth of %B %Y", "DOB%d/%m/%Y", "dob:%d.%m.%Y",
)  # fmt: skip
DATE: dict[str, Spell] = {
    form: (lambda value, form=form: datetime.strptime(value, "%d/%m/%Y").strftime(form)) for form in DATE_FORMATS
} | {"day and month without noughts": lambda value: "/".join(part.lstrip("0") for part in value.split("/"))}

SPELLINGS: dict[str, dict[str, Spell]] = {
    "forename": ANY | NAME,
    "surname": ANY | NAME,
    "both names": ANY | BOTH_NAMES,
    "nhs": ANY | CODE | NHS,
    "ni": ANY | CODE | NI,
    "dob": ANY | DATE,
    "address": ANY | ADDRESS,
    "postcode": ANY | CODE | POSTCODE,
    "phone": ANY | CODE | PHONE,
    "email": ANY | EMAIL,
    "reference": ANY | CODE,
}
EVERY_SPELLING = [(column, how) for column, spellings in SPELLINGS.items() for how in spellings]
