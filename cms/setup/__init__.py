"""What a checkout needs before Django can start: packages and compiled catalogues."""

NAMES = "names.json"
"""Beside what was built: plain name -> the name that holds the digest."""
