"""The words of the documents that go with a protocol; `content` says what the mark before each line means."""

from __future__ import annotations

from .forms import DECISION_FORM, REFUSAL_FORM, REQUEST_FORM
from .notice import NOTICE

TOP = """
: Title {title}
: Subtitle {{{{ partnership }}}}
% if is_draft
: NoticeHead DRAFT: the protocol behind this is not ready to sign
% endif
"""

SUMMARY = """
" This is a plain summary of the agreement "{{ title }}", version {{ version }}. It starts on {{ start_date }} and is
  looked at again by {{ review_date }}. Anybody may read it.
#= What it is for
" {{ a.purpose_statement }}
#= Who gains
" {{ a.benefits }}
#= Who takes part
% for row in a.parties
- {{ row.name }}
% endfor
#= What is shared
" Only what stands here is shared, and only with those named.
@ a.flows / What is shared / 4.2 3.8 4.6 4.4 / name: What; giver: From; recipients: To; data_form: In what form
#= What is never shared
% if never_shared
% for item in never_shared
- {{ item }}
% endfor
% endif
" The information is never used for this: {{ a.out_of_scope }}
#= Which laws allow it
% for power in powers
- {{ power.name }}. {{ power.says }}
% endfor
" A law that lets bodies share does not make them. Whoever holds the information decides, and must follow data
  protection
  law as well.
#= How it is kept safe
" {{ a.security_transfer }}
" {{ a.security_access }}
#= How long it is kept
" {{ a.retention }}
#= Who may get it next
" {{ a.onward }}
#= Your rights
" You can ask what is held about you, ask for mistakes to be put right, and object. {{ a.rights_contact }}
" {{ a.transparency }}
#= If you are unhappy
" {{ a.complaints }}
" You may also complain to the data protection regulator (the Information Commissioner or, once it takes over, the
  Information Commission).
#= Where to read more
" {{ a.publication }}
" Questions: {{ a.owner }}
: Small Reading age of this summary, by the Automated Readability Index: about {{ reading_age }} years.
"""

GUIDE = """
" Five questions before you share under "{{ title }}".
+ Five questions before you share / 4.6 13.6 / Ask; Then
| 1. Is somebody in danger now? | {{ brief.urgent_route }}
| 2. Would figures do, or a case without a name? | If so, name nobody. Give the least that serves.
| 3. Is it one of the sharings below, to those named? | If not, it needs a request and a decision:
  {{ brief.request_process }}
| 4. Was it told in confidence? | Ask the person, if that is safe. If they did not agree, ask
  {{ a.guardian_name or "your Caldicott Guardian" }} first.
| 5. Is it on the list of what is never shared? | {{ never_shared|join("; ") or "Nothing is listed." }}
: Small What may be shared, with whom and how often:
@ a.flows / What may be shared / 6.6 8.4 3.2 / name: What; briefly_to: To; frequency: How often
: Small Whom to ring:
@ a.parties / Whom to ring / 6.2 5.2 6.8 / name: Organisation; officer: Officer; officer_contact: How to reach them
: Small Always write it down:
+ What to write down / 4.6 13.6 / Whether you share or not; What
| Write down | What was asked, by whom and why. What you gave, to whom, how and when. Under which power. Who decided.
  If you
  refused, or did not tell the person: why.
"""

ASSESSMENT = """
" This assessment goes with the agreement "{{ title }}", version {{ version }}. What the agreement says already
  stands in it.
  The partners complete the rest with their data protection officers before sharing starts.
# What is planned
" {{ a.purpose_statement }}
@ a.flows / What is planned / 3.4 3.2 3.8 3.6 3.0 / name: Sharing; giver: From; recipients: To; data_form: Most
  detailed form;
  retention: Kept for
# Why an assessment is made
% if a.risk_signs
" Signs of high risk that the partners named:
% for item in a.risk_signs
- {{ item }}
% endfor
% endif
% if a.subjects
" People the information is about:
% for item in a.subjects
- {{ item }}
% endfor
% else
" The information identifies nobody.
% endif
# Necessity and proportion
" {{ a.necessity or "No personal data is shared." }}
" {{ a.proportionality or "" }}
% if a.aggregate_reason
" Why figures are not enough: {{ a.aggregate_reason }}
% endif
# Who was asked
+ Who was asked / 6.0 11.0 / Whom; What they said, and when
| Data protection officers | ~~
| Caldicott Guardian, where health or care records are used | ~~
| People the information is about, or those who speak for them; or why they were not asked | ~~
| Processors | ~
# Risks and what is done about them
+ Risks and measures / 4.6 2.2 2.2 5.8 2.2 / What could go wrong; How likely; How bad; What is done about it; What is
  left
| Somebody is known again in data about nobody | ~ | ~ | As agreed under "Removing identities" ~ | ~
| A victim is found by the person who hurt them | ~ | ~ | As agreed under "The people and the data" ~ | ~
| Data is seen by people who need not see it | ~ | ~ | As agreed under "Keeping it safe" ~ | ~
| Data is lost or goes to the wrong place | ~ | ~ | As agreed under "Keeping it safe" ~ | ~
| Somebody is treated wrongly because a fact is false or old | ~ | ~ | As agreed under "Getting it right" ~ | ~
| Data is used for something else, or kept too long | ~ | ~ | As agreed under "Passing it on" and "Keeping and
  destroying" ~ | ~
| People stay away from a service because they fear that it tells | ~ | ~ | ~ | ~
| ~~ | ~ | ~ | ~ | ~
# Outcome
+ Outcome / 6.0 11.0 / Item; Record
| Reference and date | {{ a.dpia_reference or "" }} ~
| Measures agreed, and who sees to each | ~~
| Is the risk that is left high? If so, the regulator is asked before sharing starts | ~
| Advice of the data protection officer, and whether it was followed | ~~
| Decided by (name, post, date) | ~
| To be looked at again by | {{ review_date }}
"""

POLICY_DOCUMENT = """
" The law asks for this document where sensitive data or data about crime is used on certain conditions of Schedule 1
  to the
  Data Protection Act 2018, or under Part 3 of that Act. It is kept from the start until six months after the use
  ends, and
  shown to the regulator on request. Each organisation adopts it for itself.
# Which conditions it covers
% if a.lawful_basis
@ a.lawful_basis / Which conditions it covers / 4.6 3.6 4.4 4.4 / party: Organisation; art9: Article 9; sch1:
  Schedule 1; part3:
  Part 3
% else
" What is shared identifies nobody, so no condition is needed.
% endif
# How the principles are met
+ How the principles are met / 5.0 12.0 / Principle; What we do
| Lawful, fair and open | {{ a.transparency }}
| For clear purposes only | {{ a.out_of_scope }}
| No more than is needed | {{ a.necessity or "" }}
| Right and up to date | {{ a.quality }}
| Kept no longer than needed | {{ a.retention }}
| Kept safe | {{ a.security_transfer }}
| We can show it | {{ a.governance }}
# Keeping and erasing
@ a.flows / How long each thing is kept / 6.0 5.6 5.4 / name: What; recipients: By whom; retention: How long
# Adoption and review
+ Adoption and review / 6.0 11.0 / Item; Record
| Looked after by | {{ a.owner }}
| To be looked at again by | {{ review_date }}
| Adopted by (organisation, name, post, date) | ~~
"""

DECLARATION = """
" Read before each meeting under "{{ title }}", and signed by everybody who attends.
#= What I agree to
- I attend for my organisation, and need to hear what is shared for my work.
- What is said and shown here is confidential. I use it only for the purpose of this meeting.
- I pass nothing on unless the organisation that gave it agrees in writing or the law requires it. If somebody is in
  danger
  now, I act at once and tell the chair afterwards.
- I say whether what I share is a fact or an opinion, and where it comes from.
- I leave before a case in which I have an interest of my own.
- I keep notes and papers safe, and give them back or destroy them as agreed. I tell the chair at once if something
  is lost.
- I tell nobody outside that a person was discussed here, and above all nobody who may have done them harm.
% if a.meetings
#= How these meetings are run
" {{ a.meetings }}
% endif
#= Who attended
+ Who attended / 5.0 5.0 4.0 3.0 / Name; Organisation and post; Signature; Date
| ~ | ~ | ~ | ~
| ~ | ~ | ~ | ~
| ~ | ~ | ~ | ~
| ~ | ~ | ~ | ~
| ~ | ~ | ~ | ~
| ~ | ~ | ~ | ~
"""


def alone(form: str) -> str:
    """One of the protocol's forms as a document of its own."""
    inside = form.strip().partition("\n")[2]
    return inside.replace("the section on asking, deciding and refusing", "the protocol").replace("\n= ", "\n#= ")


LEAFLETS = {
    "public-summary": ("How we share information", SUMMARY),
    "staff-guide": ("May I share?", GUIDE),
    "privacy-notice": ("Privacy notice", NOTICE),
    "impact-assessment": ("Data protection impact assessment", ASSESSMENT),
    "policy-document": ("Appropriate policy document", POLICY_DOCUMENT),
    "meeting-declaration": ("Confidentiality declaration for meetings", DECLARATION),
    "request-form": ("Request for information", alone(REQUEST_FORM)),
    "decision-form": ("Decision on a request for information", alone(DECISION_FORM)),
    "refusal-form": ("Refusal of a request for information", alone(REFUSAL_FORM)),
}
"""The documents that any agreement offers: their titles and their words."""


def leaflet(name: str) -> str:
    """The words of one of them, with its title on top."""
    title, words = LEAFLETS[name]
    return TOP.format(title=title) + words
