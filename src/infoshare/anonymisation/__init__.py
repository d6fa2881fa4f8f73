"""The rules that make data safer: a plan compiled from a policy, and one pure function for each action."""
