"""Commenting in a real browser: drawn, answered, resolved, by two people at once, followed to a new version."""
