"""What people write in a column when they do not know or will not say: it is nobody's name or number."""

NOT_KNOWN = frozenset(
    "unknown notknown unk nk notapplicable notavailable none nofixedabode nfa noaddress noname nophone noemail "
    "refused declined withheld withhold notgiven notstated notrecorded notdisclosed undisclosed tbc tba tobeconfirmed "
    "pending anonymous anon redacted removed deleted missing unidentified unnamed".split()
)
"""Letters and digits alone, in lower case: `N/K` is `nk`."""
