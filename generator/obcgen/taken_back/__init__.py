"""Takes what people edited in Word back into the spec and the pack: a proposal, which a person applies."""
