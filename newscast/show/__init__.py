"""A show's kit (its look and sound) and the newsroom: its name, people and places."""
