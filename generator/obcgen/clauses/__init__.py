"""The library of clauses: which there are, where they stand, and why each is in or out of a document."""
