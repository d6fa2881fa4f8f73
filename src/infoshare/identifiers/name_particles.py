"""Small words that are part of many names and say nothing about any one person."""

NAME_PARTICLES = frozenset(
    "mr mrs ms miss mx dr prof rev sir lady dame lord jr jnr sr snr the of and or de da di do dos das du del della "
    "der den van von ter ten la le al el ap ab ferch st bin ibn bint abu mac mc".split()
)
