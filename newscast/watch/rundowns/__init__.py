"""The rundowns of a newsroom: what each asks for and is made from, and what was built of it."""
