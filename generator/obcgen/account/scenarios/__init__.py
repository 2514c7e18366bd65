"""What a deal costs if certain things come to pass: assumed, settled, and with the range of chance."""
