"""Management commands of broadcast."""
