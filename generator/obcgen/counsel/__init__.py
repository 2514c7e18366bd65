"""What is open until counsel has confirmed it, and what may not print in a final document."""
