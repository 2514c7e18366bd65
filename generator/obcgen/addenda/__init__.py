"""An addendum: what changed between two RFPs, as bidders read it."""
