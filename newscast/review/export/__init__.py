"""What leaves an episode for an editor's programs."""
