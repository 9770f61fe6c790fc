"""MPEG-2 video (ISO/IEC 13818-2): the headers of pictures read, and patched in equal length."""
