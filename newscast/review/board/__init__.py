"""Storyboards and contact sheets."""
