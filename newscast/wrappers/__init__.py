"""Files as bytes: wrappers and streams read, and patched in equal length."""
