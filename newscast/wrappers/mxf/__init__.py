"""MXF (SMPTE ST 377-1): read as bytes, and patched in equal length."""
