"""The money on sheets: what the payment room computed, with the formulas by which staff recompute it."""
