"""Keeps the register in a database: one table of entries, each bound to the one before, to which is only ever added."""
