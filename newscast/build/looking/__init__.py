"""What is looked at before anything is rendered: whether texts fit, stand apart and can be read, and pictures move."""
