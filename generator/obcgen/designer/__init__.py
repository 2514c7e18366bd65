"""The price designer: from what a district wants to pay, and to risk, to prices for its outcomes."""
