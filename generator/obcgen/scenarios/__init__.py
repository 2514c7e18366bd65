"""Scenarios as people and programs read them: text, JSON, and the names of the estimate's templates."""
