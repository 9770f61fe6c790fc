"""The page of the newsroom: its days, what is built, what must be done."""
