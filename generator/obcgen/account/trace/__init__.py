"""How each figure that documents print came about, down to what the spec and the results state."""
