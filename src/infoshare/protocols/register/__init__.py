"""What the entries of a register come to: pure functions over them, for a day."""
