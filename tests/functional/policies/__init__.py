"""The shipped policies on their example data."""
