"""Infographics made from data: a typed design, drawn for every format, said in words from the same data."""
