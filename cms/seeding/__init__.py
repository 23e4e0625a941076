"""Fills an empty database with the demo commune, through the same functions that people's clicks use."""
