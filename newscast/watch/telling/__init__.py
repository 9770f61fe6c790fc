"""What a watcher tells of: as data, in words, to the terminal, the log and other places."""
