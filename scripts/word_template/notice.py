"""The words of the privacy notice, as a document of its own and as an annex of the protocol."""

from __future__ import annotations

import re

NOTICE = """
" This notice tells you how the organisations named here use information about you together. It goes with the
  agreement
  "{{ title }}", version {{ version }}.
#= Who we are
" Each organisation decides about the information that it holds, and answers for it.
@ a.parties / Who we are and how to reach us / 6.0 3.6 7.4 / name: Organisation; registration: Registration;
  data_protection_officer: Data protection officer
#= What we use, and why
" {{ a.purpose_statement }}
@ a.flows / What we share / 4.2 3.8 4.6 4.4 / name: What; giver: From; recipients: To; purpose: What for
#= What the law says
% if a.lawful_basis
" These are the reasons in data protection law for which we may use it.
@ a.lawful_basis / Our reasons in data protection law / 4.4 4.4 4.2 4.0 / party: Organisation; art6: Main reason;
  art9: For
  sensitive information; sch1: Condition in the 2018 Act
% else
" What is shared identifies nobody, so no such reason is needed.
% endif
#= Who else gets it
" {{ a.onward }}
#= How long we keep it
" {{ a.retention }}
#= Your rights
" You may ask to see the information about you, to have mistakes put right, to have it deleted or its use held up in
  some
  cases, and to object. Some of these rights have limits, above all where the police use information to fight crime.
  {{ a.rights_contact }}
#= If you are unhappy
" {{ a.complaints }}
" You may also complain to the data protection regulator: the Information Commissioner or, once it takes over, the
  Information Commission.
: Small Reading age of this notice, by the Automated Readability Index: about {{ reading_age }} years.
"""

ALONE = re.compile(
    r'\n(?:" This notice tells.*?(?=\n#=)|% else.*?(?=\n% endif)|% (?:if|endif).*?(?=\n)|: Small .*?(?=\n))', re.DOTALL
)
"""What only the document of its own says: to whom it speaks, what is left out of it, and its reading age."""

NOTICE_ANNEX = """
#A Privacy notice text
" Each partner that is a controller tells people this, in these words or in others that say the same. It is also a
  document of its own.
""" + ALONE.sub("", NOTICE).strip().replace("#= ", "= ")
"""The same words as an annex; a partner puts them into its own notice."""
