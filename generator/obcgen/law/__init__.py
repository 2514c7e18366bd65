"""Law and guidance in figures: what they are, and which are in force on a day. Read without templates."""
