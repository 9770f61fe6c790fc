"""What is looked at of an episode: which version, its texts, and where in it a moment or a remark is."""
