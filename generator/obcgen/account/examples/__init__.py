"""Worked examples: results in words at every edge of a line or limit, and how the engine settles them."""
