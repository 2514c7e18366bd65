"""The settlement statement: everything a finance officer needs to recompute a settlement, ready to print."""
