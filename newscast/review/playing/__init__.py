"""What plays, and what is made so that it can."""
