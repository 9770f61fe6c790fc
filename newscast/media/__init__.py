"""What a file is: found out once, in a limited child process, and kept as frozen facts."""
