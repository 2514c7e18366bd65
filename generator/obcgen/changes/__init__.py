"""What changed from one deal to another: each term in the field's words, and what it does to the money.

Everything that tells of changes (a comparison, an addendum, an amendment, the rule PRO-60) asks here.
"""
