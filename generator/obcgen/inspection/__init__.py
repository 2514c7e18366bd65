"""Says of a finished document what made it, what it carries, and whether it still says the same."""
