"""What somebody's old Word protocol says: its sections, what is wrong or stale in it, answers that it suggests."""
