"""The languages a newscast can be in: one table each."""
