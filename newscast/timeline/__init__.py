"""When everything happens: pure placing of parts, pictures, supers, sound and words, in frames and samples."""
