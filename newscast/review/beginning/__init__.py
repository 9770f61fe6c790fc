"""New episodes and new stories."""
