"""Holds a spec against the checklist: what is answered, where, where it is printed, and what is missing."""
