"""What is dropped in an inbox becomes rundowns."""
