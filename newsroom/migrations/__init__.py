"""Database history of the newsroom."""
