"""Storyboards: every part of a rundown as stills, laid out, told and drawn."""
