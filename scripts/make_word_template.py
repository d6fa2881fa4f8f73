"""Write the Word template of the Crime and Disorder Act protocol, the same bytes every time."""

import re
import zipfile
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path
from string import ascii_uppercase
from typing import NamedTuple
from xml.sax.saxutils import escape

TARGET = Path(__file__).parents[1] / "protocol_templates" / "cda-s115" / "protocol.docx"

# The whole text of the protocol. A line's first mark says what it is; an indented line goes on from the last one.
#   #  section (#- no number, #+ on a new page, #A annex, #L wide annex)     =  numbered heading (=- no number)
#   .  numbered clause    -  bullet    "  paragraph    *  answer under its own heading, as `id: heading`
#   ?  answer in a table of two columns, as `id: label`; `id[]`, here and above, where the answer is a list
#   @  table that repeats: list / caption / widths / `column: heading; ...`
#   +  fixed table: caption / widths / headings        |  row of a fixed table, where ~ is a line to write on
#   ~  law behind the answer of that id                %  condition          !  part that a function builds
CONTENT = """
#- How to read this protocol
" This protocol records what the partners have agreed about sharing information, and why the law lets them do it.
- Numbered clauses are standing terms. The text under a numbered heading, and in a table, is what this partnership has
  decided for itself.
- A small line that begins with "Law" names the law or guidance that the answer above it rests on. Annex G says what
  each one provides and how far its text has been checked.
- "NOT YET ANSWERED" marks an answer that is still missing. "Not applicable" marks a question that does not arise.
- Some matters, such as whether sharing is necessary, can only be judged by a person. Annex F lists them.
- The digest on the cover identifies this exact text. Its first 12 characters stand at the foot of every page.
" A complete protocol does not prove that a particular disclosure is lawful. The partner that holds the information decides
  each case and stays responsible for it.
=- About this protocol
? partnership_name: Partnership
? territory: Country covered
? protocol_version: Version
? start_date: Starts on
? review_date: Next review by
? owner: Looked after by
=- Words used in this protocol
+ Words used in this protocol / 4.2 12.8 / Word; Meaning
| The Act | The Crime and Disorder Act 1998.
| Anonymised | Changed so that the chance of identifying anyone is remote enough, taking account of every means that is
  reasonably likely to be used.
| Caldicott Guardian | The senior person who protects the confidentiality of patients' and service users' information and
  advises on its use.
| Competent authority | A body that uses personal data for law enforcement under Part 3 of the Data Protection Act 2018,
  such as a chief officer of police.
| Controller | The organisation that decides why and how personal data is used.
| Designated officer | The person each partner names as its contact for information sharing.
| Holder | The partner that has the information and decides whether to share it.
| Personal data | Information about a living person who is identified or can be identified.
| Pseudonymised | Carrying a code in place of the identity. It is still personal data for anyone who can reverse the code.
| Recipient | The partner that receives the information.
| Regulator | The data protection regulator: the Information Commissioner or, once it takes over, the Information Commission.
| Relevant authority | A body on the list in section 115(2) of the Act.

# Parties and roles
. The partners are the organisations in the table of parties. Each signs for itself, and each stays responsible in law for
  the personal data it controls.
. Section 115 of the Act supports sharing only with a relevant authority or with someone who acts on behalf of one. Any
  partner may give information under it. A partner that is not on the list, and does not act for a body that is, receives
  information only under another power named in the section on the legal power to share.
. Each partner has a designated officer, who receives requests and is the contact for the other partners. A partner tells
  the others when its designated officer or the contact details change.
= The parties
@ a.parties / The parties and their roles / 4.3 3.6 3.8 2.9 2.4 / name: Legal name; body: Kind of body;
  role: Role in data protection law; regime: Rules it works under; receives: Receives information
~ parties
= Designated officers
@ a.parties / The designated officer of each party / 5.2 5.4 6.4 / name: Party; officer: Designated officer;
  officer_contact: How to reach the officer
= Caldicott Guardians and data protection officers
@ a.parties / The Caldicott Guardian and data protection officer of each party / 5.2 5.4 6.4 / name: Party;
  guardian: Caldicott Guardian; data_protection_officer: Data protection officer
= Joint control
? joint_controllers: Do any partners decide together why and how the data is used?
* joint_arrangement: How joint controllers split their duties
* processor_contracts: Contracts with processors

# Purpose and benefits
. Information shared under this protocol is used only for the purposes in this section. Any other use needs its own power
  and its own basis in law, and the holder's agreement unless the law requires the use.
. Section 115 can be relied on only where sharing is necessary or expedient for a provision of the Act. The tasks below are
  the ones this protocol serves.
* purposes[]: Tasks under the Act
* purpose_statement: The harm, and how sharing will help
* benefits: Who benefits, and how the partners will know
* out_of_scope: What the information is never used for

# How much is shared and when
. Before any sharing, the holder first asks whether figures, or records that identify nobody, would do. If they would,
  personal data is not shared.
. Where personal data is needed, the holder shares it in the least detailed form that meets the purpose.
= Form and occasion
? data_form: Most detailed form that is shared
? occasions[]: When information is shared
? aggregate_would_do: Would figures that show no individual people be enough?
* aggregate_reason: Why figures are not enough

# Necessity and proportionality
. A partner shares personal data only where the purpose needs it, and only as much as the purpose needs.
. Any step into a person's private life must be lawful, have a proper aim, be needed for that aim, and strike a fair balance
  between the public gain and the effect on the person.
. What is weighed here supports the protocol as a whole. It does not replace the decision that each case needs.
* necessity: Why sharing personal information is necessary
* proportionality: Why the gain is worth the loss of privacy

# The people and the data
. The data specification in Annex B lists every item that may be shared and every item that must not be. An item that is
  not listed there is outside this protocol.
. Nothing in this protocol allows sharing that another law forbids.
= The information in outline
? subjects[]: People the information is about
? special_category: Special category data, such as health, ethnic origin or religion
? criminal_offence: Information about crimes, allegations, court cases or sentences
? health_origin: Information from a health or social care record
? free_text: Notes in people's own words
? barred_data: Information that a special law forbids or limits sharing
* barred_data_handling: How that information is kept out, or the law that allows it
* victim_safety: Keeping victims safe
* children_interests: Children's best interests

# Legal power to share
. Section 115 of the Act lets a person who would otherwise lack the power disclose information to a relevant authority, or
  to someone who acts on behalf of one, where that is necessary or expedient for a provision of the Act.
. Section 115 is a power and not a duty. The holder may decline to use it, decides for itself, and stays responsible.
. Section 115 lifts neither the duty of confidence nor data protection law. It does not set aside the right to respect for
  private life or a ban in another law. Each of these is answered separately, and Annex A sets the answers side by side.
. Section 17A of the Act is a separate duty between the listed bodies. It covers set information that identifies nobody,
  and is never a reason to share personal data.
= Power relied on
? gateway: Power relied on
? s115_no_other_power: Do the bodies that give information have no other clear power to share it?
* s115_necessary_or_expedient: Why sharing is necessary or expedient for the tasks under the Act
* s115_acting_for: Recipients that act for a relevant authority
* other_power: Other powers, and the sharing they support

# Data protection basis
. Each partner that shares or receives personal data has its own basis in data protection law. One partner's basis does not
  serve another. Annex A records them.
. A competent authority that acts for law enforcement works under Part 3 of the Data Protection Act 2018. Its other work,
  and the work of the other partners, comes under the UK GDPR unless another law says otherwise.
. Special category data and criminal offence data need a further condition. Where that condition calls for an appropriate
  policy document, the controller has one before it starts and keeps it until six months after it stops.
. A power to share does not replace a basis in data protection law, and an exemption from a right does not supply either.
= Policy for sensitive data
? appropriate_policy_document: Appropriate policy document

# Confidentiality and the Caldicott Guardian
. The duty of confidence applies in full to sharing under this protocol. Confidential information is shared only where
  the person clearly agreed, where the law or a court requires it or lifts the confidence, or where an overriding public
  interest is shown. Otherwise identities are removed first.
. Public interest is decided case by case and the reasons are recorded. It does not by itself support the routine sharing
  of information that identifies people.
. Where a partner has a Caldicott Guardian, or the information comes from a health or social care record, the Guardian's
  decision is recorded before sharing starts and before any change to what is shared. Annex E is the record.
. Nothing in this protocol delays sharing that a person's care or safety needs.
= Confidence and the Guardian's decision
? confidential: Was any of the information given in confidence?
? confidentiality_basis: What allows the confidence to be set aside
? guardian_name: Caldicott Guardian
? guardian_decision: The Guardian's decision
? guardian_decision_date: Date of the decision
* confidentiality_reason: Why that reason applies
* guardian_conditions: Conditions set by the Guardian

# National data opt-out
. The national data opt-out belongs to England. It covers confidential patient information that is used beyond the person's
  own care. Where it applies, the holder checks for it before each release and removes those who have opted out.
= How the opt-out is dealt with
? opt_out: National data opt-out

# Telling people
. Each controller tells people how their information is used, in words they can understand, unless an exemption applies.
. An exemption is used case by case, only so far as telling the person would do the harm that the exemption guards against,
  and the reason is recorded.
* transparency: How people are told

# People's rights
. Each controller answers the requests that people make about the information it holds, within the time the law sets.
. A partner that receives a request meant for another passes it on without delay.
* rights_contact: Contact for requests

# Publishing this protocol
. Partners that are public authorities stay subject to the Freedom of Information Act 2000 and the Environmental Information
  Regulations 2004. The partner that is asked makes the decision, after hearing from the partner the information came from.
* publication: How this protocol is made public

# Asking, deciding and refusing
. A request for information in a particular case is made in writing on the form in Annex C, or gives the same particulars.
. The holder decides. Neither the requester nor a meeting decides for it.
. The holder records its decision and reasons in Annex D, whether it shares, shares in part or refuses. Each outcome is
  recorded with the same care.
. A refusal is given in writing with its reasons.
* request_process: Asking for information
* decision_maker: Deciding and recording
* refusal: Refusing
* urgent_route: When someone may be in danger now
* meetings: Meetings

# Removing identities
. Taking out names is not enough. Information is treated as anonymised only when the chance of identifying anyone is remote
  enough, given what the recipient and local people already know.
. No partner tries to find out who is behind information that has had identities removed, except to test that the removal
  works and with the controller's agreement. Doing so without that agreement may be an offence.
* anonymisation_standard: The standard, and who tests it

# Keeping it safe
. Each partner keeps the information secure in a way that fits the risk, and lets only people who need it for their work
  see it.
. Everyone with access knows their duties before they are given it.
* security_transfer: Sending information
* security_access: Access and training

# Getting it right
. The holder checks information before sharing it and keeps fact apart from opinion. Where Part 3 applies, it also keeps
  apart suspects, people convicted, victims and witnesses so far as it can.
. A partner that finds a mistake tells every partner it shared the information with, and they put it right.
* quality: Accuracy and correction

# Keeping and destroying
. Information is kept no longer than its purpose needs. Annex B gives a time for each item.
* retention: Keeping and destroying information

# Passing it on
. A recipient does not pass information on, or use it for another purpose, unless the holder agrees in writing or the law
  requires it.
* onward: When information may be passed on

# When something goes wrong
. A partner that learns of a loss, theft, wrong delivery or misuse of shared information tells the holder without delay.
. The controller tells the regulator within 72 hours of becoming aware of a personal data breach, unless it is unlikely to
  put anyone at risk. Where the risk to people is high, it tells them too.
* breach: Dealing with a breach

# Complaints and disagreements
. Each controller makes it easy to complain about how it uses personal data. It acknowledges a complaint within 30 days and
  answers without undue delay.
. A person may also complain to the regulator.
* complaints: Complaints, and disagreements between partners

# Oversight and review
. The partners review this protocol by the review date on the cover, and sooner if the law, the partners or the information
  changes.
. A change takes effect when the partners agree it in writing. The changed text has a new version number and a new digest.
= Impact assessment
? dpia: Data protection impact assessment
? dpia_reference: Reference and date
* dpia_not_needed: Why an assessment is not needed
* governance: Watching over the sharing

# Leaving and ending
. A partner that leaves, and every partner when the protocol ends, goes on protecting the information it still holds.
* ending: What happens on leaving or ending

#+ Who weighed it and who signs
. Necessity, proportionality and the public interest were weighed by the people named here. No form or software decides them.
. By signing, a partner agrees to keep to this protocol. Signing does not oblige it to share in a particular case.
= Who weighed the sharing
? weighed_by: Weighed by
? weighed_on: Weighed on
= Signatures
! signatures
~ signatories

#A Legal matrix
" Sharing personal data needs an answer to every row below. An answer to one is never an answer to another.
= What the law asks
+ What the law asks and where the answer stands / 4.0 8.4 4.6 / What the law asks; Answer in this protocol; Where it stands
| A power or duty to share | {{ a.gateway }} | Legal power to share
| A task under the Act, where section 115 is used | {{ a.purposes|join("; ") }} | Purpose and benefits
| A basis in data protection law for each party | The table of lawful bases in this annex | Data protection basis
| A policy document, where a condition calls for one | {{ a.appropriate_policy_document }} | Data protection basis
| An answer to the duty of confidence | {{ a.confidentiality_basis }} | Confidentiality and the Caldicott Guardian
| Respect for private life | Weighed by: {{ a.weighed_by }} | Necessity and proportionality
| Fairness and openness | The partners' privacy notices and their reasons for any exception | Telling people
| The national data opt-out, in England | {{ a.opt_out }} | National data opt-out
| An assessment of the risks | {{ a.dpia }} | Oversight and review
= Lawful basis of each party
@ a.lawful_basis / Lawful basis of each party / 3.4 2.9 3.0 3.1 4.6 / party: Party; art6: Article 6 or Part 3;
  art9: Article 9; sch1: Schedule 1 to the 2018 Act; part3: Part 3 condition
~ lawful_basis

#L Data specification
" This annex lists what may be shared and what must not be. An item that is not listed is not shared.
@ a.data_items / Data specification / 2.9 3.1 3.5 3.3 3.1 2.8 3.3 1.8 1.9 / item: Item; column: Column in the data;
  holder: Holder; recipients: Recipients; form: Form; coarseness: How coarse; why: Why it is needed; frequency: How often;
  retention: Kept for
~ data_items

#A Request form
" Use this form to ask a partner for information. If someone may be in danger now, use the urgent route in the section on
  asking, deciding and refusing, and complete the form afterwards.
= The request
+ The request / 6.0 11.0 / Item; To be completed
| Reference, date and time | ~
| Requester: name, post and organisation | ~
| How to reach the requester | ~
| Holder: organisation and designated officer | ~
| Urgency | ☐ Routine   ☐ Needed by (date, time and reason): ~
= What is wanted and why
+ What is wanted and why / 6.0 11.0 / Item; To be completed
| Information wanted: items, people and period | ~~
| Least detailed form that will do | ☐ Figures only   ☐ Anonymised   ☐ Pseudonymised   ☐ Identifiable
| Purpose, and the task under the Act | ~~
| Why it is necessary, and why less would not do | ~~
| What may go wrong if it is not shared | ~~
= The law
+ The law that the requester relies on / 6.0 11.0 / Item; To be completed
| Legal power relied on | ~
| Public task: if the requester needs the information for its own public task, the law that sets the task | ~
| Requester's basis in data protection law, and any further condition | ~
| Public objective served, if the holder is asked to reuse data for a new purpose | ~
| Has the person agreed, or been told? If not, why not? | ~
| Requests by police about a victim: the line of enquiry, and the notice given to the victim or why none was given | ~
= Handling and declaration
+ Handling and declaration / 6.0 11.0 / Item; To be completed
| Who will see it, how it is kept safe and for how long | ~
| Passing it on, and to whom | ~
| I have asked only for what is needed. What I have written is accurate. | Signed: ~

#A Decision and refusal record
" The holder completes this record for every request. Sharing, sharing in part and refusing are recorded in the same form.
= The decision
+ The decision / 6.0 11.0 / Item; To be completed
| Reference, and date and time received | ~
| Holder, and who decides (name and post) | ~
| Others consulted, such as the Caldicott Guardian or data protection officer | ~
= The outcome
+ The outcome and its reasons / 3.4 6.0 7.6 / Outcome; What it covers; Reasons
| ☐ Share | ~~ | ~~
| ☐ Share in part | ~~ | ~~
| ☐ Refuse | ~~ | ~~
= What was weighed
+ What was weighed / 6.0 11.0 / Question; Answer
| Would figures or anonymised information do? | ~
| Which power allows it, and is it necessary or expedient? | ~
| What is the holder's basis in data protection law? | ~
| Is it confidential? If so, what allows it to be shared? | ~
| Is it proportionate, for the person and for others? | ~
| Could it put a victim, a child or anyone else at risk? | ~
| Does another law forbid it? | ~
| Will the person be told? If not, why not? | ~
= What was done
+ What was done / 6.0 11.0 / Item; To be completed
| What was sent, to whom, how and when | ~
| Conditions set, such as time limits or no passing on | ~
| Requester told of the outcome and reasons (date) | ~
| Who looks at the decision again if asked | ~
| Signature, date and time | ~

#A Caldicott record
" The Caldicott Guardian uses this record to test the use of confidential information against the eight principles.
+ The eight Caldicott principles / 6.2 10.8 / Principle; How this protocol meets it
| 1. Justify the purpose(s) for using confidential information | The purposes are set out and justified in the section on
  purpose and benefits.
| 2. Use confidential information only when it is necessary | Would figures be enough? {{ a.aggregate_would_do }}. The
  reasons are in the sections on how much is shared and on necessity and proportionality.
| 3. Use the minimum necessary confidential information | Most detailed form shared: {{ a.data_form }}. Annex B gives the
  reason for each item.
| 4. Access to confidential information should be on a strict need-to-know basis | The section on keeping it safe names who
  may see the information. Annex B names the recipients of each item.
| 5. Everyone with access to confidential information should be aware of their responsibilities | The section on keeping it
  safe sets out training and duties.
| 6. Comply with the law | Annex A sets out the power, the lawful basis and the answer to the duty of confidence.
| 7. The duty to share information for individual care is as important as the duty to protect patient confidentiality |
  {{ a.caldicott_duty_to_share }} ~ law of caldicott_duty_to_share
| 8. Inform patients and service users about how their confidential information is used |
  {{ a.caldicott_informing }} ~ law of caldicott_informing
= The Guardian's decision
+ The Guardian's decision / 6.2 10.8 / Item; Record
| Caldicott Guardian | {{ a.guardian_name }}
| Decision | {{ a.guardian_decision }}
| Date of decision | {{ a.guardian_decision_date }}
| Conditions | {{ a.guardian_conditions }}
| Signature and date | ~

#A Open points
= Points to settle before signing
% if gaps
@ gaps / Points to settle before signing / 1.4 10.2 5.4 / number: No.; message: What is missing; law: Law
% else
" No point is open.
% endif
= Matters for a person's judgement
% if judgements
" The law leaves these matters to a named person. The last column shows what has been recorded.
@ judgements / Matters for a person's judgement / 6.6 4.6 5.8 / message: Matter; law: Law; recorded: Recorded
% else
" No matter of judgement is listed.
% endif

#A Authorities
" This annex paraphrases the law and guidance named in the protocol. Where it says that something is uncertain, check it
  before relying on it. Only the official text has force.
@ provisions / Law and guidance named in this protocol / 3.0 4.4 6.8 2.8 / short: Short name; name: Name; says: What it says;
  status: How far checked
"""

INK, GREY, RULE, SHADE = "1F3B4D", "595959", "A6A6A6", "E9EDF0"
PORTRAIT, LANDSCAPE = (11906, 16838), (16838, 11906)  # Word counts in twips, twentieths of a point
MARGIN, INDENT, CENTIMETRE, WRITING_LINE = 1134, 709, 567, 510
SECTION, ANNEX, BULLET, NONE = 1, 2, 3, 0  # the numbered lists; NONE takes a number away
KEPT_TOGETHER = 9  # a fixed table of no more rows than this stays on one page
MARKING = "OFFICIAL"
SCHEMAS = "http://schemas.openxmlformats.org"
OFFICE, PACKAGE = f"{SCHEMAS}/officeDocument/2006/relationships", f"{SCHEMAS}/package/2006"
NAMESPACES = f'xmlns:w="{SCHEMAS}/wordprocessingml/2006/main" xmlns:r="{OFFICE}"'
XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


class Style(NamedTuple):
    """A paragraph style: sizes in points, spaces and indents in twips, tabs as `kind:leader:place`."""

    name: str
    size: float = 11
    before: int = 0
    after: int = 120
    left: int = 0
    hanging: int = 0
    colour: str = "auto"
    kind: str = ""  # words among: keep (with what follows), bold, mono, box, tight (lines)
    tabs: tuple[str, ...] = ()
    level: int | None = None  # of a heading


STYLES = {
    "Title": Style("Title", 30, 120, 360, colour=INK),
    "Subtitle": Style("Subtitle", 16, 2400, 120, colour=INK),
    "CoverLine": Style("Cover line", 11, 0, 80, 2552, 2552),
    "Digest": Style("Digest", 9, 0, 240, kind="mono"),
    "Notice": Style("Notice", 12, left=142, after=0, kind="box"),
    "ContentsHeading": Style("Contents heading", 20, 0, 240, colour=INK, kind="keep"),
    "TOC1": Style("toc 1", 11, 0, 60, tabs=("left:none:1247", "right:dot:9638")),
    "Heading1": Style("heading 1", 18, 480, 160, colour=INK, kind="keep", level=0),
    "Heading2": Style("heading 2", 12.5, 240, 80, colour=INK, kind="keep bold", level=1),
    "Clause": Style("Clause"),
    "Bullet": Style("List Bullet", after=80),
    "Answer": Style("Answer", after=80, left=INDENT, kind="keep"),
    "AnswerBullet": Style("List Bullet 2", after=40, kind="keep"),
    "Law": Style("Law", 9, 0, 160, INDENT, colour=GREY),
    "TableHead": Style("Table head", 10, 50, 50, colour=INK, kind="keep bold tight"),
    "TableText": Style("Table text", 10, 50, 50, kind="tight"),
    "TableKept": Style("Table text kept", 10, 50, 50, kind="keep tight"),
    "TableList": Style("Table list", 9.5, 40, 40, kind="tight"),
    "TableLaw": Style("Table law", 9, 0, 60, colour=GREY, kind="tight"),
    "AfterTable": Style("After table", 9, 80, 160, colour=GREY),
    "Gap": Style("Gap", 4, 0, 120),
    "Header": Style("header", 9, 0, 0, colour=GREY, tabs=("right:none:9638",)),
    "Footer": Style("footer", 9, 0, 0, colour=GREY, tabs=("right:none:9638",)),
}


class Level(NamedTuple):
    """One level of a numbered list."""

    text: str
    kind: str = "decimal"
    left: int = INDENT
    hanging: int = INDENT
    after: str = "tab"
    style: str = ""


LISTS = {
    SECTION: (Level("%1", style="Heading1"), Level("%1.%2", style="Heading2")),
    ANNEX: (Level("Annex %1: ", "upperLetter", 0, 0, "nothing"), Level("%1.%2")),
    BULLET: (Level("\u2022", "bullet", 354, 354), Level("\u2022", "bullet", INDENT + 354, 354)),
}

COVER = (
    ("{{ partnership }}", "Subtitle"),
    ("{{ title }}", "Title"),
    ("Version\t{{ version }}", "CoverLine"),
    ("Status\t{{ status }}", "CoverLine"),
    ("Starts on\t{{ start_date }}", "CoverLine"),
    ("Next review by\t{{ review_date }}", "CoverLine"),
    ("Looked after by\t{{ a.owner }}", "CoverLine"),
    (f"Marking\t{MARKING}", "CoverLine"),
    ("", "Gap"),
    ("{%p if is_draft %}", "Normal"),
    ("DRAFT: not ready to sign", "Notice"),
    ("Open points: {{ gaps|length }}. Matters for a person's judgement: {{ judgements|length }}.", "Notice"),
    ("Annex F lists them all.", "Notice"),
    ("", "Gap"),
    ("{%p endif %}", "Normal"),
    ("The digest below identifies this exact text. If the text changes, so does the digest.", "Normal"),
    ("{{ digest }}", "Digest"),
    ("Made with infoshare {{ infoshare_version }}.", "AfterTable"),
)
SIGNATURE = (("Name", "{{ row.name }}", 0), ("Post", "{{ row.role }}", 0), ("Signature", "", 850), ("Date", "", 510))


class Block(NamedTuple):
    """The lines of the content that make one thing together: a paragraph, a heading or a table."""

    mark: str
    lines: list[str]


class Heading(NamedTuple):
    """A heading of the first level, as the contents list shows it."""

    mark: str
    label: str
    title: str
    anchor: str


def blocks(content: str) -> list[Block]:
    """Join continued lines, then gather the rows of each table."""
    found: list[Block] = []
    for line in re.sub(r"\n +", " ", content).strip().splitlines():
        mark, _, text = line.partition(" ")
        if text and mark in {"?", "|"} and found[-1].mark in {mark, "+"}:
            found[-1].lines.append(text)
        elif text:
            found.append(Block(mark, [text]))
    return found


def headings(content: list[Block]) -> Iterator[Heading]:
    """Number the sections and letter the annexes as Word's own numbering will."""
    sections, letters = map(str, count(1)), iter(ascii_uppercase)
    found = (block for block in content if block.mark.startswith("#"))
    for place, (mark, lines) in enumerate(found):
        label = "" if mark == "#-" else f"Annex {next(letters)}" if mark in {"#A", "#L"} else next(sections)
        yield Heading(mark, label, lines[0], f"heading_{place}")


def halves(line: str) -> tuple[str, str]:
    first, _, second = line.partition(":")
    return first.strip(), second.strip()


def run(text: str, properties: str = "") -> str:
    words = '</w:t><w:tab/><w:t xml:space="preserve">'.join(escape(part) for part in text.split("\t"))
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{words}</w:t></w:r>'


def wrap(inside: str, style: str, properties: str = "") -> str:
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{properties}</w:pPr>{inside}</w:p>'


def paragraph(text: str, style: str = "Normal", properties: str = "") -> str:
    return wrap(run(text), style, properties)


def numbered(list_id: int, level: int = 0) -> str:
    return f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{list_id}"/></w:numPr>'


def tag(words: str) -> str:
    """A paragraph that docxtpl takes out, leaving its condition or loop."""
    return paragraph(f"{{%p {words} %}}")


def law(name: str, style: str) -> str:
    """The small line that names the law behind an answer."""
    question = name.removesuffix("[]")
    return tag(f"if law.{question}") + paragraph(f"Law: {{{{ law.{question} }}}}", style) + tag("endif")


def answer(name: str, style: str, item_style: str, numbers: str = "") -> str:
    """The place of one answer: a paragraph, or one for each item of a list."""
    question = name.removesuffix("[]")
    if question == name:
        return paragraph(f"{{{{ a.{question} }}}}", style)
    return tag(f"for item in a.{question}") + paragraph("{{ item }}", item_style, numbers) + tag("endfor")


def field(instruction: str, result: str = "", properties: str = "") -> str:
    """A field that Word and LibreOffice work out for themselves."""
    begin, middle, end = (f'<w:r><w:fldChar w:fldCharType="{kind}"' for kind in ("begin", "separate", "end"))
    code = f'<w:r><w:instrText xml:space="preserve"> {instruction} </w:instrText></w:r>'
    return f"{begin}{properties}/></w:r>{code}{middle}/></w:r>{run(result)}{end}/></w:r>"


def cell(inside: str, width: float, properties: str = "") -> str:
    size = f'<w:tcW w:w="{width * CENTIMETRE:.0f}" w:type="dxa"/>'
    return f"<w:tc><w:tcPr>{size}{properties}</w:tcPr>{inside}</w:tc>"


def row(insides: list[str], widths: list[float], properties: str = "", cell_properties: str = "") -> str:
    """One row, which does not break across pages."""
    cells = [cell(inside, width, cell_properties) for inside, width in zip(insides, widths, strict=True)]
    return f"<w:tr><w:trPr><w:cantSplit/>{properties}</w:trPr>{''.join(cells)}</w:tr>"


def text_row(texts: list[str], widths: list[float], style: str, height: int = 0) -> str:
    tall = f'<w:trHeight w:val="{height}" w:hRule="atLeast"/>' if height else ""
    return row([paragraph(text, style) for text in texts], widths, tall)


def table(caption: str, titles: list[str], widths: list[float], rows: list[str]) -> str:
    """A plain table with a repeating header row, and a caption for those who cannot see it."""
    shade = f'<w:shd w:val="clear" w:color="auto" w:fill="{SHADE}"/>'
    header = row([paragraph(title, "TableHead") for title in titles], widths, "<w:tblHeader/>", shade)
    columns = "".join(f'<w:gridCol w:w="{width * CENTIMETRE:.0f}"/>' for width in widths)
    return (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="Ruled"/><w:tblW w:w="{sum(widths) * CENTIMETRE:.0f}" w:type="dxa"/>'
        '<w:tblLayout w:type="fixed"/><w:tblLook w:val="0620" w:firstRow="1" w:lastRow="0" w:firstColumn="0"'
        f' w:lastColumn="0" w:noHBand="1" w:noVBand="1"/><w:tblCaption w:val="{caption}"/>'
        f'<w:tblDescription w:val="{caption}. The first row holds the column headings."/></w:tblPr>'
        f"<w:tblGrid>{columns}</w:tblGrid>{header}{''.join(rows)}</w:tbl>"
    )


def facts(lines: list[str]) -> str:
    """A table of short answers, each with its law."""
    widths, rows = [6.2, 10.8], list[str]()
    for name, label in map(halves, lines):
        decided = answer(name, "TableText", "TableText") + law(name, "TableLaw")
        rows.append(row([paragraph(label, "TableText"), decided], widths))
    return table("What the partners have decided", ["Point", "What the partners have decided"], widths, rows)


def repeating(lines: list[str]) -> str:
    """A table with a row for each thing in a list."""
    source, caption, sizes, columns = lines[0].split(" / ")
    widths = [float(size) for size in sizes.split()]
    names, titles = zip(*map(halves, columns.split(";")), strict=True)
    empty = [""] * (len(names) - 1)
    texts = (
        [f"{{%tr for row in {source} %}}", *empty],
        [f'{{{{ row.{name} or "\u2013" }}}}' for name in names],
        ["{%tr endfor %}", *empty],
    )
    return table(caption, list(titles), widths, [text_row(each, widths, "TableList") for each in texts])


def fixed(lines: list[str]) -> str:
    """A table whose rows stand in the content."""
    caption, sizes, titles = lines[0].split(" / ")
    widths = [float(size) for size in sizes.split()]
    style = "TableKept" if len(lines) <= KEPT_TOGETHER else "TableText"
    styles = [style] * (len(lines) - 2) + ["TableText"]
    rows = [fixed_row(line.split(" | "), widths, style) for line, style in zip(lines[1:], styles, strict=True)]
    return table(caption, titles.split("; "), widths, rows)


def fixed_row(texts: list[str], widths: list[float], style: str) -> str:
    """A row of a fixed table: tall enough to write in, or with the law behind an answer."""
    height = max(text.count("~") for text in texts) * WRITING_LINE
    asked = re.search(r"~ law of (\w+)$", texts[-1])
    if not asked:
        return text_row([text.strip(" ~") for text in texts], widths, style, height)
    *others, last = texts
    cells = [paragraph(text, style) for text in others]
    return row([*cells, paragraph(last[: asked.start()].strip(), style) + law(asked[1], "TableLaw")], widths)


def signatures(_: list[str]) -> str:
    """A block to sign in for each signatory."""
    widths = [4.0, 13.0]
    rows = [text_row([label, value], widths, "TableKept", height) for label, value, height in SIGNATURE]
    block = table("Signature block", ["Party", "{{ row.party }}"], widths, rows)
    return tag("for row in a.signatories") + block + paragraph("", "Gap") + tag("endfor")


def answered(lines: list[str]) -> str:
    """A heading, the answer under it and its law."""
    name, title = halves(lines[0])
    place = answer(name, "Answer", "AnswerBullet", numbered(BULLET, 1))
    return paragraph(title, "Heading2") + place + law(name, "Law")


BUILDERS: dict[str, Callable[[list[str]], str]] = {
    "=": lambda lines: paragraph(lines[0], "Heading2"),
    "=-": lambda lines: paragraph(lines[0], "Heading2", numbered(NONE)),
    ".": lambda lines: paragraph(lines[0], "Clause", numbered(SECTION, 1)),
    "-": lambda lines: paragraph(lines[0], "Bullet", numbered(BULLET)),
    '"': lambda lines: paragraph(lines[0]),
    "%": lambda lines: tag(lines[0]),
    "~": lambda lines: law(lines[0], "AfterTable"),
    "*": answered,
    "?": facts,
    "@": repeating,
    "+": fixed,
    "!": signatures,
}


def chapter(heading: Heading) -> str:
    """A heading of the first level, with the bookmark that the contents list points to."""
    numbers = {"#-": numbered(NONE), "#A": numbered(ANNEX), "#L": numbered(ANNEX)}.get(heading.mark, "")
    page = "" if heading.mark == "#" else "<w:pageBreakBefore/>"
    place = heading.anchor.partition("_")[2]
    opening = f'<w:bookmarkStart w:id="{place}" w:name="{heading.anchor}"/>'
    inside = f'{opening}{run(heading.title)}<w:bookmarkEnd w:id="{place}"/>'
    return wrap(inside, "Heading1", page + numbers)


def contents(entries: list[Heading]) -> str:
    """The contents list: a link and a page number for each heading."""
    lines = [paragraph("Contents", "ContentsHeading", "<w:pageBreakBefore/>")]
    for entry in entries:
        words = f"{entry.label}\t{entry.title}" if entry.label else entry.title
        inside = run(f"{words}\t") + field(f"PAGEREF {entry.anchor} \\h", properties=' w:dirty="true"')
        lines.append(wrap(f'<w:hyperlink w:anchor="{entry.anchor}" w:history="1">{inside}</w:hyperlink>', "TOC1"))
    return "".join(lines)


def body(content: list[Block], entries: list[Heading]) -> Iterator[str]:
    """Everything after the contents list."""
    waiting, mark, plain = iter(entries), "", '<w:pStyle w:val="Heading2"/>'
    for block in content:
        if block.mark.startswith("#"):
            if "#L" in {mark, block.mark}:
                yield wrap("", "Gap", page_setup(wide=mark == "#L"))
            mark = block.mark
            yield chapter(next(waiting))
        else:
            part = BUILDERS[block.mark](block.lines)
            yield part.replace(plain, plain + numbered(ANNEX, 1)) if mark in {"#A", "#L"} else part


def page_setup(wide: bool) -> str:
    """The size, margins, header and footer of the pages that end here."""
    (width, height), which = (LANDSCAPE, "wide") if wide else (PORTRAIT, "tall")
    sides = " ".join(f'w:{side}="{MARGIN}"' for side in ("top", "right", "bottom", "left"))
    return (
        f'<w:sectPr><w:headerReference w:type="default" r:id="header_{which}"/>'
        f'<w:footerReference w:type="default" r:id="footer_{which}"/><w:type w:val="nextPage"/>'
        f'<w:pgSz w:w="{width}" w:h="{height}"{' w:orient="landscape"' if wide else ""}/>'
        f'<w:pgMar {sides} w:header="567" w:footer="567" w:gutter="0"/></w:sectPr>'
    )


def document() -> str:
    content = blocks(CONTENT)
    entries = list(headings(content))
    cover = "".join(paragraph(text, style) for text, style in COVER)
    inside = cover + contents(entries) + "".join(body(content, entries)) + page_setup(wide=False)
    return f"{XML}<w:document {NAMESPACES}><w:body>{inside}</w:body></w:document>"


def right_tab(wide: bool) -> str:
    """A tab at the right margin of the wide pages; the style has the one of the others."""
    clear, place = '<w:tab w:val="clear" w:pos="9638"/>', LANDSCAPE[0] - 2 * MARGIN
    return f'<w:tabs>{clear}<w:tab w:val="right" w:pos="{place}"/></w:tabs>' if wide else ""


def header(wide: bool) -> str:
    words = run(f"{MARKING}\t{{% if is_draft %}}DRAFT{{% endif %}}", "<w:b/>")
    return f"{XML}<w:hdr {NAMESPACES}>{wrap(words, 'Header', right_tab(wide))}</w:hdr>"


def footer(wide: bool) -> str:
    page = run("\tPage ") + field("PAGE", "1") + run(" of ") + field("NUMPAGES", "1")
    above = f'<w:pBdr><w:top w:val="single" w:sz="4" w:space="6" w:color="{RULE}"/></w:pBdr>'
    first = wrap(run("{{ partnership }}: {{ title }}") + page, "Footer", above + right_tab(wide))
    second = paragraph("Version {{ version }}, {{ status }}\tDigest {{ short_digest }}", "Footer", right_tab(wide))
    return f"{XML}<w:ftr {NAMESPACES}>{first}{second}</w:ftr>"


def style(style_id: str, wanted: Style) -> str:
    """One paragraph style, its properties in the order the format asks for."""
    heading = wanted.level is not None
    properties = (
        "<w:keepNext/><w:keepLines/>" if "keep" in wanted.kind else "",
        numbered(SECTION, wanted.level or 0) if heading else "",
        box() if "box" in wanted.kind else "",
        f"<w:tabs>{''.join(map(tab_stop, wanted.tabs))}</w:tabs>" if wanted.tabs else "",
        f'<w:spacing w:before="{wanted.before}" w:after="{wanted.after}"',
        ' w:line="250" w:lineRule="auto"/>' if "tight" in wanted.kind else "/>",
        f'<w:ind w:left="{wanted.left}" w:right="{wanted.left % INDENT % 2552}" w:hanging="{wanted.hanging}"/>'
        if wanted.left
        else "",
        f'<w:outlineLvl w:val="{wanted.level}"/>' if heading else "",
    )
    return (
        f'<w:style w:type="paragraph" w:styleId="{style_id}"><w:name w:val="{wanted.name}"/>'
        f'<w:basedOn w:val="Normal"/>{"<w:next w:val=\'Normal\'/>" if heading else ""}<w:qFormat/>'
        f"<w:pPr>{''.join(properties)}</w:pPr><w:rPr>{letters(wanted)}</w:rPr></w:style>"
    )


def letters(wanted: Style) -> str:
    font = '<w:rFonts w:ascii="Courier New" w:hAnsi="Courier New" w:cs="Courier New"/>' if "mono" in wanted.kind else ""
    bold, half_points = "<w:b/>" if "bold" in wanted.kind else "", f"{wanted.size * 2:.0f}"
    return f'{font}{bold}<w:color w:val="{wanted.colour}"/><w:sz w:val="{half_points}"/><w:szCs w:val="{half_points}"/>'


def box() -> str:
    sides = ("top", "left", "bottom", "right")
    lines = "".join(f'<w:{side} w:val="single" w:sz="6" w:space="7" w:color="{INK}"/>' for side in sides)
    return f'<w:pBdr>{lines}</w:pBdr><w:shd w:val="clear" w:color="auto" w:fill="{SHADE}"/>'


def tab_stop(wanted: str) -> str:
    kind, leader, place = wanted.split(":")
    return f'<w:tab w:val="{kind}" w:leader="{leader}" w:pos="{place}"/>'


def styles() -> str:
    """The styles part: language and letters, paragraphs, and the one table style."""
    sides = ("top", "bottom", "insideH")
    rules = "".join(f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="{RULE}"/>' for side in sides)
    return (
        f'{XML}<w:styles {NAMESPACES}><w:docDefaults><w:rPrDefault><w:rPr>'
        '<w:rFonts w:ascii="Arial" w:hAnsi="Arial" w:eastAsia="Arial" w:cs="Arial"/><w:sz w:val="22"/>'
        '<w:szCs w:val="22"/><w:lang w:val="en-GB" w:eastAsia="en-GB" w:bidi="ar-SA"/></w:rPr></w:rPrDefault>'
        '<w:pPrDefault><w:pPr><w:spacing w:after="120" w:line="269" w:lineRule="auto"/></w:pPr></w:pPrDefault>'
        '</w:docDefaults><w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/>'
        '<w:qFormat/><w:rPr><w:lang w:val="en-GB"/></w:rPr></w:style><w:style w:type="table" w:default="1"'
        ' w:styleId="TableNormal"><w:name w:val="Normal Table"/></w:style>'
        f'{"".join(style(style_id, wanted) for style_id, wanted in STYLES.items())}'
        '<w:style w:type="table" w:customStyle="1" w:styleId="Ruled"><w:name w:val="Ruled"/>'
        f'<w:basedOn w:val="TableNormal"/><w:tblPr><w:tblBorders>{rules}</w:tblBorders><w:tblCellMar>'
        '<w:left w:w="85" w:type="dxa"/><w:right w:w="113" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style></w:styles>'
    )


def list_level(place: int, wanted: Level) -> str:
    link = f'<w:pStyle w:val="{wanted.style}"/>' if wanted.style else ""
    return (
        f'<w:lvl w:ilvl="{place}"><w:start w:val="1"/><w:numFmt w:val="{wanted.kind}"/>{link}'
        f'<w:suff w:val="{wanted.after}"/><w:lvlText w:val="{wanted.text}"/><w:lvlJc w:val="left"/>'
        f'<w:pPr><w:ind w:left="{wanted.left}" w:hanging="{wanted.hanging}"/></w:pPr></w:lvl>'
    )


def numbering() -> str:
    kinds = uses = ""
    for list_id, levels in LISTS.items():
        inside = "".join(list_level(place, wanted) for place, wanted in enumerate(levels))
        opening = f'<w:abstractNum w:abstractNumId="{list_id}"><w:multiLevelType w:val="multilevel"/>'
        kinds += f"{opening}{inside}</w:abstractNum>"
        uses += f'<w:num w:numId="{list_id}"><w:abstractNumId w:val="{list_id}"/></w:num>'
    return f"{XML}<w:numbering {NAMESPACES}>{kinds}{uses}</w:numbering>"


# docxtpl fills the title and stores it as text, so it must not be escaped a first time.
CORE = (
    f'{XML}<cp:coreProperties xmlns:cp="{PACKAGE}/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/"'
    ' xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
    '<dc:title>{{ (partnership ~ ": " ~ title)[:250]|safe }}</dc:title><dc:creator>infoshare</dc:creator>'
    '<cp:lastModifiedBy>infoshare</cp:lastModifiedBy><dc:language>en-GB</dc:language>'
    '<dcterms:created xsi:type="dcterms:W3CDTF">2026-01-01T00:00:00Z</dcterms:created>'
    '<dcterms:modified xsi:type="dcterms:W3CDTF">2026-01-01T00:00:00Z</dcterms:modified></cp:coreProperties>'
)
SETTINGS = (
    f'{XML}<w:settings {NAMESPACES}><w:zoom w:percent="100"/><w:defaultTabStop w:val="720"/><w:compat>'
    '<w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/>'
    '</w:compat><w:themeFontLang w:val="en-GB"/></w:settings>'
)
WORD_PARTS = ("styles", "numbering", "settings", "header_tall", "header_wide", "footer_tall", "footer_wide")


def relationships(links: dict[str, tuple[str, str]]) -> str:
    """The part that ties others to this one, as `id: (type, target)`."""
    inside = (f'<Relationship Id="{key}" Type="{kind}" Target="{to}"/>' for key, (kind, to) in links.items())
    return f'{XML}<Relationships xmlns="{PACKAGE}/relationships">{"".join(inside)}</Relationships>'


def content_types() -> str:
    """The part that says what each part is."""
    media, word = "application/vnd.openxmlformats", "officedocument.wordprocessingml"
    kinds = {f"word/{name}": f"{word}.{name.partition('_')[0]}" for name in WORD_PARTS}
    kinds |= {"word/document": f"{word}.document.main", "docProps/core": "package.core-properties"}
    inside = "".join(
        f'<Override PartName="/{name}.xml" ContentType="{media}-{kind}+xml"/>' for name, kind in kinds.items()
    )
    return (
        f'{XML}<Types xmlns="{PACKAGE}/content-types"><Default Extension="xml" ContentType="application/xml"/>'
        f'<Default Extension="rels" ContentType="{media}-package.relationships+xml"/>{inside}</Types>'
    )


def parts() -> dict[str, str]:
    """Every part of the file by its name."""
    top = {
        "main": (f"{OFFICE}/officeDocument", "word/document.xml"),
        "core": (f"{PACKAGE}/relationships/metadata/core-properties", "docProps/core.xml"),
    }
    links = {name: (f"{OFFICE}/{name.partition('_')[0]}", f"{name}.xml") for name in WORD_PARTS}
    return {
        "[Content_Types].xml": content_types(),
        "_rels/.rels": relationships(top),
        "docProps/core.xml": CORE,
        "word/_rels/document.xml.rels": relationships(links),
        "word/document.xml": document(),
        "word/footer_tall.xml": footer(wide=False),
        "word/footer_wide.xml": footer(wide=True),
        "word/header_tall.xml": header(wide=False),
        "word/header_wide.xml": header(wide=True),
        "word/numbering.xml": numbering(),
        "word/settings.xml": SETTINGS,
        "word/styles.xml": styles(),
    }


def main() -> None:
    """Write the template with its parts in order and all dated alike."""
    with zipfile.ZipFile(TARGET, "w", zipfile.ZIP_DEFLATED) as package:
        for name, text in sorted(parts().items()):
            package.writestr(zipfile.ZipInfo(name), text.encode(), zipfile.ZIP_DEFLATED)


if __name__ == "__main__":
    main()
