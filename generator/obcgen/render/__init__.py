"""From names and templates to the HTML text of a document."""
