"""How a newsroom stands, for whoever asks."""
