"""The tests, and what runs them."""
