"""Write the example data of the shipped policies; `--expect` also writes the releases that the tests compare with.

The example of `ae-violence` has a script of its own, `make_demo_data.py`, whose names and numbers are used here too.
"""

from __future__ import annotations

import csv
import sys
from collections.abc import Callable
from pathlib import Path

from draw_people import DAYS, RARE, Draw, Row
from make_demo_data import make_person

ROOT = Path(__file__).parents[1]
EXAMPLES = ROOT / "policies" / "examples"
# fmt: off
DISTRICTS = {"Harrowmere": 46, "Castle Orley": 32, "Wexholm": 22}
OUTWARDS = {"HM1": 46, "HM2": 32, "HM3": 22}
ETHNIC_GROUPS = {
    "English, Welsh, Scottish, Northern Irish or British": 50, "Any other White background": 10, "Pakistani": 11,
    "Indian": 6, "Bangladeshi": 3, "African": 8, "Caribbean": 5, "White and Black Caribbean": 4, "White and Asian": 3,
}

POLICE_LOG = ["{name} rang from {phone}.", "IP {other} says she knows him.", "Attended by {officer}.", "No CCTV.",
              "Address is {home}.", "Suspect made off on foot.", "CALLER {last} VERY UPSET", "=see log 41"]
OFFENCES = {
    "Anti-social behaviour": ["Nuisance", "Rowdy behaviour", "Vehicle nuisance"],
    "Violence": ["Assault with injury", "Assault without injury", "Harassment"],
    "Theft": ["Shoplifting", "Theft from vehicle", "Theft from the person"],
    "Criminal damage": ["Damage to vehicle", "Damage to dwelling"],
}
SELDOM = {"Sexual": ["Sexual assault"], "Robbery": ["Robbery of personal property"]}


def s17a_police(draw: Draw) -> Row:
    """An incident or offence."""
    caller, victim, officer = draw.person(), draw.person(), make_person(draw.rng)
    category = draw.of({"Anti-social behaviour": 39, "Violence": 31, "Theft": 27, "Criminal damage": 20})
    seldom = draw.rng.random() < RARE
    category = draw.of({"Sexual": 2, "Robbery": 1}) if seldom else category
    return {
        "Incident No": f"HM-25-{next(draw.serial):06d}", "Caller": caller["name"], "Caller Tel": caller["phone"],
        "Victim": victim["name"], "OIC": f"{officer[0]} {officer[1]}", "Location": victim["home"],
        "Post Code": draw.postcode(OUTWARDS), "Date and Time": draw.when(), "Category": category,
        "Sub-Category": draw.rng.choice((SELDOM if seldom else OFFENCES)[category]),
        "Log": draw.note(POLICE_LOG, **caller),
    }


FIRES = {"Deliberate secondary fire": 44, "Malicious false alarm": 24, "Deliberate primary fire (vehicle)": 17,
         "Dwelling fire, no smoke alarm": 15}
CREW = ["Wheelie bin alight on arrival.", "Occupier {name} given advice.", "Rang back {phone}.", "Out on arrival.",
        "Neighbour {other} at {other_home} saw two youths.", "Police log with {officer}.", "Smoke alarm fitted."]


def s17a_fire(draw: Draw) -> Row:
    """An incident that the fire service attended."""
    caller, occupier, officer = draw.person(), draw.person(), make_person(draw.rng)
    rare = draw.rng.random() < RARE
    return {
        "Incident No": f"F{next(draw.serial)}/25", "Caller": caller["name"], "Caller Tel": caller["phone"],
        "Occupier": occupier["name"], "Incident Commander": f"{officer[0]} {officer[1]}",
        "Property Address": occupier["home"], "Postcode": draw.postcode({"HM1": 60, "HM2": 40}),
        "Time of Call": draw.when(), "Type": "Violence against fire staff" if rare else draw.of(FIRES),
        "Narrative": draw.note(CREW, **occupier),
    }


COUNCIL = {
    "Environmental": ["Fly-tipping", "Graffiti", "Litter"], "Anti-social behaviour": ["Noise", "Rowdy behaviour"],
    "Vehicles": ["Abandoned vehicle", "Off-road motorcycle"],
}
REPORTS = ["{name} says it is {other} again.", "Ring after six on {phone}.", "Third report this month.",
           "E-mail {email} when done.", "Bags left outside {home}.", "Photographs on file.", "+see also last week"]


def s17a_local_authority(draw: Draw) -> Row:
    """An incident reported to the council."""
    reporter, subject = draw.person(), draw.person()
    racial = draw.rng.random() < RARE
    category = draw.of({"Environmental": 45, "Anti-social behaviour": 33, "Vehicles": 22})
    return {
        "Service Request": f"SR{next(draw.serial)}", "Customer Name": reporter["name"], "Phone": reporter["phone"],
        "E-mail": reporter["email"], "Alleged person": draw.rng.choice([subject["name"], ""]),
        "Incident Address": subject["home"], "POSTCODE": draw.postcode(OUTWARDS), "Incident date": draw.when(),
        "Category": "Racial incident" if racial else category,
        "Sub-type": "Verbal abuse" if racial else draw.rng.choice(COUNCIL[category]),
        "Details": draw.note(REPORTS, **reporter),
    }


CAUSES = {
    "Y04.0": 22,
    "X99.2": 10,
    "Y00": 8,
    "F10.0": 30,
    "F10.2": 14,
    "F11.2": 8,
    "T51.0": 12,
    "Y90.5": 10,
    "Y91.1": 7,
}
SUMMARIES = ["{name} admitted via ED.", "NHS {nhs}.", "Next of kin {other}, {other_phone}.", "Discharged home.",
             "Lives at {home}.", "Referred to alcohol team.", "GP letter sent.", "Says {other_first} hit her."]


def s17a_health(draw: Draw) -> Row:
    """An admission to hospital."""
    patient = draw.person()
    code = "X93.1" if draw.rng.random() < RARE else draw.of(CAUSES)
    return {
        "Spell No": f"SP{next(draw.serial):07d}", "NHS No": patient["nhs"], "Given Name": patient["first"],
        "Family Name": patient["last"], "DOB": patient["born"], "Address": patient["home"], "Gender": patient["sex"],
        "Home Postcode": draw.postcode({"HM1": 40, "HM2": 30, "HM3": 20, "HM4": 10}),
        "Admission Date": draw.when(forms=DAYS), "ICD-10 code": draw.rng.choice([code, code, code.replace(".", "")]),
        "DA flag": draw.of({"N": 90, "Y": 10}), "Ward": draw.of({"Larch": 2, "Beech": 1}),
        "Discharge Summary": draw.note(SUMMARIES, **patient),
    }


SCENES = ["Patient found sitting on the kerb.", "{name} c/o head pain.", "Friend {other} on scene.", "Police on scene.",
          "Rang back on {phone}.", "NHS no {nhs}.", "Smells of alcohol.", "Bleeding from hand, pressure applied.",
          "Gives address as {home}.", "{officer} took statement.", "Refused transport.", "pt {first} aggressive"]


def ambulance_calls(draw: Draw) -> Row:
    """An ambulance call."""
    patient = draw.person()
    category = draw.of({"Assault": 45, "Overdose": 30, "Intoxicated": 25})
    return {
        "CAD number": f"{next(draw.serial)}-25", "Patient": patient["name"], "NHS No": patient["nhs"],
        "DOB": patient["born"], "CLI": patient["phone"], "Location": patient["home"], "Age": patient["age"],
        "Gender": patient["sex"], "Postcode": draw.postcode(OUTWARDS), "Call Time": draw.when(),
        "Nature of Call": "Stabbing" if draw.rng.random() < RARE else category,
        "Crew Notes": draw.note(SCENES, **patient),
    }


SQUARES = {"75 41": 30, "76 41": 24, "75 42": 20, "76 42": 15, "77 41": 11}
"""Squares of the grid east of Kent, in the sea, so that nobody lives there."""
TRIAGE = ["{name} hit by {other}.", "DOB {born}.", "Denies LOC.", "Took two tablets at a party.", "Brought by friends.",
          "Wants {other_first} told.", "Contact {phone}.", "ETOH ++", "Wound cleaned."]


def crime_mapping(draw: Draw) -> Row:
    """An attendance at an emergency department."""
    patient, rng = draw.person(), draw.rng
    east, north = ("79 49" if rng.random() < RARE else draw.of(SQUARES)).split()
    metres = rng.randrange(100), rng.randrange(100)
    return {
        "Attendance No": f"EK{next(draw.serial)}", "NHS No": patient["nhs"], "Patient": patient["name"],
        "DOB": patient["born"], "Post Code": draw.postcode(OUTWARDS), "Arrival Time": draw.when(6),
        "Presenting Complaint": draw.of({"Assault": 55, "Alcohol": 25, "Drug problem": 20}),
        "Grid Reference": rng.choice([f"TR {east}{metres[0]:02d} {north}{metres[1]:02d}",
                                      f"TR{east}{metres[0] // 10}{north}{metres[1] // 10}"]),
        "Location": f"outside {patient['home']}", "Triage Note": draw.note(TRIAGE, **patient),
    }


KEYWORKER = ["{name} did not attend.", "Text {phone} before visits.", "Lives with {other}.", "Script collected.",
             "Doing well.", "Known as {first} to the team.", "Moved to {home}."]


def drug_treatment_bulletin(draw: Draw) -> Row:
    """An event in one of the sources of the bulletin."""
    client = draw.person()
    return {
        "Client Ref": f"C{next(draw.serial)}", "NHS No": client["nhs"], "Client": client["name"],
        "DOB": client["born"], "Post Code": draw.postcode(OUTWARDS),
        "Source": draw.of({"Treatment": 50, "Arrest": 25, "Emergency attendance": 17, "Admission": 8}),
        "Event Date": draw.when(6, forms=DAYS, unknown=0), "District": draw.of({**DISTRICTS, "Salt Orley": 2}),
        "Age": client["age"], "Gender": client["sex"],
        "Main Substance": draw.of({"Opiates": 45, "Crack cocaine": 18, "Cannabis": 22, "Alcohol": 13, "Ketamine": 2}),
        "Keyworker note": draw.note(KEYWORKER, **client),
    }


CONSULTATIONS = ["{name} seen alone.", "Partner {other} waits outside.", "Do not ring {phone}.", "Safe number given.",
                 "Bruising L arm, says fell.", "Children at {home} known to health visitor.", "NHS {nhs}."]


def gp_domestic_abuse(draw: Draw) -> Row:
    """A consultation at which domestic abuse was noted."""
    patient = draw.person()
    sex = draw.of({"Female": 78, "Male": 22})
    age = draw.rng.randint(18, 44) if sex == "Male" else draw.rng.randint(18, 75)
    return {
        "EMIS number": str(next(draw.serial)), "NHS No": patient["nhs"], "Patient Name": patient["name"],
        "DOB": patient["born"], "Address": patient["home"], "Mobile": patient["phone"],
        "Surgery": draw.of({"Quay Surgery": 3, "Larch House": 2}), "Post Code": draw.postcode(OUTWARDS),
        "Children in household": str(draw.rng.randrange(4)),
        "Age": str(draw.rng.randint(15, 17) if draw.rng.random() < RARE else age), "Gender": sex,
        "Consultation Date": draw.when(6, forms=DAYS),
        "Type of Abuse": draw.of({"Physical": 45, "Coercive control": 35, "Economic": 15, "Sexual": 5}),
        "Referral": draw.of({"Referred": 45, "Offered, declined": 35, "Not offered": 20}),
        "Consultation note": draw.note(CONSULTATIONS, **patient),
    }


COMPLAINTS = ["Loud music every night from {other_home}.", "{other} shouts at the children.", "Dog barks all day.",
              "Please ring me on {phone}.", "He threatened my husband on the stairs.",
              "I am {name} and I have had enough.", "There is rubbish in the yard.",
              "My email is {email}.", "{officer} came but nothing happened.",
              "{other_first} was drunk again on Saturday."]


def housing_asb(draw: Draw) -> Row:
    """A complaint to a landlord."""
    tenant, alleged = draw.person(), draw.person()
    return {
        "Case Ref": f"ASB/{next(draw.serial)}", "Tenancy No": f"T-{draw.rng.randrange(10**6):06d}",
        "Complainant": tenant["name"], "Telephone": tenant["phone"], "Email": tenant["email"],
        "Alleged Perpetrator": alleged["name"], "Property": tenant["home"], "Post Code": draw.postcode(OUTWARDS),
        "Estate": "Spinney" if draw.rng.random() < RARE else draw.of({"Saltings": 45, "Beacon": 32, "Moor End": 23}),
        "Date Reported": draw.when(6, forms=DAYS),
        "ASB type": draw.of({"Noise": 45, "Threats": 30, "Rubbish": 25}),
        "Action Taken": draw.of({"Warning": 40, "Mediation": 25, "No further action": 25, "Injunction": 10}),
        "Details": draw.note(COMPLAINTS, **tenant),
    }


MINUTES = ["{name} moved to {home}, not to be disclosed.", "{other} bailed.", "IDVA rings {phone} only.",
           "School told.", "{officer} to visit.", "Children safe with grandmother."]


def marac_statistics(draw: Draw) -> Row:
    """A case heard by a conference."""
    victim, perpetrator = draw.person(), draw.person()
    return {
        "MARAC Number": f"M{next(draw.serial)}", "Victim Name": victim["name"], "Victim DOB": victim["born"],
        "Perpetrator": perpetrator["name"], "Address": victim["home"], "Safe Number": victim["phone"],
        "Post Code": draw.postcode(OUTWARDS), "Meeting Date": draw.when(12, forms=DAYS, unknown=0),
        "Referring Agency": draw.of({"Police": 55, "IDVA service": 20, "Health": 14, "Housing": 8, "Education": 3}),
        "Repeat": draw.of({"No": 68, "Yes": 32}), "Age": str(max(16, int(victim["age"]))),
        "Gender": draw.of({"Female": 92, "Male": 8}), "Ethnic Group": draw.of(ETHNIC_GROUPS),
        "Children in household": str(draw.rng.choices(range(6), [30, 25, 25, 12, 6, 2])[0]),
        "Action Plan": draw.note(MINUTES, **victim),
    }


VIEWS = ["I am {name} and nobody rang back.", "My worker {other} was kind.", "I had to wait four months.",
         "Write to {email}.", "It should be closer to home.", "I was scared to go out."]


def victim_needs_assessment(draw: Draw) -> Row:
    """A victim who was referred for support."""
    victim = draw.person()
    return {
        "Service Ref": f"V{next(draw.serial)}", "Victim": victim["name"], "DOB": victim["born"],
        "E-mail": victim["email"], "Mobile": victim["phone"], "Post Code": draw.postcode(OUTWARDS),
        "Referral Date": draw.when(12, forms=DAYS, unknown=0), "District": draw.of({**DISTRICTS, "Salt Orley": 3}),
        "Age": str(draw.rng.randint(9, 17) if draw.rng.random() < 0.12 else int(victim["age"])),
        "Gender": draw.of({"Female": 70, "Male": 28, "Other": 2}), "Ethnic Group": draw.of(ETHNIC_GROUPS),
        "Disability": draw.of({"No": 74, "Yes": 22, "Not known": 4}),
        "Crime Type": draw.of({"Domestic abuse": 52, "Serious violence": 28, "Sexual conduct": 20}),
        "Support Received": draw.of({"Received": 55, "Waiting": 25, "Not available": 12, "Declined": 8}),
        "Victim Views": draw.note(VIEWS, **victim),
    }


RISKS = ["{name} at {home}.", "Contact with {other} forbidden.", "Visited by {officer}.", "Tag fitted.",
         "Works nights.", "Curfew 7pm."]


def mappa_annual(draw: Draw) -> Row:
    """An offender who was managed."""
    offender, manager = draw.person(), make_person(draw.rng)
    level = {"1": {"1": 92, "2": 6, "3": 2}, "2": {"1": 85, "2": 12, "3": 3}}
    category = draw.of({"1": 70, "2": 26, "3": 4})
    return {
        "Offender ID": f"V{next(draw.serial)}", "Offender": offender["name"], "DOB": offender["born"],
        "Approved Address": offender["home"], "Probation Practitioner": f"{manager[0]} {manager[1]}",
        "Post Code": draw.postcode(OUTWARDS), "District": draw.of(DISTRICTS), "Gender": offender["sex"],
        "Age": offender["age"], "MAPPA Category": category,
        "MAPPA Level": draw.of(level.get(category, {"2": 75, "3": 25})),
        "Event in Year": draw.of({"None": 83, "Recalled": 13, "Charged with a serious further offence": 4}),
        "Minutes": draw.note(RISKS, **offender),
    }


def free_text(draw: Draw) -> Row:
    """A note of any of the services."""
    person = draw.person()
    about = draw.rng.choice([POLICE_LOG, CREW, REPORTS, SUMMARIES, SCENES, TRIAGE, COMPLAINTS, MINUTES, RISKS])
    return {"id": str(next(draw.serial)), "text": draw.note(about, **person)}


MADE: dict[str, tuple[Callable[[Draw], Row], int]] = {
    "s17a-police": (s17a_police, 600),
    "s17a-fire": (s17a_fire, 420),
    "s17a-local-authority": (s17a_local_authority, 450),
    "s17a-health": (s17a_health, 300),
    "ambulance-calls": (ambulance_calls, 450),
    "crime-mapping": (crime_mapping, 450),
    "drug-treatment-bulletin": (drug_treatment_bulletin, 600),
    "gp-domestic-abuse": (gp_domestic_abuse, 400),
    "housing-asb": (housing_asb, 320),
    "marac-statistics": (marac_statistics, 320),
    "victim-needs-assessment": (victim_needs_assessment, 500),
    "mappa-annual": (mappa_annual, 500),
    "free-text": (free_text, 150),
}
"""Each policy with what draws a row, and how many rows."""

# fmt: on


def write_examples() -> None:
    """Write the example of every policy."""
    for name, (make, rows) in MADE.items():
        draw = Draw(name)
        made = [make(draw) for _ in range(rows)]
        with (EXAMPLES / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, list(made[0]), lineterminator="\n")
            writer.writeheader()
            writer.writerows(made)


def write_expected(names: list[str]) -> None:
    """Write every release anew, without its certificate."""
    from tests.functional.policies.releases import EXPECTED, released

    from infoshare import resources

    EXPECTED.mkdir(parents=True, exist_ok=True)
    for name in names or resources.shipped_policies():
        for out in released(name, EXPECTED):
            out.with_suffix(".certificate.json").unlink()


if __name__ == "__main__":
    write_examples()
    if "--expect" in sys.argv:
        sys.path.append(str(ROOT))
        write_expected([each for each in sys.argv[1:] if not each.startswith("-")])
