"""The words of the protocol's annexes; `content` says what the mark before each line means."""

from __future__ import annotations

from .forms import DECISION_FORM, REFUSAL_FORM, REQUEST_FORM
from .notice import NOTICE_ANNEX

LAW_AND_DATA = """
#A Legal matrix
" Sharing personal data needs an answer to every row below. An answer to one is never an answer to another.
= What the law asks
+ What the law asks and where the answer stands / 4.0 8.4 4.6 / What the law asks; Answer in this protocol;
  Where it stands
| A power or duty to share | The table of each sharing in this annex | Legal power to share
| A basis in data protection law for each party | The table of lawful bases in this annex | Data protection
  basis
| A policy document, where a condition calls for one | {{ a.appropriate_policy_document }} | Data protection
  basis
| An answer to the duty of confidence | The table of each sharing in this annex | Confidentiality and the Caldicott
  Guardian
| Respect for private life | Weighed by: {{ a.weighed_by }} | Necessity and proportionality
| Fairness and openness | The partners' privacy notices and their reasons for any exception | Telling people
| The national data opt-out, in England | {{ a.opt_out }} | National data opt-out
| An assessment of the risks | {{ a.dpia }} | Oversight and review
= Each sharing
@ a.flows / Each sharing, its power and its answer on confidence / 3.0 2.6 3.2 4.6 3.6 / name: Sharing; purpose:
  Purpose; gateway: Power or duty; includes: What it includes; confidence: What sets confidence aside
~ flows
= Lawful basis of each party
@ a.lawful_basis / Lawful basis of each party / 2.8 2.3 2.4 2.2 2.4 2.5 2.4 / party: Party; flow: For which sharing;
  art6: Article 6 or Part 3; ea_condition: Annex 1; art9: Article 9;
  sch1: Schedule 1 to the 2018 Act; part3: Part 3 condition
~ lawful_basis

#L Data specification
" This annex lists what may be shared and what must not be. An item that is not listed is not shared.
= Each sharing
@ a.flows / Each sharing / 4.0 4.0 5.0 4.2 3.0 2.5 3.0 / name: Sharing; giver: From; recipients: To; data_form: Most
  detailed form; frequency: How often; retention: Kept for; purpose: Purpose
= Items
" "How exactly" stands for one rule each. A release under this protocol is held to it: what is finer, and any column
  that is not listed, is refused. The digest of this schedule is {{ schedule_digest }}.
@ a.data_items / Data specification / 2.7 2.9 2.4 3.0 2.4 2.5 2.6 3.0 2.0 2.2 / item: Item; column: Column in the data;
  form: Form; precision: How exactly; flows: Part of; holder: Held by; coarseness: More on that; why: Why;
  declined: Why not coarser; retention: Kept for, if not as above
~ data_items
"""

CALDICOTT_RECORD = """
#A Caldicott record
" The Caldicott Guardian tests the use of confidential information against the eight principles.
= The eight principles
+ The eight Caldicott principles / 5.8 11.2 / Principle; How this protocol meets it
| 1. Justify the purpose(s) for using confidential information | The purposes are set out and justified in
  the section on purpose and benefits.
| 2. Use confidential information only when it is necessary | Would figures be enough? {{
  a.aggregate_would_do }}. The reasons are in the sections on how much is shared and on necessity and
  proportionality.
[depersonalised-s17a] | 2. Use confidential information only when it is necessary | Only records about nobody are
  shared.
| 3. Use the minimum necessary confidential information | Most detailed form shared: {{ a.data_form }}.
  <<Data specification>> gives the reason for each item.
| 4. Access to confidential information should be on a strict need-to-know basis | The section on keeping it
  safe names who may see the information. <<Data specification>> names the recipients of each item.
| 5. Everyone with access to confidential information should be aware of their responsibilities | The
  section on keeping it safe sets out training and duties.
| 6. Comply with the law | <<Legal matrix>> sets out the power, the lawful basis and the answer to the duty of
  confidence.
| 7. The duty to share information for individual care is as important as the duty to protect patient
  confidentiality | {{ a.caldicott_duty_to_share }} ~ law of caldicott_duty_to_share
[depersonalised-s17a] | 7. The duty to share information for individual care is as important as the duty to protect
  patient confidentiality | Nothing here is about one person's care, and nothing here delays sharing for it.
[depersonalised-s17a] | 8. Inform patients and service users about how their confidential information is used | The
  sections on telling people and on publishing this protocol say how people learn of it.
| 8. Inform patients and service users about how their confidential information is used | {{
  a.caldicott_informing }} ~ law of caldicott_informing
= The Guardian's decision
+ The Guardian's decision / 5.8 11.2 / Item; Record
| Caldicott Guardian | {{ a.guardian_name }}
| Decision | {{ a.guardian_decision }}
| Date of decision | {{ a.guardian_decision_date }}
| Conditions | {{ a.guardian_conditions }}
| Signature and date | ~
"""

WORDS = """
#A Words used
" The meaning is in plain words. Where a word is a term of law, the last column names the law or guidance behind it;
  only the official text has force.
@ words / Words used / 4.2 9.0 3.8 / word: Word; meaning: Meaning; law: Law
"""

CONTACTS = """
#L Contacts
" Whom to ask at each partner. A partner tells the others of a change at once.
= Each partner
@ a.parties / Whom to ask at each partner / 4.3 4.5 5.9 4.3 6.7 / name: Partner; officer: Designated officer;
  officer_contact: How to reach the officer; guardian: Caldicott Guardian;
  data_protection_officer: Data protection officer
= About this protocol and the people in it
+ About this protocol and the people in it / 8.0 17.7 / What it is about; Whom to ask
| This protocol | {{ a.owner }}
| Somebody's own information | {{ a.rights_contact }}
| Data protection law | The regulator: the Information Commissioner or, once it takes over, the Information Commission
"""

OPEN_POINTS = """
#A Open points
= Points to settle before signing
% if gaps
@ gaps / Points to settle before signing / 1.3 9.1 6.6 / number: No.; Message: What is missing; law: Law
% else
" No point is open.
% endif
= Matters for a person's judgement
% if judgements
" The law leaves these matters to a named person. The last column shows what has been recorded.
@ judgements / Matters for a person's judgement / 5.4 4.4 7.2 / message: Matter; law: Law; recorded:
  Recorded
% else
" No matter of judgement is listed.
% endif
"""

AUTHORITIES = """
#A Authorities
" This annex paraphrases the law and guidance named in the protocol. Where it says that something is
  uncertain, check it before relying on it. Only the official text has force.
@ provisions / Law and guidance named in this protocol / 2.7 3.8 6.3 4.2 / short: Short name; name: Name;
  says: What it says; Status: How far checked
"""

ANNEXES = "".join(
    part.rstrip("\n") + "\n"
    for part in (
        LAW_AND_DATA, REQUEST_FORM, DECISION_FORM, REFUSAL_FORM, CALDICOTT_RECORD, NOTICE_ANNEX, WORDS, CONTACTS,
        OPEN_POINTS, AUTHORITIES,
    )
)  # fmt: skip
