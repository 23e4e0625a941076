"""The plan of a zone as an endless stream: real-time samples, an encoder, and an Icecast that may come and go."""
