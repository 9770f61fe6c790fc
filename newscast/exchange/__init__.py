"""What leaves for an editor's programs: markers and timelines of an episode, in the forms that these read."""
