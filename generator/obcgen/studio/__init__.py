"""A deal on a desk: opened, asked about and edited in the text of its spec, for any front end there is.

Values in, values out: no clock, no disk, no network, and no word of what shows it.
"""
