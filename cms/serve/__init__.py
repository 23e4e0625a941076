"""One process tree for a whole station: web, background work, station loop, demo players."""
