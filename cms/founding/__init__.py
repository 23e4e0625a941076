"""Founds a commune on an empty database: what every station stands on, and nothing of the demo."""
