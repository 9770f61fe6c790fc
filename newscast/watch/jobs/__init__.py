"""Which jobs there are, which is built next, and the child process that builds it."""
