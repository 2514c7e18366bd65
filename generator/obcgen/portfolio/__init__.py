"""Many deals as one: what they may cost, from which source, in which year, and what was settled."""
