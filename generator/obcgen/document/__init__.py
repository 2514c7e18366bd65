"""The document tree: built from HTML text, resolved once, printed for tests. Knows nothing of outcomes or Word."""
