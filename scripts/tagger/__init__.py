"""Trains and measures the tagger that finds names and loose numbers."""
