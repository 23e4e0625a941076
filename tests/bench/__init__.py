"""Measurements: every module `*_bench.py` has `rows()`."""
