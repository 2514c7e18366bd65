"""Charts: records of figures and dates in, the text of a drawing out. Nothing here knows what a spec is."""
