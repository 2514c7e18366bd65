"""The account: what is due over given facts, entry by entry, and everything that is printed of it.

`settle(deal, facts)` computes it; the schedule, scenarios, worked examples and the most that can be paid are
the same computation over other facts.
"""
