"""Files that people bring, and the places of a rundown that they get."""
