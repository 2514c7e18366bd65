"""The lines of the rate card: one file for each way to pay, all of them a `Line`."""
