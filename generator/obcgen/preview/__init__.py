"""A document of a spec that is not whole yet: everything that can be shown, every blank marked as open."""
