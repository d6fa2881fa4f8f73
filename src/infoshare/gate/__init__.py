"""The gate: looks at a release as a stranger would, with its own code, and says pass or fail for each check."""
