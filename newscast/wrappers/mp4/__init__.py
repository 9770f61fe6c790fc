"""MP4 and QuickTime (ISO/IEC 14496-12): read as boxes, and changed sample by sample."""
