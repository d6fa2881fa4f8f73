"""The words of the protocol's annexes; `content` says what the mark before each line means."""

from __future__ import annotations

ANNEXES = """
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
@ a.data_items / Data specification / 2.7 2.8 2.6 2.8 2.8 2.9 3.1 3.0 3.0 / item: Item; column: Column in the data;
  form: Form; flows: Part of; holder: Held by; coarseness: How coarse; why: Why; declined: Why not coarser;
  retention: Kept for, if not as above
~ data_items

#A Request form
" Use this form to ask a partner for information. If someone may be in danger now, use the urgent route in
  the section on asking, deciding and refusing, and complete the form afterwards.
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
| Public task: if the requester needs the information for its own public task, the law that sets the task |
  ~
| Requester's basis in data protection law, and any further condition | ~
| Public objective served, if the holder is asked to reuse data for a new purpose | ~
| Has the person agreed, or been told? If not, why not? | ~
| Requests by police about a victim: the line of enquiry, and the notice given to the victim or why none was
  given | ~
= Handling and declaration
+ Handling and declaration / 6.0 11.0 / Item; To be completed
| Who will see it, how it is kept safe and for how long | ~~
| Passing it on, and to whom | ~
| I have asked only for what is needed. What I have written is accurate. | Signed: ~

#A Decision and refusal record
" The holder completes this record for every request. Sharing, sharing in part and refusing are recorded in
  the same form.
= The decision
+ The decision / 6.0 11.0 / Item; To be completed
| Reference, and date and time received | ~
| Holder, and who decides (name and post) | ~
| Others consulted, such as the Caldicott Guardian or data protection officer | ~
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
= The outcome
+ The outcome and its reasons / 3.4 6.0 7.6 / Outcome; What it covers; Reasons
| ☐ Share | ~~~ | ~~~
| ☐ Share in part | ~~~ | ~~~
| ☐ Refuse | ~~~ | ~~~
= What was done
+ What was done / 6.0 11.0 / Item; To be completed
| What was sent, to whom, how and when | ~
| Conditions set, such as time limits or no passing on | ~
| Requester told of the outcome and reasons (date) | ~
| Who looks at the decision again if asked | ~
| Signature, date and time | ~

#A Caldicott record
" The Caldicott Guardian tests the use of confidential information against the eight principles.
= The eight principles
+ The eight Caldicott principles / 5.8 11.2 / Principle; How this protocol meets it
| 1. Justify the purpose(s) for using confidential information | The purposes are set out and justified in
  the section on purpose and benefits.
| 2. Use confidential information only when it is necessary | Would figures be enough? {{
  a.aggregate_would_do }}. The reasons are in the sections on how much is shared and on necessity and
  proportionality.
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
| 8. Inform patients and service users about how their confidential information is used | {{
  a.caldicott_informing }} ~ law of caldicott_informing
= The Guardian's decision
+ The Guardian's decision / 5.8 11.2 / Item; Record
| Caldicott Guardian | {{ a.guardian_name }}
| Decision | {{ a.guardian_decision }}
| Date of decision | {{ a.guardian_decision_date }}
| Conditions | {{ a.guardian_conditions }}
| Signature and date | ~

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

#A Authorities
" This annex paraphrases the law and guidance named in the protocol. Where it says that something is
  uncertain, check it before relying on it. Only the official text has force.
@ provisions / Law and guidance named in this protocol / 2.7 3.8 6.3 4.2 / short: Short name; name: Name;
  says: What it says; Status: How far checked
"""
