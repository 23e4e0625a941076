"""Help while somebody writes: how long it takes, and what to look at once more; suggestions, never a gate."""
