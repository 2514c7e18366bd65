"""What the money does: the schedule, the rate card in words, the limits, the rules."""
