"""Words that stand beside names, and words that look like names and are none."""

from infoshare.identifiers.name_particles import NAME_PARTICLES

TITLES = frozenset(
    """
    mr mrs ms miss mx master dr doctor prof professor rev reverend fr father sir lady lord dame pc dc ds di dci
    ps wpc pcso sgt sergeant insp inspector supt constable cllr councillor judge justice nurse sister matron
    midwife paramedic officer capt captain maj major lt imam rabbi pastor canon hhj dj so sw hca sho consultant
    """.split()
)
"""Titles, ranks and roles: the word after one is a name, and the title is none."""
CUES = frozenset(
    """
    son daughter brother sister bro sis nan nana gran grandad auntie aunt uncle cousin niece nephew husband wife
    partner ex boyfriend girlfriend bf gf fiance fiancee mum mam dad stepdad stepmum baby called named aka alias
    dear hi hiya hello regards cheers signed mate neighbour pt patient
    """.split()
)
"""Kin, greetings and the like: a name that is also a word is a name after one of these."""
NEVER = frozenset(
    """
    monday tuesday wednesday thursday friday saturday sunday mondays tuesdays wednesdays thursdays fridays
    saturdays sundays january february march july september october november december feb mar apr jun jul aug
    sep sept oct nov dec easter christmas ramadan eid diwali i'm i've i'd i'll
    """.split()
)
"""Words with a capital of their own that are not taken for names, whatever a list says."""
MONTHS_AND_NAMES = frozenset(
    """
    may april june august jan
    """.split()
)
"""Months that people are also called."""
BEFORE_A_MONTH = frozenset(
    """
    in of since from by until till last next this early late mid during end before after every each
    """.split()
)
"""Words before which they are months."""
SUFFIXES = frozenset(
    """
    jr jnr sr snr ii iii
    """.split()
)
"""What stands after a name."""
LINKS = frozenset(
    """
    an na y e i ferch uí ó ní nic ui ni o
    """.split()
)
"""Small words that stand between the parts of a name, and are no part of one by themselves."""
PARTICLES = (NAME_PARTICLES | LINKS) - TITLES - SUFFIXES - frozenset(["the", "of", "and", "or"])
"""Every small word that may stand inside a name."""

THOROUGHFARES = frozenset(
    """
    street road rd avenue ave lane drive close crescent terrace gardens grove mews parade place row way walk square
    quay wharf dock docks bridge bypass roundabout estate hospital surgery clinic school academy college university
    station library mosque tavern inn arms club pub bar hotel cafe centre precinct arcade gym hostel supermarket
    """.split()
)
"""Words that make a place of the capital words before them: `Quay Street`, `Foundry Social Club`."""
PLACE_OR_SURNAME = frozenset("hill park court green wood woods field fields house hall church lodge rise view".split())
"""The same, unless a given name stands before them: `Larch Court` is a place, `Sarah Hill` is not."""
