"""Strategies and assertions for the tests of those who use infoshare."""
