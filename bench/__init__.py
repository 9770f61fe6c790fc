"""How fast newscast is, held against what else does the same work; see docs/speed.md."""
