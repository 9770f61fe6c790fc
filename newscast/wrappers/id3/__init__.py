"""ID3v2.3, the tag before an MP3: what it is, its cover, and its chapters (ID3v2 Chapter Frame Addendum 1.0)."""
