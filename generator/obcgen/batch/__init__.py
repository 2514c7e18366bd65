"""Many documents at once: which, made where, and what has become of each."""
