"""Whole public pages kept in memory, each good for exactly as long as nothing that the public reads has changed."""
