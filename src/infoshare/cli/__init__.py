"""The command line: parses, calls one workflow, shows what came of it."""
