"""What the district wrote: one model per section of the spec."""
