"""Where pictures and texts of a segment stand beside each other, and when."""
