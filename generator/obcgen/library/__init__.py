"""The library of clauses: outlines, clauses, variants, and the facts that ask for them. No template runs."""
