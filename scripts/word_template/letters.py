"""The words of the letters that go with a decision; `content` says what the mark before each line means."""

from __future__ import annotations

REQUEST = """
; From: {{ a.asking_organisation }}
; To: {{ a.partnership_name }}
; Date: {{ a.request_date }}
; Reference: {{ reference }}
; Needed by: {{ a.needed_by }}
: Title Request under section 7 of the Care Act 2014
% if is_draft
: NoticeHead DRAFT: points are still open
% endif
" We ask for your help in the case of one person. {{ a.person_kind }}: case reference {{ a.case_reference }}. We do not
  give a name here; please ring us to be sure that you have the right person.
" Under section 7 of the Care Act 2014 a council and its relevant partner may ask each other for help over one adult
  with care needs or one carer. Whoever is asked must help, unless that conflicts with its duties or harms its work. A
  refusal must give its reasons in writing.
#= What we ask for
@ a.items_asked / What we ask for / 6.2 6.8 4.0 / item: Item; why: Why this case needs it; since: How far back
#= Why we ask
" What the help is for: {{ a.purpose }}.
" The task of our own: {{ a.functions }}
% if a.necessity
" Why less would not do: {{ a.necessity }}
% endif
% if a.consent
" The person: {{ a.consent }}.
% endif
% if a.asker_basis
" Our basis in data protection law: {{ a.asker_basis }}.
% endif
% if a.security_access
#= How we keep it
" How to send it: {{ a.security_transfer }}
" Who sees it: {{ a.security_access }}
" How long: {{ a.retention }}
" Passing it on: {{ a.onward }}
% endif
#= Your answer
" Please answer by {{ a.needed_by }}. You may send all of it, send a part, or refuse. Each takes one letter with its
  reasons. If you do not have an item, please say so.
% if a.refusal
" If we do not agree with your answer: {{ a.refusal }}
% endif
: Gap
+ Signed for the organisation that asks / 4.0 13.0 / Signed for; The organisation that asks
| Name and post | {{ signs.asker }}
| Signature and date | ~
"""

REPLY = """
; From: {{ a.partnership_name }}
; To: {{ a.asking_organisation }}
; Date: {{ a.start_date }}
; Reference: {{ reference }}
: Title Reply to your request under section 7 of the Care Act 2014
% if is_draft
: NoticeHead DRAFT: points are still open
% endif
" This is our answer to your request of {{ a.request_date }}. It is about one person, whom we name by the case reference
  only.
#= Our answer
% if outcome == "share"
: Decision We send all that you asked for.
" Our reasons: {{ a.answer_reasons }}
% endif
% if outcome == "share_in_part"
: Decision We send a part of what you asked for, and hold back the rest.
% endif
% if outcome == "refuse"
: Decision We refuse your request.
% endif
% if outcome == "open"
: Decision [NOT YET ANSWERED: whether the request is met, met in part or refused]
% endif
% if a.refusal_reasons
" Our reasons: {{ a.refusal_reasons }}
" The ground in section 7: {{ a.refusal_ground }}. The section asks for the reasons of a refusal in writing; this letter
  gives them.
% endif
% if a.items_sent
#= What we send
@ a.items_sent / What we send / 4.6 3.4 5.0 4.0 / item: Item; answer: What happens to it; sent: What goes, from which
  record; left_out: What was cut out
: Gap
" Form: {{ a.data_form }}.
% if a.released
" The files carry these SHA-256 digests, by which you can tell that they arrived as they left.
@ a.released / The files / 4.6 12.4 / file: File; sha256: SHA-256
: Gap
% endif
% if a.quality
" Fact and opinion: {{ a.quality }}
% endif
% if a.onward
" It is for this case alone. {{ a.onward }}
% endif
% endif
% if a.transparency
#= What the person was told
" {{ a.transparency }}
% endif
% if a.refusal
#= If you do not agree
" {{ a.refusal }}
% endif
: Gap
+ Signed for the organisation that was asked / 4.0 13.0 / Signed for; {{ a.partnership_name }}
| Name and post | {{ signs.asked }}
| Signature and date | ~
"""

DISCLOSURE = """
; From: {{ a.partnership_name }}
; To: {{ a.asking_organisation }}
; Date: {{ a.start_date }}
; Reference: {{ reference }}
: Title Reply to your request for confidential information
% if is_draft
: NoticeHead DRAFT: points are still open
% endif
" This is our answer to your request of {{ a.request_date }}. You asked for this: {{ a.information }}
#= Our answer
% if outcome == "share"
: Decision We give what you asked for.
% endif
% if outcome == "share_in_part"
: Decision We give a part of what you asked for, and hold back the rest.
% endif
% if outcome == "refuse"
: Decision We do not give what you asked for.
% endif
% if outcome == "open"
: Decision [NOT YET ANSWERED: whether it is given, given in part or refused]
% endif
" Our reasons: {{ a.reasons }}
" What was told in confidence is passed on only where the person clearly agreed, where the law or a court requires it or
  lifts the confidence, or where an overriding public interest is shown. Each case is weighed by itself.
% if a.minimum
#= What we give
" {{ a.minimum }}
" How: {{ a.sent }}
% if a.gateway
" The law that allows it: {{ a.gateway }}. It says nothing of your own basis in data protection law, which you need as
  well.
% endif
% if a.released
" The files carry these SHA-256 digests, by which you can tell that they arrived as they left.
@ a.released / The files / 4.6 12.4 / file: File; sha256: SHA-256
: Gap
% endif
#= What you must keep to
% if a.need_to_know
" Who may see it: {{ a.need_to_know }}
% endif
% if a.guardian_conditions
" Conditions of the Caldicott Guardian: {{ a.guardian_conditions }}
% endif
" Use it for this case alone, keep it safe, and ask us before any other use.
% endif
% if a.refusal_answer
#= What we do not give, and what you can do
" {{ a.refusal_answer }}
% endif
: Gap
+ Signed for the holder / 4.0 13.0 / Signed for; {{ a.partnership_name }}
| Name and post | {{ signs.asked }}
| Signature and date | ~
"""

LETTERS = {
    "caldicott-disclosure": {"reply-letter": DISCLOSURE},
    "care-act-cooperation": {"request-letter": REQUEST, "reply-letter": REPLY},
}
"""The letters of each kind of decision, by the names of the documents."""
