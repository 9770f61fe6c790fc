"""The products of a build: one file each, with its canvas, its encoding, its packaging and what it must measure."""
