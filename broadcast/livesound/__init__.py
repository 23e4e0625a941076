"""Live sound on its way: pieces from a browser's microphone lie in a folder, and loudspeakers get them as one MP3."""
