"""Does a server keep the device protocol? Asked over the wire, as a box would, by ``python -m ...conformance URL``."""
