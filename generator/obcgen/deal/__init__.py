"""The deal, compiled: lines, base funding, limits and calendar as values that know what they pay and say.

`compile` makes it of a spec without errors, once; everything after it reads the deal and never the keys under
`payment:` again. A new way to pay is one file under `lines/`.
"""
