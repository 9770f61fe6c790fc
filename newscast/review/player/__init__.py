"""The page of an episode: the player and what stands around it."""
