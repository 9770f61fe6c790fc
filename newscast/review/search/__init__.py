"""Searching all that the newsroom has made."""
