"""Signatures by certificate in a PDF: how one is added, and what those in a file are worth."""
