"""Certificates as others meet them: the keys that sign them, their signatures, and whether they are whole and true."""
