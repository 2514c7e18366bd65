"""What guidance and law ask of a spec: one function per rule, its source beside it."""
