"""The rundown as it is now, changed where it is seen."""
