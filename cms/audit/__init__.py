"""Nhật ký: who did what, read from the rows of both sides; nothing is copied."""
