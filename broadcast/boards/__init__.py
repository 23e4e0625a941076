"""What the e-boards show: panel pictures at exact pixel sizes, and rules for texts read in passing."""
