"""Finds names and identifiers in free text, by form and by what speaks for them, and takes them out."""
