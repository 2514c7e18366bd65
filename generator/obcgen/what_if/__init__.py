"""What a deal pays under results that somebody supposes: figures to play with, before there are any."""
