"""What looks like an identifier and is none stays in the text: no kind finds anything in these."""

from __future__ import annotations

import pytest

from infoshare.identifiers import IDENTIFIERS
from infoshare.identifiers.folding import fold

HARMLESS = [
    "ODS code P81999, site code RXH1 and org code RR8.",
    "Assault (ICD-10 X85), alcohol F10.2, febrile convulsion R56.0.",
    "SNOMED CT 41497008 and 386661006; Read code 14L..",
    "Paracetamol 500mg, 5 ml of 120mg/5ml, co-codamol 30/500, insulin 10 units.",
    "BP 168/94 HR 104 RR 18 SpO2 96% RA T 37.2 GCS 15 BM 6.2.",
    "O2 sats 94% on 2 L/min, NEWS 3, CURB 3, PHQ-9 and GAD-7, EPDS 21.",
    "At 10:30, 1415hrs and 6.50 a.m.; closed 10.58 p.m.; ETA 6 mins.",
    "£1,400 taken, £11.50 owed, £2.3m budget, 45% of it, 12/20 on the test.",
    "Section 115 of the 1998 Act, s.17(1)(a), s.76 SCA 2015, 2003/2010, PD12J.",
    "Down the M5, off the A38, on the B4084, bus 38 and bus 192, platform 4.",
    "Ward 7B, bay 3, bed 12, room 4, level 3, court 9, pod 2.",
    "Version 3.1, v1.2.3, page 4 of 17, item 10, form MG11, annex B.",
    "2 x IC1 males, 3 children, 14 sheets, 31 mins, 200m away, 18 months.",
    "PACE s.18, Op Sceptre, Grade 2, Cat 2, tier 1, Level 3 offence.",
    "LSOA E01012345 and MSOA E02003456, ward E05001234.",
    "He may call 3 times; march past at 3; in may 20 came.",
    "Meet @ 5pm, tea @ 3, £40 @ 5%.",
    "Weight 47 kg, height 1.72 m, Hb 96, plt 302, CRP 48, calprotectin 1,120.",
    "Hydrants: H126 stiff, H155 fine. Bag marked B12.",
    "Score 16, DASH 17, IES-R 71, Waterlow 22, HoNOS done, ABPI 0.8.",
    "Mr on the door, the nurse came, a PC was called, Dr on call.",
    "ISO 27001, BS 7666, COVID-19, H1N1, 4x4, MP3, GCSE grade 5.",
    "Cost code 7730, 350 pages, 12 weeks at £6,100 a week.",
    "They said no one is coming; we will be in. Called off. I will be back.",
    "A NHS trust, NHS England, NHS 111; DWP; HMCTS; UK GDPR article 33.",
    "10 days of rest, 2 hours drive, one way street, three for bloods.",
    "in 24 hrs, on 12 men, of 30 cars, at 10 the, by 15 all.",
    "Sex M, age 45, aged 61, 29 yr old, born at home, newborn.",
]


@pytest.mark.parametrize("text", HARMLESS)
def test_no_kind_finds_anything(text: str) -> None:
    found = {each.kind: [text[slice(*span)] for span in each.spans(fold(text).text)] for each in IDENTIFIERS}
    assert {kind: values for kind, values in found.items() if values} == {}
