"""What words of approval bring about."""
