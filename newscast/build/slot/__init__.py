"""Programmes that have to be as long as their slot, or no longer than their network takes."""
