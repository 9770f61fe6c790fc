"""Which files of a newsroom were touched, and when a file counts."""
