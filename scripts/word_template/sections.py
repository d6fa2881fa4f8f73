"""The words of the protocol's cover and sections; `content` says what the mark before each line means."""

from __future__ import annotations

SECTIONS = """
: Subtitle {{ partnership }}
: Title {{ title }}
; Version: {{ version }}
; Status: {{ status }}
; Starts on: {{ start_date }}
; Next review by: {{ review_date }}
; Looked after by: {{ a.owner }}
; Marking: OFFICIAL
% if is_draft
: NoticeHead DRAFT: not ready to sign
: Notice Open points: {{ gaps|length }}. Matters for a person's judgement: {{ judgements|length }}.
: Notice <<Open points>> lists them all.
% endif
: CoverNote The digest below identifies the answers in this protocol. If an answer changes, so does the digest.
: Digest {{ digest }}
: Small Made with infoshare {{ infoshare_version }}.
! contents

#- How to read this protocol
" This protocol records what the partners have agreed about sharing information, and why the law lets them
  do it.
- Numbered clauses are standing terms. The text under a numbered heading, and in a table, is what this
  partnership has decided for itself.
- Words with a meaning of their own are explained in <<Words used>>.
- A small line that begins with "Law" names the law or guidance that the answer above it rests on. <<Authorities>>
  says what each one provides and how far its text has been checked.
- "NOT YET ANSWERED" marks an answer that is still missing. "NOT YET DECIDED" marks a question that depends on
  a missing answer. "Not applicable" marks a question that does not arise.
- Some matters, such as whether sharing is necessary, can only be judged by a person. <<Open points>> lists them.
- The digest on the cover identifies the answers in this protocol. Its first 12 characters stand at the foot
  of every page.
" A complete protocol does not prove that a particular disclosure is lawful. The partner that holds the
  information decides each case and stays responsible for it.
=- About this protocol
? partnership_name: Partnership
? territory: Country covered
? protocol_version: Version
? start_date: Starts on
? review_date: Next review by
? end_date: Last day
? owner: Looked after by

# Parties and roles
. The partners are the organisations in the table of parties. Each signs for itself, and each stays
  responsible in law for the personal data it controls.
[cda-s115] . Section 115 of the Act supports sharing only with a relevant authority or with someone who acts on behalf
  of one. Any partner may give information under it. A partner that is not on the list, and does not act for
  a body that is, receives information only under another power named in the section on the legal power to
  share.
. Each partner has a designated officer, who receives requests and is the contact for the other partners.
  <<Contacts>> lists them, with the Caldicott Guardians and data protection officers. A partner tells the others when
  one of them or the contact details change.
= The parties
@ a.parties / The parties and their roles / 3.9 3.0 3.2 2.6 2.1 2.2 / name: Legal name; body: Kind of body;
  role: Role in data protection law; registration: Registration; acts_for: Acts for;
  appointment: Shown by
~ parties
= Joint control
? joint_controllers: Do any partners decide together why and how the data is used?
* joint_arrangement: How joint controllers split their duties
* processor_contracts: Contracts with processors

# Purpose and benefits
. Information shared under this protocol is used only for the purposes in this section. Any other use needs
  its own power and its own basis in law, and the holder's agreement unless the law requires the use.
[cda-s115] . Section 115 can be relied on only where sharing is necessary or expedient for a provision of the Act. The
  tasks below are the ones this protocol serves.
* purposes[]: Purposes
* purpose_statement: The harm, and how sharing will help
* benefits: Who benefits, and how the partners will know
* out_of_scope: What the information is never used for

# How much is shared and when
. Before any sharing, the holder first asks whether figures, or records that identify nobody, would do. If
  they would, personal data is not shared.
. Where personal data is needed, the holder shares it in the least detailed form that meets the purpose.
= Form and occasion
? data_form: Most detailed form that is shared
? occasions[]: When information is shared
? aggregate_would_do: Would figures that show no individual people be enough?
* aggregate_reason: Why figures are not enough

# Necessity and proportionality
. A partner shares personal data only where the purpose needs it, and only as much as the purpose needs.
. Any step into a person's private life must be lawful, have a proper aim, be needed for that aim, and
  strike a fair balance between the public gain and the effect on the person.
. What is weighed here supports the protocol as a whole. It does not replace the decision that each case
  needs.
* necessity: Why sharing personal information is necessary
* proportionality: Why the gain is worth the loss of privacy

# The people and the data
. The data specification in <<Data specification>> lists every item that may be shared and every item that must
  not be. An item that is not listed there is outside this protocol.
. Nothing in this protocol allows sharing that another law forbids.
= The information in outline
? subjects[]: People the information is about
? barred_data[]: Information that a special law forbids or limits sharing
? barred_data_shared: Is any of that shared?
* barred_data_handling: How that information is kept out
* bar_lifted_by: The law that allows it
* free_text_handling: How notes are read before they go
* victim_safety: Keeping victims safe
* children_interests: Children's best interests

# Legal power to share
[cda-s115] . Section 115 of the Act lets a person who would otherwise lack the power disclose information to a relevant
  authority, or to someone who acts on behalf of one, where that is necessary or expedient for a provision
  of the Act.
[cda-s115] . Section 115 is a power and not a duty. The holder may decline to use it, decides for itself, and stays
  responsible.
[cda-s115] . Section 115 lifts neither the duty of confidence nor data protection law. It does not set aside the right
  to respect for private life or a ban in another law.
. Each sharing needs its own power, its own basis in data protection law and its own answer on confidence.
  <<Legal matrix>> sets the answers side by side.
[cda-s115] . Section 17A of the Act is a separate duty between the listed bodies. It covers set information that
  identifies nobody, and is never a reason to share personal data.
= Powers relied on
@ a.flows / Who gives what to whom, and under which power / 3.6 3.4 4.0 6.0 / name: Sharing; giver: From;
  recipients: To; gateway: Power or duty
~ flows
? s115_no_other_power: Do the bodies that give information have no other clear power to share it?
* s115_necessary_or_expedient: Why sharing is necessary or expedient for the tasks under the Act

# Data protection basis
. Each partner that shares or receives personal data has its own basis in data protection law. One partner's
  basis does not serve another. <<Legal matrix>> records them.
. A competent authority that acts for law enforcement works under Part 3 of the Data Protection Act 2018.
  Its other work, and the work of the other partners, comes under the UK GDPR unless another law says
  otherwise.
. Special category data and criminal offence data need a further condition. Where that condition calls for
  an appropriate policy document, the controller has one before it starts and keeps it until six months
  after it stops.
. A power to share does not replace a basis in data protection law, and an exemption from a right does not
  supply either.
= Policy for sensitive data
? appropriate_policy_document: Appropriate policy document

# Confidentiality and the Caldicott Guardian
. The duty of confidence applies in full to sharing under this protocol. Confidential information is shared
  only where the person clearly agreed, where the law or a court requires it or lifts the confidence, or
  where an overriding public interest is shown. Otherwise identities are removed first.
. Public interest is decided case by case and the reasons are recorded. It does not by itself support the
  routine sharing of information that identifies people.
. Where a partner has a Caldicott Guardian, or the information comes from a health or social care record,
  the Guardian's decision is recorded before sharing starts and before any change to what is shared.
  <<Caldicott record>> is the record.
. Nothing in this protocol delays sharing that a person's care or safety needs.
= Confidence and the Guardian's decision
? guardian_name: Caldicott Guardian
? guardian_decision: The Guardian's decision
? guardian_decision_date: Date of the decision
* confidentiality_reason: Why confidence may be set aside
* guardian_conditions: Conditions set by the Guardian

# National data opt-out
. The national data opt-out belongs to England. It covers confidential patient information that is used
  beyond the person's own care. Where it applies, the holder checks for it before each release and removes
  those who have opted out.
= How the opt-out is dealt with
? opt_out: National data opt-out

# Telling people
. Each controller tells people how their information is used, in words they can understand, unless an
  exemption applies. <<Privacy notice text>> has the words that the partners have agreed.
. An exemption is used case by case, only so far as telling the person would do the harm that the exemption
  guards against, and the reason is recorded.
* transparency: How people are told

# People's rights
. Each controller answers the requests that people make about the information it holds, within the time the
  law sets.
. A partner that receives a request meant for another passes it on without delay.
* rights_contact: Contact for requests

# Publishing this protocol
. Partners that are public authorities stay subject to the Freedom of Information Act 2000 and the
  Environmental Information Regulations 2004. The partner that is asked makes the decision, after hearing
  from the partner the information came from.
* publication: How this protocol is made public

# Asking, deciding and refusing
. A request for information in a particular case is made in writing on the form in <<Request form>>, or gives the
  same particulars.
. The holder decides. Neither the requester nor a meeting decides for it.
. The holder records its decision and reasons on the form in <<Decision form>> if it shares, in whole or in part, and
  on that in <<Refusal form>> if it refuses. The two ask the same, and each outcome is recorded with the same care.
. A refusal is given in writing with its reasons.
* request_process: Asking for information
* decision_maker: Deciding and recording
* refusal: Refusing
* urgent_route: When someone may be in danger now
* meetings: Meetings

# Removing identities
. Taking out names is not enough. Information is treated as anonymised only when the chance of identifying
  anyone is remote enough, given what the recipient and local people already know.
. No partner tries to find out who is behind information that has had identities removed, except to test
  that the removal works and with the controller's agreement. Doing so without that agreement may be an
  offence.
* anonymisation_standard: The standard, and who tests it
= The smallest group
? smallest_group: Smallest number of people that a group in the records, or a figure, stands for

# Keeping it safe
. Each partner keeps the information secure in a way that fits the risk, and lets only people who need it
  for their work see it.
. Everyone with access knows their duties before they are given it.
* security_transfer: Sending information
* security_access: Access and training

# Getting it right
. The holder checks information before sharing it and keeps fact apart from opinion. Where Part 3 applies,
  it also keeps apart suspects, people convicted, victims and witnesses so far as it can.
. A partner that finds a mistake tells every partner it shared the information with, and they put it right.
* quality: Accuracy and correction

# Keeping and destroying
. Information is kept no longer than its purpose needs. <<Data specification>> gives a time for each sharing.
* retention: Keeping and destroying information

# Passing it on
. A recipient does not pass information on, or use it for another purpose, unless the holder agrees in
  writing or the law requires it.
* onward: When information may be passed on

# When something goes wrong
. A partner that learns of a loss, theft, wrong delivery or misuse of shared information tells the holder
  without delay.
. The controller tells the regulator within 72 hours of becoming aware of a personal data breach, unless it
  is unlikely to put anyone at risk. Where the risk to people is high, it tells them too.
* breach: Dealing with a breach

# Complaints and disagreements
. Each controller makes it easy to complain about how it uses personal data. It acknowledges a complaint
  within 30 days and answers without undue delay.
. A person may also complain to the regulator.
* complaints: Complaints, and disagreements between partners

# Oversight and review
. The partners review this protocol by the review date on the cover, and sooner if the law, the partners or
  the information changes.
. A change takes effect when the partners agree it in writing. The changed text has a new version number and
  a new digest.
= Impact assessment
? risk_signs[]: Signs of high risk
? dpia: Data protection impact assessment
? dpia_reference: Reference and date
* dpia_not_needed: Why an assessment is not needed
* governance: Watching over the sharing

# Leaving and ending
. A partner that leaves, and every partner when the protocol ends, goes on protecting the information it
  still holds.
* ending: What happens on leaving or ending

#+ Who weighed it and who signs
. Necessity, proportionality and the public interest were weighed by the people named here. No form or
  software decides them.
. By signing, a partner agrees to keep to this protocol. Signing does not oblige it to share in a particular
  case.
= Who weighed the sharing
? weighed_by: Weighed by
? weighed_on: Weighed on
= Signatures
! signatures
~ signatories
"""
