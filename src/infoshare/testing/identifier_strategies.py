"""Hypothesis strategies that write valid synthetic identifiers, as hostile hands write them.

No value belongs to anyone: NHS numbers begin with 999, telephone numbers are from the ranges kept for drama,
National Insurance numbers begin with QQ, domains are `example.org`, IP addresses are those kept for documents.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from hypothesis import strategies as st

from infoshare.errors import UserError
from infoshare.identifiers.digits import check_letter

Text = st.SearchStrategy[str]
DIGITS, CAPITALS = "0123456789", "ABCDEFGHJKLMNPRSTUVWXY"
ZERO_WIDTH = ("\u200b", "\u200d", "\u00ad", "\ufeff")
WIDE = str.maketrans(DIGITS, "０１２３４５６７８９")


@dataclass(frozen=True, slots=True)
class Planted:
    """A value inside a text with the words that it needs around it."""

    before: str
    value: str
    after: str

    @property
    def text(self) -> str:
        """The whole text."""
        return self.before + self.value + self.after

    @property
    def span(self) -> tuple[int, int]:
        """Where the value stands in it."""
        return len(self.before), len(self.before) + len(self.value)


def identifiers(kind: str) -> Text:
    """Valid values of a kind of identifier, in hostile spellings.

    Args:
        kind: as `docs/identifiers.md` calls it: `nhs`, `phone`, `postcode` and so on.

    Returns:
        a strategy for texts that hold the value and nothing else.

    Raises:
        UserError: if the kind is not one of infoshare's.
    """
    return _hostile(_strategy(kind)[0])


def planted(kind: str) -> st.SearchStrategy[Planted]:
    """Texts in which a valid value of a kind stands among its context words, in a hostile spelling.

    Args:
        kind: as `docs/identifiers.md` calls it.

    Returns:
        a strategy for `Planted`, which knows its text and where in it the value stands.

    Raises:
        UserError: if the kind is not one of infoshare's.
    """
    values, contexts = _strategy(kind)
    return st.builds(_plant, st.sampled_from(list(contexts)), _hostile(values))


def _strategy(kind: str) -> tuple[Text, Contexts]:
    if kind not in STRATEGIES:
        raise UserError(f"there is no strategy for {kind!r}", mend=f"The kinds are: {', '.join(sorted(STRATEGIES))}.")
    return STRATEGIES[kind]


def _plant(around: tuple[str, str], value: str) -> Planted:
    return Planted(around[0], value, around[1])


def _hostile(values: Text) -> Text:
    """The same values with zero-width characters, no-break spaces or full-width digits in them."""
    return st.builds(_spelt, values, st.sampled_from(["", "wide", "no-break", "invisible"]), st.integers(1, 200))


def _spelt(value: str, how: str, place: int) -> str:
    if how == "wide":
        return value.translate(WIDE)
    if how == "no-break":
        return value.replace(" ", "\u00a0")
    if how == "invisible" and len(value) > 2:
        at = 1 + place % (len(value) - 2)
        return value[:at] + ZERO_WIDTH[place % len(ZERO_WIDTH)] + value[at:]
    return value


def shaped(*shapes: str) -> Text:
    """Texts of given shapes: `#` is a digit, `*` one from 1 to 9, `^` a capital; all else stands for itself."""
    return st.sampled_from(shapes).flatmap(lambda shape: st.tuples(*(_character(each) for each in shape)).map("".join))


def _character(shape: str) -> Text:
    kinds = {"#": DIGITS, "*": DIGITS[1:], "^": CAPITALS}
    return st.sampled_from(kinds[shape]) if shape in kinds else st.just(shape)


def either_case(values: Text) -> Text:
    """The values in capitals or small letters."""
    return st.one_of(values, values.map(str.lower))


def grouped(values: Text, groups: Sequence[int], gaps: Sequence[str]) -> Text:
    """Values of figures, divided into groups by one of the gaps."""
    return st.builds(lambda value, gap: gap.join(_cut(value, groups)), values, st.sampled_from(list(gaps)))


def _cut(value: str, groups: Sequence[int]) -> list[str]:
    parts, at = [], 0
    for length in groups:
        parts.append(value[at : at + length])
        at += length
    return parts


def _checked(numbers: st.SearchStrategy[int], whole: Callable[[int], str | None]) -> Text:
    return numbers.map(whole).filter(bool).map(str)


def _weighted(nine: str) -> int:
    return sum(int(digit) * weight for digit, weight in zip(nine, range(10, 1, -1), strict=True)) % 11


def _modulus_11(number: int) -> str | None:
    nine = f"{number:09d}"
    check = (11 - _weighted(nine)) % 11
    return f"{nine}{check}" if check < 10 else None


def _uln(number: int) -> str | None:
    left = _weighted(str(number))
    return f"{number}{10 - left}" if left else None


def _utr(number: int) -> str:
    nine = f"{number:09d}"
    total = sum(int(digit) * weight for digit, weight in zip(nine, (6, 7, 8, 9, 10, 5, 4, 3, 2), strict=True))
    return "21987654321"[total % 11] + nine


def _luhn(number: int) -> str:
    digits = str(number)
    total = sum(sum(divmod(2 * int(digit), 10)) for digit in digits[::-2]) + sum(map(int, digits[-2::-2]))
    return f"{digits}{-total % 10}"


def _iban(number: int) -> str:
    account = f"WEST{number:014d}"
    figures = "".join(str(int(character, 36)) for character in f"{account}GB00")
    return f"GB{98 - int(figures) % 97:02d}{account}"


def _pnc(number: int) -> str:
    year, serial = 1960 + number % 60, f"{number:07d}"
    return f"{year}/{serial}{check_letter(int(str(year)[2:] + serial))}"


def _cro(number: int) -> str:
    year, serial = f"{number % 100:02d}", f"{number % 1_000_000:06d}"
    return f"{serial}/{year}{check_letter(int(year + serial))}"


NHS = _checked(st.integers(999_000_001, 999_999_998), _modulus_11)
PHONES = st.one_of(
    shaped("07700 900###", "07700900###", "07700-900-###", "07700.900.###", "(07700) 900###", "+44 7700 900###",
           "+44 (0)7700 900 ###", "00447700900###", "07700/900###", "0 7 7 0 0 9 0 0 # # #", "07700\n900###"),
    shaped("01632 960###", "020 7946 0###", "0113 496 0###", "0808 157 0###", "029 2018 0###", "01632 960### ext 12"),
)  # fmt: skip
DAYS = st.one_of(
    st.dates().map(lambda day: f"{day:%d/%m/}{day.year:04d}"),
    st.sampled_from([
        "12/03/1990", "12.3.90", "12-03-1990", "1990-03-12", "12 March 1990", "12th of March, 1990", "March 12, 1990",
        "Monday 12 March 1990", "Mon 12th Mar 90", "01JAN2004", "4/4/60", "the third of March 1974", "12 Mar '90",
        "seventeenth October 2005", "05-JAN-24", "7th of the 2nd 1993", "12TH MARCH 1990", "12\nMarch 1990",
    ]),
)  # fmt: skip
EMAILS = st.sampled_from(
    ["asha@example.org", "ASHA.BEGUM@EXAMPLE.ORG", "a_begum+x@mail.example.org", "asha @ example.org",
     "asha(at)example.org", "asha at example dot org", "asha dot begum at example dot com", "o'neil@example.org",
     "asha [at] example [dot] org", "asha AT example DOT com"]
)  # fmt: skip
STREETS = st.sampled_from(
    ["14 Larch Row", "14a Larch Row", "Flat 2, 9 Quay Street", "Flat 2/1, 118 Cordwainer Street", "3 Heol Las",
     "20 HEOL Y MORFA", "Rose Cottage, 1 Mill Lane", "No. 44 Selkirk Tower", "flat b 5 gull st",
     "Plot 5, Blackthorn Site",
     "Room 3, Larch House", "six six five Blenheim Road", "Garden Flat, 27 Regency Crescent", "14-16 Larch Row"]
)  # fmt: skip
NAMES = st.sampled_from(
    ["Mrs Begum", "Mr Tom Varnholt", "MRS BEGUM", "Dr A. Okafor", "PC 4512 Marsh", "Nurse O'Hara", "Sgt. Pike-Lowe",
     "Prof van Dael", "S/N Adeyemi", "HCA Nowak", "Rev Aled ap Rhys", "Ms Siân Ó Briain", "DS J. Okoye"]
)  # fmt: skip
Contexts = Sequence[tuple[str, str]]
PLAIN: Contexts = (
    ("Seen at home. ", " was noted."),
    ("(", ")"),
    ("noted: ", ", then left"),
    ("", ""),
    ("line one\n", "\nline two"),
)
INSIDE: Contexts = (("Seen at home. ", " was noted."), ("noted: (", "), then left"))


def _named(*befores: str) -> Contexts:
    return [(f"Noted. {before}", after) for before in befores for after in ("", ", then left.", "\nnext")]


STRATEGIES: dict[str, tuple[Text, Contexts]] = {
    "email": (EMAILS, PLAIN),
    "url": (shaped("https://example.org/^###", "http://www.example.org", "www.example.org/a?b=#",
    "example.com/u/a.b"), PLAIN),
    "iban": (
        _checked(st.integers(0, 10**14 - 1), _iban).flatmap(
            lambda iban: st.sampled_from([iban, " ".join(_cut(iban, (4, 4, 4, 4, 4, 2)))])
        ),
        PLAIN,
    ),
    "nhs": (grouped(NHS, (3, 3, 4), ["", " ", "-", ".", "  ", "/", "\n", " - "]), PLAIN),
    "chi": (
        st.builds(lambda day, rest: f"{day:%d%m%y}{rest}", st.dates(), shaped("####")),
        (("CHI ", ""), ("chi number: ", "."), ("Seen. ", " noted")),
    ),
    "hc": (_checked(st.integers(320_000_001, 399_999_999), _modulus_11), _named("H&C no ", "HCN: ")),
    "named_health_number": (shaped("999 000 ####", "999000####"), _named("NHS no ", "CHI: ", "NHS number ", "H&C ")),
    "phone": (PHONES, PLAIN),
    "ni": (either_case(shaped("QQ 12 34 56 C", "QQ######C", "QQ ## ## ## A", "QQ-##-##-##-B", "QQ######",
    "QQ.##.##.##.C")), PLAIN),
    "temporary_ni": (either_case(shaped("##^#####", "## ^ ## ###")), _named("temporary NI ", "TRN ")),
    "asn": (
        shaped("##01ZD00000000#####P", "##/01ZD/00/00000000###P", "##/01ZD/01/#######K", "##/0100/00/123456M"),
        PLAIN,
    ),
    "pnc": (either_case(_checked(st.integers(100_000, 9_999_999), _pnc)), PLAIN),
    "cro": (either_case(_checked(st.integers(10_000, 999_999), _cro)), PLAIN),
    "named_pnc": (shaped("##/####A", "####/#######", "###/##Z"), _named("PNC ", "PNC ID: ", "CRO no. ")),
    "driver": (either_case(shaped("MORGA657054SM9IJ", "BEGUM#0101#A99^^", "BEGUM 751010 A99XY", "LEE99#1231#AB9^^")),
    PLAIN),
    "upn": (either_case(shaped("K99940#######", "A99940######^", "X 999 4000 99001")), PLAIN),
    "vin": (shaped("WVWZZZ1JZXW######", "SALLAAAG#EA######"), PLAIN),
    "card": (
        grouped(_checked(st.integers(411111111111100, 411111111111199), _luhn), (4, 4, 4, 4), ["", " ", "-"]),
        PLAIN,
    ),
    "imei": (grouped(_checked(st.integers(35000000000000, 35999999999999), _luhn), (2, 6, 6, 1), ["", " ", "-"]),
    PLAIN),
    "iccid": (shaped("894420000000000####", "8944 2000 0000 0000 ###"), PLAIN),
    "mac": (either_case(shaped("00:00:5E:00:53:##", "00-00-5E-00-53-#F", "0000.5E00.53##")), PLAIN),
    "ip": (shaped("192.0.2.#", "198.51.100.1#", "203.0.113.2", "2001:db8::#", "2001:db8:0:0:0:0:0:1",
    "192[.]0[.]2[.]1"), PLAIN),
    "bank": (shaped("20-##-## ########", "20 ## ## ########", "20-##-##, ########", "20-##-##/########"), PLAIN),
    "coordinates": (shaped("53.#### N, 1.#### W", "50.####, -4.####", "51.####° N, 3.####° W"), PLAIN),
    "grid": (shaped("TL ### ###", "TL#### ####", "SW 7301 44##", "NT ##### #####"), PLAIN),
    "three_words": (shaped("///filled.count.soap"), PLAIN),
    "postcode": (
        either_case(shaped("SK1 1AA", "HM6 3LN", "LL1# 1LL", "ZZ99 3VZ", "EC1A 1BB", "SK#1AA",
            "M#\u00a01AE", "CR2-6XH",
            "BFPO 57",
            "GIR 0AA", "FIQQ 1ZZ", "LS*#\n9XZ")),
        PLAIN,
    ),
    "prison": (either_case(shaped("A####^^")), PLAIN),
    "named_prison": (either_case(shaped("A####^^", "A #### ^^", "A-####-^^")), _named("NOMS ID: ", "prison no ")),
    "urn": (shaped("01AB#####24", "01 AB ##### 24", "01/AB/#####/24"), _named("URN ", "CPS URN: ")),
    "vehicle": (
        either_case(shaped("AB51ABC", "XK12XYZ", "YX##^^T")) | shaped("AB51 ABC", "XY0# KLM", "Y X 1 2  K L M",
            "P123 XYZ", "F12 KLM"),
        PLAIN,
    ),
    "uln": (_checked(st.integers(100_000_000, 999_999_999), _uln), _named("ULN ", "learner number ")),
    "utr": (_checked(st.integers(0, 999_999_999), _utr), _named("UTR ", "tax reference ")),
    "named_device": (shaped("23415##########", "00 101501 152937#"), _named("IMSI ", "handset ", "SIM ")),
    "passport": (shaped("99#######", "99 ### ####", "K 9 9 # # # # # #", "AB#######"), _named("passport ",
    "Passport no: ", "pp ")),
    "named_home_office": (
        shaped("W4X-88J-ZZ2", "1212-####-####-####", "ZX9999###", "ABC/#####/1"), _named("share code ", "UAN ",
            "BRP ", "ARC "),
    ),
    "registration": (
        shaped("999####", "PA99####", "99A9999E", "9 9 9 1 2 3 4"), _named("GMC ", "HCPC no. ", "NMC PIN ", "GMC: "),
    ),
    "nurse_pin": (either_case(shaped("99A####E", "98L####W")), PLAIN),
    "social_worker": (either_case(shaped("SW999###", "SW99##")), PLAIN),
    "crn": (shaped("X######", "F # # # # # #", "K-###-###"), PLAIN),
    "named_crn": (either_case(shaped("X######", "X ### ###")), _named("CRN ", "probation no ")),
    "uprn": (shaped("1000########", "####", "100 0123 4567"), _named("UPRN ", "USRN: ", "UDPRN no. ")),
    "named_bank": (shaped("20-##-##", "########", "20 ## ##"), _named("sort code ", "account number ", "a/c no. ",
    "acct: ")),
    "card_ending": (shaped("####"), _named("card ending ", "account ending in ")),
    "home_office": (shaped("GWF0########", "Z#######", "Z#######/1"), PLAIN),
    "named_hospital": (shaped("######", "^######", "440 17 8#"), _named("MRN ", "hospital no. ", "hosp number: ",
    "patient ID ")),
    "hospital": (shaped("RWD#######", "K#######"), PLAIN),
    "ni_driver": (shaped("########"), _named("driving licence ", "driver number ")),
    "court_case": (shaped("T2024####", "T2024 ####", "01ZD#######"), _named("Crown Court case ", "indictment ")),
    "day_log": (shaped("12# of 03/04/24", "### of 3 April", "9 of 3/4"), _named("log ", "CAD ", "incident no. ")),
    "reference": (
        shaped("47/#####/24", "####", "PX-#####/24", "INC/####/0923", "24MIS####", "13WD/0#######"),
        _named("crime ref ", "log ", "CAD ", "Ref: ", "case no. ", "URN ", "reference number ", "incident number "),
    ),
    "coded_reference": (shaped("NP-20231118-####", "36/####/24", "SWC/HV/9####", "CC20240127####", "YJ-00##"), PLAIN),
    "exhibit": (shaped("AB/#", "AB/##"), _named("exhibit ", "Exhibit: ")),
    "short_vehicle": (shaped("UP #", "AB 1#", "1## AB"), _named("van ", "Land Rover ", "plate ")),
    "old_vehicle": (shaped("ABX 12#K", "KLM###P", "AIZ 12##", "XYZ 4##"), _named("blue car, reg ",
    "drove a van index ", "Ford ")),
    "partial_vehicle": (shaped("AB5#", "AB##"), _named("partial VRM ", "part reg ", "partial plate: ")),
    "postcode_district": (either_case(shaped("SK1", "EC1A", "M#", "LS1#")), _named("postcode ", "postcode area ")),
    "collar": (shaped("451#", "93##", "U11##", "15###"), _named("PC ", "collar ", "collar number ", "DS ",
    "warrant no. ", "Officer ")),
    "force_officer": (shaped("SWP 24##", "GMP 1####", "BTP 33##"), PLAIN),
    "officer": (shaped("HP 11##", "CC66#", "U11##"), _named("police said ", "the sergeant (", "crew ")),
    "handle": (shaped("@asha_begum##", "@zed.k.don", "@asha##"), PLAIN),
    "username": (shaped("asha.b##", "asha_b", "ashab##x"), _named("username ", "posts as ", "Snap: ", "insta name ")),
    "joined_name": (shaped("asha_begum_##", "trapstar_jay"), INSIDE),
    "address": (STREETS, PLAIN),
    "short_address": (shaped("7c Tanyard", "12a Tannery"), _named("keys for void ", "lives at ")),
    "name": (NAMES, (("Seen with ", ", who was calm."), ("(", ")"), ("by ", " and others"))),
    "birth_date": (
        st.sampled_from(["March 1974", "12/03/1990", "4.x.2009", "1 Jan", "1962", "120390", "12th March", "3/74",
            "mar 74", "xx/03/1990"]),
        _named("DOB ", "born ", "d.o.b. ", "DoB: ", "date of birth: ", "born in ", "dob = "),
    ),
    "date": (DAYS, PLAIN),
    "part_date": (
        st.sampled_from(["26th Sept", "Sunday 3 March", "early Nov 2023", "March 1974", "12-14 June 2024", "3 April",
            "spring 2022", "04/2022"]),
        INSIDE,
    ),
    "age": (
        st.sampled_from(["aged 93", "93-year-old", "93 yo", "F93", "93F", "93 years old", "ninety-three years old",
            "turned 101", "93yo", "age: 95"]),
        INSIDE,
    ),
}  # fmt: skip
"""For each kind: its values, and the words before and after that it may stand between."""
