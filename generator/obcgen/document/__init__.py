"""The document tree: built from HTML text, resolved once, printed for tests. Knows no outcome, no Word."""
