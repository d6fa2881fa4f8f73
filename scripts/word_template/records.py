"""The words of the record of each kind of decision; `content` says what the mark before each line means."""

from __future__ import annotations

from .annexes import OPEN_POINTS, WORDS

OPENING = """
: Subtitle {{ partnership }}
: Title {{ title }}
; Reference: {{ reference }}
% if version != reference
; Version: {{ version }}
% endif
; Status: {{ status }}
; Outcome: {{ decision }}
; Date: {{ start_date }}
; Review by: {{ review_date }}
; Marking: OFFICIAL
% if is_draft
: NoticeHead DRAFT: not ready to sign
: Notice Open points: {{ gaps|length }}. Matters for a person's judgement: {{ judgements|length }}.
: Notice <<Open points>> lists them all.
% endif
% if is_short
: NoticeHead URGENT: the short form
: Notice Only the questions that could not wait are answered. The others are answered at the review, which is due by
  the date above.
% endif
: CoverNote The digest below identifies the answers in this record. If an answer changes, so does the digest.
: Digest {{ digest }}
: Small Made with infoshare {{ infoshare_version }}.
! contents

#- How to read this record
" This record says what was asked, what was decided and why. A refusal is recorded as fully as a disclosure.
- A small line that begins with "Law" names the law or guidance behind the answer above it. <<Authorities>>
  says what each one provides and how far its text has been checked.
- Words with a meaning of their own are explained in <<Words used>>.
- "NOT YET ANSWERED" marks an answer that is still missing.
- Questions that did not arise are left out. <<What did not arise>> names them, each with the reason.
- Some matters can only be judged by a person. <<Open points>> lists them, and who judged them.
- The digest on the cover identifies the answers. Its first 12 characters stand at the foot of every page.
" A complete record does not prove that a disclosure is lawful. Whoever holds the information decides, and stays
  responsible for it.
"""

CALDICOTT = """
# About this decision
? partnership_name: Holder of the information
? discloser: Kind of organisation
? territory: Country
? protocol_version: Reference
? start_date: Date of giving it, or of the refusal
? review_date: To be looked at again by
? urgent: Urgent
? urgent_reviewed: Urgent decision looked at again
# What is asked for
? asking_organisation: Who asks
? recipient: Kind of organisation or person
? requester: How that was checked
? request_date: Asked on
? needed_by: Needed by
? under_agreement: Agreement behind the request
? purpose: Purpose
? frequency: How often
? data_form: Least detailed form that would serve
? outcome: Proposal
? asker_basis: The asker's basis in data protection law
? public_objective: Public good of a new use
* information: The information
* purpose_told: What the asker said it is for
* public_task: The asker's public task
* asker_handling: How the asker would handle it
# Confidentiality
? health_origin: From a health or social care record
? patient_information: About somebody's health, care or treatment
? confidential: Expected to stay private
? deceased: The person has died
? children: About a child, or somebody who matters to one
? victims: About somebody who was hurt, or may be
? special_category: Sensitive information
? criminal_offence: About a crime or suspected crime
* victim_request: The police request about a victim
* victim_safety: How nobody comes to harm by it
# What the law requires or forbids
? gateway: Law that requires or allows it
? cda_provision: Task under the Crime and Disorder Act
? limited_to_order: No more than the court ordered
? s45_conditions_met: Conditions of section 45 met
? evidence_of_appointment: Responsible authority thinks both may contribute
? opt_out_checked: National data opt-out checked
? copi_regulation: Regulation behind the support
? barred_data[]: Information that a special law limits
? barred_data_shared: Any of that given
* barred_data_handling: How that is taken out first
* bar_lifted_by: The law that lets it be given
# The person's agreement
? capacity: The person can decide
? consent: The person agreed
? consent_safe_and_recorded: Asked in private, and written down
* best_interests: What is best for the person
* consent_reason: Why they were not asked, or a refusal is not followed
# The public interest
? harm: How serious the harm or crime is
? views: Whose advice was taken
? outweighs: The public good outweighs the duty of confidence
* harm_described: The harm that it could prevent
* less_serious_reason: Why lesser harm counts here
* likely_to_help: Why it is likely to help, and nothing gentler would
* harm_of_sharing: The harm that giving it could do
# Data protection basis
? art6: Article 6 of the UK GDPR
? ea_condition: Recognised legitimate interest
? request_states_public_task: The request states a public task
? art9: Article 9 of the UK GDPR
? sch1: Schedule 1 to the Data Protection Act 2018
? appropriate_policy_document: Appropriate policy document
# The Caldicott Principles
* necessity: Why it is necessary
* minimum: What is given, and what is left out
* need_to_know: Who will see it
* harm_of_not_sharing: The harm of keeping silent
# The decision
? guardian_name: Caldicott Guardian
? guardian_decision: The Guardian's decision
? guardian_decision_date: Date of the Guardian's decision
? decision_maker: Who decided at once
? decided_on: Date of the urgent decision
* guardian_conditions: The Guardian's conditions
* reasons: Reasons
* refusal_answer: What the asker is told, and offered instead
# Afterwards
? told: The person is told
? recorded_where: Where this is kept
* sent: How it is given, and to whom
* told_reason: Why the person is not told now
% if arises.released
= What was released
@ a.released / What was released / 4.6 12.4 / file: File; sha256: SHA-256
~ released
% endif
# Who weighed it
? weighed_by: Weighed by
? weighed_on: Weighed on
% if arises.guardian_name
= The Guardian's signature
+ The Guardian's signature / 4.0 13.0 / Decision; {{ a.guardian_decision }}
| Guardian | {{ a.guardian_name }}
| Signature | ~
| Date | ~
% endif
% if arises.decision_maker
= Signature of whoever decided at once
+ Signature of whoever decided at once / 4.0 13.0 / Decision; {{ a.outcome }}
| Decided by | {{ a.decision_maker }}
| Signature | ~
| Date | ~
% endif
"""

CARE_ACT = """
# About this record
? case_reference: Case reference
? protocol_version: Version of this record
? partnership_name: Organisation that is asked
? territory: Country
? start_date: Date of the reply
? review_date: Case looked at again by
? urgent: Urgent
? urgent_reviewed: Urgent decision looked at again
# Who asks whom
? asking_organisation: Who asks
? recipient: Kind of body that asks
? discloser: Kind of body that is asked
? request_date: Request made in writing on
? under_agreement: Agreement behind the request
# The request: what is asked
? person_kind: The case is about
? children: Says anything about a child
? victims: Harmed by somebody, or may be
? purpose: What the help is for
? health_origin: From a health or social care record
? consent: What the person said
? consent_safe_and_recorded: Safe to ask, and written down
? needed_by: Answer needed by
? asker_basis: The asker's basis in data protection law
* functions: The task of the asker
* best_interests: What is best for the person
% if arises.items_asked
= What exactly is asked for
@ a.items_asked / What exactly is asked for / 6.2 6.8 4.0 / item: Item; why: Why this case needs it; since: How far back
~ items_asked
% endif
# The request: why, and how it would be kept
* necessity: Why it is needed, and less would not do
* urgent_route: Danger now
* security_transfer: How the answer is sent
* security_access: Who may see the answer
* retention: How long it is kept
* onward: Passing it on
# Whether section 7 applies
? gateway: Law that the request rests on
* relevant_partner: Why section 7 applies to the two
# The reply: the answer
? refused: The whole request is refused
? held_back: A part is held back
? refusal_ground: Ground
? written_reasons: Reasons sent in writing
* answer_reasons: Reasons for sending all of it
* refusal_reasons: What is not sent, and the reasons
# The reply: what is sent
? data_form: Form of the answer
? patient_information: Says anything about health or care
? special_category: Other sensitive information
? criminal_offence: Links anybody to a crime
? confidential: Given in confidence
? frequency: How often
? also_to[]: Who else gets a copy
% if arises.items_sent
= What is sent
@ a.items_sent / What is sent / 4.6 3.4 5.0 4.0 / item: Item; answer: What happens to it; sent: What goes, from which
  record; left_out: What was cut out
~ items_sent
% endif
* other_people: Other people in it
% if arises.released
= What was released
@ a.released / What was released / 4.6 12.4 / file: File; sha256: SHA-256
~ released
% endif
# The reply: where it stops
? barred_data[]: Information that a special law limits
? barred_data_shared: Any of that sent
* proportionality: Why this much, and no more
* barred_data_handling: How that was kept out
* bar_lifted_by: The law that lets it be sent
* victim_safety: How the person is kept safe
* quality: Fact, opinion and date
# Data protection basis
? art6: The holder's basis
? part3: Condition of Part 3
? art9: Condition for sensitive data
? sch1: Condition of Schedule 1
? appropriate_policy_document: Appropriate policy document
# Confidence and the Caldicott Guardian
? public_interest_test_recorded: Public interest weighed by a named person
? guardian_name: Caldicott Guardian
? guardian_decision: The Guardian's view of the reply
? guardian_decision_date: Date of the Guardian's view
* confidentiality_reason: Why what was told in confidence may be sent
* guardian_conditions: The Guardian's conditions
# Afterwards
* transparency: What the person was told
* refusal: If the asker is not content
* breach: If it is lost or goes astray
* complaints: How the person can complain
# Who decided, weighed and signs
? decided_on: Decided on
? weighed_by: Weighed by
? weighed_on: Weighed on
* decision_maker: Who decided, and where that is written down
% if arises.signed_by
= Signatures
% for row in a.signed_by
+ Signature of one side / 4.0 13.0 / Side; {{ row.side }}
| Name | {{ row.name }}
| Job title | {{ row.role }}
| Signature | ~
| Date | ~
: Gap
% endfor
~ signed_by
% endif
"""

CLOSING = f"""{WORDS}{OPEN_POINTS}
#A What did not arise
% if is_short
" The decision was urgent. The questions that could wait are answered at the review.
% endif
% if absent and not is_short
@ absent / What did not arise / 7.4 9.6 / question: Question; Reason: Why it was not asked
% endif

#A Authorities
" This annex paraphrases the law and guidance named in this record. Where it says that something is
  uncertain, check it before relying on it. Only the official text has force.
@ provisions / Law and guidance named in this record / 2.7 3.8 6.3 4.2 / short: Short name; name: Name;
  says: What it says; Status: How far checked
"""

RECORDS = {"caldicott-disclosure": CALDICOTT, "care-act-cooperation": CARE_ACT}
"""The sections of each shipped kind of decision; what a set asks besides stands at the end of its section."""
