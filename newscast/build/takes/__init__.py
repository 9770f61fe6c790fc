"""Recordings against their copy: split, recollected, listened to."""
