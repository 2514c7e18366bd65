"""A deal as a folder: each file over the one before, what each changed, which documents hold to it."""
