"""What was asked for: the rundown's model, its loader with line numbers, its JSON Schema."""
