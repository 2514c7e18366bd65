"""From verified results as they are written to facts that can be settled, or to every Problem in them."""
