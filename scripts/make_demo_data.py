"""Write the example extract of synthetic assault attendances at the fictional Harrowmere General."""

import csv
import datetime as dt
import random
import re
import unicodedata
from collections import Counter
from itertools import product
from pathlib import Path
from string import Formatter
from typing import NamedTuple

SEED, ROWS, NAMED, HOSTILE, TAIL = 2025, 1500, 1000, 75, 45
TARGET = Path(__file__).parents[1] / "policies" / "examples" / "ae-violence.csv"

# fmt: off
# No real person is described here: every name, number, place and event is made up by drawing at random
# from the lists below, and any likeness is chance. Each row of names is: weight | women | men | surnames.
NAMES = """
11|Emily Charlotte Jessica Olivia Karen|Jack Oliver Harry Darren Keith|Smith Taylor Clarke Bennett Ashworth
11|Julie Tracey Lauren Megan Holly|Wayne Kyle Nathan Peter Callum|Wright Thompson Parker Hodgkinson Tuck Shaw
11|Sophie Joan Chloe Sandra Debbie|Liam Ryan Jordan Craig Stuart|Smith Harrison Mills Fletcher Barker Dobson
12|Siân Carys Ffion Rhian Nia|Rhys Ieuan Dafydd Emyr Huw|Jones Davies Evans Llewellyn Ap-Rhys Pritchard
7|Aoife Siobhán Niamh Gráinne|Declan Conor Pádraig Cathal|O'Brien O'Sullivan Byrne Gallagher D'Arcy Ó_Floinn
7|Priya Harpreet Sunita Meera|Arjun Gurdeep Ravi Sanjay|Patel Singh Sandhu Sharma D'Souza Nair Gill
7|Ayesha Fatima Nusrat Sadia|Imran Bilal Adnan Shafiq|Khan Hussain Miah Chowdhury Rahman Siddiqui
6|Ngozi Abena Wanjiru Thandiwe|Emeka Kwame Tendai Oluwaseun|Okonkwo Mensah Adeyemi Nkosi N'Diaye Boateng
5|Shanice Keisha Marcia Beverley|Delroy Leroy Winston Jermaine|Campbell Francis Whyte St._Louis Bogle Pinnock
6|Layla Zainab Noor Huda|Omar Yusuf Khalid Tariq|Al-Hassan El-Sayed Haddad Abu_Bakr Al-Tamimi Najjar
7|Agnieszka Małgorzata Kasia Zofia|Łukasz Piotr Krzysztof Paweł|Kowalski Nowak Wójcik Wiśniewski Zając
5|Ioana Mihaela Lăcrămioara|Ștefan Ionuț Bogdan Cătălin|Popescu Ionescu Munteanu Țurcanu Dumitru Rusu
4|Mei Xiu_Ying Li_Na Hui|Wei Jun Zhi_Hao Ming|Chen Wang Li Zhang Ng Cheung Ho
4|Bridget Kathleen Violet Mary-Ann|Paddy Elvis Levi Simey|McDonagh Ward Connors Stokes Boswell Loveridge
6|Dawn Rose Grace Hope Faith|Will Mark Bill Art|Young Brown Day Field Long Best Price Hill
6|Summer May Penny Joy Amber|Rich Guy Miles Frank|Sharp Hand Payne Stone Black Street Rose Brown
"""
AVOID = {"Will Young", "Mark Field", "Imran Khan", "Imran Hussain", "Adnan Siddiqui", "Ieuan Evans",  # famous
         "Chloe Smith", "Peter Parker", "Amber Rose", "Frank Black", "Huw Jones"}
STREETS = """Quay Street;Bridge Street;Mill Lane;Corn Hill;Rope Walk;Tolsey Road;Larch Row;Gasworks Lane
Cutler's Yard;Hope Street;St Brannoc's Road;Foundry Terrace;Alma Place;Canal Parade;Rose Lane;Pinfold Close
Collier's Rise;Dock View;Viaduct Road;Temperance Row;Heron Way;Osier Gardens;Kingfisher Drive;Brown's Hill
Priory Road;Beacon Avenue;Whitethorn Crescent;Marl Pits Lane;Spinney Close;Lych Street;Ffordd y Felin
Heol Las;Capel Row;Nant Terrace;Young Street;Orchard Mead;Saltings Road;Curlew Close;Shingle Street
Lifeboat Row;Chandler's Wynd;Fishergate;Moor End;Drovers Lane;Quarry Bank;Peat House Road;Larkrise
Windmill Hill;Wexholm Road;North Parade;Abbots Way;Station Approach;Cinder Path;Holm Street"""
TOWNS = ["Harrowmere"] * 4 + ["Castle Orley", "Nantgaer", "Salt Orley", "Moorend", "Wexholm"]
PUBS = """the Jolly Sailor;the Ferryman;the Drovers Rest;the Three Herons;the Old Ropery
the Tannery Tap;the Lamb & Lantern;Club Zephyr;Vault 9;the Hauliers' Social Club"""
WORKS = "Orley Foods depot;Larch House care home;the bookmaker's;the Bridge Fish Bar;the petrol station"
SCHOOLS = "Harrowmere High;St Brannoc's;Orley Academy;Ysgol Nantgaer;Harrowmere College"
PLACES = {
    "Street": """outside {pub} on {st};on {st} near the bus shelter;taxi rank on {st};corner of {st} and {st2}
        in car park behind {st};in underpass by {st};walking along {st};in alley between {st} and {st2}""",
    "Pub or club": """in {pub}, {st};in beer garden of {pub};in queue outside {pub};on dance floor at {pub}
        by the pool table, {pub};in smoking area at {pub}""",
    "Home": """at home, {addr};in own flat, {addr};at home;at friend's house on {st};on doorstep, {addr}""",
    "Workplace": "at work, {work};behind bar at {pub};on door at {pub};outside {work} on break",
    "School": "in playground, {school};outside gates of {school};in corridor at {school};on {school} field",
    "Public transport": "on no. 14 bus, {st};at bus station, bay 6;in taxi on {st};on train from Wexholm",
    "Other": "in Priory Park;in ED waiting room;at a wedding, {st};in custody suite;place unknown",
}
FORMULAS = ["-> taxi rank", "=Quay St / Bridge St junction", "@ kebab shop, Mill Lane"]

# Each row is `tags| sentence | sentence`. The first tag is the part played: Mechanism, Finding, Identity,
# Plan or Hostile spelling; other capitals limit it to those weapons, small letters to those circumstances,
# and two rows with the same digit never meet in one note.
SENTENCES = """
MB| Pushed to ground by {rel} {oth}, then kicked in ribs x4 | Bitten R forearm during altercation, skin broken
MB| Assaulted on {eve}, late presentation, ribs still sore | Hit by "someone called {oth}", fell down 4 steps
MB| "They just jumped me" - multiple blows head and torso | Grabbed round neck approx 10 secs, voice hoarse
MB| {low} punched in mouth by {rel}, 2 loose teeth | {fn} said a stranger headbutted {him} {place}
MB| alleged assault, fists only, ?# nasal bones | stamped on R hand by {other}, ?# 4th/5th MC
MB| pushed over, FOOSH L hand, snuffbox tender | Shoved into wall by stranger, hit shoulder | punched {place}
MB| Kicked to back + head by 3 unknown males | head stamped on ?x2, boot print L temple
MB| PUNCHED ONCE L EYE, FELL BACK ONTO KERB | Elbowed in a crowd, doesn't know who by | KNEED IN GROIN + CHEST
MB| slapped to ear, muffled hearing since | Facial assualt {place} approx {time} | dragged by hair, scalp sore
Mn| Brought by street pastors, alleged assault, cold + shaken
MBw| {fn} {sn} on duty when customer ({other}) lashed out | Staff, spat at on shift
MBs| Fight with {other} (same class), {fn} kicked in tummy | Scrap at school, kicked to shin, limping
MBpa| Row over price of a pint, shoved off stool, landed on R hip
MBha| Struck by {rel} {other} at {addr}, open hand then fist
MBa| {Mr} {sn} held by throat, c/o sore neck + hoarse voice
MK| Stab wound L thigh approx 2cm, bleeding controlled w pressure | Cut to palm grabbing blade, FDS/FDP intact
MK| {fn} said {he} put hand up to stop the knife {place} | Slashed to forearm w kitchen knife by {rel} {oth}
MK| ?screwdriver to shoulder, assailant named as {other} | SINGLE STAB WOUND L FLANK, TRAUMA CALL PUT OUT
MK| stabbed in buttock, {fnl} won't say who | superficial slash R forearm, defensive
MG| Bottle thrown, struck above L eyebrow, gaping 2cm | bottled by {rel} {oth} in an argument, pt tearful
MG| brown bottle smashed over head, scalp lac 4cm | {other} threw pint glass, hit {fn} on chin
MG| {sn} hit w bottle {place}, lac behind ear | Glassed {place} by ?{oth} | R cheek wound, ?FB
MO| snooker cue across back of {sn}'s head, cue broke | Hit with a crutch by {rel} {oth}, wrist deformed
MO| Blow to occiput from ?brick, boggy swelling | {fn} was hit from behind w a plank {place}
MO| struck w metal bar to knee, unable to SLR | Hit w baseball bat to L forearm, ?# ulna | chair thrown at pt
MX| Sprayed w unknown liquid, eyes streaming, pH 7 after irrigation | Dog set on pt, puncture wounds calf
MX| {oth} threw boiling kettle water at {fn}, R arm cooled 20 min | firework thrown at {low} {place}
MX| Clipped by car driven at pt on purpose, rolled off bonnet | hot drink thrown, erythema to chest approx 2%
MN| Pt unable to recall events, found at dawn by street cleaner | assaulted ?night of {eve}, memory poor
MN| {fn} not sure what {he} got hit with, ?{oth} involved | declines to say what happened or who
M| Assaulted, came in w {rel} {other} who saw it all | Walk-in, alleged assault, unknown assailant
M| BIBA w {rel} {oth}, assaulted {place} | {rev} - assaulted {time} {place}
F1| LOC approx 2 min per crew, GCS 15 now | ?LOC secs, full recall after | denies LOC, vomited x1 | No LOC
F| Last seen here {date}, same injury pattern | old scar L brow from prev assault {date} | obs stable, NEWS 0
F| Hand swelling, sharp pain on gripping | Rose from chair unaided, gait steady
F| {sn} c/o SOB since, RR 18, ECG NAD | No SOB, chest clear, sats 98% RA | Young FY1 asked for senior r/v
FBO| Brown bruising R flank, will need re-check | nose deviated to R, no septal haematoma
FBO| R hand swollen over 5th MC, ?boxer's # | periorbital bruising, VA 6/6 both | TTP L zygoma, no step
FKG| Bleeding ++ at triage, settled w pressure dressing | Wound cleaned, 3cm, NV intact
Fa3| ETOH ++, slurred, hx unreliable | Smells of alcohol, cooperative | No ETOH, no drugs
P| Safe number is {ph2} ({oth}), don't ring home | will not engage, hope to try again later | CT head per NICE
P| Statement taken by {off} in cubicle 4 | Letter to {gp} re repeat attendances | Police informed w consent
P| Wound check 48h practice nurse | safeguarding form done | does not want police | XR pls
P2| Plan: obs ward overnight, best not alone | For minors stream, may go home after XR | DNW before r/v
P2| D/C home with {rel} {oth} | D/C w head injury advice | To majors
Pa| Has young kids at home, HV aware | IDVA referral offered, declined
Pc| Paeds safeguarding + school nurse informed
I| GP is {gp} at Quay Surgery, aware of prev episodes | {rel} is {other}, pt does not want {oth} told
I| Tracey on reception has {fn}'s phone and keys | Now staying w {rel} at {addr2}, not on PAS | {full} / {nhs}
I| {nhsv} {sn} - wrong sticker, corrected | DOB on system wrong, should be {dob} | Witness: {other}, tel {ph2}
I| b/g: {age}y, lives {pc}, under {gp} | Interpreter {other} via phone line | Pt says "{oth} will do it again"
I| {fn} asked that {rel} not be told | seen by Dr {gsn} w student nurse | wristband reads {nhsv}, checked
I| contact {fn} on {ph} w results | Lives at {addr} w {rel} {oth} | NHS no {nhsv} confirmed w pt
I| Police here, collar no {num} | police ref {ref}, OIC {off} | addr checked: {addr}, {pc}
I| Name: {full}, DOB {dob} | pt is {low} dob {dob} | known to us as {fnl} | NOK {other}, {ph2}
Ie| Sick note to {mail} pls | prefers e-mail: {mail}
Ia| {Mr} {sn} wants to press charges
Iw| Manager {other} came with pt, will ring {ph2}
Ic| Social worker {other}, strategy mtg {soon} | {rel} ({oth}) present, mobile {ph2}
Ih| Non-mol order v {other} granted {date} | {oth} still in the property at {addr}
Ifa| Hx from pt alone: {oth} has done this since {date}
H| PT {SN} SHOUTING IN W/R, {REL} {OTH} ASKED TO LEAVE | note in old file under {FULL}, same NHS {dash}
H| id bracelet {dash} vs PAS {dots} | {rev} DOB {dobx} NHS {dots} | NHS NO: {dots} DOB: {dobx} | call {p44}
H| ring {p44} not landline | {FULL} IN CUBICLE 3, NOK TO RING {p44} | mob {p44}
"""
COLUMNS = ["attendance_id", "nhs_number", "forename", "surname", "date_of_birth", "address", "phone", "email",
           "age", "sex", "postcode", "arrival", "location_type", "location_description", "weapon",
           "triage_note"]
KINDS = {
    "own name": "fn sn full low FULL rev fnl SN", "other person": "oth other OTH", "birth date": "dob dobx",
    "NHS number": "nhs nhsv dots dash", "phone": "ph ph2 p44", "address": "addr addr2 pc", "e-mail": "mail",
    "police": "off num ref", "clinician": "gp gsn", "date": "date eve soon", "place": "place",
}
KIND_OF = {field: kind for kind, fields in KINDS.items() for field in fields.split()}
PLAIN_SHAPES = ["M", "MF", "MP", "MP", "FM", "MFF", "MFP", "MFP", "PM", "MPP", "MFPP", "MFFP"]
NAMED_SHAPES = ["I", "M", "MI", "IM", "MP", "IF", "MFI", "MIP", "IMF", "MII", "IMP", "MFIP", "MIIP", "MFII"]
WEAPONS = {"Body part": (55, "B"), "Knife or sharp object": (9, "K"), "Glass or bottle": (8, "G"),
           "Blunt object": (9, "O"), "Other": (5, "X"), "None recorded": (14, "N")}
ADULT_RELATIONS = ["partner", "ex", "friend", "housemate", "cousin", "neighbour", "workmate"]
RELATIONS = {"Female": (["sister", *ADULT_RELATIONS], ["mum", "nan", "sister", "friend"]),  # then a child's
             "Male": (["brother", *ADULT_RELATIONS], ["dad", "stepdad", "brother", "friend"])}
PRONOUNS = {"Female": ("she", "her", "Ms"), "Male": ("he", "him", "Mr"), "": ("they", "them", "Mx")}
FLAGS = {"Home": "h", "School": "s", "Workplace": "w", "Pub or club": "p"}
DATES = ["%d/%m/%Y", "%d/%m/%y", "%d.%m.%y", "%Y-%m-%d", "%d %B %Y", "%d %b %y", "%d %b"]
BANDS = [(5, 18), (18, 25), (25, 35), (35, 50), (50, 65), (65, 92)]
TIMES = list(product((False, True), (False, True)))  # (weekend, night)
CLOCK = {False: (27, 24, 15, 34), True: (52, 18, 24, 6)}  # by TIMES; True for the youngest and oldest
OUTWARDS = {  # share of attendances, then how each age band leans in that district
    "HM1": (26, (10, 24, 28, 25, 10, 3)), "HM2": (20, (3, 52, 32, 9, 2, 2)),
    "HM3": (15, (18, 20, 22, 26, 12, 2)), "HM4": (12, (20, 17, 30, 28, 3, 2)),
    "HM5": (9, (6, 10, 25, 35, 22, 2)), "HM6": (7, (4, 30, 40, 22, 2, 2)),
    "HM7": (6, (2, 5, 6, 22, 25, 40)), "HM8": (5, (38, 26, 30, 3, 2, 1)),
}
ELSEWHERE = ["YH1", "YH2", "YH3", "YH4", "YH5", "YH6", "YH7", "YH9", "HM11", "HM12", "HM14"]
HOURS = {False: (range(7, 19), (1, 4, 6, 6, 7, 8, 8, 8, 9, 9, 6, 3)),  # by night, with weights
         True: ((*range(19, 24), *range(7)), (1, 3, 8, 11, 15, 16, 15, 12, 8, 4, 2, 1))}
DAYTIME = {False: (30, 10, 25, 20, 0, 6, 9), True: (22, 0, 15, 1, 48, 7, 7)}  # by child, as PLACES
NIGHTTIME = {False: (33, 42, 14, 4, 0, 3, 4), True: (48, 2, 24, 2, 0, 10, 14)}
# fmt: on

Row = dict[str, str]
Cell = tuple[str, int, bool, bool]  # outward code, age band, weekend, night


class Line(NamedTuple):
    part: str
    weapons: set[str]
    needs: set[str]
    groups: set[str]
    text: str
    kinds: set[str]


def split(text: str) -> list[str]:
    return re.split(r"\s*[;\n]\s*", text)


def read_line(tags: str, text: str) -> Line:
    part, weapons, needs, groups = re.findall("(.)([A-Z]*)([a-z]*)([0-9]*)", tags)[0]
    kinds = {KIND_OF[field] for _, field, _, _ in Formatter().parse(text) if field in KIND_OF}
    return Line(part, set(weapons), set(needs), set(groups), text.strip(), kinds)


ORIGINS = [row.split("|") for row in NAMES.strip().splitlines()]
LINES = [read_line(row.partition("|")[0], x) for row in SENTENCES.split("\n") for x in row.split("| ")[1:]]
ROADS = split(STREETS)
FILLERS = {"pub": split(PUBS), "work": split(WORKS), "school": split(SCHOOLS)}


def make_person(rng: random.Random) -> tuple[str, str, str]:
    _, women, men, surnames = rng.choices(ORIGINS, [int(origin[0]) for origin in ORIGINS])[0]
    sex, surname = rng.choices(["Female", "Male"], [41, 59])[0], rng.choice(surnames.split())
    if rng.random() < 0.15:  # a family of more than one origin
        surname = rng.choice(rng.choice(ORIGINS)[3].split())
    forename = rng.choice((women if sex == "Female" else men).split()).replace("_", " ")
    if rng.random() < 0.05 and "-" not in surname:
        surname += rng.choice(["-Ashworth", "-Cole", "-Hughes", "-Taylor", "-Wood", "-Khan"])
    found = forename, surname.replace("_", " "), sex
    return make_person(rng) if f"{forename} {surname}" in AVOID else found


def make_nhs_numbers(rng: random.Random) -> list[str]:
    bodies = [f"999{n:06d}" for n in rng.sample(range(10**6), 2 * ROWS)]
    checks = [-sum(int(digit) * (10 - i) for i, digit in enumerate(body)) % 11 for body in bodies]
    return [f"{body}{check}" for body, check in zip(bodies, checks, strict=True) if check < 10][:ROWS]


def grouped(number: str, gap: str = " ") -> str:
    return gap.join((number[:3], number[3:6], number[6:]))


def make_phone(rng: random.Random) -> str:
    return f"{rng.choices(['07700 900', '01632 960'], [4, 1])[0]}{rng.randrange(1000):03d}"


def make_email(rng: random.Random, *names: str) -> str:
    names = tuple(unicodedata.normalize("NFKD", name.lower().replace("ł", "l")) for name in names)
    first, last = (re.sub("[^a-z]", "", name) for name in names)
    users = [f"{first}.{last}", f"{first[0]}.{last}", f"{last}{first}", f"{first}{rng.randint(1, 99)}"]
    return f"{rng.choice(users)}@example.{rng.choice(['org', 'com'])}"


def make_home(rng: random.Random, district: int) -> str:
    house = f"{rng.randint(1, 120)} {rng.choice(ROADS[district * 6 :][:6])}"
    return f"Flat {rng.randint(1, 9)}, {house}" if rng.random() < 0.15 else house


def draw_cells(rng: random.Random) -> list[Cell]:
    weights: dict[Cell, float] = {}
    for (outward, (share, leans)), band, (i, time) in product(OUTWARDS.items(), range(6), enumerate(TIMES)):
        expected = ROWS * share * leans[band] * CLOCK[band in (0, 5)][i] / 1e6
        weights[(outward, band, *time)] = expected * (1 if expected > 7 else 0.02)  # few small groups
    cells = rng.choices(list(weights), list(weights.values()), k=ROWS)
    return [(rng.choice(ELSEWHERE), *cell[1:]) for cell in cells[:TAIL]] + cells[TAIL:]


def draw_arrival(rng: random.Random, weekend: bool, night: bool) -> dt.datetime:
    year = (dt.date(2025, 1, 1) + dt.timedelta(n) for n in range(365))
    days = [day for day in year if (day.weekday() > 4) == weekend]
    day = rng.choices(days, [2.2 if night and day.weekday() == 4 else 1 for day in days])[0]
    hour = rng.choices(*HOURS[night])[0]
    skipped = (day.month, day.day, hour) == (3, 30, 1)  # when the clocks go forward
    return dt.datetime(day.year, day.month, day.day, hour + skipped, rng.randrange(60))


def draw_birth(rng: random.Random, band: int, day: dt.date) -> dt.date:
    low, high = BANDS[band]
    age = int(rng.triangular(low, high, high if band == 0 else low))
    return day - dt.timedelta(int(age * 365.2425) + rng.randint(3, 361))


def age_on(birth: dt.date, day: dt.date) -> int:
    return day.year - birth.year - ((day.month, day.day) < (birth.month, birth.day))


def draw_place(rng: random.Random, home: str, child: bool, weekend: bool, night: bool) -> Row:
    kind = rng.choices(list(PLACES), (NIGHTTIME if night else DAYTIME)[child])[0]
    kind = "Street" if kind == "School" and weekend else kind
    st, st2 = rng.sample(ROADS[:24], 2)
    fill = {field: rng.choice(names) for field, names in FILLERS.items()}
    text = rng.choice(split(PLACES[kind])).format(addr=home, st=st, st2=st2, **fill)
    return {"location_type": kind, "location_description": text}


def number_words(rng: random.Random, row: Row) -> Row:
    nhs, phone = row["nhs_number"].replace(" ", ""), row["phone"].replace(" ", "")
    abroad = [f"+44{phone[1:]}", f"+44 {phone[1:5]} {phone[5:]}", f"+44 (0){phone[1:5]} {phone[5:]}"]
    return {"nhs": row["nhs_number"], "nhsv": rng.choice([nhs, grouped(nhs)]), "dots": grouped(nhs, "."),
            "dash": grouped(nhs, "-"), "ph": rng.choice([phone, row["phone"]]), "ph2": make_phone(rng),
            "p44": rng.choice(abroad), "num": str(rng.randint(1000, 9899)), "mail": row["email"],
            "ref": f"25/{rng.randint(100000, 999999)}", "pc": row["postcode"]}  # fmt: skip


def date_words(rng: random.Random, row: Row) -> Row:
    arrival = dt.datetime.fromisoformat(row["arrival"])
    birth = dt.datetime.strptime(row["date_of_birth"], "%d/%m/%Y")
    days = {"date": rng.randint(-400, -30), "eve": rng.randint(-12, -1), "soon": rng.randint(2, 21)}
    words = {name: (arrival + dt.timedelta(n)).strftime(rng.choice(DATES)) for name, n in days.items()}
    born = birth.strftime(rng.choice(DATES[:-1]))
    return words | {"dob": born, "dobx": f"{birth:%d-%m-%Y}", "time": f"{arrival:%H:%M}", "age": row["age"]}


def people_words(rng: random.Random, row: Row) -> Row:
    first, last, full = row["forename"], row["surname"], f"{row['forename']} {row['surname']}"
    (friend, family, sex), officer, doctor = (make_person(rng) for _ in range(3))
    relation = rng.choice(RELATIONS[sex][int(row["age"]) < 18])
    he, him, title = PRONOUNS[row["sex"]]
    collar = f"PC {rng.randint(1000, 9899)}"
    officers = [collar, f"{collar} {officer[1]}", f"Sgt {officer[1]}", f"DC {officer[0]} {officer[1]}"]
    doctors = [f"Dr {doctor[1]}", f"Dr {doctor[0]} {doctor[1]}", f"dr {doctor[1].lower()}"]
    return {"fn": first, "sn": last, "full": full, "fnl": first.lower(), "low": full.lower(), "Mr": title,
            "FULL": full.upper(), "SN": last.upper(), "rev": f"{last.upper()}, {first}", "he": he, "him": him,
            "oth": friend, "other": f"{friend} {family}", "OTH": friend.upper(),
            "rel": relation, "REL": relation.upper(), "off": rng.choice(officers),
            "gp": rng.choice(doctors), "gsn": doctor[1]}  # fmt: skip


def fitting_lines(row: Row, style: str) -> list[Line]:
    night = not 7 <= int(row["arrival"][11:13]) < 19
    traits = {"c" if int(row["age"]) < 18 else "a", "e" if row["email"] else "", "n" if night else ""}
    traits |= {FLAGS.get(row["location_type"], ""), row["sex"][:1].lower(), WEAPONS[row["weapon"]][1]}
    lines = [line for line in LINES if line.needs <= traits and (not line.weapons or line.weapons & traits)]
    return [line for line in lines if style != "plain" or not line.kinds]


def draw_lines(rng: random.Random, pool: list[Line], style: str) -> list[Line]:
    parts = rng.choice(PLAIN_SHAPES if style == "plain" else NAMED_SHAPES)
    chosen: list[Line] = []
    for part in parts[: rng.randint(0, 2)] + "H" if style == "hostile" else parts:
        barred = {group for line in chosen for group in line.groups}
        fits = [x for x in pool if x.part == part and x not in chosen and not x.groups & barred]
        chosen += rng.choices(fits, [2 if line.weapons else 1 for line in fits])
    return chosen


def join_sentences(rng: random.Random, sentences: list[str], style: str) -> str:
    note = rng.choice([". ", ". ", ". ", "; ", " - ", ", "]).join(sentences) + rng.choice([".", ".", ""])
    return note.lower() if style != "hostile" and rng.random() < 0.08 else note


def write_note(rng: random.Random, row: Row, style: str) -> tuple[str, set[str]]:
    words = people_words(rng, row) | number_words(rng, row) | date_words(rng, row)
    words |= {"addr": row["address"].rpartition(", ")[0], "addr2": make_home(rng, 8)}
    words["place"] = row["location_description"]
    pool = fitting_lines(row, style)
    while True:
        lines = draw_lines(rng, pool, style)
        kinds = {kind for line in lines for kind in line.kinds}
        if style == "plain" or kinds - {"place"}:
            return join_sentences(rng, [line.text.format(**words) for line in lines], style), kinds


def make_patient(rng: random.Random, nhs: str, outward: str, birth: dt.date) -> Row:
    (forename, surname, sex), phone = make_person(rng), make_phone(rng)
    district = list(OUTWARDS).index(outward) if outward in OUTWARDS else 8
    inward = f"{rng.randint(1, 9)}{''.join(rng.choices('ABDEFGHJLNPQRSTUWXYZ', k=2))}"
    return {"nhs_number": grouped(nhs) if rng.random() < 0.6 else nhs, "forename": forename,
            "surname": surname, "date_of_birth": f"{birth:%d/%m/%Y}", "postcode": f"{outward} {inward}",
            "address": f"{make_home(rng, district)}, {TOWNS[district]}",
            "phone": phone if rng.random() < 0.7 else phone.replace(" ", ""),
            "email": make_email(rng, forename, surname) if rng.random() < 0.67 else "",
            "sex": sex if rng.random() < 0.98 else ""}  # fmt: skip


def make_row(rng: random.Random, cell: Cell, nhs: str) -> Row:
    outward, band, weekend, night = cell
    arrival = draw_arrival(rng, weekend, night)
    birth = draw_birth(rng, band, arrival.date())
    row = make_patient(rng, nhs, outward, birth)
    row |= {"age": str(age_on(birth, arrival.date())), "arrival": f"{arrival:%Y-%m-%d %H:%M}"}
    row |= draw_place(rng, row["address"].rpartition(", ")[0], band == 0, weekend, night)
    return row | {"weapon": rng.choices(list(WEAPONS), [share for share, _ in WEAPONS.values()])[0]}


def make_rows(rng: random.Random) -> tuple[list[Row], Counter[str]]:
    seeds = zip(draw_cells(rng), make_nhs_numbers(rng), strict=True)
    rows = sorted((make_row(rng, *seed) for seed in seeds), key=lambda row: row["arrival"])
    streets = [row for row in rows if row["location_type"] == "Street"]
    for row, text in zip(rng.sample(streets, len(FORMULAS)), FORMULAS, strict=True):
        row["location_description"] = text
    styles = ["hostile"] * HOSTILE + ["named"] * (NAMED - HOSTILE) + ["plain"] * (ROWS - NAMED)
    numbers, counts = sorted(rng.sample(range(1, 99000), ROWS)), Counter(styles)
    for row, number, style in zip(rows, numbers, rng.sample(styles, ROWS), strict=True):
        row["attendance_id"] = f"HGH-25-{number:06d}"
        row["triage_note"], kinds = write_note(rng, row, style)
        counts.update(kinds)
    return rows, counts


def share_in_small_groups(rows: list[Row]) -> float:
    def key(row: Row) -> Cell:
        when, age = dt.datetime.fromisoformat(row["arrival"]), int(row["age"])
        band = sum(age >= low for low, _ in BANDS)
        return row["postcode"].split()[0], band, when.weekday() > 4, not 7 <= when.hour < 19

    sizes = Counter(map(key, rows))
    return sum(n for n in sizes.values() if n < 5) / len(rows)


def main() -> None:
    rows, counts = make_rows(random.Random(SEED))
    with TARGET.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, COLUMNS, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
    print(f"{len(rows)} rows, {share_in_small_groups(rows):.1%} in groups under 5; {sorted(counts.items())}")


if __name__ == "__main__":
    main()
