"""An amendment: what it changes in a contract, what that does to the money, what stays as it was earned."""
