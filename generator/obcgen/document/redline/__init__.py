"""From two resolved documents to one that marks what changed between them."""
