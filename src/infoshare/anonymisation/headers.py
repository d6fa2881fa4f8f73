"""Reads a column's header as a person would: dots, case, run-together words and abbreviations made plain words."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache

_ABBREVIATIONS = {
    "patient": "pt pat pts", "client": "clnt", "surname": "sname srname lname lastname sn snm",
    "forename": "fname forenam firstname frname fn givenname", "name": "nm nme nam names", "initials": "inits init",
    "number": "no num nbr nos numb nr #", "reference": "ref refs refno reff",
    "identifier": "id ids ident uid guid uuid", "address": "addr add addrs adr address1 address2 address3",
    "telephone": "tel phone ph fone phn tele telno landline", "mobile": "mob mbl cellphone",
    "email": "e-mail mail emailaddress eaddress", "postcode": "pcode pc pcd pstcd zip", "house": "hse",
    "street": "strt", "date": "dt dte dat datetime timestamp ts", "time": "tm tme", "year": "yr yrs years",
    "month": "mth mnth", "quarter": "qtr", "week": "wk wks", "birth": "bth brth born",
    "dob": "bday birthday birthdate", "death": "dod died", "hospital": "hosp hsp", "practice": "prac pract surgery",
    "consultant": "cons consult conslt", "clinician": "clin hcp practitioner", "worker": "wkr wrkr",
    "officer": "offr ofcr", "manager": "mgr mngr", "next": "nxt", "kin": "nok", "emergency": "emerg emrg",
    "contact": "cntct contct", "guardian": "grdn", "group": "grp", "ethnic": "eth ethn ethnicity ethgrp",
    "religion": "relig faith", "language": "lang langs", "nationality": "nat natl nationalty",
    "gender": "gend gndr gen", "marital": "marit marstat", "occupation": "occ occn occup occupn job",
    "status": "st stat sts", "admission": "adm admit admssn admitted",
    "discharge": "disch dc dschg disc dsch discharged", "arrival": "arr arrv arrived",
    "attendance": "attend att attnd attendances", "appointment": "appt app apt",
    "referral": "refd refl rfrl referred", "incident": "inc incid incidents", "location": "loc locn",
    "custody": "cust", "record": "rec", "exhibit": "exh", "suspect": "susp sus", "victim": "vic vict",
    "witness": "wit witn", "offence": "off offnce offense", "warrant": "wrnt", "complaint": "compl cmplnt",
    "diagnosis": "diag dx diags diagn", "history": "hx hist", "treatment": "tx trt",
    "medication": "meds med rx drugs medn", "weight": "wt wgt", "height": "ht hgt", "alcohol": "alc etoh",
    "mental": "mh", "health": "hlth", "disability": "disab disabled", "description": "desc descr descrip dscr",
    "comments": "cmts cmmts comment comm", "notes": "nts note", "remarks": "rmks remark",
    "details": "dtls dets detail", "observations": "obs obsvns", "text": "txt freetext", "account": "acc acct ac",
    "payment": "pmt pymt", "benefit": "ben benefits bens", "registration": "reg regn rgn", "vehicle": "veh vehc",
    "passport": "ppt", "licence": "lic license licnce", "national": "natnl", "insurance": "ins", "security": "sec",
    "council": "cncl", "tenancy": "tncy tenant", "school": "sch schl schools", "pupil": "ppl", "student": "stud",
    "relationship": "relnshp relship rship", "parent": "prnt", "child": "chd children childs",
    "department": "dept dep", "organisation": "org organization orgn", "district": "dist", "latitude": "lat",
    "longitude": "lon lng", "easting": "eastings", "northing": "northings", "source": "src", "code": "cd cde codes",
    "value": "val", "amount": "amt", "quantity": "qty", "duration": "dur", "category": "cat catg",
    "indicator": "ind flag flg", "county": "cnty", "country": "ctry", "previous": "prev prv", "supervisor": "supv",
    "professional": "prof", "assessment": "assess assmt", "mother": "mum mums mothers", "father": "dad dads fathers",
    "doctor": "dr", "investigating": "investig", "household": "hh hhold", "case": "cases",
}  # fmt: skip
_PLAIN = {short: word for word, shorts in _ABBREVIATIONS.items() for short in shorts.split()}
_WHOLE = """
    nhs nino ni dob age sex gender male female ward team bed bay unit maiden middle alias aliases nickname preferred
    title person people full first last given family former known aka carer gp oic reporter author nurse midwife
    social key care lead responsible named collar badge shoulder warrant crime log occurrence custody asn pnc cro
    crn nomis noms prison prisoner probation urn upn uln uprn usrn mrn pas chi hc passport driver driving vrm plate
    imei iccid imsi mac ip iban card sort bank sortcode tax utr council rent arrears income salary lsoa msoa oa imd
    lad town city village area region locality parish constituency site clinic marital start end event episode seen
    visit call reported recorded created updated lastseen hour minute day weekday race heritage colour eye hair bmi
    smoker smoking pregnant pregnancy hiv icd10 snomed weapon injury risk score severity outcome disposal
    disposition drug substance units blood pressure pulse temperature sen send ehcp fsm attainment exclusion
    safeguarding conviction plea sentence sentencing mo presenting narrative summary circumstances free statement
    letter report reason what happened tariff cost price fee currency version batch row wave source system provider
    commissioner questionnaire question answer file type method mode channel count total home work primary secondary
    main and of the at to from for by in on is was has with line arrest decile quintile long term postal current
    birthplace place twitter facebook instagram username user login handle coordinate coordinates grid map hospital
    twin domestic abuse benefits debt sexual orientation gendered trans asylum immigration visa migrant refugee
    detention police force station court judge solicitor lawyer
""".split()
_KNOWN = frozenset(_WHOLE) | frozenset(_ABBREVIATIONS)
_SHORTEST_PREFIX = 4
_JOINED_FROM = 5
_DOTTED = re.compile(r"(?<![^\W_])(?:[^\W\d_]\s?[.]\s?){1,}[^\W\d_](?![^\W_])[.]?")
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])|(?<=[A-Z]{2})(?=[A-Z][a-z]{3})|(?<=[a-z]{3})(?=[0-9])")
_WORD = re.compile(r"[^\W_]+|#|£|\$|%")
_APOSTROPHE = re.compile(r"['’`]")


def header_words(header: str) -> str:
    """A header as plain words in lower case, apart by spaces: `Nxt of kin tel` is `next of kin telephone`."""
    return " ".join(word for part in _parts(header) for word in _plain_words(part))


def _parts(header: str) -> Iterator[str]:
    text = _APOSTROPHE.sub("", unicodedata.normalize("NFKC", header))
    text = _DOTTED.sub(lambda found: re.sub(r"[\s.]", "", found.group()) + " ", text)
    text = re.sub(r"\be[- ]?mail", "email", text, flags=re.IGNORECASE)
    yield from (part.casefold() for part in _WORD.findall(_CAMEL.sub(" ", text)))


@cache
def _plain_words(part: str) -> tuple[str, ...]:
    """The plain words of one written word: itself, what it abbreviates, or those it was run together from."""
    if part in _PLAIN or part in _KNOWN:
        return (_PLAIN.get(part, part),)
    whole = _begins(part) or _without_vowels(part)
    if whole:
        return (whole,)
    if part.endswith("s") and part[:-1] in _KNOWN | _PLAIN.keys():
        return _plain_words(part[:-1])
    return _apart(part) or (part,)


def _begins(part: str) -> str | None:
    """The one known word that a written word is the beginning of."""
    found = [word for word in sorted(_KNOWN) if word.startswith(part)] if len(part) >= _SHORTEST_PREFIX else []
    return found[0] if len(found) == 1 else None


def _without_vowels(part: str) -> str | None:
    found = [word for word in sorted(_KNOWN) if len(part) >= 3 and len(word) > 4 and _skeleton(word) == part]
    return found[0] if len(found) == 1 else None


@cache
def _skeleton(word: str) -> str:
    return word[0] + re.sub(r"[aeiou]", "", word[1:])


def _apart(part: str) -> tuple[str, ...] | None:
    """A run-together word as its words: `dateofbirth`, `hospno`; None if it cannot be told apart whole."""
    if len(part) < _JOINED_FROM:
        return None
    for end in range(len(part) - 1, 1, -1):
        head, tail = part[:end], part[end:]
        if head not in _KNOWN and head not in _PLAIN:
            continue
        rest = (_PLAIN.get(tail, tail),) if tail in _KNOWN or tail in _PLAIN or tail.isdigit() else _apart(tail)
        if rest:
            return (_PLAIN.get(head, head), *rest)
    return None
