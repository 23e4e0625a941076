"""What the public opens."""
