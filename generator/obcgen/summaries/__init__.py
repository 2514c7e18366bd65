"""One-page summaries of a deal, for the board and for families: its figures in the words of a language."""
