"""The newsroom: what may be said, who wrote it, who approved it."""
