"""Database history of broadcast."""
