"""How dates and numbers are written on our screens."""
