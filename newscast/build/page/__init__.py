"""What the child processes of the page do: reading rundowns, making what is looked at, sides to listen to."""
