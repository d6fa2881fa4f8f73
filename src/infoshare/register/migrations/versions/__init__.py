"""One module for each step, each named by the version that it leads to."""
