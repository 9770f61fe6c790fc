"""What the newsroom's list of elected officials and suspensions asks."""
