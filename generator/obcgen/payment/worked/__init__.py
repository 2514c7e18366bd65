"""Worked examples: how each line of the rate card pays at its edges, settled by the engine."""
