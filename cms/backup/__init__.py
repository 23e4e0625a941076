"""Back-ups: everything of a station in one file, checked, and put back into an empty installation."""
