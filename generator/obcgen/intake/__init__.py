"""A district's own boilerplate in Word, made into clauses of a pack."""
