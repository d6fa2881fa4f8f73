"""Finds names and identifiers in free text, with presidio and spaCy, and takes them out."""
