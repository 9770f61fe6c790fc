"""What is told of a finished file to the station that takes it."""
