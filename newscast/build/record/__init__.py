"""What a manifest says of a build: its products, their contents, what they were made from."""
