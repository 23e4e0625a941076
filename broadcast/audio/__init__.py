"""Mixing, loudness, encoding: from clips of speech to files that loudspeakers play."""
