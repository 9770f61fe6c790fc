"""What is written beside programmes: scripts, notes for stations, loudness over time."""
