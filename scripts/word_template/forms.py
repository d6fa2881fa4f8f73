"""The words of the forms for one case: to ask, to share and to refuse; the last two are one form with two outcomes."""

from __future__ import annotations

REQUEST_FORM = """
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
| Purpose, and the task in law that it serves | ~~
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
"""

WEIGHED = """
#A {name}
" {purpose}
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
| What may go wrong if it is not shared? | ~
| Does another law forbid it, or require it? | ~
| Will the person be told? If not, why not? | ~
= The outcome
+ The outcome and its reasons / 3.4 6.0 7.6 / Outcome; What it covers; Reasons
| {outcome} | ~~~ | ~~~
| {rest} | ~~~ | ~~~
= What was done
+ What was done / 6.0 11.0 / Item; To be completed
| What was sent, to whom, how and when | ~
| {terms} | ~
| Requester told of the outcome and reasons (date) | ~
| Who looks at the decision again if asked | ~
| Signature, date and time | ~
"""

DECISION_FORM = WEIGHED.format(
    name="Decision form",
    purpose="The holder completes this form when it shares what was asked for, in whole or in part. To refuse, it\n"
    "  completes the refusal form, which asks the same.",
    outcome="What is shared",
    rest="What is not shared, if only a part is",
    terms="Conditions set, such as time limits or no passing on",
)
REFUSAL_FORM = WEIGHED.format(
    name="Refusal form",
    purpose="The holder completes this form when it shares nothing of what was asked for. To share, even in part, it\n"
    "  completes the decision form, which asks the same.",
    outcome="What is refused",
    rest="What is given instead, such as figures",
    terms="What would change the decision, such as consent or a narrower request",
)
