"""Reads and writes data files and frames, in batches, and never leaves half a file behind."""
